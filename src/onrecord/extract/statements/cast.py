"""The persons that a document names, with titles and the pronouns they take, by capitals, titles and given names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import dropwhile, takewhile

from onrecord.extract.statements.words import speech_forms, verbs, words
from onrecord.model import Page
from onrecord.text import headlined, small_words
from onrecord.values.name import (
    POSSESSIVE,
    common_words,
    given_names,
    listed,
    lists,
    no_surname,
    parted,
    pronoun_of,
    same_person,
    surname,
)
from onrecord.values.place import is_place, regions, state_names

_DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|June|July|August|September|October|November|December)\b"
_PIECE = (
    rf"(?!{_DAY})(?:[A-Z]\.(?:-?[A-Z]\.)*|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Amb|Prof|Rev|Hon|Jr|Sr|St)\."
    r"|[A-ZÀ-Þ](?:[\w-]|['’](?!s\b)\w)*)"
)
RUN = re.compile(
    rf"\b{_PIECE}(?:(?:[ \t\xa0]+|[ \t]*\n(?=\S))(?:(?:de|del|van|von|der|bin|ibn|el|la|di|da|du|le|al)\s+)?(?:{_PIECE}|al-[A-Z]\w+))*"
)

_CLAUSE = re.compile(r"\AI\Z|[’'](?:ll|m|ve|re|d)\Z")  # `Maybe I’ll`

# Capitalised in titles, but no part of a name.
_TITLE_WORDS = words("title_words")
_SMALL = words("prepositions")


@dataclass(slots=True)
class Person:
    """A person of this document: the fullest name, the words that stood before it, `he`, `she` or nothing, and places."""

    name: str
    titles: Counter[str] = field(default_factory=Counter)
    pronoun: str = ""
    places: list[int] = field(default_factory=list)
    sure: bool = False

    @property
    def surname(self) -> str:
        """The last word of the name, folded."""
        return surname(self.name)


class Cast:
    """Everybody named in full in a document, by surname."""

    def __init__(self, page: Page) -> None:
        self.text = page.document.text
        self.people: dict[str, list[Person]] = defaultdict(list)
        self.groups: dict[str, str] = {}
        self.small = small_words(self.text)
        self.elsewhere = frozenset(
            w.lower() for m in page.mentions if m.kind != "person" for w in m.spans[0].quote.split()
        )
        some = list(_named(page))
        for naming in some:
            if naming.full and naming.sure:
                self._add(naming)
        for naming in some:
            if (not naming.full and len(self.people[surname(naming.name)]) < 2) or (
                not naming.sure and self._welcome(naming.name)
            ):
                self._add(naming)
        self._groups()

    def _welcome(self, name: str) -> bool:
        """Whether a name told by its place alone may stand: nobody surer has that surname, or its first word is no word."""
        some = self.people[surname(name)]
        first = name.split()[0]
        return not some or any(same_person(person.name, name) for person in some) or self._strange(first)

    def _strange(self, word: str) -> bool:
        """Whether a capitalised word is never written small here and names no place or group."""
        return word.lower() not in self.small and word.lower() not in self.elsewhere

    def _add(self, naming: Naming) -> None:
        name, titles, at = naming.name, naming.titles, naming.at
        for person in self.people[surname(name)]:
            if same_person(person.name, name) and not another_head(self.text, titles, person.name):
                person.name = max(person.name, name, key=lambda n: (len(n.split()), len(n)))
                break
        else:
            person = Person(name)
            self.people[surname(name)].append(person)
        person.titles.update([" ".join(titles).lower()] if titles else [])
        person.pronoun = person.pronoun or pronoun_of(titles, person.name)
        person.places.append(at)
        person.sure = person.sure or naming.sure

    def _groups(self) -> None:
        for match in re.finditer(
            r"\b((?:[A-Z][\w’'-]{0,60}|of|for|the|and|to|on)(?:\s+(?:[A-Z][\w’'-]*|of|for|the|and|to|on|against)){1,8})\s+\(([A-Z][A-Za-z.-]{1,9})\)",
            self.text,
        ):
            words = re.sub(r"^(?:the|of|for|and|to|on)\s+", "", POSSESSIVE.sub("", match[1]), flags=re.I)
            words = words.replace(
                "Departments of", "Department of"
            )  # `the Departments of Roads (DOR) and ...`
            self.groups[match[2].lower()] = spelled(words, match[2])

    def everybody(self) -> Iterator[Person]:
        """All persons, in the order of surnames' first mention."""
        for some in self.people.values():
            yield from some


