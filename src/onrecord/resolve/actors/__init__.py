"""Mentions to actors: one person, state or organisation for all documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import Any

from onrecord.lookup import Lookup
from onrecord.model import Row
from onrecord.resolve.actors.known import gather
from onrecord.resolve.actors.links import NAMING, Links

_AT_ONCE = 500  # rows that are made at a time


def actors(lookup: Lookup) -> Iterator[Row]:
    """Every actor that the record names, then each row whose speaker, obligor or member is one of them.

    Two persons of one surname stay two; a name that fits both names nobody, and the row says why. An actor's id is a hash
    of kind and name (given name in its full form, surname), so a later document does not move it.
    """
    registry = gather(lookup)
    found = registry.actors()
    yield from found
    links = Links(registry, {actor.id for actor in found})
    for kind, names in NAMING.items():
        yield from _linked(lookup, links, kind, names)


def _linked(lookup: Lookup, links: Links, kind: type[Any], names: tuple[str, ...]) -> Iterator[Row]:
    """The rows of one kind whose actors change; the rest is read no further than its names."""
    changes: dict[str, dict[str, Any]] = {}
    for id, *values in lookup.parts(kind, *names):
        changed = links.changed(dict(zip(names, values, strict=True)))
        if changed:
            changes[id] = changed
    ids = iter(changes)
    while some := list(islice(ids, _AT_ONCE)):
        yield from (replace(row, **changes[row.id]) for row in lookup.by_id(kind, some))
