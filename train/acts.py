"""The bound from which a sentence is called a promise, from documents that neither training nor the test sees.

python -m train.acts CHECKPOINT --data DATA --model FOLDER

The bound that is best for F1 is half of that F1 where probabilities are calibrated (Lipton, Elkan and Naryanaswamy 2014), which a small
slice of documents gives more surely than the best of many bounds does. So: a logistic curve of two numbers calibrates the head on the
slice (`sources.kept_for_bound`), F1 and half of it are found in turn, and the bound is told on the head's own scale.
Prints the bound alone on stdout, the rest on stderr.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

from train import sources
from train.network import Network, restore
from train.pieces import CLS, LIMIT, SEP, load_tokenizer

Rows = list[tuple[str, str, int]]
PROMISE = sources.ACTS.index("commissive")


def chances(net: Network, tokenizer: object, sentences: list[str]) -> Tensor:
    """A probability of commissive a sentence, each alone in its window as at run time."""
    encoded = tokenizer.encode_batch(sentences, add_special_tokens=False)  # type: ignore[attr-defined]
    order = sorted(range(len(encoded)), key=lambda i: len(encoded[i].ids))
    out = torch.zeros(len(encoded))
    with torch.no_grad():
        for at in range(0, len(order), 32):
            batch = order[at : at + 32]
            rows = [[CLS, *encoded[i].ids[:LIMIT], SEP] for i in batch]
            width = max(map(len, rows))
            shown = torch.tensor([r + [0] * (width - len(r)) for r in rows])
            out[batch] = net.acts(net.pooled(shown)).softmax(-1)[:, PROMISE]
    return out


def f1(gold: Tensor, found: Tensor) -> float:
    """F1 as a share."""
    return 2 * int((gold & found).sum()) / max(1, int(gold.sum() + found.sum()))


def calibrated(chance: Tensor, gold: Tensor) -> tuple[float, float]:
    """Slope and offset of the logistic curve that makes the head's log-odds probabilities on these sentences."""
    odds, curve = torch.logit(chance, 1e-6), torch.tensor([1.0, 0.0], requires_grad=True)
    optimiser = torch.optim.LBFGS([curve], max_iter=100, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        value = F.binary_cross_entropy_with_logits(curve[0] * odds + curve[1], gold.float())
        value.backward()
        return value

    optimiser.step(loss)
    slope, offset = curve.tolist()
    return slope, offset


def bound(chance: Tensor, gold: Tensor) -> float:
    """The bound on the head's own scale: half of the F1 that it gives, once calibrated."""
    slope, offset = calibrated(chance, gold)
    even = torch.sigmoid(slope * torch.logit(chance, 1e-6) + offset)
    at = 0.4
    for _ in range(10):
        at = f1(gold, even >= at) / 2
    return float(torch.sigmoid((torch.logit(torch.tensor(at)) - offset) / slope))


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights", type=Path)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--model", type=Path, required=True)
    a = ap.parse_args()
    net = Network(len(sources.ACTS), 1 + 2 * len(sources.CROSSNER), 0.0)
    restore(net, torch.load(a.weights))
    net.eval()
    rows = [r for r in sources.acts(a.data / "speech-acts") if sources.kept_for_bound(r[0])]
    found = chances(net, load_tokenizer(a.model), [s for _, s, _ in rows])
    gold = torch.tensor([act == PROMISE for _, _, act in rows])
    at = bound(found, gold)
    print(
        f"{len({d for d, _, _ in rows})} documents, {len(rows)} sentences, {int(gold.sum())} promises:"
        f" F1 {100 * f1(gold, found >= at):.1f} from {at:.3f}",
        file=sys.stderr,
    )
    print(f"{at:.3f}")


if __name__ == "__main__":
    main()
