"""The persons that a document names, with titles and the pronouns they take, by capitals, titles and given names."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.extract.statements.words import speech_forms
from onrecord.model import Page

_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|December)\b"
_PIECE = (
    rf"(?!{_DAY})(?:[A-Z]\.(?:-?[A-Z]\.)*|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Amb|Prof|Rev|Hon|Jr|Sr|St)\."
    r"|[A-ZÀ-Þ](?:[\w-]|['’](?!s\b)\w)*)"
)
RUN = re.compile(
    rf"\b{_PIECE}(?:(?:[ \t\xa0]+|[ \t]*\n(?=\S))(?:(?:de|del|van|von|der|bin|ibn|el|la|di|da|du|le|al)\s+)?(?:{_PIECE}|al-[A-Z]\w+))*"
)
_POSSESSIVE = re.compile(r"(?:'s|’s|'|’)$")


@cache
def lists(name: str) -> Mapping[str, Any]:
    """A data file of this package, as TOML."""
    with (files("onrecord") / "data" / name).open("rb") as file:
        return tomllib.load(file)


@cache
def listed(key: str) -> frozenset[str]:
    """A word list of `speakers.toml`."""
    return frozenset(lists("speakers.toml")[key])


@cache
def _given() -> Mapping[str, str]:
    return {name: key for key in ("he", "she") for name in lists("given_names.toml")[key].split()}


@cache
def _same_names() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in lists("given_names.toml")["same"]:
        for name in line.split():
            found[name] |= set(line.split())
    return {name: frozenset(some) for name, some in found.items()}


@dataclass(slots=True)
class Person:
    """A person of this document: the fullest name, the words that stood before it, `he`, `she` or nothing, and places."""

    name: str
    titles: Counter[str] = field(default_factory=Counter)
    pronoun: str = ""
    places: list[int] = field(default_factory=list)

    @property
    def surname(self) -> str:
        """The last word of the name, folded."""
        return surname(self.name)


def surname(name: str) -> str:
    """The last word that is no `Jr.` or numeral, in lower case."""
    parts = [p for p in name.split() if p.lower().strip(".,") not in ("jr", "sr", "ii", "iii", "iv")]
    return _POSSESSIVE.sub("", parts[-1].lower().strip(".,")) if parts else ""


def parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """`U.S. Defense Secretary Ash Carter` as title words and name words, by the last title word."""
    last = -1
    for i, word in enumerate(words):
        bare = word.lower().strip(".,")
        if bare in listed("titles") or bare in listed("he_titles") or bare in listed("she_titles"):
            last = i
    cut = last + 1
    while last >= 0 and cut < len(words) and words[cut].lower().strip(".,") in listed("after_titles"):
        cut += 1
    return list(words[:cut]), list(words[cut:])


def pronoun_of(titles: Iterable[str], name: str) -> str:
    """`he`, `she` or nothing, by titles and the given name."""
    bare = {t.lower().strip(".,") for t in titles}
    if bare & listed("she_titles"):
        return "she"
    if bare & listed("he_titles"):
        return "he"
    parts = name.split()
    return _given().get(parts[0].lower(), "") if len(parts) > 1 else ""


def same_person(one: str, other: str) -> bool:
    """Whether two names of one surname can be one person's: equal, initials, or short forms."""
    a, b = one.split(), other.split()
    if surname(one) != surname(other):
        return False
    if len(a) == 1 or len(b) == 1:
        return True
    x, y = a[0].lower().strip("."), b[0].lower().strip(".")
    if x == y or y in _same_names().get(x, ()):
        return True
    return (len(x) == 1 or len(y) == 1) and x[0] == y[0]


