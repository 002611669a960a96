"""Whether a quotation can belong to an occasion: the window between what is printed and when it was said."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date as day
from typing import Literal

from onrecord.model import Date

Occasion = Literal["same", "other", "unknown"]
# Days from an occasion to a story about it that need no word of another occasion; read off the pairs of 2016, where nine in
# ten stories appear within four days of the speech. Behind `LONG` a story without a date of speaking tells of another one.
EARLY, NEAR, LONG = 1, 7, 30
# Days back from a story in which its occasion is looked for when nothing matches.
LOOK_BACK = 3


@dataclass(frozen=True, slots=True)
class When:
    """What a printer says of time: when it was said, when printed, or at least the month and day of its dateline."""

    said_on: Date | None = None
    printed: Date | None = None
    month_day: tuple[int, int] | None = None


def in_time(date: Date | None) -> tuple[int, int]:
    """What dates are ordered by; what has none comes last."""
    return bounds(date) or (10**9, 0)


def bounds(date: Date | None) -> tuple[int, int] | None:
    """First and last day of a date as ordinals, or null where it has none."""
    if date is None or not date.earliest or not date.latest:
        return None
    try:
        return day.fromisoformat(date.earliest).toordinal(), day.fromisoformat(date.latest).toordinal()
    except ValueError:
        return None


def occasion(when: When, held: Date | None) -> Occasion:
    """The occasion of a passage against a quotation's own date of speaking, else its day of printing."""
    theirs = bounds(held)
    spoken, shown = bounds(when.said_on), _shown(when, theirs)
    if theirs is None:
        return "unknown"
    if spoken is not None and spoken[1] - spoken[0] <= NEAR:
        near = spoken[0] - EARLY <= theirs[1] and theirs[0] <= spoken[1] + EARLY
        return "same" if near else "other"
    if shown is None:
        return "unknown"
    after, before = shown[1] - theirs[0], theirs[0] - shown[1]
    if before > EARLY or after > LONG:
        return "unknown" if bounds(when.printed) is None else "other"
    return "same" if after <= NEAR else "unknown"


def _shown(when: When, theirs: tuple[int, int] | None) -> tuple[int, int] | None:
    """The day of printing; a dateline without a year is of the year that the passage is of."""
    shown = bounds(when.printed)
    if shown is not None or when.month_day is None or theirs is None:
        return shown
    year, (month, number) = day.fromordinal(theirs[0]).year, when.month_day
    at = day(year, month, min(number, calendar.monthrange(year, month)[1])).toordinal()
    return at, at


def expected(when: When, held: tuple[int, int]) -> bool:
    """Whether a document of these days would be the transcript of the occasion."""
    spoken, shown = bounds(when.said_on), _shown(when, held)
    if spoken is not None and spoken[1] - spoken[0] <= 31:
        return spoken[0] - EARLY <= held[1] and held[0] <= spoken[1] + EARLY
    return shown is not None and shown[0] - LOOK_BACK <= held[1] and held[0] <= shown[1] + EARLY


def after_print(when: When, held: Date | None) -> bool:
    """Whether something was said after it was printed; unknown dates are not."""
    theirs, shown = bounds(held), bounds(when.printed)
    return theirs is not None and shown is not None and theirs[0] > shown[1]


def distance(when: When, held: Date | None) -> int:
    """Days between a quotation and an occasion, for choosing the nearer; an unknown date is far."""
    theirs = bounds(held)
    ours = bounds(when.said_on) or _shown(when, theirs)
    if ours is None or theirs is None:
        return 100_000
    gap = ours[0] - theirs[1]
    return gap if gap >= 0 else 3 * (theirs[0] - ours[1]) if theirs[0] > ours[1] else 0
