"""Rules for seasons and holidays: with their year, counted from the day of speaking, or from the year that is told of."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from onrecord.extract.times.anchors import DOCUMENT, NEARBY, Context, holiday
from onrecord.extract.times.calendar_rules import only
from onrecord.extract.times.patterns import Groups, Made, Rule, rule
from onrecord.values.when import parse, shift_months


def _season_year(groups: Groups, context: Context) -> Made:
    return Made("DATE", f"{only(groups, 'y'):04d}-{only(groups, 's')}")


def _season_alone(groups: Groups, context: Context) -> Made | None:
    """`by spring`: the preposition is no part of it."""
    word = groups["s"][0]
    if context.text[context.end : context.end + 4] == " of ":
        return None
    made = _season(groups, context)
    return replace(made, where=(word.start, word.end)) if made else None


def _season_told(groups: Groups, context: Context) -> Made | None:
    """`that summer`: of the year stated before; `the following spring`: the first behind the date stated before."""
    season, near = only(groups, "s"), context.near("Y", "M", "D")
    days = parse(near) if near else None
    if near is None or days is None:
        return Made("DATE", f"XXXX-{season}")
    year = int(near[:4])
    begins = date(year, _BEGINS[season], 1)
    later = not groups.get("that") and begins <= days[1]
    return Made("DATE", f"{year + later:04d}-{season}", NEARBY)


_GAMES = re.compile(r"\s+(?:Olympic|Games|Paralympic|Palace|School)")


_FAR = 120  # days; what begins within them is meant, whatever the verbs
_SOON = 60  # days; a season that begins within them is nearer than last year's
_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season(groups: Groups, context: Context) -> Made | None:
    """`last fall`, `this summer`, `over the summer`: counted from the day of speaking."""
    season, today = only(groups, "s"), context.today
    if _GAMES.match(context.text, context.end):
        return None
    if season == "FA" and context.text[context.end : context.end + 4] == " of ":
        return None
    if context.history and (told := context.told_year()):
        return Made("DATE", f"{told:04d}-{season}", NEARBY)
    if today is None:
        return Made("DATE", f"XXXX-{season}")
    spans = [(year, parse(f"{year:04d}-{season}")) for year in range(today.year - 2, today.year + 3)]
    if groups.get("last"):
        past = 3 if context.text[context.start : context.start + 4].lower() == "this" else 4
        year = max(year for year, days in spans if days and shift_months(days[0], past) <= today)
    elif groups.get("next"):
        year = min(year for year, days in spans if days and days[0] > today)
    elif groups.get("this"):
        year = today.year - (season == "WI" and today.month < 5)
        year -= (date(year, _BEGINS[season], 1) - today).days > _FAR and context.tense() < 0
    elif context.tense() < 0:
        soon = today + timedelta(_SOON)
        year = max(year for year, days in spans if days and days[0] <= soon)
    else:
        year = min(year for year, days in spans if days and days[1] >= today)
    return Made("DATE", f"{year:04d}-{season}", DOCUMENT)


_LONGER_NAME = re.compile(r"\b(?:National|World|International|Atomic|White House|Global)\s+(?:\w+\s+)?\Z")


def _holiday(groups: Groups, context: Context) -> Made | None:
    """A holiday, of the year that is named or the nearest on the side of the tense."""
    code, today, year = only(groups, "h"), context.today, only(groups, "y")
    before, after = context.text[max(0, context.start - 20) : context.start], context.text[context.end :][:3]
    if _LONGER_NAME.search(before) or re.match(r" [A-Z][a-z]", after):
        return None
    if year is not None:
        found = holiday(code, int(year))
        return Made("DATE", found.isoformat()) if found else None
    if (told := context.told_year() if context.history else None) and (day := holiday(code, told)):
        return Made("DATE", day.isoformat(), NEARBY)
    if today is None:
        return Made("DATE", f"XXXX-{code}" if len(code) == 5 else "XXXX-XX-XX")
    way = -1 if groups.get("last") else 1 if groups.get("next") else context.tense()
    return Made("DATE", _nearest(code, today, way).isoformat(), DOCUMENT)


def _nearest(code: str, today: date, way: int) -> date:
    """The day of a holiday on the side of the tense, unless that is far off; without a side the nearest."""
    days = [day for n in (-2, -1, 0, 1, 2) if (day := holiday(code, today.year + n))]
    nearest = min(days, key=lambda day: abs((day - today).days))
    side = [day for day in days if (day - today).days * way >= 0]
    there = min(side or days, key=lambda day: abs((day - today).days))
    return nearest if abs((there - today).days) > 250 else there


RULES: tuple[Rule, ...] = (
    rule("season year", "the? {early} s=season ( of | comma )? y=year", _season_year),
    rule("season alone", "by|until|since s=season", _season_alone),
    rule("season of a year told", "( that=that | the following ) {early} s=season", _season_told),
    rule(
        "season",
        "( the | last=last|past | this last=past | early|late|mid dash? | next=next|coming | this=this ) {early} s=season",
        _season,
    ),
    rule("holiday", "( last=last | next=next | this )? h=holiday ( comma? y=year )?", _holiday),
)
