"""Trains the one encoder with its heads together; every epoch leaves a checkpoint.

python -m train.fit --data DATA --model FOLDER --out FOLDER [--epochs 5] [--start CHECKPOINT] [--names re3d]
"""

from __future__ import annotations

import argparse
import math
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F

from train import sources
from train.network import LAYERS, Network, restore
from train.pieces import CLS, LIMIT, SEP, Sample, load_tokenizer

BATCH = 16
Job = tuple[str, list]  # kind, samples


def pad(rows: list[list[int]], fill: int = 0) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([r + [fill] * (width - len(r)) for r in rows])


def pad_labels(samples: list[Sample], key: str) -> Tensor:
    width = max(len(s.first) for s in samples)
    out = np.full((len(samples), width, *samples[0].labels[key].shape[1:]), -100, np.int64)
    for i, s in enumerate(samples):
        out[i, : len(s.first)] = s.labels[key]
    return torch.from_numpy(out)


def attribution_loss(net: Network, samples: list[Sample]) -> Tensor:
    """Tags by chain and by word, and the links of the gold cues."""
    words = net.words(pad([s.pieces for s in samples]), pad([s.first for s in samples]))
    gold = pad_labels(samples, "tag")
    mask = gold >= 0
    logits = net.tag(words)
    loss = net.chain(logits, gold.clamp(min=0), mask)
    loss = loss + 0.5 * F.cross_entropy(logits.flatten(0, 1), gold.flatten(), ignore_index=-100)
    rows = [i for i, s in enumerate(samples) for _ in s.anchors]
    if rows:
        at = torch.tensor([a for s in samples for a, _ in s.anchors])
        target = pad([row.tolist() for s in samples for _, row in s.anchors], -100)
        target = F.pad(target, (0, words.shape[1] - target.shape[1]), value=-100)
        score = net.links(words, torch.tensor(rows), at)
        loss = loss + F.cross_entropy(score.flatten(0, 1), target.flatten(), ignore_index=-100)
    return loss


def layered_loss(net: Network, samples: list[Sample], key: str, weight: float) -> Tensor:
    words = net.words(pad([s.pieces for s in samples]), pad([s.first for s in samples]))
    gold = pad_labels(samples, key)
    logits = getattr(net, key)(words).unflatten(-1, (gold.shape[2], 3))
    return weight * F.cross_entropy(logits.flatten(0, 2), gold.flatten(), ignore_index=-100)


def flat_loss(net: Network, samples: list[Sample]) -> Tensor:
    words = net.words(pad([s.pieces for s in samples]), pad([s.first for s in samples]))
    gold = pad_labels(samples, "crossner")
    return 0.5 * F.cross_entropy(net.crossner(words).flatten(0, 1), gold.flatten(), ignore_index=-100)


def acts_loss(net: Network, rows: list[tuple[list[int], int]]) -> Tensor:
    logits = net.acts(net.pooled(pad([p for p, _ in rows])))
    return 0.3 * F.cross_entropy(logits, torch.tensor([a for _, a in rows]))


LOSSES: dict[str, Callable] = {
    "tag": attribution_loss,
    "names": lambda net, s: layered_loss(net, s, "names", 3.0),
    "gum": lambda net, s: layered_loss(net, s, "gum", 1.0),
    "crossner": flat_loss,
    "acts": acts_loss,
}


def chunks(items: list, size: int, key: Callable | None, rng: random.Random) -> list[list]:
    """Batches; with a key, of like length."""
    rng.shuffle(items)
    if key:
        items = [
            x for i in range(0, len(items), 50 * size) for x in sorted(items[i : i + 50 * size], key=key)
        ]
    return [items[i : i + size] for i in range(0, len(items), size)]


