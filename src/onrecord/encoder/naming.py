"""Runs of the names head, and which of them are names."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from onrecord.encoder.decoding import NEVER, Floats, best_tags, softmax

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
# Between out, begin and inside: names are seldom of one word beside another of their kind. Chosen on two of re3d's folds,
# as is how much the head's doubt of a mention is lowered.
STEPS = np.array([[0, 0, NEVER], [0, -1, 1], [0, -1, 1]], np.float32)
LEAN = np.float32(0.5)
SURE = 0.5  # mean probability below which a mention is not shown
CAPITAL = re.compile(r"\b[^\W\d_a-z]")


def is_name(text: str, start: int, end: int, kind: str) -> bool:
    """Whether a mention has a proper word in it; the head was taught pronouns and common nouns as well."""
    quote = text[start:end]
    if not (quote[0].isalnum() and (quote[-1].isalnum() or quote[-1] in ".)")) or _torn(text, start, end):
        return False
    words = quote.split()
    proper = [w for w in words if CAPITAL.match(w) and w.lower().strip(".,’'s") not in PRONOUNS]
    if not proper or quote.lower() in PRONOUNS:
        return False
    opens = start == 0 or text[:start].rstrip()[-1:] in '.!?:"“”\n' or text[start - 1] == "\n"
    return not (opens and proper == words[:1] and len(words) > 1 and words[0].lower() in {"the", "a", "an"})


def _torn(text: str, start: int, end: int) -> bool:
    """Whether a mention begins or ends inside a word with an inner mark, as in Da'esh or al-Shaddadi; 's may follow."""
    before = start > 1 and text[start - 1] in "'’‑-." and text[start - 2].isalnum()
    after = re.match(r"['’‑.][^\W\d_]", text[end : end + 2]) and not re.match(r"['’]s\b", text[end : end + 3])
    return bool(before or after)


def runs(logits: Floats, lines: NDArray[np.int64]) -> Iterator[tuple[int, int, int, float]]:
    """(kind, first word, end word, mean probability) of each run; `logits` is (words, kinds, out/begin/inside).

    Each kind has its own best path, since mentions of two kinds may lie one in the other.
    """
    words, kinds, _ = logits.shape
    tall = np.ascontiguousarray(logits.transpose(1, 0, 2)).reshape(-1, 3)
    tall[:, 0] -= LEAN
    edges = (lines[:-1] + words * np.arange(kinds)[:, None]).ravel()
    tags = _tags(tall, np.append(edges, len(tall)))
    top = np.zeros(len(tags), np.float32)
    some = np.flatnonzero(tags)
    top[some] = softmax(tall[some])[np.arange(len(some)), tags[some]]
    total = np.concatenate([[0.0], np.cumsum(top)])
    starts = np.flatnonzero(tags == 1)
    over = np.append(tags, 1) != 2
    over[edges] = True  # a run ends with its line
    stops = np.flatnonzero(over)
    ends = stops[np.searchsorted(stops, starts, "right")]
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        kind = start // words
        yield kind, start - kind * words, end - kind * words, float(total[end] - total[start]) / (end - start)


HOPELESS = (
    -8.0
)  # how much less than being out a word's best tag of a mention may weigh, and still lie inside one


def _tags(logits: Floats, lines: NDArray[np.int64]) -> NDArray[np.int64]:
    """The best tags of every line, looked for only where some word can gain by being in a mention, which is in few places."""
    out = np.zeros(len(logits), np.int64)
    gain = np.append(np.maximum(logits[:, 1], logits[:, 2]) - logits[:, 0], HOPELESS)
    likely = gain > HOPELESS
    opens = np.zeros(len(gain), bool)
    opens[lines] = True
    starts = np.flatnonzero(likely & (opens | ~np.append(False, likely[:-1])))
    if not len(starts):
        return out
    stops = np.flatnonzero(~likely | opens)
    ends = stops[np.searchsorted(stops, starts, "right")]
    some = np.maximum.reduceat(gain, np.stack([starts, ends], 1).ravel())[::2] > -STEPS.max()
    sizes = (ends - starts)[some]
    bounds = np.concatenate([[0], np.cumsum(sizes)])
    rows = np.arange(bounds[-1]) + np.repeat(starts[some] - bounds[:-1], sizes)
    out[rows] = best_tags(logits[rows], bounds, STEPS)
    return out
