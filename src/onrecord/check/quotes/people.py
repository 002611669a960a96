"""Whether two names may be the same speaker: by actor where both are known, else by the words of the names."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from typing import Literal

from onrecord.check.quotes.lexicon import phrases
from onrecord.check.quotes.words import words
from onrecord.model import Speaker
from onrecord.values.place import is_place

Same = Literal["same", "other", "unknown"]
_LOWER = re.compile(r"\b[a-z]{4,}\b")
_CAPITAL = re.compile(r"\b[A-ZÀ-Þ]")


def same_speaker(one: Speaker | None, two: Speaker | None) -> Same:
    """`same` by actor or by a shared telling name, `other` when both are names of persons and share none."""
    if one is None or two is None:
        return "unknown"
    if one.actor and two.actor:
        return "same" if one.actor == two.actor else "other"
    mine, his = _names(one), _names(two)
    if mine and _asks(two):
        return "other"
    if not mine or not his:
        return _office(one, two)
    if mine[-1] in his or his[-1] in mine:
        return "same"
    return "other"


def own_name(speaker: Speaker) -> bool:
    """Whether the words as written are a name, and one of the person's own: no pronoun, no description."""
    written = speaker.as_written or speaker.name or ""
    return bool(_named(written)) and (
        not speaker.name or not set(_named(written)).isdisjoint(_names(speaker))
    )


def _asks(speaker: Speaker) -> bool:
    """A reporter's question: whoever asks is none of those that the press quotes by name."""
    return (speaker.as_written or speaker.name or "").strip(" :").upper() in ("Q", "QUESTION", "REPORTER")


def _office(one: Speaker, two: Speaker) -> Same:
    a, b = _words(one), _words(two)
    return "same" if a and a == b else "unknown"


def _words(speaker: Speaker) -> list[str]:
    return [w for w in words(speaker.name or speaker.as_written or "").norms if w != "the"]


def _described(written: str) -> bool:
    """ "the Florida senator": what begins with an article and ends with a small word is nobody's name."""
    article, *rest = written.split()
    return article.lower() in ("the", "a", "an", "one") and bool(rest) and rest[-1][:1].islower()


def mistaken(one: Speaker, two: Speaker, told: Set[str]) -> bool:
    """Whether a story's speaker may have been read wrongly, and the words be printed as the other's.

    So where the story's words are the other's name, a place or half a sentence, or where the other is named beside the
    quotation too.
    """
    written = one.as_written or one.name or ""
    mine, his = set(_named(written)), set(_names(two))
    if not mine or mine <= his or is_place(written) or _LOWER.search(written):
        return True
    return not his.isdisjoint(told)


def _names(speaker: Speaker) -> list[str]:
    """The words of a speaker's name that are no title, office or pronoun; none where the name is all office."""
    return list(_named(speaker.name or speaker.as_written or ""))


@lru_cache(maxsize=20_000)
def _named(written: str) -> tuple[str, ...]:
    if not _CAPITAL.search(written) or _described(written):
        return ()
    return tuple(
        w for w in words(written).norms if w not in phrases("title") and not w[0].isdigit() and len(w) > 1
    )
