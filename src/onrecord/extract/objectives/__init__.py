"""What the campaign says it is for."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Objective, Page, Problem


def objectives(page: Page) -> Iterator[Objective | Problem]:
    """What the campaign says it is for."""
    yield from ()
