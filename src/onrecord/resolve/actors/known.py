"""Everybody named in the record, by name: the registry from which actors are made."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from unicodedata import combining, normalize

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
    Statement,
    Turn,
)
from onrecord.text import digest, fold
from onrecord.values.name import (
    all_given_names,
    is_generic,
    known_form,
    listed,
    middle,
    no_surname,
    parted,
    root,
    same_person,
    surname,
)
from onrecord.values.place import demonyms, is_place, state_names

_SPANS = 20  # namings kept with an actor; the rest are found by its names
_OF = re.compile(r"\bof (?!state\b)(?:the )?(.+)$")  # `of state` names no body
_OWNER = re.compile(
    r"^(?:u\.s\.|us|united states) (?=\S+ \S)"
)  # `U.S. Department of Roads` is the `Department of Roads`
_US = re.compile(r"^(?:U\.S\.|US|United States) ")
_LONGEST = 8  # letters of a short form


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
    speaks: bool = False

    @property
    def id(self) -> str:
        """A hash of kind and name."""
        return digest("actor", self.kind, self.key)

    @property
    def name(self) -> str:
        """The form that stands most often, the longer of two."""
        full = [name for name in self.names if not any(_ends(one, name) for one in self.names)]
        return max(full, key=lambda name: (self.names[name], len(name), name))


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
        bare = _bare(name)
        given, last = root(bare.split()[0]), surname(bare)
        plain = f"{given} {last}"
        taken = {known.key: known for known in self.persons[last]}
        key = plain if plain not in taken else f"{given} {middle(name)} {last}"
        if key not in taken:
            self.persons[last].append(Known("person", key))
        return taken.get(key) or self.persons[last][-1]

    def fitting(self, name: str) -> list[Known]:
        """Known persons whose name this can be; the last words of one longer name (`Osk Lund` for Ada Osk Lund) are that one's."""
        some = self.of_surname(name)
        fits = [known for known in some if any(_same(one, name) for one in known.names)]
        return fits or [known for known in some if any(_ends(one, name) for one in known.names)]

    def of_surname(self, name: str) -> list[Known]:
        """Known persons of a name's surname, with or without accents."""
        return self.persons.get(surname(_bare(name)), [])

    def other(self, kind: ActorKind, name: str) -> Known:
        """The state, organisation or group of this name."""
        key = _key(name)
        return self.others.setdefault(key, Known(kind, key))

    def named(self, name: str) -> Known | None:
        """The state, organisation or group that a name means, or null."""
        key = _key(name)
        return self.others.get(key) or self.others.get(_OWNER.sub("", key))

    def everybody(self) -> Iterable[Known]:
        """All that are known, persons first."""
        for some in self.persons.values():
            yield from some
        yield from self.bodies()

    def bodies(self) -> list[Known]:
        """All but persons, each once, though aliases lead to one too."""
        return list({id(known): known for known in self.others.values()}.values())

    def actors(self) -> Sequence[Actor]:
        """The actors, in the order of their names."""
        made = (_actor(known) for known in self.everybody() if known.spans or known.speaks)
        return sorted(made, key=lambda actor: (actor.kind, actor.name, actor.id))


@cache
def _bare(name: str) -> str:
    """A name without accents."""
    return "".join(c for c in normalize("NFKD", name) if not combining(c))


def _ends(one: str, other: str) -> bool:
    """Whether the other name, which no given name begins, is the end of this longer one."""
    a, b = _bare(one).casefold().split(), _bare(other).casefold().split()
    return 1 < len(b) < len(a) and a[-len(b) :] == b and b[0] not in all_given_names()


def _same(one: str, other: str) -> bool:
    one, other = _bare(one), _bare(other)
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
    _one_body(registry)
    _speakers(registry, lookup)
    return registry


def _key(name: str) -> str:
    """A body's name for comparing: the full one if that is listed, without articles, so that `Department of the Treasury` is `of Treasury` too."""
    full = known_form(name) or known_form(_US.sub("", name)) or name
    return fold(full).removeprefix("the ").replace(" of the ", " of ").replace(" & ", " and ")


def _one_body(registry: Registry) -> None:
    """Joins what has two names: with and without `U.S.`, and a short form that only one body is known by."""
    for known in registry.bodies():
        plain = _OWNER.sub("", known.key)
        if plain != known.key and plain in registry.others:
            _join(registry, known, registry.others[plain])
    known_by: dict[str, list[Known]] = defaultdict(list)
    for known in registry.bodies():
        for alias in {
            a for a in known.aliases if a.isupper() and len(a) <= _LONGEST and a not in known.names
        }:
            known_by[_key(alias)].append(known)
    for short, bodies in known_by.items():
        if len(bodies) == 1 and registry.others.setdefault(short, bodies[0]).key == short:
            _join(registry, registry.others[short], bodies[0])


def _join(registry: Registry, one: Known, into: Known) -> None:
    """All that is known of one body as the other's; its names lead there."""
    if one is into:
        return
    into.names.update(one.names)
    into.aliases.update(one.aliases)
    into.spans += one.spans[: _SPANS - len(into.spans)]
    into.public = into.public or one.public
    registry.others |= {key: into for key, known in registry.others.items() if known is one}


def _known_by_file(registry: Registry, actor: KnownActor) -> None:
    person = actor.kind == "person" and len(actor.name.split()) > 1
    known = registry.person(actor.name) if person else registry.other(actor.kind, actor.name)
    known.names[actor.name] += 1_000_000  # a name that a person gave wins over any count
    known.aliases.update(actor.aliases)
    known.public = True
    for alias in () if person else actor.aliases:
        registry.others.setdefault(_key(alias), known)


def _add(registry: Registry, row: Mention, dates: dict[str, Date | None]) -> None:
    if row.kind == "place" or row.kind == "office" or (row.kind == "organisation" and is_generic(row.name)):
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
        if name and label and _is_person(registry, name):
            _labelled(registry.person(name), name, speaker.as_written or name, label)
    spoke = {(s.name or "", s.as_written or "") for _, s in lookup.parts(Statement, "speaker") if s.name}
    for name, written in sorted(spoke):
        if not registry.fitting(name) and written.endswith(f" {name}") and _titled(registry, name, written):
            _labelled(registry.person(name), name, written)
        for known in registry.fitting(name):
            known.public = True


def _is_person(registry: Registry, name: str) -> bool:
    """Whether a label's name is a person's in full: no body's, and with no word that bodies are called by."""
    parts = name.lower().split()
    thing = no_surname(surname(name), parts[0]) or (
        is_place(name.rpartition(" ")[2]) and parts[0] not in all_given_names()
    )
    return (
        len(parts) > 1
        and not thing
        and not re.search(r"[()\d]", name)
        and registry.named(name) is None
        and not listed("group_words").intersection(parts)
    )


def _titled(registry: Registry, name: str, written: str) -> bool:
    """Whether a title alone stands before a full name that only a document's title gives."""
    plain = 1 < len(name.split()) < 5 and " and " not in name and _is_person(registry, name)
    return plain and " ".join(parted(written.split())[1]) == name


def _labelled(known: Known, name: str, written: str, label: Span | None = None) -> None:
    known.names[name] += 1
    known.aliases[written] += 1
    known.public = known.speaks = True
    if label and len(known.spans) < _SPANS:
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
