"""Runs of the names head, and which of them are names."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from onrecord.encoder.decoding import Floats, softmax

PRONOUNS = frozenset(
    [
        "i",
        "me",
        "my",
        "mine",
        "we",
        "us",
        "our",
        "ours",
        "you",
        "your",
        "yours",
        "he",
        "him",
        "his",
        "she",
        "her",
        "hers",
        "it",
        "its",
        "they",
        "them",
        "their",
        "theirs",
        "who",
        "whom",
        "whose",
        "this",
        "that",
        "these",
        "those",
    ]
)
CAPITAL = re.compile(r"\b[^\W\d_a-z]")


def is_name(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a mention has a proper word in it; the head was taught pronouns and common nouns as well."""
    quote = text[start:end]
    words = quote.split()
    proper = [w for w in words if CAPITAL.match(w) and w.lower().strip(".,’'s") not in PRONOUNS]
    if not proper or quote.lower() in PRONOUNS:
        return False
    opens = start == 0 or text[:start].rstrip()[-1:] in '.!?:"“”\n' or text[start - 1] == "\n"
    return not (opens and proper == words[:1] and len(words) > 1 and words[0].lower() in {"the", "a", "an"})


def runs(logits: Floats, lines: NDArray[np.int64]) -> Iterator[tuple[int, int, int, float]]:
    """(kind, first word, end word, mean probability) of each run; `logits` is (words, kinds, out/begin/inside)."""
    label = logits.argmax(2)
    top = np.zeros(label.shape, np.float32)
    top[label > 0] = softmax(logits[label > 0]).max(1)
    edge = np.zeros(len(label) + 1, bool)
    edge[lines] = True
    for kind in range(label.shape[1]):
        column = label[:, kind]
        before = np.where(edge[:-1], 0, np.append(0, column[:-1]))
        starts = np.flatnonzero((column == 1) | ((column == 2) & (before == 0)))
        after = np.where(edge[1:], 0, np.append(column[1:], 0))
        ends = np.flatnonzero((column > 0) & (after != 2)) + 1
        total = np.concatenate([[0.0], np.cumsum(top[:, kind])])
        for a, b in zip(starts.tolist(), ends.tolist(), strict=True):
            yield kind, a, b, float(total[b] - total[a]) / (b - a)
