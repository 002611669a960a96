"""Networks for names on re3d, document by document in five folds: each fold starts from a network that never saw re3d.

python -m train.folds --data DATA --model FOLDER --start CHECKPOINT --out FOLDER [--only 0]
"""

from __future__ import annotations

import argparse
import os
import random
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor

from train import export, sources
from train.fit import Average, Job, fit
from train.network import Network, restore
from train.pieces import LIMIT, load_tokenizer
from train.repeats import shown
from train.swaps import Pool, Span, swapped

FOLDS = 5
SIZES = (80, 128, 254)  # pieces of a window; the reader shows the network small ones
Document = tuple[str, list[Span]]


def epoch(
    documents: list[Document], pool: Pool, tokenizer: Tokenizer, a: argparse.Namespace, seed: int
) -> list[Job]:
    """Every document once, half of them with other names, in windows of a size that differs from epoch to epoch."""
    rng = random.Random(seed)
    limit = rng.choice(SIZES)
    samples = []
    for text, spans in documents:
        if rng.random() < a.swap:
            text, spans = swapped(text, spans, pool, a.share, rng)
        samples += sources.re3d_samples(tokenizer, text, spans, limit)
    samples.sort(key=lambda s: len(s.pieces) + rng.uniform(0, 30))
    size = a.batch * LIMIT // limit
    jobs = [("names", samples[i : i + size]) for i in range(0, len(samples), size)]
    rng.shuffle(jobs)
    return jobs


def trained(a: argparse.Namespace, documents: list[Document]) -> dict[str, Tensor]:
    """The weights after a short training on some documents: their mean over the last steps."""
    torch.manual_seed(a.seed)
    tokenizer = load_tokenizer(a.model)
    net = Network(len(sources.ACTS), 1 + 2 * len(sources.CROSSNER), a.drop)
    restore(net, torch.load(a.start))
    pool = Pool(documents, a.listed)
    plan = [j for n in range(a.epochs) for j in epoch(documents, pool, tokenizer, a, a.seed * 100 + n)]
    a.steps = len(plan)
    average = Average(net, a.keep)
    net.train()
    fit(net, plan, lambda step: average.add(net), {len(plan)}, a)
    return average.state


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
    ap.add_argument("--keep", type=float, default=0.98)
    ap.add_argument("--swap", type=float, default=0.6, help="share of documents with other names, an epoch")
    ap.add_argument("--share", type=float, default=0.5, help="share of a document's mentions then exchanged")
    ap.add_argument("--listed", type=float, default=0.2, help="share of places taken from the word lists")
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    a.out.mkdir(parents=True, exist_ok=True)
    documents = [
        (text, [x for x in spans if sources.whole(text, x)])
        for _, text, spans in sources.re3d_documents(a.data / "re3d")
    ]
    for fold in range(FOLDS) if a.only is None else [a.only]:
        rest = shown([d for i, d in enumerate(documents) if i % FOLDS != fold])
        state = trained(a, rest)
        arrays = {k: v.float().numpy() for k, v in state.items()}
        export.write(export.model(*export.tagger_graph(arrays, True)), a.out / f"fold{fold}.onnx", True)


if __name__ == "__main__":
    main()
