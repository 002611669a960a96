"""Who met, when and where."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Meeting, Page, Problem


def meetings(page: Page) -> Iterator[Meeting | Problem]:
    """Who met, when and where."""
    yield from ()