def spelled(name: str, acronym: str) -> str:
    """The last words of a name whose capitals are the acronym's: `the Treasurer and the Ministry of Fish (MF)`; else all."""
    parts, wanted = name.split(), [c for c in acronym if c.isupper()]
    for at in range(len(parts) - 1, 0, -1):
        capitals = [part[0] for part in parts[at:] if part[0].isupper()]
        letters = [part[0].upper() for part in parts[at:]]  # `Department of Labour (DOL)`
        if wanted in (capitals, letters) and parts[at][0].isupper() and _apart(parts, at):
            return " ".join(parts[at:])
    return name


def _apart(parts: Sequence[str], at: int) -> bool:
    """Whether an article or `and` before a word begins a new name; in `Bank of the North` it does not."""
    return parts[at - 1].lower() == "and" or (
        parts[at - 1].lower() == "the" and parts[at - 2].lower() != "of"
    )


@dataclass(frozen=True, slots=True)
class Naming:
    """A name as it stands in the text; `sure` where a title, an office or a given name tells that it is a person's."""

    name: str
    titles: Sequence[str]
    at: int
    sure: bool = True

    @property
    def full(self) -> bool:
        """Whether it has more than a surname."""
        return " " in self.name


def _named(page: Page) -> Iterator[Naming]:
    for mention in page.mentions:
        if mention.kind == "person" and " " in mention.name:
            sure = mention.name.split()[0].lower() in given_names() or bool(mention.office)
            yield Naming(mention.name, (mention.office or "").split(), mention.spans[0].start, sure)
    small = small_words(page.document.text)
    for one in _scan(page.document.title or "", small):
        yield Naming(_known_part(one, page.document.text), one.titles, 0, one.sure)
    yield from _scan(page.document.text, small)


def _known_part(one: Naming, text: str) -> str:
    """A title's name without what the text never has behind the office and the first word: `Lund Names` is `Lund`."""
    first = one.name.split()[0]
    named = bool(one.titles) and f"{one.titles[-1]} {first}" in text
    return first if named and one.name not in text else one.name


def _scan(text: str, small: frozenset[str]) -> Iterator[Naming]:
    heard = frozenset(
        m[1] for m in re.finditer(r"\b([A-Z][\w’'-]{1,60})\s+(\w+)", text) if m[2] in speech_forms()
    ) | frozenset(m[1] for m in re.finditer(r"\b(?:Mr|Ms|Mrs|Dr)\.\s+([A-Z][\w’-]{2,60})", text))
    for match in RUN.finditer(text):
        words = [POSSESSIVE.sub("", w) for w in match.group().split()]
        if len(words) > 9 or match.group().isupper():
            continue
        if headlined(text, match.start()):
            words = _before_words(words, small)
        words = _before_deed(words)
        words = list(takewhile(lambda word: word not in _TITLE_WORDS, words))
        before = text[max(0, match.start() - 40) : match.start()].split()
        name, titles = without_office(before, *parted(words))
        titles = titles if holds_title(titles) else []
        name = _without_words(name, bool(titles) and headlined(text, match.start()))
        if before[-2:] == ["to", "the"] and holds_title(before[-3:-2]):
            titles = before[
                -3:-2
            ]  # `Press Secretary to the Vice President Ada Lund`: the office is another's
        if len(name) == 1 and titles and name[0].isalpha() and name[0].lower() not in _no_surnames():
            yield Naming(name[0], titles, match.start())
        elif _could_be_person(name):
            sure = bool(titles or _office_before(before)) or _given(name)
            if sure or (name[-1] in heard and not any(w.isupper() and len(w) > 2 for w in name)):
                bare = " ".join(w.rstrip(".") if len(w) > 3 and "." not in w[:-1] else w for w in name)
                yield Naming(bare, [*_office_before(before), *titles], match.start(), sure)


def _before_words(words: Sequence[str], small: frozenset[str]) -> list[str]:
    """What may be a name where every word has a capital: behind its titles it ends before the first word that the text has small."""
    none = small | speech_forms() | _SMALL
    titles, name = parted(words)
    if not holds_title(titles):
        titles, name = [], list(words)
    rest = takewhile(lambda w: not {w.lower(), w.lower().removesuffix("s")} & none, name[1:])
    return [*titles, *name[:1], *rest]


def _before_deed(words: Sequence[str]) -> list[str]:
    """A name of two words or more without what was done: `Ada Lund Announced`, `President Lund Calls`."""
    deed = next((at for at, word in enumerate(words) if at and _told(word)), len(words))
    return list(words[:deed])


def _told(word: str) -> bool:
    """Whether a capitalised word is a form of a verb of saying that is no name: not `Grant`, `Rush`."""
    some = verbs().get(word.lower(), ()) if word[:1].isupper() else ()
    return any(verb.form in ("s", "past") for verb in some) and len(word) > 4


