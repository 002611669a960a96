"""Parts of a text as word pieces, and pieces as windows of the encoder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.encoder.weights import tokenizer

CLS, SEP = 101, 102
LIMIT = 254  # pieces of a window, its two ends left out; as in training
GOAL = 64  # pieces after which no further line joins a window: small windows stay in the cache, and lose less in int8
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cut:
    """Every line of the ranges, end to end: pieces, the words they make, and where each line begins.

    `first` is a word's first piece, `start` and `end` its code points, `lines` the first word of each line,
    with the number of words after the last; `piece_lines` likewise for pieces.
    """

    pieces: Ints
    first: Ints
    start: Ints
    end: Ints
    lines: Ints
    piece_lines: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[low, high)` shown to the encoder at once, of which `[keep_low, keep_high)` are read from it."""

    low: int
    high: int
    keep_low: int
    keep_high: int


def line_ranges(text: str, ranges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The non-blank lines of the ranges."""
    out = []
    for start, end in ranges:
        at = start
        for line in text[start:end].split("\n"):
            if line and not line.isspace():
                out.append((at, at + len(line)))
            at += len(line) + 1
    return out


def cut(text: str, ranges: Sequence[tuple[int, int]]) -> Cut:
    """Cuts lines to pieces; a word is what the tokenizer looks up at once (letters and digits, or one sign)."""
    spans = line_ranges(text, ranges)
    encoded = (
        tokenizer().encode_batch([text[s:e] for s, e in spans], add_special_tokens=False) if spans else []
    )
    parts = [
        (np.array(e.ids), np.array(e.word_ids), np.array(e.offsets) + s)
        for e, (s, _) in zip(encoded, spans, strict=True)
        if e.ids
    ]
    if not parts:
        none = np.zeros(0, np.int64)
        return Cut(none, none, none, none, np.zeros(1, np.int64), np.zeros(1, np.int64))
    sizes = np.array([len(p[0]) for p in parts])
    piece_lines = np.concatenate([[0], np.cumsum(sizes)])
    word = np.concatenate([p[1] for p in parts])
    fresh = np.diff(word, prepend=-1) != 0
    fresh[piece_lines[:-1]] = True
    first = np.flatnonzero(fresh)
    offsets = np.concatenate([p[2] for p in parts])
    last = np.append(first[1:], len(word)) - 1
    return Cut(
        np.concatenate([p[0] for p in parts]),
        first,
        offsets[first, 0],
        offsets[last, 1],
        np.searchsorted(first, piece_lines),
        piece_lines,
    )


def windows(made: Cut, limit: int = LIMIT, goal: int = GOAL) -> list[Window]:
    """Whole lines packed into windows; a line too long for one is cut with half a window shared."""
    out: list[Window] = []
    low, size = 0, 0
    for i in range(len(made.lines) - 1):
        a, b = int(made.lines[i]), int(made.lines[i + 1])
        need = int(made.piece_lines[i + 1] - made.piece_lines[i]) + 1
        if size and size + need > goal:
            out.append(Window(low, a, low, a))
            size = 0
        if not size:
            low = a
        if need > limit + 1:
            out.extend(_long(made, a, b, limit))
            continue
        size += need
    if size:
        high = int(made.lines[-1])
        out.append(Window(low, high, low, high))
    return out


def _long(made: Cut, a: int, b: int, limit: int) -> Iterator[Window]:
    """Windows over one long line; two neighbours meet in the middle of what they share."""
    edges = np.append(made.first, len(made.pieces))
    low, keep = a, a
    while True:
        high = int(np.searchsorted(edges, edges[low] + limit, "right")) - 1
        high = min(max(high, low + 1), b)
        if high >= b:
            yield Window(low, b, keep, b)
            return
        following = max(low + 1, (low + high) // 2)
        middle = (following + high) // 2
        yield Window(low, high, keep, middle)
        low, keep = following, middle


def batches(found: Sequence[Window], made: Cut, size: int) -> Iterator[list[Window]]:
    """Windows of like length together, so that little is padded."""
    edges = np.append(made.first, len(made.pieces))
    order = sorted(found, key=lambda w: edges[w.high] - edges[w.low])
    for at in range(0, len(order), size):
        yield order[at : at + size]


def arrays(batch: Sequence[Window], made: Cut) -> tuple[Ints, Ints]:
    """The encoder's inputs: pieces with a separator after each line, and each word's first piece."""
    rows = [_row(w, made) for w in batch]
    pieces = np.zeros((len(rows), max(len(p) for p, _ in rows)), np.int64)
    first = np.zeros((len(rows), max(len(f) for _, f in rows)), np.int64)
    for i, (p, f) in enumerate(rows):
        pieces[i, : len(p)] = p
        first[i, : len(f)] = f
    return pieces, first


def _row(w: Window, made: Cut) -> tuple[Ints, Ints]:
    edges = made.first
    a = int(edges[w.low])
    b = int(edges[w.high]) if w.high < len(edges) else len(made.pieces)
    cuts = made.piece_lines[(made.piece_lines > a) & (made.piece_lines < b)]
    body = np.insert(made.pieces[a:b], cuts - a, SEP)
    first = edges[w.low : w.high] - a + 1 + np.searchsorted(cuts, edges[w.low : w.high], "right")
    return np.concatenate([[CLS], body, [SEP]]), first
