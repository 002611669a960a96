"""What stands between quotation marks, and the editor's marks inside: ellipses and brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.check.quotes.words import Words, words

_OPEN_CLOSE = {"“": "”", "«": "»", "„": "“”"}
_MARK = re.compile(
    r"[“”«»„\"]|\n\s*\n|\n(?=\s*[\"“])|(?<=[\s(\[—–-])[‘'](?=[A-Z])"
    # A single mark closes after a stop or a letter; after an "s" it may be a possessive, unless a stop follows.
    r"|(?<=[.,!?a-rt-zA-RT-Z0-9])['’](?=[\s,;:.)]|$)|(?<=s)['’](?=[,;:.)\n]|$)"
)
# An opening mark behind a word and before a blank closes.
_WRONG_WAY = re.compile(r"(?<=\S)“(?=\s|$)")
_ELLIPSIS = re.compile(r"\.\s?\.\s?\.(?:\s?\.)?|…|\*\s\*\s\*|\[\s*(?:\.\s?\.\s?\.|…)\s*\]")
_BRACKET = re.compile(r"\[[^\[\]]{0,200}\]")
_PAREN = re.compile(r"\([^()]{1,120}\)")
# Fewer words get no verdict alone.
SHORT = 6


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation as words: `gloss` are those in brackets, `cuts` the words before which an ellipsis stands.

    `parens` are words in round brackets or changed by an editor ("[T]he"): they may be matched.
    """

    words: Words
    start: int
    end: int
    gloss: frozenset[int]
    cuts: frozenset[int]
    parens: frozenset[int] = frozenset()

    @property
    def searched(self) -> list[str]:
        """The words that are looked for: without an editor's."""
        norms = self.words.norms
        return [norm for i, norm in enumerate(norms) if i not in self.gloss] if self.gloss else norms

    @property
    def raw(self) -> str:
        """The characters of the quotation."""
        return self.words.text[self.start : self.end]


def quote(text: str, start: int = 0, end: int | None = None) -> Quote:
    """The quotation that `text[start:end]` is, quotation marks at its edges left out."""
    stop = len(text) if end is None else end
    while start < stop and (text[start].isspace() or text[start] in '“”"‘«„'):
        start += 1
    while stop > start and (text[stop - 1].isspace() or text[stop - 1] in '“”"»'):
        stop -= 1
    found, parts = _words(text, start, stop)
    cuts = {_first_from(found, m.end()) for m in _ELLIPSIS.finditer(text, start, stop)}
    return Quote(
        found,
        start,
        stop,
        _inside(found, _BRACKET, start, stop),
        frozenset(cuts),
        _inside(found, _PAREN, start, stop) | parts,
    )


def word_count(quote: Quote) -> int:
    """Printed words of a quotation that are not an editor's; "don't" is one."""
    return len({start for i, start in enumerate(quote.words.starts) if i not in quote.gloss})


def _words(text: str, start: int, stop: int) -> tuple[Words, frozenset[int]]:
    """The words, an editor's "[T]he" and "promise[d]" read as one each, and which those are."""
    marks = [m.span() for m in _PART.finditer(text, start, stop)]
    if not marks:
        return words(text, ((start, stop),)), frozenset()
    drop = {i for a, b in marks for i in (a, b - 1)}
    kept = [i for i in range(start, stop) if i not in drop]
    made = words("".join(text[i] for i in kept))
    starts = [kept[i] for i in made.starts]
    ends = [kept[i - 1] + 1 for i in made.ends]
    touched = {
        i for i, (a, b) in enumerate(zip(starts, ends, strict=True)) if any(a < r and b > q for q, r in marks)
    }
    return Words(text, made.norms, starts, ends), frozenset(touched)


_PART = re.compile(r"\[\w{1,4}\](?=\w)|(?<=\w)\[\w{1,4}\]")


def _first_from(found: Words, offset: int) -> int:
    return next((i for i, start in enumerate(found.starts) if start >= offset), len(found))


def _inside(found: Words, pattern: re.Pattern[str], start: int, end: int) -> frozenset[int]:
    ranges = [
        m.span() for m in pattern.finditer(found.text, start, end) if not _PART.match(found.text, m.start())
    ]
    if not ranges:
        return frozenset()
    return frozenset(
        i for i, at in enumerate(found.starts) if any(left <= at < right for left, right in ranges)
    )


def quoted(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Half-open ranges of what stands between quotation marks, the marks left out.

    A paragraph that opens a quotation and does not close it is quoted to its end when the next opens one again or
    nothing follows; an opening mark left alone otherwise quotes nothing.
    """
    opened, closing = -1, ""
    for match in _MARK.finditer(text, start, len(text) if end is None else end):
        mark = match.group()
        if mark[0] == "\n":
            if opened >= 0:
                yield from _unclosed(text, opened, match)
            opened = -1
        elif opened < 0:
            opened, closing = _opening(text, match)
        elif mark in closing or (closing[0] == "”" and _WRONG_WAY.match(text, match.start())):
            yield from _piece(text, opened, match.start())
            opened = -1


def _opening(text: str, match: re.Match[str]) -> tuple[int, str]:
    mark = match.group()
    if mark in _OPEN_CLOSE:
        return match.end(), _OPEN_CLOSE[mark] + ('"' if mark == "“" else "")
    if mark == '"' and text[match.end() : match.end() + 1].strip():
        return match.end(), '"”'
    if mark in "‘'" and text[match.end() : match.end() + 1].isupper():
        return match.end(), "'’"
    return -1, ""


def _unclosed(text: str, opened: int, match: re.Match[str]) -> Iterator[tuple[int, int]]:
    rest = text[match.end() :].lstrip()
    if rest[:1] in ("“", '"'):
        yield from _piece(text, opened, match.start())


def _piece(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
