"""Block quotations of a draft: lines that begin with ">", the speaker named in a line of their own behind a dash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Speaker

Block = tuple[int, int, Speaker | None]

_BLOCK = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_NAMED = re.compile(r"^[ \t>]*(?:[—–]|--)[ \t]*(?P<name>[^\W\d_][^\n,(]{2,60})", re.MULTILINE)
_EMPTY = re.compile(r"^[ \t>]*$", re.MULTILINE)
_OPENING = " \t>"


def blocks(text: str) -> Iterator[Block]:
    """Each paragraph of a block quotation that has no quotation marks of its own, with whom the block names."""
    for block in _BLOCK.finditer(text):
        named = _NAMED.search(text, *block.span())
        who = named["name"].strip() if named else ""
        speaker = Speaker(name=who, as_written=who) if who else None
        for start, end in _paragraphs(text, block.start(), named.start() if named else block.end()):
            if not any(mark in text[start:end] for mark in '"“”'):
                yield start, end, speaker


def placed(written: str, read: str) -> Iterator[Block]:
    """The block quotations of a text as written where they stand in it as read, which has no marks of blocks any more."""
    at = 0
    for start, end, speaker in blocks(written):
        words = [word for word in written[start:end].split() if word != ">"]
        found = re.compile(r"\s+".join(map(re.escape, words))).search(read, at)
        if found:
            at = found.end()
            yield found.start(), at, speaker


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in [*(m.span() for m in _EMPTY.finditer(text, start, end)), (end, end)]:
        left, right = at, gap[0]
        while left < right and (text[left] in _OPENING or text[left] == "\n"):
            left += 1
        while right > left and (text[right - 1] in _OPENING or text[right - 1] == "\n"):
            right -= 1
        if left < right:
            yield left, right
        at = gap[1]
