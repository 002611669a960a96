"""Who said what: quotations, indirect speech and paragraphs of turns."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Page, Problem, Statement


def statements(page: Page) -> Iterator[Statement | Problem]:
    """Who said what: quotations, indirect speech and paragraphs of turns."""
    yield from ()
