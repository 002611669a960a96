"""The paragraphs of a text: blank lines, single line ends or hard wrapping told apart, furniture left out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from onrecord.model import Document
from onrecord.text import trim

Range = tuple[int, int]

_ENDED = re.compile(r"[.!?:;”\"’'…)\]]\s*\Z")
_OPENING = re.compile(r"\s*(?:[-•*–·]\s|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|[IVX]+\.\s)")


def pieces(document: Document) -> list[Range]:
    """Ranges of the text between furniture, line by line, white space at the edges left out."""
    found: list[Range] = []
    for match in re.finditer(r"[^\n]+", document.text):
        found.extend(_outside(document, match.start(), match.end()))
    return found


def _outside(document: Document, start: int, end: int) -> list[Range]:
    found: list[Range] = []
    at = start
    for item in document.furniture:
        if item.end <= start or item.start >= end:
            continue
        found.append((at, max(at, item.start)))
        at = max(at, item.end)
    found.append((at, end))
    return [(a, b) for a, b in (trim(document.text, *piece) for piece in found) if a < b]


def paragraphs(document: Document) -> list[Range]:
    """Ranges of the paragraphs; hard-wrapped lines are one paragraph, else every line is one."""
    lines = pieces(document)
    if not wrapped(document.text, lines):
        return lines
    joined: list[Range] = []
    for line in lines:
        if joined and _continues(document.text, joined[-1], line, document):
            joined[-1] = joined[-1][0], line[1]
        else:
            joined.append(line)
    return joined


def wrapped(text: str, lines: Sequence[Range]) -> bool:
    """Whether the lines are cut at a width, in the middle of sentences."""
    followed = [b for (_, b), (c, _) in pairwise(lines) if text.count("\n", b, c) == 1]
    if len(followed) < 3:
        return False
    open_ended = sum(not _ENDED.search(text[max(0, end - 3) : end]) for end in followed)
    longest = max(end - start for start, end in lines)
    return longest <= 120 and open_ended * 2 > len(followed)


def _continues(text: str, before: Range, line: Range, document: Document) -> bool:
    if text.count("\n", before[1], line[0]) != 1 or _OPENING.match(text, line[0]):
        return False
    return not any(before[1] <= item.start < line[0] for item in document.furniture)
