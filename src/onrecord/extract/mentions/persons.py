"""Persons, each with the fullest name of this document and the office beside the naming."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from onrecord.encoder.tagger import tagger
from onrecord.extract.mentions.named import Named
from onrecord.extract.statements.blocks import blocks
from onrecord.extract.statements.cast import Cast, Person, another_head
from onrecord.model import Page
from onrecord.text import small_words
from onrecord.values.name import given_names, listed, parted, same_person
from onrecord.values.place import capitals, demonyms, regions, state_names

_BEFORE = re.compile(r"(?:[A-Z][\w.’'-]*[ \t\xa0]+){1,4}\Z")


def persons(page: Page) -> Iterator[Named]:
    """Every naming of a person whom the document names in full; a surname that two share is left alone."""
    text, doubts = page.document.text, _Doubts(page)
    for surname, people in Cast(page).people.items():
        sure = [person for person in people if not doubts.of(person)]
        if len(surname) < 2 or not sure:
            continue
        for found in re.finditer(rf"\b{re.escape(surname)}\b(?!-\w)", text, re.I):
            item = _named(text, found, sure) if found.group()[0].isupper() else None
            if item:
                yield item


class _Doubts:
    """Whether the encoder has to bear out that a name is a person's: one that is a word, a place, a people or a law as well."""

    def __init__(self, page: Page) -> None:
        self.page, self.text = page, page.document.text
        self.small = small_words(self.text)

    def of(self, person: Person) -> bool:
        words = person.name.split()
        common = words[0].lower() in self.small and words[-1].lower() in self.small  # `Will Appoint`
        thing = words[-1].lower() in listed("no_surnames")  # `Abraham Accords`
        if len(words) > 1 and words[0].lower() in given_names() and not common and not thing:
            return False
        doubtful = (
            common
            or person.name in regions() | demonyms().keys() | state_names().keys() | capitals().keys()
            or (len(words) == 1 and person.name.lower() in self.small)
            or any(w in demonyms() for w in words)
            or any(w.lower() in listed("no_surnames") for w in words)
        )
        return doubtful and words[-1] not in self._borne_out

    @cached_property
    def _borne_out(self) -> frozenset[str]:
        """The words of what the encoder takes for people."""
        found = tagger().named(self.text, blocks(self.page))
        return frozenset(w for n in found if n.kind == "person" for w in self.text[n.start : n.end].split())


def _named(text: str, found: re.Match[str], people: Sequence[Person]) -> Named | None:
    before = _BEFORE.search(text, max(0, found.start() - 60), found.start())
    words = before.group().split() if before else []
    if before and words[0].lower() in listed("after_titles") and text[: before.start()].endswith("of "):
        words = words[1:]  # `Secretary of Defense Lund`
    titles, given = parted(_since_stop(words))
    fits = [
        person for person in people if _fits(person, given) and not another_head(text, titles, person.name)
    ]
    fits = [person for person in fits if given and " " in person.name] or fits
    if len(fits) != 1:
        return None
    person = fits[0]
    size = next((n for n in range(len(given), 0, -1) if _part(person, given[-n:])), 0)
    start = found.start() - _length(text, found.start(), size)
    office = " ".join(titles) if titles and size == len(given) else next(iter(person.titles), "")
    return Named(start, found.end(), "person", person.name, office or None)


def _since_stop(words: Sequence[str]) -> Sequence[str]:
    """The words behind the last that ends a sentence or only leads in: `Accord. During President Lund`."""
    for at in range(len(words) - 1, -1, -1):
        bare = words[at].rstrip(".")
        if (bare != words[at] and len(bare) > 3 and "." not in bare) or bare.lower() in listed("lead_ins"):
            return words[at + 1 :]
    return words


def _fits(person: Person, given: Sequence[str]) -> bool:
    """Whether the capitalised words before a surname allow this person: none, a title, or the person's own names."""
    return (
        not given
        or len(person.name.split()) == 1
        or same_person(person.name, f"{given[-1]} {person.surname}")
        or _part(person, given[-1:])
    )


def _part(person: Person, words: Sequence[str]) -> bool:
    own = {word.strip(".").lower() for word in person.name.split()}
    return len(own) > 1 and all(
        word.strip(".").lower() in own or same_person(person.name, f"{word} {person.surname}")
        for word in words
    )


def _length(text: str, end: int, words: int) -> int:
    """How many characters the last `words` words before `end` take."""
    at = end
    for _ in range(words):
        at = len(text[:at].rstrip())
        at -= len(re.split(r"\s", text[max(0, at - 40) : at])[-1])
    return end - at
