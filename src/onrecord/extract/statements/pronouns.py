"""Whom a pronoun means, by simple evidence: who spoke last, who opens the sentence before, gender and number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.statements.cast import RUN, Person
from onrecord.model import Speaker
from onrecord.values.name import parted

if TYPE_CHECKING:
    from onrecord.extract.statements.speakers import Resolver

_SUBJECT = {"his": "he", "him": "he", "her": "she", "its": "it", "their": "they", "them": "they"}
PRONOUNS = {"he", "she", "it", "they", *_SUBJECT}
RELATIVES = {"who", "which", "that"}
FAR = 1500  # characters after which a speaker is no longer meant
NEAR = 500  # characters in which the subject of a sentence is looked for
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
    heard = next((h for h in reversed(resolver.heard) if at - h.at < FAR and _agrees(h, wanted)), None)
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
        titles, name = parted(match.group().split())
        person = resolver.known(titles, name) if name else None
        if isinstance(person, Person) and (person.places or titles) and person.pronoun in (wanted, ""):
            best = match.start(), person
    return best


def _agrees(heard: Heard, wanted: str) -> bool:
    if wanted in ("he", "she"):
        return heard.pronoun == wanted or (heard.pronoun == "" and heard.speaker.name is not None)
    return heard.pronoun == wanted or (wanted == "they" and heard.pronoun in ("it", ""))
