"""Quotation marks of all kinds, paired by type, with those that run on over paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation with its marks `[start, end)` and without them `[inner, stop)`.

    `closed` is false where the paragraph ends before a closing mark; `goes_on` where it continues one of the
    paragraph before.
    """

    start: int
    end: int
    inner: int
    stop: int
    closed: bool = True
    goes_on: bool = False


_MARK = re.compile(r"''|``|[\"“”„«»‘’'‹›]")
_CLOSES = {
    "“": '”“"',
    "„": '“”"',
    "«": "»",
    "‹": "›",
    '"': '"”',
    "''": ("''",),
    "``": ("''",),
    "‘": "’'",
    "'": "'’",
}
_SINGLE = {"‘", "'"}
_BEFORE_OPEN = re.compile(r"[\s(\[—–/:;,-]")


def quotations(text: str, blocks: Sequence[Range]) -> list[list[Quote]]:
    """The quotations of each paragraph, in the order of the text; none lies inside another."""
    found: list[list[Quote]] = []
    running = False
    for start, end in blocks:
        quotes = list(_of_block(text, start, end, running))
        running = bool(quotes) and not quotes[-1].closed
        found.append(quotes)
    return found


def _of_block(text: str, start: int, end: int, running: bool) -> Iterator[Quote]:
    at = start
    while opened := _opening(text, at, end):
        goes_on = running and not text[start : opened.start()].strip()
        closing = _closing(text, opened, end)
        if closing is None and opened.group() in _SINGLE:
            at = opened.end()
            continue
        yield _quote(text, opened, closing, end, goes_on)
        at = closing.end() if closing else end


def _quote(text: str, opened: re.Match[str], closing: re.Match[str] | None, end: int, goes_on: bool) -> Quote:
    if closing:
        return Quote(opened.start(), closing.end(), opened.end(), closing.start(), True, goes_on)
    stop = opened.end() + len(text[opened.end() : end].rstrip())
    return Quote(opened.start(), stop, opened.end(), stop, False, goes_on)


def _opening(text: str, at: int, end: int) -> re.Match[str] | None:
    for mark in _MARK.finditer(text, at, end):
        if _can_open(text, mark, end):
            return mark
    return None


def _can_open(text: str, mark: re.Match[str], end: int) -> bool:
    if mark.group() not in _CLOSES or mark.end() >= end or text[mark.end()].isspace():
        return False
    if mark.group() in ("“", "„", "«", "``"):
        return True
    free = mark.start() == 0 or bool(_BEFORE_OPEN.match(text[mark.start() - 1]))
    if mark.group() in _SINGLE:
        return (
            free
            and text[mark.end()].isalpha()
            and not re.match(r"(?:tis|em|til|n)\b", text[mark.end() : mark.end() + 4])
        )
    return free


def _closing(text: str, opened: re.Match[str], end: int) -> re.Match[str] | None:
    wanted = _CLOSES[opened.group()]
    for mark in _MARK.finditer(text, opened.end(), end):
        if mark.group() in wanted and mark.start() > opened.end() and _can_close(text, mark, end):
            return mark
    return None


def _can_close(text: str, mark: re.Match[str], end: int) -> bool:
    before = text[mark.start() - 1]
    if mark.group() in ("”", "»", "›"):
        return True
    if before.isspace():
        return False
    if mark.group() in ("'", "’"):
        return mark.end() >= end or not text[mark.end()].isalnum()
    return True