def holds_title(words: Sequence[str]) -> bool:
    """Whether a title is among the words before a name."""
    titles = listed("titles") | listed("he_titles") | listed("she_titles")
    return any(word.lower().strip(".,") in titles for word in words)


@cache
def _leads() -> frozenset[str]:
    """Words that may lead to a name; `New`, `North` and the like make one of a place."""
    return common_words() - listed("no_given_names")


def _without_words(name: Sequence[str], cut: bool) -> list[str]:
    """A name without the common words that lead to it, if a full one is left; `cut` also without those after it (`Lund Announcing Grants`)."""
    kept = list(dropwhile(lambda word: word.lower() in _leads(), name))
    if len(kept) < len(name) and (len(kept) < 2 or is_place(" ".join(name))):
        return []
    if cut and kept:
        kept = [
            kept[0],
            *takewhile(lambda word: not no_surname(word, kept[0]) and not _formed(word), kept[1:]),
        ]
    return kept


def _given(name: Sequence[str]) -> bool:
    """Whether it begins with a given name, or with an initial before one."""
    first = name[1] if len(name) > 2 and re.fullmatch(r"[A-Z]\.", name[0]) else name[0]
    return first.lower() in given_names()


def _formed(word: str) -> bool:
    """Whether it is a common word with the ending of a verb: `Designates`."""
    found = re.fullmatch(r"([a-z]{3,}?e?)(?:e?s|ing)", word.lower())
    return bool(found) and not {found[1], f"{found[1]}e"}.isdisjoint(common_words())  # type: ignore[index]


@cache
def _no_surnames() -> frozenset[str]:
    return common_words() | listed("group_words") | listed("after_titles")


def _could_be_person(name: Sequence[str]) -> bool:
    """Whether two to four capitalised words hold no word of an institution, begin with no small word, end in no place of two words
    (`Ada Lund New Selm`) and are no byword."""
    return (
        2 <= len(name) <= 4
        and not no_surname(name[-1], name[0])
        and not any(_CLAUSE.search(w) for w in name)
        and not any(w.lower() in listed("group_words") for w in name)
        and name[0].lower() not in listed("no_given_names")
        and " ".join(name).lower() not in listed("no_persons")
        and " ".join(name[-2:]) not in regions() | state_names().keys()
        and (name[-1] not in regions() or name[0].lower() in given_names())
    )


def without_office(
    before: Sequence[str], titles: Sequence[str], name: Sequence[str]
) -> tuple[list[str], list[str]]:
    """`name` and titles where `Secretary of` stands before a run `State John Kerry`."""
    if len(before) < 2 or before[-1] != "of" or before[-2].lower().strip(".,") not in listed("titles"):
        return list(name), list(titles)
    moved, rest = [before[-2], "of"], [*titles, *name]
    while rest and rest[0].lower() in listed("after_titles"):
        moved.append(rest.pop(0))
    if len(moved) == 2:
        return list(name), list(titles)
    more, bare = parted(rest)
    return bare, [*moved, *more]


def _office_before(before: Sequence[str]) -> list[str]:
    """Lower-case words of office before a name: `foreign minister`."""
    if before and before[-1].lower().strip(",") in listed("titles") and before[-1][:1].islower():
        return [w for w in before[-3:] if w.isalpha()]
    return []


def another_head(text: str, titles: Sequence[str], name: str) -> bool:
    """Whether `President Vale`, by these titles, cannot be this person of the same surname."""
    return bool(titles) and titles[-1].lower() in listed("heads_of_state") and never_head(text, name)


def never_head(text: str, name: str) -> bool:
    """Whether somebody is not who holds the office: the spouse (`the First Lady, Dr. Ada Vale`), or one who is told of later."""
    titles = "|".join(lists("speakers.toml")["consorts"])
    said = rf"\b(?:{titles}),?\s+(?:(?:Dr|Mrs|Mr|Ms)\.\s+)?{re.escape(name)}\b"
    return bool(re.search(said, text)) or _told_after(text, name)


def _told_after(text: str, name: str) -> bool:
    """Whether a name comes up, never with the office, when `President Vale` has been told of: `Hunter Vale`."""
    heads, last = "|".join(lists("speakers.toml")["sole_offices"]), re.escape(name.split()[-1])
    first = re.search(rf"\b(?i:{heads})\s+{last}\b", text)
    whole = re.search(rf"\b{re.escape(name)}\b", text)
    if not first or not whole or whole.start() < first.start() or " " not in name:
        return False
    titled = (
        rf"\b(?i:{heads})\s+{re.escape(name)}\b|\b{re.escape(name)},?\s+(?:[\w’'-]+\s+){{0,4}}(?i:{heads})\b"
    )
    return not re.search(titled, text)