class Data:
    """Everything that is trained on, cut into batches anew each epoch."""

    def __init__(self, tokenizer: Tokenizer, folder: Path, names: bool, skip: float) -> None:
        self.articles = sources.polnear(tokenizer, folder / "polnear", "train")
        self.skip = skip
        self.gum = sources.gum(tokenizer, folder / "gum-coref")
        self.crossner = sources.crossner(tokenizer, folder / "crossner-politics")
        rows = [
            (s, a)
            for d, s, a in sources.acts(folder / "speech-acts")
            if not sources.held_out(d) and not sources.kept_for_bound(d)
        ]
        encoded = tokenizer.encode_batch([s for s, _ in rows], add_special_tokens=False)
        self.acts = [([CLS, *e.ids[:LIMIT], SEP], a) for e, (_, a) in zip(encoded, rows, strict=True)]
        self.names: list[Sample] = []
        if names:
            for _, text, spans in sources.re3d_documents(folder / "re3d"):
                self.names += sources.re3d_samples(tokenizer, text, spans)

    def jobs(self, seed: int) -> list[Job]:
        rng = random.Random(seed)
        windows = [w for a in self.articles for w in sources.windows(a, rng)]
        if self.skip:
            windows = [w for w in windows if rng.random() >= self.skip]
        jobs: list[Job] = [("tag", b) for b in chunks(windows, BATCH, lambda w: len(w.pieces), rng)]
        jobs += [("acts", b) for b in chunks(list(self.acts), 64, lambda r: len(r[0]), rng)]
        other = "gum" if seed % 2 else "crossner"
        jobs += [(other, b) for b in chunks(list(getattr(self, other)), BATCH, None, rng)]
        for _ in range(5):  # re3d is small
            jobs += [("names", b) for b in chunks(list(self.names), BATCH // 2, None, rng) if b]
        rng.shuffle(jobs)
        return jobs


def groups(net: Network, rate: float, decay: float) -> list[dict]:
    """Learning rates fall from the top layer down; heads learn three times as fast."""
    out = []
    for name, p in net.named_parameters():
        if name.startswith("encoder.layers."):
            lr = rate * decay ** (LAYERS - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder."):
            lr = rate * decay**LAYERS
        else:
            lr = rate * 3
        out.append({"params": [p], "lr": lr, "weight_decay": 0.01 if p.dim() > 1 else 0.0})
    return out


class Average:
    """A running mean of the weights, which generalises better than the last step."""

    def __init__(self, net: Network, keep: float) -> None:
        self.keep, self.state = keep, {k: v.clone().float() for k, v in net.state_dict().items()}
        self.steps = 0

    def add(self, net: Network) -> None:
        self.steps += 1
        keep = min(self.keep, self.steps / (self.steps + 10))
        for k, v in net.state_dict().items():
            self.state[k].lerp_(v.float(), 1 - keep)


def fit(
    net: Network, plan: list[Job], done: Callable[[int], None], ends: set[int], a: argparse.Namespace
) -> None:
    optimiser = torch.optim.AdamW(groups(net, a.rate, a.decay), fused=True)
    warm = max(1, len(plan) // 15)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda i: min((i + 1) / warm, max(0.0, (len(plan) - i) / (len(plan) - warm)))
    )
    start, sums = time.time(), {}
    for i, (kind, batch) in enumerate(plan[: a.steps]):
        with torch.autocast("cpu", torch.bfloat16):
            loss = LOSSES[kind](net, batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        sums.setdefault(kind, []).append(loss.item())
        if (i + 1) % 50 == 0 or i + 1 in ends:
            means = " ".join(f"{k} {np.mean(v[-50:]):.3f}" for k, v in sorted(sums.items()))
            print(
                f"{time.strftime('%H:%M:%S')} step {i + 1}/{len(plan)} {time.time() - start:.0f}s {means}",
                flush=True,
            )
        done(i + 1)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--model", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--start", type=Path)
    ap.add_argument("--epochs", type=int, default=5)
    ap.add_argument("--stop", type=int, help="end after this many epochs; rates fall as if all were run")
    ap.add_argument("--rate", type=float, default=3e-4)
    ap.add_argument("--decay", type=float, default=0.95)
    ap.add_argument("--keep", type=float, default=0.995)
    ap.add_argument("--drop", type=float, default=0.1)
    ap.add_argument("--names", action="store_true", help="train on re3d too")
    ap.add_argument("--skip", type=float, default=0.0, help="share of attribution windows left out an epoch")
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    torch.manual_seed(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(a.model)
    data = Data(tokenizer, a.data, a.names, a.skip)
    net = Network(len(sources.ACTS), 1 + 2 * len(sources.CROSSNER), a.drop)
    net.encoder.load(a.model)
    if a.start:
        restore(net, torch.load(a.start))
    plan: list[Job] = []
    ends: dict[int, int] = {}
    for epoch in range(a.epochs):
        plan += data.jobs(a.seed * 1000 + epoch)
        ends[len(plan)] = epoch + 1
    a.steps = next((at for at, epoch in ends.items() if epoch == a.stop), len(plan))
    average = Average(net, a.keep)
    print(f"{len(plan)} steps, {math.ceil(len(plan) / a.epochs)} an epoch", flush=True)

    def done(step: int) -> None:
        average.add(net)
        if step in ends:
            torch.save(average.state, a.out / f"epoch{ends[step]}.pt")
            torch.save({k: v.clone() for k, v in net.state_dict().items()}, a.out / f"raw{ends[step]}.pt")

    net.train()
    fit(net, plan, done, set(ends), a)


if __name__ == "__main__":
    main()
