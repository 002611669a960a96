"""Words that name people, states, organisations and places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.extract.mentions.learned import learned
from onrecord.extract.mentions.named import Named, plain
from onrecord.extract.mentions.offices import offices
from onrecord.extract.mentions.organisations import organisations
from onrecord.extract.mentions.persons import persons
from onrecord.extract.mentions.places import places
from onrecord.extract.mentions.states import states
from onrecord.model import Mention, Page, Problem
from onrecord.text import Ids, span_of

MADE_BY = "extract.mentions/1"

# The first finder that claims words keeps them.
FINDERS = (organisations, persons, states, places)


def mentions(page: Page) -> Iterator[Mention | Problem]:
    """One row for each naming, with the fullest name that this document gives, in the order of the text."""
    ids = Ids(page.document.id)
    for item in sorted(_claimed(page), key=lambda item: item.start):
        span = span_of(page.document, item.start, item.end)
        yield Mention(
            id=ids.new("mention", span.quote),
            document=page.document.id,
            spans=(span,),
            made_by=MADE_BY,
            kind=item.kind,
            name=plain(item.name),
            office=item.office,
            of=item.of,
        )


def _claimed(page: Page) -> Sequence[Named]:
    kept: list[Named] = []
    taken = bytearray(len(page.document.text))
    for mark in page.document.furniture:
        taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
    for finder in FINDERS:
        kept += _free(finder(page), taken)
    # An office may hold the name of its state or body, which is a mention of its own.
    people = [item for item in kept if item.kind == "person"]
    held = [*offices(page, people)]
    for item in held:
        taken[item.start : item.end] = b"\1" * (item.end - item.start)
    return [*kept, *_free(learned(page, {item.name.split()[-1] for item in people}), taken), *held]


def _free(found: Iterable[Named], taken: bytearray) -> Iterator[Named]:
    """Those whose words nobody has claimed, which claim them."""
    for item in found:
        if not any(taken[item.start : item.end]):
            taken[item.start : item.end] = b"\1" * (item.end - item.start)
            yield item
