"""Dates, durations, times and sets as TIMEX3."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Page, Problem, Time


def times(page: Page) -> Iterator[Time | Problem]:
    """Dates, durations, times and sets as TIMEX3."""
    yield from ()
