"""The passage of a document that a quotation is held against: its words, turns and sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.check.quotes.lexicon import phrases
from onrecord.check.quotes.words import STAGE, Words, words

_END = re.compile(r"[.!?…][\"'”’)\]*]*\s|\n\s*\n|[.!?…][\"'”’)\]*]*$")
_IGNORED = re.compile(r"[*_\\\u200b\u200c\u200d\ufeff\u00ad]+")
_BLANK = re.compile(r"[\s\u00a0]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one document; `turns[i]` is the turn of word `i`, `joints` the words that begin a stretch far from the last."""

    document: str
    words: Words
    turns: list[str]
    joints: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.words.norms)


def passage(
    document: str, text: str, ranges: Sequence[tuple[int, int, str]], joints: Sequence[int] = ()
) -> Passage:
    """The passage that these ranges `(start, end, turn)` make; `joints` are offsets at which a far stretch begins."""
    found = words(text, ((start, end) for start, end, _ in ranges), stage=True)
    turns: list[str] = []
    for _, end, turn in ranges:
        turns += [turn] * (bisect_left(found.starts, end, lo=len(turns)) - len(turns))
    begins = [next((i for i, s in enumerate(found.starts) if s >= joint), len(turns)) for joint in joints]
    return Passage(document, found, turns, frozenset(begins))


def begins_sentence(held: Passage, i: int) -> bool:
    """Whether a sentence begins at word `i`."""
    if (
        i <= 0
        or i >= len(held)
        or i in held.joints
        or (held.turns[i] != held.turns[i - 1] and _turn(held, i) != _turn(held, i - 1))
    ):
        return True
    w = held.words
    if w.starts[i] == w.starts[i - 1]:
        return False
    between = w.text[w.ends[i - 1] : w.starts[i]]
    if between == " " or not _END.search(between):
        return False
    if "\n\n" in between or not between.lstrip().startswith("."):
        return True
    if w.norms[i - 1] == "no" and not w.text[w.starts[i]].isdigit():  # an answer, not "No. 5"
        return True
    return not _abbreviated(w.norms[i - 1]) and not w.text[w.starts[i]].islower()


def _turn(held: Passage, i: int) -> str:
    """The turn of word `i`, without its statement."""
    return held.turns[i].split(" ")[0]


def _abbreviated(norm: str) -> bool:
    return (len(norm) == 1 and norm.isalpha() and norm != "i") or norm in phrases("abbreviation")


def sentence(held: Passage, i: int) -> tuple[int, int]:
    """The word range of the sentence that holds word `i`."""
    start, end = i, i + 1
    while not begins_sentence(held, start):
        start -= 1
    while not begins_sentence(held, end):
        end += 1
    return start, end


def plain(text: str) -> str:
    """Characters for comparing: without stage directions, emphasis marks and line ends."""
    return _BLANK.sub(" ", _IGNORED.sub("", STAGE.sub(" ", text))).strip()


def between(held: Passage, i: int) -> str:
    """What stands between word `i - 1` and word `i`."""
    w = held.words
    left = w.ends[i - 1] if i > 0 else max(0, w.starts[i] - 3) if i < len(w) else 0
    right = w.starts[i] if i < len(w) else left + 3
    return w.text[left:right]
