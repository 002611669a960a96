"""What happened on a date at a place."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Event, Page, Problem


def events(page: Page) -> Iterator[Event | Problem]:
    """What happened on a date at a place."""
    yield from ()