class Cast:
    """Everybody named in full in a document, by surname."""

    def __init__(self, page: Page) -> None:
        self.text = page.document.text
        self.people: dict[str, list[Person]] = defaultdict(list)
        self.groups: dict[str, str] = {}
        single: list[tuple[str, Sequence[str], int]] = []
        for name, titles, at in _named(page):
            if " " in name:
                self._add(name, titles, at)
            else:
                single.append((name, titles, at))
        for name, titles, at in single:
            if len(self.people[surname(name)]) < 2:
                self._add(name, titles, at)
        self._groups()

    def _add(self, name: str, titles: Sequence[str], at: int) -> None:
        for person in self.people[surname(name)]:
            if same_person(person.name, name):
                person.name = max(person.name, name, key=lambda n: (len(n.split()), len(n)))
                break
        else:
            person = Person(name)
            self.people[surname(name)].append(person)
        person.titles.update([" ".join(titles).lower()] if titles else [])
        person.pronoun = person.pronoun or pronoun_of(titles, person.name)
        person.places.append(at)

    def _groups(self) -> None:
        for match in re.finditer(
            r"((?:[A-Z][\w’'-]*|of|for|the|and|to|on)(?:\s+(?:[A-Z][\w’'-]*|of|for|the|and|to|on|against)){1,8})\s+\(([A-Z][A-Za-z.-]{1,9})\)",
            self.text,
        ):
            words = re.sub(r"^(?:the|of|for|and|to|on)\s+", "", match[1])
            self.groups[match[2].lower()] = words

    def everybody(self) -> Iterator[Person]:
        """All persons, in the order of surnames' first mention."""
        for some in self.people.values():
            yield from some


def _named(page: Page) -> Iterator[tuple[str, Sequence[str], int]]:
    persons = [m for m in page.mentions if m.kind == "person" and len(m.name.split()) > 1]
    for mention in persons:
        yield mention.name, (mention.office or "").split(), mention.spans[0].start
    title = page.document.title or ""
    yield from ((n, t, 0) for n, t, _ in _scan(title))
    yield from _scan(page.document.text)


def _scan(text: str) -> Iterator[tuple[str, Sequence[str], int]]:
    heard = frozenset(m[1] for m in re.finditer(r"([A-Z][\w’'-]+)\s+(\w+)", text) if m[2] in speech_forms())
    for match in RUN.finditer(text):
        words = [_POSSESSIVE.sub("", w) for w in match.group().split()]
        if len(words) > 9 or match.group().isupper():
            continue
        titles, name = parted(words)
        before = text[max(0, match.start() - 40) : match.start()].split()
        name, moved = without_office(before, titles, name)
        if (
            len(name) == 1
            and moved
            and name[0].isalpha()
            and name[0].lower() not in listed("group_words") | listed("after_titles")
        ):
            yield name[0], moved, match.start()
        elif name and (person := _person(name, moved, before, heard)):
            yield person, [*_office_before(before), *moved], match.start()


def without_office(
    before: Sequence[str], titles: Sequence[str], name: list[str]
) -> tuple[list[str], list[str]]:
    """`name` and titles where `Secretary of` stands before a run `State John Kerry`."""
    if len(before) < 2 or before[-1] != "of" or before[-2].lower().strip(".,") not in listed("titles"):
        return name, list(titles)
    moved = [before[-2], "of"]
    rest = list(name)
    while rest and not titles and rest[0].lower() in listed("after_titles"):
        moved.append(rest.pop(0))
    return rest, [*moved, *titles] if rest != name else list(titles)


def _office_before(before: Sequence[str]) -> list[str]:
    """Lower-case words of office before a name: `foreign minister`."""
    if before and before[-1].lower().strip(".,") in listed("titles") and before[-1][:1].islower():
        return [w for w in before[-3:] if w.isalpha()]
    return []


def _person(
    name: list[str], titles: Sequence[str], before: Sequence[str], heard: frozenset[str]
) -> str | None:
    words = [w.rstrip(".") if len(w) > 3 and "." not in w[:-1] else w for w in name]
    if not 2 <= len(words) <= 4 or any(w.lower() in listed("group_words") for w in words):
        return None
    if words[0].lower() in (
        "the",
        "in",
        "on",
        "at",
        "but",
        "and",
        "as",
        "for",
        "if",
        "when",
        "a",
        "an",
        "he",
        "she",
        "his",
        "her",
        "their",
        "it",
        "this",
        "that",
        "with",
        "after",
    ):
        return None
    known = words[0].lower() in _given()
    office = bool(_office_before(before))
    if (
        known
        or titles
        or office
        or (words[-1] in heard and not any(w.isupper() and len(w) > 2 for w in words))
    ):
        return " ".join(words)
    return None
