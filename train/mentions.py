"""The second look at mentions: memory of the training documents, and the small network that weighs candidates.

python -m train.mentions --data DATA --folds FOLDER --out FOLDER [--only 0]

FOLDER of folds holds fold0.onnx .. fold4.onnx of `train.folds`; each document's chances come from the network that never saw it, and
its memory from the other folds alone. Writes fold0.npz .. fold4.npz, each made without its own fold's documents, for
`benchmarks/names.py`; and names.npz from all of them, for the reader.
"""

from __future__ import annotations

import argparse
import os
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from onrecord.encoder.cutting import cut
from onrecord.encoder.mentions import (
    KINDS,
    REMEMBERED,
    Key,
    Memory,
    Page,
    Weigher,
    candidates,
    chosen,
    code,
    features,
    keys,
    load,
)
from onrecord.encoder.tagger import Tagger
from train import sources
from train.repeats import shown

FOLDS, HIDDEN, SEEDS, EPOCHS = 5, 64, 4, 16
NOTHING = Memory({})
Gold = set[tuple[int, int, int]]
Rows = tuple[np.ndarray, np.ndarray, list]  # features, whether it is a mention, (document, candidate)


class Document:
    """A document with its mentions, seen by the network of its own fold."""

    def __init__(self, text: str, spans: list[tuple[int, int, int]], tagger: Tagger) -> None:
        made = cut(text, [(0, len(text))])
        self.page = Page(text, made, tagger.heads(made)["names"])
        self.spans = set(spans)
        starts = {s: a for a, s in enumerate(self.page.start)}
        ends = {e: b + 1 for b, e in enumerate(self.page.end)}
        self.gold: Gold = {(starts[s], ends[e], k) for s, e, k in spans if s in starts and e in ends}
        self.free = candidates(self.page, NOTHING)


def remember(documents: list[Document]) -> Memory:
    """Counts over some documents."""
    yes: dict[int, int] = defaultdict(int)
    seen: dict[int, int] = defaultdict(int)
    marked = set()
    for d in documents:
        for a, b, k in d.gold:
            if b - a <= REMEMBERED and d.page.words[a][0].isalnum():
                marked.add(d.page.quote(a, b))
                seen[code("W", d.page.words[a])] += 1
                yes[code("S", d.page.quote(a, b), k)] += 1
    for d in documents:
        for a in range(len(d.page.words)):
            for b in range(a + 1, min(d.page.closes[a], a + REMEMBERED) + 1):
                if d.page.quote(a, b) in marked:
                    seen[code("N", d.page.quote(a, b))] += 1
        for a, b, k in d.free:
            for key in keys(d.page, a, b, k):
                seen[code(*key)] += 1
                yes[code(*key)] += (a, b, k) in d.gold
    return Memory({c: (yes[c], seen[c]) for c in {*yes, *seen}})


def rows(documents: list[Document], memory: Memory) -> Rows:
    xs, ys, where = [], [], []
    for i, d in enumerate(documents):
        found = candidates(d.page, memory)
        if found:
            xs.append(features(d.page, found, memory))
            ys += [key in d.gold for key in found]
            where += [(i, key) for key in found]
    return np.concatenate(xs), np.array(ys), where


def network(x: np.ndarray, y: np.ndarray, memory: Memory, least: tuple[float, ...] = ()) -> Weigher:
    """The weigher after its training, one network a seed."""
    mean, scale = x.mean(0), x.std(0) + 1e-3
    inputs, gold = torch.tensor((x - mean) / scale), torch.tensor(y).float()
    layers = []
    for seed in range(SEEDS):
        torch.manual_seed(seed)
        net = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(x.shape[1], HIDDEN), nn.ReLU(), nn.Dropout(0.3), nn.Linear(HIDDEN, 1)
        )
        optimiser = torch.optim.AdamW(net.parameters(), 2e-3, weight_decay=0.05)
        for epoch in range(EPOCHS):
            for group in optimiser.param_groups:
                group["lr"] = 2e-3 * (1 - epoch / EPOCHS)
            for some in torch.randperm(len(inputs)).split(128):
                loss = F.binary_cross_entropy_with_logits(net(inputs[some])[:, 0], gold[some])
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
        layers.append(tuple(p.detach().numpy() for m in (net[1], net[4]) for p in (m.weight, m.bias)))
    return Weigher(memory, mean, scale, tuple(layers), least)


