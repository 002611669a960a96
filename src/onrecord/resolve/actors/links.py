"""Names in rows to actors, with abstention where two fit."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from onrecord.model import Commitment, Membership, Row, Speaker, Statement, Turn
from onrecord.resolve.actors.known import Known, Registry, office_of
from onrecord.values.name import is_generic, parted, pronoun_of

_AND = re.compile(r",? and (?:the )?|, ")

# The fields of each kind of row that name actors.
NAMING: Mapping[type[Row], tuple[str, ...]] = {
    Turn: ("speaker",),
    Statement: ("speaker", "via"),
    Commitment: ("stated_by", "obligor"),
    Membership: ("actor_name", "actor"),
}


class Links:
    """Finds the actor of a speaker by name, then by surname with the title beside it."""

    def __init__(self, registry: Registry, ids: set[str]) -> None:
        self._registry = registry
        self._ids = ids
        self._cache: dict[tuple[str | None, str | None], Speaker] = {}

    def changed(self, named: Mapping[str, Any]) -> dict[str, Any]:
        """Of a row's fields that name actors those that are to change, with their new values."""
        made: dict[str, Any]
        if "actor_name" in named:
            made = {"actor": self.speaker(Speaker(name=named["actor_name"])).actor}
        else:
            made = {name: self.speaker(value) for name, value in named.items() if value}
        return {name: value for name, value in made.items() if value != named[name]}

    def speaker(self, speaker: Speaker) -> Speaker:
        """The speaker with the actor's id, or with why there is none."""
        if not speaker.name:
            return replace(speaker, actor=None)
        key = speaker.name, speaker.as_written
        if key not in self._cache:
            self._cache[key] = self._found(speaker)
        found = self._cache[key]
        return replace(speaker, actor=found.actor, name=found.name, why=speaker.why or found.why)

    def _found(self, speaker: Speaker) -> Speaker:
        name = speaker.name or ""
        fits = self._fits(name, speaker.as_written or "")
        if len(fits) == 1 and fits[0].id in self._ids:
            known = fits[0]
            full = known.name if known.kind == "person" and len(name.split()) == 1 else name
            return replace(speaker, actor=known.id, name=full, why="")
        why = (
            f"{len(fits)} of that name are on record" if len(fits) > 1 else "nobody of that name is on record"
        )
        if is_generic(name):
            why = "a name that many bodies bear"
        return replace(speaker, actor=None, why="several speakers" if self._several(name) else why)

    def _several(self, name: str) -> bool:
        """Whether each of the names that `and` joins is somebody on record."""
        parts = _AND.split(name)
        return len(parts) > 1 and all(self._registry.named(p) or self._registry.fitting(p) for p in parts)

    def _fits(self, name: str, written: str) -> Sequence[Known]:
        other = self._registry.named(name)
        if other:
            return [other]
        if _AND.search(name):
            return []  # `Ada Lund and Olaf Brandt` is neither of them
        titles, bare = parted(name.split())
        if len(bare) > 1:
            return self._registry.fitting(" ".join(bare))
        if not bare:
            return []
        fits = self._of_surname(bare[0], titles or parted(written.split())[0])
        wanted = pronoun_of(written.split()[:1], "") or written.lower()
        own = [known for known in fits if pronoun_of((), known.name) == wanted]
        return own or fits  # `he` and `Mr. Hale` are not a woman of that surname

    def _of_surname(self, word: str, titles: Sequence[str]) -> Sequence[Known]:
        """Persons of a surname; where several are, those who held the office named beside it."""
        some = self._registry.of_surname(word)
        if len(some) < 2 or not titles:
            return some
        title = office_of(" ".join(titles))[0]
        return [
            known
            for known in some
            if any(title == held or title in held.split(" of ")[0].split() for held, _ in known.offices)
        ] or some
