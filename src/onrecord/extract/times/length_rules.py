"""Rules for durations and for sets of times: three months, the past two years, every day, Mondays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from onrecord.extract.times.anchors import DOCUMENT, Context
from onrecord.extract.times.calendar_rules import only
from onrecord.extract.times.numbers import count
from onrecord.extract.times.patterns import Groups, Made, Maker, Rule, rule
from onrecord.values.when import duration, shift

_AGE = re.compile(r"[\s-]*(?:old\b|of age\b)", re.I)


def _unit(groups: Groups) -> str:
    unit = str(only(groups, "u"))
    return "Q" if unit in ("quarter", "quarters") else "W" if unit.startswith("weekend") else unit


_SOME_DAY = re.compile(
    r"\b(?:can|could|will|would|may|might|should|must|to|and|hopes?|hoped)(?:,|\s)\s*\Z|\A\W*\Z", re.I
)


def _some_day(groups: Groups, context: Context) -> Made | None:
    """`will one day return`: a day to come, not a length."""
    words = context.text[context.start : context.end].lower()
    before = context.text[max(0, context.start - 12) : context.start]
    return Made("DATE", "FUTURE_REF") if words == "one day" and _SOME_DAY.search(before) else None


def _length(groups: Groups, context: Context) -> Made | Sequence[Made]:
    """So many units; an age is none, nor are three-quarters."""
    if _AGE.match(context.text, context.end) or "quarter" in str(only(groups, "u")):
        return ()
    return Made("DURATION", duration(_unit(groups), count(groups)))


_LASTS = re.compile(r"\b(?:to|will|would|can|could|may|might|should|must|not|['’]ll)\s+(?:[a-z]+ly\s+)?\Z")


def _stretch(groups: Groups, context: Context) -> Made | None:
    """`the past two months`, `the next three years`: a duration that ends or begins on the day of speaking; not what will last two months."""
    if context.text.startswith("last", context.start) and _LASTS.search(
        context.text[max(0, context.start - 18) : context.start]
    ):
        return None
    return stretch(groups, context, 1 if groups.get("next") else -1)


def stretch(groups: Groups, context: Context, way: int) -> Made:
    """So many units before (-1) or after (1) the day of speaking."""
    unit, number = _unit(groups), count(groups)
    value = duration(unit, number)
    if context.today is None or number is None or unit in ("H", "MIN", "S", "ML"):
        return Made("DURATION", value)
    far = _moved(context.today, unit, number * way)
    if far is None:
        return Made("DURATION", value)
    start, end = sorted((far, context.today))
    return Made("DURATION", value, DOCUMENT, (start.isoformat(), end.isoformat()))


def _moved(day: date, unit: str, number: float) -> date | None:
    if number % 1:
        return day + timedelta(round(number * {"Y": 365.25, "M": 30.4, "W": 7}.get(unit, 1)))
    return shift(day, unit, int(number))


def _past_one(groups: Groups, context: Context) -> Made | None:
    """`the past year`: the year up to now, unlike `last year`."""
    if only(groups, "u") == "quarter":
        return None
    return _stretch(groups, context)


def _one(groups: Groups, context: Context) -> Made | Sequence[Made] | None:
    """`a year`, `one day`; behind an amount it is a rate. `A quarter` is more often a share."""
    if _AGE.match(context.text, context.end) or (only(groups, "u") == "quarter" and not groups.get("full")):
        return ()
    if _HYPHEN_LONG.match(context.text, context.end):
        return None
    before = context.text[max(0, context.start - 40) : context.start]
    rate = bool(groups.get("per")) or (bool(_AMOUNT.search(before)) and bool(groups.get("a")))
    rate = rate and not _HELD.match(context.text, context.end)
    return Made("SET" if rate else "DURATION", duration(_unit(groups), 1))


_AMOUNT = re.compile(
    r"(?:\b(?:million|billion|thousand|dollars|cents|barrels|tons|tonnes|percent|times|once|twice|hours|days)|\$\s?[\d,.]+|\d)\s*\Z"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|\d[\d,.]*)\s+[a-z]+\s+\Z|\bfree\s+\Z"
)


def _vague(groups: Groups, context: Context) -> Made | None:
    """`recent years`, `the coming days`: an unknown number of units."""
    return Made("DURATION", duration(_unit(groups), None))


_PAPER = re.compile(r"\s+(?:newspaper|paper|[A-Z])")
_NEXT_NOUN = re.compile(r"\s+(?!basis\b)[a-z]")


_LONG = re.compile(
    r"(?:\b(?:for|in|after|within|over|during|takes?|taken|took|lasts?|lasted|spent|waited|waiting|going back|go back|until|follows|and|or|by|"
    r"since|hundreds of|thousands of|dozens of|matter of)|[,.!?—–(\"“”]|\A)\s*\Z",
    re.I,
)
_HYPHEN_LONG = re.compile(r"[-–]long\b")
_HELD = re.compile(r"\s+(?:before|after|later|ahead|ago|earlier|in advance|of)\b")


def _bare(groups: Groups, context: Context) -> Made | None:
    """`for months`, `the weeks before the vote`; not `the COVID years`."""
    before = context.text[max(0, context.start - 14) : context.start]
    if _HYPHEN_LONG.match(context.text, context.end):
        return None
    if not _LONG.search(before) and not _HELD.match(context.text, context.end):
        return None
    return _vague(groups, context)


_NAME_BEFORE = re.compile(r"[A-Z]\w+\s\Z")


def _in_name(context: Context) -> bool:
    """Whether a capital word stands behind another: `Harbour Weekly`, `Clean Water Now`."""
    before = context.text[max(0, context.start - 24) : context.start]
    return context.text[context.start].isupper() and bool(_NAME_BEFORE.search(before))


def _often(groups: Groups, context: Context) -> Made | None:
    """`daily`; not a newspaper, nor the quarterly report."""
    if _PAPER.match(context.text, context.end) or _in_name(context):
        return None
    if only(groups, "f") == "P3M" and _NEXT_NOUN.match(context.text, context.end):
        return None
    return Made("SET", str(only(groups, "f")))


def _every(groups: Groups, context: Context) -> Made | Sequence[Made] | None:
    """`every day`, `each of the past three years`, `every two weeks`, `every other day`."""
    if groups.get("v") and groups.get("w"):
        one, other = groups["w"][0], groups["v"][0]
        return [
            Made("SET", f"XXXX-WXX-{one.value}", where=(context.start, one.end)),
            Made("SET", f"XXXX-WXX-{other.value}", where=(other.start, other.end)),
        ]
    if groups.get("w"):
        part = only(groups, "p")
        return Made("SET", f"XXXX-WXX-{only(groups, 'w')}" + (f"T{part}" if part else ""))
    if groups.get("m"):
        return Made("SET", f"XXXX-{only(groups, 'm'):02d}")
    if groups.get("p"):
        return Made("SET", f"XXXX-XX-XXT{only(groups, 'p')}")
    return Made("SET", duration(_unit(groups), 2 if groups.get("other") else count(groups)))


_DAYS = ("mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays", "sundays")


def _weekdays(groups: Groups, context: Context) -> Made:
    return Made("SET", f"XXXX-WXX-{_DAYS.index(only(groups, 'd')) + 1}")


_SOON_NOT = re.compile(r"\b(?:as|so|too|how)\s+\Z", re.I)


def _these_days(groups: Groups, context: Context) -> Made | None:
    return (
        Made("DATE", "PRESENT_REF")
        if context.text[context.start : context.end].lower() == "these days"
        else None
    )


def _at_the_moment(groups: Groups, context: Context) -> Made | None:
    """`at the moment`, `at this time`; `at the time` is another."""
    words = context.text[context.start : context.end].lower().split()
    return Made("DATE", "PRESENT_REF") if words[1:] != ["the", "time"] else None


def _ref(groups: Groups, context: Context) -> Made | None:
    """Now, recently, soon; not `as soon as`, nor `soon became`, nor a sentence that opens with `Now,`."""
    if only(groups, "r") == "FUTURE_REF" and (
        _SOON_NOT.search(context.text[max(0, context.start - 6) : context.start])
        or context.text[context.end : context.end + 6] == " after"
        or context.tense() < 0
    ):
        return None
    if context.text[context.start : context.end + 1] == "Now," or _in_name(context):
        return None
    return Made("DATE", str(only(groups, "r")))


_PAST_NOUN = re.compile(
    r"[\s]*(?:[.,;:!?)”\"’']|(?:it|he|she|they|we|I|you|and|or|but|that|as|has|have|had|is|was|to|by|with|when)\b)"
)


def _the_past(groups: Groups, context: Context) -> Made | None:
    """`in the past`; not `the past chairman`, nor `past the gate`."""
    return Made("DATE", "PAST_REF") if _PAST_NOUN.match(context.text, context.end) else None


def _long(groups: Groups, context: Context) -> Made:
    """`decades-long`, `a day-long meeting`, `weeklong`."""
    if groups.get("s"):
        return Made("DURATION", str(only(groups, "s")))
    return Made("DURATION", duration(_unit(groups), None if groups["u"][0].kind == "units" else 1))


def _const(value: str) -> Maker:
    """A word that always stands for one value."""
    return lambda groups, context: Made("DATE", value)


RULES: tuple[Rule, ...] = (
    rule("these days", "these units", _these_days),
    rule("some day", "num unit", _some_day),
    rule("length", "{count} ( or more )? ( more | full )? straight? dash? {units} ( dash? long )?", _length),
    rule(
        "count stretch",
        "the|these|its? ( last | past | previous | next=next | next=coming | next=following | latest ) {count} dash? more? {units} ( or so )?",
        _stretch,
    ),
    rule("counted", "the ordinal|same? {count} {units}", _length),
    rule("past one", "the|this past u=unit|quarter", _past_one),
    rule("one", "( a=a | per=per ) full=full|more? u=unit|quarter", _one),
    rule("one and a half", "a u=unit and a half=half", _length),
    rule("another", "full=more u=unit", _one),
    rule("whole", "all|a? full=full u=unit|quarter", _one),
    rule("vague stretch", "the? ( recent | past | previous | next=coming ) u=units|quarters", _vague),
    rule("vague", "the? u=units", _bare),
    rule("vague of", "units of u=units", _vague),
    rule("often", "f=often", _often),
    rule("every", "each|every other=alternate? ( {count} )? {units}", _every),
    rule(
        "every day of week",
        "each|every ( w=weekday and|or v=weekday | w=weekday p=daypart? | m=month | p=daypart )",
        _every,
    ),
    rule("weekdays", "d=days_of_week", _weekdays),
    rule("reference", "right? r=ref", _ref),
    rule("at the moment", "at the|this t=time", _at_the_moment),
    rule("current", "current", _const("PRESENT_REF")),
    rule("recent", "recent", _const("PAST_REF")),
    rule("future", "the nigh? future", _const("FUTURE_REF")),
    rule("the past", "the past", _the_past),
    rule("long", "u=units|unit dash long | s=lasting", _long),
)
