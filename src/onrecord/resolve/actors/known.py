"""Everybody named in the record, by name: the registry from which actors are made."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from onrecord.lookup import Lookup
from onrecord.model import (
    Actor,
    ActorKind,
    Attested,
    Date,
    KnownActor,
    Mention,
    Office,
    Span,
    Speaker,
    Statement,
    Turn,
)
from onrecord.text import digest, fold
from onrecord.values.name import middle, root, same_person, surname
from onrecord.values.place import demonyms, state_names

_SPANS = 20  # namings kept with an actor; the rest are found by its names
_OF = re.compile(r"\bof (?!state\b)(?:the )?(.+)$")  # `of state` names no body


@dataclass(slots=True)
class Known:
    """One actor while namings are gathered."""

    kind: ActorKind
    key: str
    names: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    spans: list[Span] = field(default_factory=list)
    offices: dict[tuple[str, str | None], list[Attested]] = field(default_factory=lambda: defaultdict(list))
    public: bool = False

    @property
    def id(self) -> str:
        """A hash of kind and name."""
        return digest("actor", self.kind, self.key)

    @property
    def name(self) -> str:
        """The form that stands most often, the longer of two."""
        return max(self.names, key=lambda name: (self.names[name], len(name), name))


class Registry:
    """Persons by surname, all others by their folded name."""

    def __init__(self) -> None:
        self.persons: dict[str, list[Known]] = defaultdict(list)
        self.others: dict[str, Known] = {}

    def person(self, name: str) -> Known:
        """The person of this full name, new where no known name can be the same person's."""
        fits = self.fitting(name)
        if len(fits) == 1:
            return fits[0]
        given, last = root(name.split()[0]), surname(name)
        plain = f"{given} {last}"
        taken = {known.key: known for known in self.persons[last]}
        key = plain if plain not in taken else f"{given} {middle(name)} {last}"
        if key not in taken:
            self.persons[last].append(Known("person", key))
        return taken.get(key) or self.persons[last][-1]

    def fitting(self, name: str) -> list[Known]:
        """Known persons whose name this can be."""
        return [
            known
            for known in self.persons.get(surname(name), ())
            if any(_same(one, name) for one in known.names)
        ]

    def other(self, kind: ActorKind, name: str) -> Known:
        """The state, organisation or group of this name."""
        key = fold(name).removeprefix("the ")
        return self.others.setdefault(key, Known(kind, key))

    def everybody(self) -> Iterable[Known]:
        """All that are known, persons first."""
        for some in self.persons.values():
            yield from some
        yield from {id(known): known for known in self.others.values()}.values()  # aliases lead to one too

    def actors(self) -> Sequence[Actor]:
        """The actors, in the order of their names."""
        made = (_actor(known) for known in self.everybody() if known.spans)
        return sorted(made, key=lambda actor: (actor.kind, actor.name, actor.id))


def _same(one: str, other: str) -> bool:
    a, b = middle(one), middle(other)
    return same_person(one, other) and not (a and b and a[0] != b[0])


def gather(lookup: Lookup) -> Registry:
    """The registry of all documents' mentions and speakers, with the actors that the campaign file names."""
    registry = Registry()
    for actor in lookup.campaign().actors:
        _known_by_file(registry, actor)
    dates = dict(lookup.dates())
    rows = [row for row in lookup.rows(Mention) if row.kind != "person" or len(row.name.split()) > 1]
    for row in sorted(rows, key=lambda row: (-len(row.name.split()), row.name, row.id)):
        _add(registry, row, dates)
    _speakers(registry, lookup)
    return registry


def _known_by_file(registry: Registry, actor: KnownActor) -> None:
    person = actor.kind == "person" and len(actor.name.split()) > 1
    known = registry.person(actor.name) if person else registry.other(actor.kind, actor.name)
    known.names[actor.name] += 1_000_000  # a name that a person gave wins over any count
    known.aliases.update(actor.aliases)
    known.public = True
    for alias in () if person else actor.aliases:
        registry.others.setdefault(fold(alias).removeprefix("the "), known)


def _add(registry: Registry, row: Mention, dates: dict[str, Date | None]) -> None:
    if row.kind == "place" or row.kind == "office":
        return
    known = registry.person(row.name) if row.kind == "person" else registry.other(row.kind, row.name)
    known.names[row.name] += 1
    span = row.spans[0]
    known.aliases[span.quote] += 1
    if len(known.spans) < _SPANS:
        known.spans.append(span)
    if row.office and row.kind == "person":
        known.public = True
        known.offices[office_of(row.office)].append(Attested(dates.get(row.document or ""), span))


@cache
def _states() -> Mapping[str, str]:
    """States' names by their names and demonyms in lower case."""
    return {
        word.lower(): state.name for table in (state_names(), demonyms()) for word, state in table.items()
    }


def office_of(words: str) -> tuple[str, str | None]:
    """An office's title in lower case without the state, and the state or body that it is of."""
    state = None
    kept = []
    for word in words.lower().split():
        named = _states().get(word.strip(",")) or _states().get(word.strip(".,"))
        state = named or state
        if not named:
            kept.append(word.strip(","))
    title = " ".join(kept).removeprefix("the ").removeprefix("of ").strip()
    inside = _OF.search(title)
    return title, state or (inside.group(1) if inside else None)


def _speakers(registry: Registry, lookup: Lookup) -> None:
    """Who speaks is public; a full name that only a title and a label give is known by its label."""
    for _, speaker, label in lookup.parts(Turn, "speaker", "label"):
        name = speaker.name
        full = name and len(name.split()) > 1 and fold(name).removeprefix("the ") not in registry.others
        if full and label:
            _labelled(registry.person(name), name, speaker, label)
    for name in {speaker.name or "" for _, speaker in lookup.parts(Statement, "speaker")}:
        for known in registry.fitting(name):
            known.public = True


def _labelled(known: Known, name: str, speaker: Speaker, label: Span) -> None:
    known.names[name] += 1
    known.aliases[speaker.as_written or name] += 1
    known.public = True
    if len(known.spans) < _SPANS:
        known.spans.append(label)


def _actor(known: Known) -> Actor:
    aliases = [alias for alias, _ in known.aliases.most_common() if alias != known.name]
    offices = (
        Office(title, of, tuple(attested[:10]))
        for (title, of), attested in sorted(known.offices.items(), key=lambda item: -len(item[1]))
        if title
    )
    return Actor(
        id=known.id,
        document=None,
        spans=tuple(known.spans),
        made_by="resolve.actors/1",
        kind=known.kind,
        name=known.name,
        aliases=tuple(
            dict.fromkeys((*aliases, *(name for name in sorted(known.names) if name != known.name)))
        ),
        offices=tuple(offices),
        private=known.kind == "person" and not known.public,
    )
