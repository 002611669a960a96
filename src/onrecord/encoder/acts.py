"""What a sentence does: each sentence read twice, alone and among its neighbours, and a small head on what the words' heads say of it.

The head stands in `weights/acts.json`, fitted by `train/acts.py` on the outputs of the very tagger whose hash it names; with
another tagger the tagger's own head for acts stands alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from onrecord.encoder.cutting import Cut, cut
from onrecord.encoder.decoding import Floats
from onrecord.encoder.tagger import Tagger, tagger
from onrecord.encoder.weights import FOLDER

HEAD = "acts.json"
NEAR = 200  # pieces of neighbours that are shown together
COMMISSIVE = 0.4  # the bound of a promise for a tagger without a head of its own: half of the F1 it reaches


@dataclass(frozen=True, slots=True)
class Head:
    """A logistic head: `weight` over the features of `features`, `offset`, the bound from which a sentence is a promise."""

    weight: Floats
    offset: float
    bound: float


@cache
def head(weights: Path, path: Path = FOLDER / HEAD) -> Head | None:
    """The head that was fitted for these weights; null where there is none."""
    if not path.is_file() or not weights.is_file():
        return None
    table = json.loads(path.read_text(encoding="utf-8"))
    if table["tagger"] != hashlib.sha256(weights.read_bytes()).hexdigest():
        return None
    return Head(np.array(table["weight"], np.float32), table["offset"], table["bound"])


def acts(sentences: Sequence[str], reader: Tagger | None = None) -> list[dict[str, float]]:
    """Probabilities of commissive, directive, assertive, expressive and interrogative for sentences that follow each other."""
    reader = reader or tagger()
    own = reader.acts(sentences)
    fitted = head(reader.path) if reader.ready() and sentences else None
    if fitted is None:
        return own
    found = features(sentences, reader)
    if len(found) != len(own):
        return own  # a sentence of no word
    odds = found @ fitted.weight + fitted.offset
    chances = 1 / (1 + np.exp(-odds))
    return [_with(one, float(chance)) for one, chance in zip(own, chances, strict=True)]


def bound(reader: Tagger | None = None) -> float:
    """The probability from which a sentence is called a promise."""
    fitted = head((reader or tagger()).path)
    return fitted.bound if fitted else COMMISSIVE


def features(sentences: Sequence[str], reader: Tagger) -> Floats:
    """(sentences, features): the mean of the words' scores under every head, alone and among neighbours."""
    text = "\n".join(" ".join(one.split()) or "." for one in sentences)
    made = cut(text, [(0, len(text))])
    return np.concatenate([_means(made, reader.heads(made, goal)) for goal in (1, NEAR)], 1)


def _means(made: Cut, heads: dict[str, Floats]) -> Floats:
    """The mean over the words of each line."""
    words = np.concatenate([heads[name] for name in sorted(heads)], 1)
    sums = np.add.reduceat(words, made.lines[:-1], 0)
    means: Floats = (sums / np.diff(made.lines)[:, None]).astype(np.float32)
    return means


def _with(one: dict[str, float], chance: float) -> dict[str, float]:
    """The probabilities with that of a promise set, the rest in the proportions they had."""
    rest = (1 - chance) / max(1e-6, 1 - one["commissive"])
    return {kind: chance if kind == "commissive" else p * rest for kind, p in one.items()}
