"""Text to word pieces and words: the same cutting for training and for reading."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

CLS, SEP = 101, 102
LIMIT = 254  # pieces of one window without its two ends


@dataclass(slots=True)
class Block:
    """One paragraph: its pieces, and for each word its first piece and its characters (document offsets)."""

    pieces: list[int]
    first: list[int]
    words: list[tuple[int, int]]


@dataclass(slots=True)
class Sample:
    """One window ready for the model; `labels` maps a head to one label a word."""

    pieces: list[int]
    first: list[int]
    labels: dict[str, np.ndarray] = field(default_factory=dict)
    anchors: list[tuple[int, np.ndarray]] = field(default_factory=list)  # (word, role of every word)


def load_tokenizer(folder: Path) -> Tokenizer:
    """The tokenizer of a model folder without truncation and padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def lines(text: str) -> list[tuple[int, int]]:
    """The non-blank lines of a text as character ranges."""
    out, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            out.append((start, start + len(line)))
        start += len(line) + 1
    return out


def blocks(tokenizer: Tokenizer, text: str, ranges: list[tuple[int, int]]) -> list[Block]:
    """One block a range; words are what the tokenizer's pre-tokenizer cuts (letters and digits, or one sign)."""
    out = []
    encoded = tokenizer.encode_batch([text[s:e] for s, e in ranges], add_special_tokens=False)
    for (start, _), enc in zip(ranges, encoded, strict=True):
        first, words, last = [], [], None
        for i, (word, (s, e)) in enumerate(zip(enc.word_ids, enc.offsets, strict=True)):
            if word != last:
                first.append(i)
                words.append((start + s, start + e))
                last = word
            else:
                words[-1] = (words[-1][0], start + e)
        if words:
            out.append(Block(list(enc.ids), first, words))
    return out
