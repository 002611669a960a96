"""The sentence of a figure, and the time over which it is counted by the words of that sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.model import Figure
from onrecord.text import sentences
from onrecord.values.stems import patterns, stem

_REACH = 600  # characters read around a figure for its sentence
_NEAR = 120  # characters between a figure and the time over which it is counted


@dataclass(frozen=True, slots=True)
class Around:
    """The words of a figure's sentence before it and behind it."""

    before: str
    behind: str

    @property
    def whole(self) -> str:
        """Both, with a mark where the figure stands."""
        return f"{self.before} # {self.behind}"


def around(figure: Figure, text: str) -> Around:
    """The sentence of a figure; a line is never left."""
    at, end = figure.spans[0].start, figure.spans[0].end
    first = max(text.rfind("\n", max(0, at - _REACH), at) + 1, at - _REACH, 0)
    last = text.find("\n", end, end + _REACH)
    last = min(len(text), end + _REACH) if last < 0 else last
    for start, stop in sentences(text, first, last):
        if start <= at < stop:
            return Around(text[start:at], text[end : max(stop, end)])
    return Around(text[first:at], text[end:last])


@lru_cache(maxsize=4096)  # Two figures that are compared with many are asked for theirs again and again.
def period(words: Around) -> str:
    """The time over which a figure is counted, by the phrase nearest to it: `since taking office`; empty where none is."""
    best, found = _NEAR, ""
    for name, some in patterns("periods").items():
        for pattern in some:
            near = _distance(words, pattern)
            if near < best:
                best, found = near, name
    return found or _since(words)


def _distance(words: Around, pattern: re.Pattern[str]) -> int:
    behind = pattern.search(words.behind)
    before = [match.end() for match in pattern.finditer(words.before)]
    ways = [_way(words.behind[: behind.start()])] if behind else []
    if before:
        ways.append(_way(words.before[before[-1] :]) + 8)  # A phrase behind the figure is oftener its own.
    return min(ways, default=_NEAR)


def _way(between: str) -> int:
    """How far apart two things are; a number between them counts as far, since the phrase may be its."""
    commas = 40 * (between.count(",") + between.count(" while "))
    return commas + len(between) + 60 * len(re.findall(r"\d[\d,.]*", between)) + 15 * between.count("—")


_SINCE = re.compile(
    r"\bsince (?:the )?(?:(?:start|beginning|end|peak|height) of )?(?:the |last |this )?([\w’-]+)", re.I
)


def _since(words: Around) -> str:
    match = _SINCE.search(words.behind[:_NEAR])
    return f"since {stem(match.group(1))}" if match else ""
