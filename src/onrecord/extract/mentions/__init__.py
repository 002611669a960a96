"""Words that name people, states, organisations and places."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Mention, Page, Problem


def mentions(page: Page) -> Iterator[Mention | Problem]:
    """Words that name people, states, organisations and places."""
    yield from ()
