"""Mentions to actors: one person, state or organisation for all documents."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Commitment, Lookup, Membership, Row, Statement, Turn
from onrecord.resolve.actors.known import gather
from onrecord.resolve.actors.links import Links


def actors(lookup: Lookup) -> Iterator[Row]:
    """Every actor that the record names, then each row whose speaker, obligor or member is one of them.

    Two persons of one surname stay two; a name that fits both names nobody, and the row says why. An actor's id is a hash
    of kind and name (given name in its full form, surname), so a later document does not move it.
    """
    registry = gather(lookup)
    found = registry.actors()
    yield from found
    links = Links(registry, {actor.id for actor in found})
    for kind in (Turn, Statement, Commitment, Membership):
        for row in lookup.rows(kind):
            changed = links.linked(row)
            if changed is not None:
                yield changed
