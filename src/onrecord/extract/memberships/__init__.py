"""Who belongs to the campaign, where a text says so."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Membership, Page, Problem


def memberships(page: Page) -> Iterator[Membership | Problem]:
    """Who belongs to the campaign, where a text says so."""
    yield from ()