def bounds(parts: list[tuple[list[Document], Rows]]) -> tuple[float, ...]:
    """The least chance of each kind that is best for F1, each part weighed by a network of the others."""
    scored = []
    for n, (documents, (x, _, where)) in enumerate(parts):
        rest = [r for m, (_, r) in enumerate(parts) if m != n]
        made = network(np.concatenate([r[0] for r in rest]), np.concatenate([r[1] for r in rest]), NOTHING)
        scored.append((documents, made.chances(x), where))
    grid = np.arange(0.25, 0.6, 0.025)
    table = np.zeros((len(grid), len(KINDS), 2))
    wanted = np.zeros(len(KINDS))
    for documents, chance, where in scored:
        for i, d in enumerate(documents):
            at = [n for n, (j, _) in enumerate(where) if j == i]
            for g, least in enumerate(grid):
                for key, _ in chosen([where[n][1] for n in at], chance[at], [float(least)] * len(KINDS)):
                    table[g, key[2]] += (1, key in d.gold)
            for _, _, k in d.spans:
                wanted[k] += 1
    f1 = 2 * table[:, :, 1] / (table[:, :, 0] + wanted)
    smooth = np.stack([np.convolve(np.pad(c, 1, "edge"), [0.25, 0.5, 0.25], "valid") for c in f1.T])
    return tuple(float(grid[i]) for i in smooth.argmax(1))


def weigher(folds: list[list[Document]]) -> Weigher:
    """Made from some folds: each fold's rows with the memory of the others, then the memory of all."""
    parts = []
    for n, documents in enumerate(folds):
        memory = remember([d for m, some in enumerate(folds) if m != n for d in some])
        parts.append((documents, rows(documents, memory)))
    x, y = (np.concatenate([r[i] for _, r in parts]) for i in (0, 1))
    return network(x, y, remember([d for some in folds for d in some]), bounds(parts))


def seen(
    documents: list[tuple[str, list[Key]]], taggers: list[Tagger], without: int | None
) -> list[list[Document]]:
    """The documents by fold, one fold left out, each as the network of its fold sees it."""
    some = [i for i in range(len(documents)) if i % FOLDS != without]
    folds: list[list[Document]] = [[] for _ in range(FOLDS)]
    for i, (text, spans) in zip(some, shown([documents[i] for i in some]), strict=True):
        folds[i % FOLDS].append(Document(text, spans, taggers[i % FOLDS]))
    return [part for part in folds if part]


def save(made: Weigher, path: Path) -> None:
    codes = np.array(sorted(made.memory.counts), np.int64)
    counts = np.array([made.memory.counts[c] for c in codes.tolist()], np.uint16)
    stacked = {
        name: np.stack([layer[i] for layer in made.layers]) for i, name in enumerate(("w1", "b1", "w2", "b2"))
    }
    np.savez_compressed(
        path, codes=codes, yes=counts[:, 0], seen=counts[:, 1], mean=made.mean, scale=made.scale,
        least=np.array(made.least, np.float32), **stacked,
    )  # fmt: skip


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--folds", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--only", type=str, default="0,1,2,3,4,all")
    a = ap.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    taggers = [Tagger(a.folds / f"fold{i}.onnx") for i in range(FOLDS)]
    documents = [(text, spans) for _, text, spans in sources.re3d_documents(a.data / "re3d")]
    a.out.mkdir(parents=True, exist_ok=True)
    for what in a.only.split(","):
        kept = seen(documents, taggers, None if what == "all" else int(what))
        path = a.out / ("names.npz" if what == "all" else f"fold{what}.npz")
        save(weigher(kept), path)
        print(path, [round(x, 3) for x in load(path).least], flush=True)


if __name__ == "__main__":
    main()
