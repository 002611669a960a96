"""Whom a pronoun means, by simple evidence: who spoke last, who opens the sentence before, gender and number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.extract.statements.cast import RUN, Person
from onrecord.extract.statements.words import words as listed_words
from onrecord.model import Speaker
from onrecord.values.name import listed, lists, parted

if TYPE_CHECKING:
    from onrecord.extract.statements.speakers import Resolver

_SUBJECT = {"his": "he", "him": "he", "her": "she", "its": "it", "their": "they", "them": "they"}
PRONOUNS = {"he", "she", "it", "they", *_SUBJECT}
RELATIVES = {"who", "which", "that"}
FAR = 1500  # characters after which a speaker is no longer meant
LAST = 50  # speakers, the last of whom may be meant
NEAR = 500  # characters in which the subject of a sentence is looked for
_LISTED = re.compile(r",|\s+and\b")
_STOP = re.compile(r"[.!?][\"”’)]*\s")
_OPENS = re.compile(r"(?:^|[.!?:”\"’]\s+|\n\s*|(?:But|And|While|As for|In \w+|On \w+|,|, but|, and)\s+)$")


@dataclass(frozen=True, slots=True)
class Heard:
    """A speaker with the place of the words that named them, for pronouns that follow."""

    at: int
    speaker: Speaker
    pronoun: str


def by_pronoun(resolver: Resolver, words: str, at: int) -> tuple[Speaker, str]:
    """The speaker that `he`, `she`, `it` or `they` means for a statement that starts at `at`; no name on a tie."""
    wanted = _SUBJECT.get(words.lower(), words.lower())
    subject = _subject(resolver, at, wanted) if wanted in ("he", "she") else None
    heard = next(
        (h for h in resolver.heard[: -LAST - 1 : -1] if at - h.at < FAR and _agrees(h, wanted)), None
    )
    office = _office(resolver, at) if wanted in ("he", "she") else None
    if office and office[0] > max(heard.at if heard else -1, subject[0] if subject else -1):
        speaker, pronoun = resolver.named_or_not(office[1])
        if pronoun in (wanted, ""):
            return replace(speaker, as_written=words), wanted
    if subject and (not heard or subject[0] > heard.at):
        person = subject[1]
        other = heard.speaker.name if heard else None
        if other and other != person.name and person.pronoun != wanted:
            return Speaker(None, None, words, f"{other} or {person.name}"), wanted
        return Speaker(None, person.name, words), wanted
    if heard:
        return Speaker(None, heard.speaker.name, words, heard.speaker.why), wanted
    return Speaker(None, None, words, "no one before fits"), wanted


def by_relative(resolver: Resolver, words: str, place: int) -> tuple[Speaker, str]:
    """The person named right before `who`."""
    ahead = resolver.text[max(0, place - 80) : place].rstrip(" ,")
    piece = re.split(r"[,.;:]\s|\b(?:and|by|to|with|from|against|for)\s", ahead)[-1]
    runs = list(RUN.finditer(piece))
    if runs and runs[-1].end() >= len(piece) - 1:
        titles, name = parted(runs[-1].group().split())
        person = resolver.known(titles, name) if name else None
        if isinstance(person, Person):
            return Speaker(None, person.name, words), person.pronoun
    return Speaker(None, None, words, "the words before name nobody"), ""


def _subject(resolver: Resolver, at: int, wanted: str) -> tuple[int, Person] | None:
    """The last person who opens a sentence or a clause before `at` and takes this pronoun."""
    best: tuple[int, Person] | None = None
    text, low = resolver.text, max(0, at - NEAR)
    for match in RUN.finditer(text, low, at):
        if not _OPENS.search(text[max(0, match.start() - 14) : match.start()]) or text[
            match.end() : match.end() + 2
        ] in ("'s", "’s"):
            continue
        if text[max(0, match.start() - 2) : match.start()] == ", " and _LISTED.match(text, match.end()):
            continue  # `her manager, Ole Brandt, and`
        titles, name = parted(match.group().split())
        person = resolver.known(titles, name) if name else None
        if isinstance(person, Person) and (person.places or titles) and person.pronoun in (wanted, ""):
            best = match.start(), person
    return best


def _office(resolver: Resolver, at: int) -> tuple[int, str] | None:
    """The last office before a pronoun, in its sentence or as what opens the one before: `the President`."""
    low = max(0, at - NEAR)
    found = list(_holders().finditer(resolver.text, low, at))
    if not found:
        return None
    last = found[-1]
    before = resolver.text[max(0, last.start() - 20) : last.start()].lower().split()
    if before and (before[-1] in listed_words("prepositions") or before[-1].endswith(",")):
        return None  # `wrote to the minister, and he said`; `Ada Lund, the minister, spoke`
    stops = len(_STOP.findall(resolver.text, last.end(), at))
    opens = _OPENS.search(resolver.text[max(0, last.start() - 14) : last.start()])
    return (last.start(), last.group()) if stops < 1 or (stops == 1 and opens) else None


@cache
def _holders() -> re.Pattern[str]:
    some = "|".join(sorted({*lists("speakers.toml")["offices"], *listed("roles")}, key=len, reverse=True))
    return re.compile(rf"\b[Tt]he (?i:{some})\b(?!['’]s|[ -]\w*[A-Z])")


def _agrees(heard: Heard, wanted: str) -> bool:
    if wanted in ("he", "she"):
        return heard.pronoun == wanted or (heard.pronoun == "" and heard.speaker.name is not None)
    return heard.pronoun == wanted or (wanted == "they" and heard.pronoun in ("it", ""))
