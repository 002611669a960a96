"""Places whose control changed, and from whom to whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.events.words import words
from onrecord.extract.reading import Sentence
from onrecord.model import Page

_SPLIT = re.compile(r",\s+(?:and\s+)?|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Held:
    """A place, and for a change of control the sides that the sentence names."""

    place: str | None
    from_: str | None = None
    to: str | None = None


def changes(page: Page, sentence: Sentence, found: re.Match[str]) -> Sequence[Held]:
    """Each place of a list (`the cities of A, B and C`) changed by itself; what is no place is left out."""
    parts = found.groupdict()
    made: list[Held] = []
    at = sentence.start + found.start("place")
    for name in _SPLIT.split(found["place"]):
        start = page.document.text.index(name, at)
        if _is_place(page, sentence, found, start, name):
            site = parts.get("site") or ""
            made.append(Held(name + site, _side(parts.get("from")), _side(parts.get("to"))))
        at = start + len(name)
    return made


def _is_place(page: Page, sentence: Sentence, found: re.Match[str], start: int, name: str) -> bool:
    """A place by its mention, by a word such as `town of` before it, or by the sides named with it."""
    if words().not_places.fullmatch(name.split()[0]):
        return False
    kinds = {row.kind for row in page.mentions if row.spans[0].start <= start < row.spans[0].end}
    if kinds & {"person", "organisation", "group"}:
        return False
    before = page.document.text[sentence.start : sentence.start + found.start("place")]
    parts = found.groupdict()
    taken = bool(parts.get("to")) and found.start("to") > found.start("place")
    sided = bool(parts.get("from")) or bool(parts.get("site")) or taken
    return bool(kinds & {"place", "state"}) or bool(words().place_kind.search(before)) or sided


def _side(words_of: str | None) -> str | None:
    if not words_of:
        return None
    return re.sub(r"\s+control$", "", words_of.removeprefix("the ").removeprefix("The "))
