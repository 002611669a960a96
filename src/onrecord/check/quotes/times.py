"""Whether a quotation can belong to an occasion: the window between what is printed and when it was said."""

from __future__ import annotations

from datetime import date as day
from typing import Literal

from onrecord.model import Date

Occasion = Literal["same", "other", "unknown"]
# Days from an occasion to a story about it that need no word of another occasion; read off the pairs of 2016, where nine in
# ten stories appear within four days of the speech. Behind `LONG` a story without a date of speaking tells of another one.
EARLY, NEAR, LONG = 1, 7, 30
# Two days that may be called the same on two sides of the world.
SLACK = 1


def bounds(date: Date | None) -> tuple[int, int] | None:
    """First and last day of a date as ordinals, or null where it has none."""
    if date is None or not date.earliest or not date.latest:
        return None
    try:
        return day.fromisoformat(date.earliest).toordinal(), day.fromisoformat(date.latest).toordinal()
    except ValueError:
        return None


def occasion(said_on: Date | None, printed: Date | None, held: Date | None) -> Occasion:
    """The occasion of a passage against a quotation's own date of speaking, else its day of printing."""
    theirs = bounds(held)
    if theirs is None:
        return "unknown"
    spoken = bounds(said_on)
    if spoken is not None and spoken[1] - spoken[0] <= NEAR:
        near = spoken[0] - SLACK <= theirs[1] and theirs[0] <= spoken[1] + SLACK
        return "same" if near else "other"
    shown = bounds(printed)
    if shown is None:
        return "unknown"
    after, before = shown[1] - theirs[0], theirs[0] - shown[1]
    if before > EARLY or after > LONG:
        return "other"
    return "same" if after <= NEAR else "unknown"


def distance(said_on: Date | None, printed: Date | None, held: Date | None) -> int:
    """Days between a quotation and an occasion, for choosing the nearer; an unknown date is far."""
    ours, theirs = bounds(said_on) or bounds(printed), bounds(held)
    if ours is None or theirs is None:
        return 100_000
    gap = ours[0] - theirs[1]
    return gap if gap >= 0 else 3 * (theirs[0] - ours[1]) if theirs[0] > ours[1] else 0
