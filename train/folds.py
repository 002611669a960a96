"""Networks for names on re3d, document by document in five folds: each fold starts from a network that never saw re3d.

python -m train.folds --data DATA --model FOLDER --start CHECKPOINT --out FOLDER [--only 0]
"""

from __future__ import annotations

import argparse
import os
import random
from pathlib import Path

import torch

from train import export, sources
from train.fit import fit
from train.network import Network, restore
from train.pieces import load_tokenizer

FOLDS = 5


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
    for fold in range(FOLDS) if a.only is None else [a.only]:
        net = trained(a, documents, fold)
        arrays = {k: v.float().numpy() for k, v in net.state_dict().items()}
        export.write(export.model(*export.tagger_graph(arrays, True)), a.out / f"fold{fold}.onnx", True)


if __name__ == "__main__":
    main()
