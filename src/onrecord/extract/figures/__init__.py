"""Quantities with what they count."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Figure, Page, Problem


def figures(page: Page) -> Iterator[Figure | Problem]:
    """Quantities with what they count."""
    yield from ()
