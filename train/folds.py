"""Names on re3d, document by document in five folds: each fold starts from a network that never saw re3d.

python -m train.folds --data DATA --model FOLDER --start CHECKPOINT --out FOLDER [--only 0]
"""

from __future__ import annotations

import argparse
import os
import random
from collections import Counter
from pathlib import Path

import torch

from onrecord.encoder.tagger import Tagger
from train import export, sources
from train.fit import fit
from train.network import KINDS, Network, restore
from train.pieces import load_tokenizer

FOLDS = 5
Found = set[tuple[int, int, str]]


def trained(a: argparse.Namespace, documents: list, fold: int) -> Network:
    """The network after a short training on the other folds."""
    tokenizer = load_tokenizer(a.model)
    net = Network(len(sources.ACTS), 1 + 2 * len(sources.CROSSNER), a.drop)
    restore(net, torch.load(a.start))
    samples = []
    for i, (_, text, spans) in enumerate(documents):
        if i % FOLDS != fold:
            samples += sources.re3d_samples(tokenizer, text, spans)
    plan = []
    for epoch in range(a.epochs):
        rng = random.Random(a.seed * 100 + epoch)
        order = rng.sample(samples, len(samples))
        plan += [("names", order[i : i + a.batch]) for i in range(0, len(order), a.batch)]
    net.train()
    a.steps = len(plan)
    fit(net, plan, lambda step: None, {len(plan)}, a)
    return net.eval()


def count(found: Found, gold: Found, total: Counter) -> None:
    for kind in KINDS:
        f = {x for x in found if x[2] == kind}
        g = {x for x in gold if x[2] == kind}
        total[kind, "tp"] += len(f & g)
        total[kind, "found"] += len(f)
        total[kind, "gold"] += len(g)


def show(total: Counter) -> str:
    out = []
    for kind in KINDS:
        p = total[kind, "tp"] / max(1, total[kind, "found"])
        r = total[kind, "tp"] / max(1, total[kind, "gold"])
        out.append(f"{kind} P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / max(1e-9, p + r):.1f}")
    return "; ".join(out)


def mentions(tagger: Tagger, text: str) -> Found:
    """Everything the names head marks, as exact spans."""
    from onrecord.encoder.cutting import cut

    made = cut(text, [(0, len(text))])
    return {(n.start, n.end, n.kind) for n in tagger.names(made, tagger.heads(made)["names"])}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--model", type=Path, required=True)
    ap.add_argument("--start", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--only", type=int)
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--batch", type=int, default=4)
    ap.add_argument("--rate", type=float, default=2e-4)
    ap.add_argument("--decay", type=float, default=0.9)
    ap.add_argument("--drop", type=float, default=0.1)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    torch.manual_seed(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)
    documents = sources.re3d_documents(a.data / "re3d")
    total: Counter = Counter()
    for fold in range(FOLDS) if a.only is None else [a.only]:
        net = trained(a, documents, fold)
        arrays = {k: v.float().numpy() for k, v in net.state_dict().items()}
        path = a.out / f"fold{fold}.onnx"
        export.write(export.model(*export.tagger_graph(arrays, True)), path, True)
        tagger = Tagger(path)
        for i, (_, text, spans) in enumerate(documents):
            if i % FOLDS == fold:
                count(mentions(tagger, text), {(s, e, KINDS[k]) for s, e, k in spans}, total)
        print(f"after fold {fold}: {show(total)}", flush=True)


if __name__ == "__main__":
    main()
