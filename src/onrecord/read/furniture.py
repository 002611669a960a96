"""Page furniture of a text: menus, share bars, players, forms, sign-offs; marked with a reason, never deleted."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from onrecord.model import Furniture
from onrecord.text import lines as lines_of

Line = tuple[int, int]

_LONG = 40  # characters; a longer line that stands twice is a caption or a teaser set again
_SHORT = 6  # words; a shorter line without a full stop between two furniture lines belongs to them


def mark(text: str, known: Sequence[Furniture]) -> tuple[Furniture, ...]:
    """`known` and all furniture that the rules of data/furniture.toml find, in the order of the text."""
    taken = {item.start: item for item in known}
    lines = [line for line in list(lines_of(text)) if not _inside(line, known)]
    for item in (*_by_words(text, lines), *_tails(text, lines), *_repeated(text, lines)):
        taken.setdefault(item.start, item)
    for item in _between(text, lines, taken):
        taken.setdefault(item.start, item)
    return tuple(sorted(taken.values(), key=lambda item: item.start))


def _inside(line: Line, known: Sequence[Furniture]) -> bool:
    return any(item.start <= line[0] and line[1] <= item.end for item in known)


def _by_words(text: str, lines: Sequence[Line]) -> Iterator[Furniture]:
    for start, end in lines:
        words = text[start:end]
        if words.count("•") > 2 or words.count(" | ") > 3:
            yield Furniture(start, end, "related headlines")
        elif len(words) <= 240:
            why = next((why for pattern, why in _patterns("line") if pattern.fullmatch(words)), None)
            if why:
                yield Furniture(start, end, why)


def _tails(text: str, lines: Sequence[Line]) -> Iterator[Furniture]:
    for start, end in lines:
        for pattern, why in _patterns("tail"):
            found = pattern.search(text, max(start, end - 40), end)
            if found and found.end() == end and found.start() > start:
                yield Furniture(found.start(), end, why)


def _repeated(text: str, lines: Sequence[Line]) -> Iterator[Furniture]:
    """A long line set twice in a row: a picture's alternative text and its caption."""
    for (a, b), (start, end) in pairwise(lines):
        if end - start > _LONG and text[a:b] == text[start:end]:
            yield Furniture(start, end, "repeated line")


def _between(text: str, lines: Sequence[Line], taken: dict[int, Furniture]) -> Iterator[Furniture]:
    for before, (start, end), after in zip(lines, lines[1:], lines[2:], strict=False):
        short = len(text[start:end].split()) <= _SHORT and text[end - 1] not in '.?!:”"'
        if short and start not in taken and before[0] in taken and after[0] in taken:
            yield Furniture(start, end, taken[before[0]].why)


@cache
def _patterns(kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = tomllib.loads(files("onrecord.data").joinpath("furniture.toml").read_text(encoding="utf-8"))
    return tuple(
        (
            re.compile("(?:" + "|".join(group["patterns"]) + ")" + ("$" if kind == "tail" else ""), re.I),
            group["why"],
        )
        for group in table[kind]
    )
