"""The head for promises: fitted on the frozen tagger as a last step, in minutes, with the bound from which a sentence is one.

python -m train.acts TAGGER.onnx OUT.json --data DATA --bound train/acts_bound.txt

Features are what the runtime computes (`onrecord.encoder.acts.features`): the words' scores under every head of the tagger, each
sentence alone and among its neighbours. Nothing is chosen on the documents of `acts_held_out.txt`. The bound that is best for F1 is half of that
F1 where probabilities are calibrated (Lipton, Elkan and Naryanaswamy 2014); it is found on sentences that the tagger's
own training never saw (`--bound`: a document a line, with the numbers of its sentences unless all of them count), each
judged by a head fitted without its document, in five folds. L2 is chosen there too.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from itertools import groupby
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from onrecord.encoder.acts import features
from onrecord.encoder.tagger import Tagger
from train import sources

PROMISE = sources.ACTS.index("commissive")
FOLDS = 5
DECAYS = (0.003, 0.01, 0.03, 0.1, 0.3)


def f1(gold: Tensor, found: Tensor) -> float:
    """F1 as a share."""
    return 2 * int((gold & found).sum()) / max(1, int(gold.sum() + found.sum()))


def descended(loss: object, *parts: Tensor) -> None:
    optimiser = torch.optim.LBFGS(parts, max_iter=300, line_search_fn="strong_wolfe", tolerance_change=1e-7)

    def step() -> Tensor:
        optimiser.zero_grad()
        value: Tensor = loss()  # type: ignore[operator]
        value.backward()
        return value

    optimiser.step(step)


def fitted(x: Tensor, gold: Tensor, decay: float) -> tuple[Tensor, Tensor]:
    """Weights and offset of an L2 logistic regression on standardised features, told for the features as they are."""
    mean, scale = x.mean(0), x.std(0).clamp(min=1e-6)
    inner = (x - mean) / scale
    weight = torch.zeros(x.shape[1], dtype=x.dtype, requires_grad=True)
    offset = torch.zeros(1, dtype=x.dtype, requires_grad=True)
    descended(
        lambda: (
            F.binary_cross_entropy_with_logits(inner @ weight + offset, gold.to(x.dtype))
            + decay * weight.square().sum() / 2
        ),
        weight,
        offset,
    )
    plain = (weight / scale).detach()
    return plain, (offset - mean @ plain).detach()


def calibrated(odds: Tensor, gold: Tensor) -> tuple[float, float]:
    """Slope and offset of the logistic curve that makes log-odds probabilities on these sentences."""
    curve = torch.tensor([1.0, 0.0], dtype=odds.dtype, requires_grad=True)
    descended(
        lambda: F.binary_cross_entropy_with_logits(curve[0] * odds + curve[1], gold.to(odds.dtype)), curve
    )
    slope, offset = curve.tolist()
    return slope, offset


def bound(odds: Tensor, gold: Tensor) -> float:
    """The bound on the head's own scale: half of the F1 that it gives, once calibrated."""
    slope, offset = calibrated(odds, gold)
    even = torch.sigmoid(slope * odds + offset)
    at = 0.4
    for _ in range(10):
        at = f1(gold, even >= at) / 2
    return float(torch.sigmoid((torch.logit(torch.tensor(at)) - offset) / slope))


def unseen(rows: list[tuple[str, str, int]], path: Path) -> Tensor:
    """Which sentences the tagger's training never saw."""
    some = {line.split()[0]: {int(n) for n in line.split()[1:]} for line in path.read_text().splitlines()}
    out = []
    for name, group in groupby(rows, key=lambda row: row[0]):
        count = len(list(group))
        out += [name in some and (not some[name] or i in some[name]) for i in range(count)]
    return torch.tensor(out)


def folds(rows: list[tuple[str, str, int]]) -> Tensor:
    return torch.tensor([int(hashlib.sha256(f"fold {r[0]}".encode()).hexdigest(), 16) % FOLDS for r in rows])


def crossed(x: Tensor, gold: Tensor, fold: Tensor, decay: float) -> Tensor:
    """Log-odds of every sentence by a head that was fitted without its document."""
    odds = torch.zeros(len(x), dtype=x.dtype)
    for k in range(FOLDS):
        weight, offset = fitted(x[fold != k], gold[fold != k], decay)
        odds[fold == k] = x[fold == k] @ weight + offset
    return odds


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights", type=Path)
    ap.add_argument("out", type=Path)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--bound", type=Path, required=True)
    a = ap.parse_args()
    torch.set_num_threads(1)
    reader = Tagger(a.weights)
    rows = [r for r in sources.acts(a.data / "speech-acts") if not sources.held_out(r[0])]
    parts = [
        features([s for _, s, _ in group], reader)
        for group in (list(g) for _, g in groupby(rows, key=lambda row: row[0]))
    ]
    x, gold = torch.from_numpy(np.concatenate(parts)).double(), torch.tensor([r[2] == PROMISE for r in rows])
    new, fold = unseen(rows, a.bound), folds(rows)
    best = None
    for decay in DECAYS:
        odds = crossed(x, gold, fold, decay)[new]
        loss = float(F.binary_cross_entropy_with_logits(odds, gold[new].double()))
        at = bound(odds, gold[new])
        score = 100 * f1(gold[new], torch.sigmoid(odds) >= at)
        print(
            f"decay {decay}: {int(new.sum())} unseen sentences, loss {loss:.4f}, F1 {score:.1f} from {at:.3f}",
            flush=True,
        )
        best = min(best or (loss, decay, at), (loss, decay, at))
    assert best is not None
    weight, offset = fitted(x, gold, best[1])
    table = {
        "tagger": hashlib.sha256(a.weights.read_bytes()).hexdigest(),
        "bound": round(best[2], 3),
        "offset": round(float(offset), 5),
        "weight": [float(f"{w:.5g}") for w in weight.tolist()],
    }
    a.out.write_text(json.dumps(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
