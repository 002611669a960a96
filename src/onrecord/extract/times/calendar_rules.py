"""Rules for dates that name a day, month, quarter, season, year or more: complete ones, and those that lack the year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from onrecord.extract.times.anchors import (
    DOCUMENT,
    NEARBY,
    NONE,
    Context,
    year_of_day,
    year_of_month,
)
from onrecord.extract.times.lexicon import lexicon
from onrecord.extract.times.patterns import Groups, Made, Rule, rule
from onrecord.values.when import parse


def only(groups: Groups, name: str) -> Any:
    """The value of a named item; null where the pattern left it out."""
    found = groups.get(name)
    return found[0].value if found else None


def _real(value: str, anchor: str = NONE) -> Made | None:
    """A date that the calendar has."""
    return Made("DATE", value, anchor) if parse(value) else None


def _full(groups: Groups, context: Context) -> Made | None:
    return _real(f"{only(groups, 'y'):04d}-{only(groups, 'm'):02d}-{only(groups, 'd'):02d}")


def _month_year(groups: Groups, context: Context) -> Made | None:
    return _real(f"{only(groups, 'y'):04d}-{only(groups, 'm'):02d}")


def _word_after(context: Context) -> str:
    """The next word but one at most that is no name of a kind: `Sept. 11 terror attacks` gives attacks."""
    match = re.match(r"(?:\s+terror\w*)?\s+(\w+)", context.text[context.end : context.end + 40])
    return match[1].lower() if match else ""


def _word_before(context: Context) -> str:
    """What a day is the day of: `the attacks of Sept. 11` gives attacks."""
    match = re.search(r"\b(\w+)\s+(?:of|on)\s+\Z", context.text[max(0, context.start - 30) : context.start])
    return match[1].lower() if match else ""


# An ordinal in words that counts what stands behind it.
_COUNTS = re.compile(
    r"\Athe [a-z-]+ (?!(?:and|or|to|of|at|in|on|by|from|with|when|as|he|she|it|they|we|was|is|has|had|will|that|after|before|until)\b)[a-z]"
)


def dated(groups: Groups, context: Context) -> Made | None:
    """A month and a day without a year; not `in August the second fleet`."""
    month, day = only(groups, "m"), only(groups, "d")
    if groups["d"][0].kind == "ordinal" and _COUNTS.search(context.text[groups["d"][0].start - 4 :][:44]):
        return None
    known = lexicon().known_days.get(f"{month:02d}-{day:02d}", {})
    words = (_word_after(context), _word_before(context))
    event = next((known[word] for word in words if word in known), None)
    if event and (context.today is None or event <= context.today.isoformat()):
        return _real(event)
    if context.today is None:
        told = context.told_year(month)
        return (
            Made("DATE", f"{told or 'XXXX'}-{month:02d}-{day:02d}", NEARBY if told else NONE)
            if day <= 31
            else None
        )
    year: int | None
    if groups.get("last") or groups.get("next"):
        year = _side_year(context.today, month, day, 1 if groups.get("next") else -1)
    elif told := context.told_year(month):
        return _real(f"{told:04d}-{month:02d}-{day:02d}", NEARBY)
    else:
        year = year_of_day(context.today, month, day, context.month_tense())
    if year is None:
        return None
    if (number := only(groups, "w")) and date(year, month, day).isoweekday() != number:
        fits = [y for y in (year - 1, year + 1) if _fits(y, month, day, number)]
        year = fits[0] if fits else year
    return _real(f"{year:04d}-{month:02d}-{day:02d}", DOCUMENT)


def _side_year(today: date, month: int, day: int, way: int) -> int:
    """The year of `last Oct. 23`, `next May 3`."""
    passed = (month, day) < (today.month, today.day)
    return today.year + (passed if way > 0 else passed - 1)


def _fits(year: int, month: int, day: int, number: int) -> bool:
    try:
        return date(year, month, day).isoweekday() == number
    except ValueError:
        return False


def _both_days(groups: Groups, context: Context) -> list[Made] | None:
    """`May 3 to 5`: the second day stands alone and shares month and year."""
    first = _full(groups, context) if groups.get("y") else dated(groups, context)
    last = only(groups, "e")
    if first is None or last is None:
        return None
    second = f"{first.value[:8]}{last:02d}"
    if not parse(second) and context.today is not None:
        return None
    start, end = groups["m"][0].start, groups["d"][0].end
    far = groups["e"][0]
    places = sorted(((start, end), (min(start, groups["d"][0].start), max(end, groups["m"][0].end))))
    return [
        Made("DATE", first.value, first.anchor, where=places[0]),
        Made("DATE", second, first.anchor, where=(far.start, far.end)),
    ]


def _day_days(groups: Groups, context: Context) -> list[Made] | None:
    """`7-8 March`: the first day stands alone, the second with the month."""
    last = (
        _full({**groups, "d": groups["e"]}, context)
        if groups.get("y")
        else dated({**groups, "d": groups["e"]}, context)
    )
    if last is None:
        return None
    first, near = groups["d"][0], groups["e"][0]
    return [
        Made("DATE", f"{last.value[:8]}{first.value:02d}", last.anchor, where=(first.start, first.end)),
        Made("DATE", last.value, last.anchor, where=(near.start, context.end)),
    ]


def _two_months(groups: Groups, context: Context) -> list[Made] | None:
    """`3 October to 5 November 2018`: both days share the year, unless the first month is the later one."""
    year = only(groups, "y")
    first, last = only(groups, "m"), only(groups, "n")
    one = _real(f"{year - (first > last):04d}-{first:02d}-{only(groups, 'd'):02d}")
    other = _real(f"{year:04d}-{last:02d}-{only(groups, 'e'):02d}")
    if one is None or other is None:
        return None
    near = [*groups["m"], *groups["d"]]
    far = [*groups["n"], *groups["e"], *groups["y"]]
    return [
        Made("DATE", made.value, where=(min(part.start for part in parts), max(part.end for part in parts)))
        for made, parts in ((one, near), (other, far))
    ]


def _months_of_year(groups: Groups, context: Context) -> list[Made] | None:
    """`April to October 2018`: both months share the year, unless the first is the later one."""
    year, first, last = only(groups, "y"), groups["m"][0], groups["n"][0]
    one = f"{year - (first.value > last.value):04d}-{first.value:02d}"
    return [
        Made("DATE", one, where=(first.start, first.end)),
        Made("DATE", f"{year:04d}-{last.value:02d}", where=(last.start, groups["y"][0].end)),
    ]


def _digits(groups: Groups, context: Context) -> Made | Sequence[Made] | None:
    """`2016-02-03`, `2016-02` (`2009-10` are two years), `11/02/89` as Americans write it
    (the day first where it can only be so), and `14.11.2019`."""
    words = only(groups, "x")
    if words in lexicon().days:
        return _real(lexicon().days[words])
    if words.count("/") == 1:
        return None
    if re.fullmatch(r"\d{4}-\d\d", words) and int(words[5:]) == int(words[2:4]) + 1:
        start = groups["x"][0].start
        second = Made("DATE", words[:2] + words[5:], where=(start + 5, start + 7))
        return [Made("DATE", words[:4], where=(start, start + 4)), second]
    if "-" in words or words[4:5] == "/":
        return _real(words.replace("/", "-"))
    month, day, year = (int(part) for part in re.split(r"[/.]", words))
    if month > 12 or "." in words:
        month, day = day, month
    if year < 100:
        year += 1900 if year > 40 else 2000
    return _real(f"{year:04d}-{month:02d}-{day:02d}")


_NAMED = re.compile(
    r"(?:resolution|article|flight|route|no\.?|number|section|room|highway|act|h\.r\.|channel|#|[$£€¥/]|(?-i:[A-Z]-))\s*\Z|\d[.,-]\Z",
    re.I,
)
_COUNTED = re.compile(
    r"(?:\s|-)(?:U\.?S\.? |American |Iraqi |Syrian |more |new |foreign |other )?(?:percent|per cent|square|miles?|feet|foot|km|tons?|tonnes|pounds|points|"
    r"people|troops|soldiers|fighters|men|women|children|members|officers|workers|employees|jobs|patients|cases|hours|"
    r"refugees|families|homes|houses|projects|personnel|civilians|militants|students|protesters|pages|barrels|shares|"
    r"dollars|euros|[a-z]+-(?:foot|mile|man|page))\b|\s?[%°]|[,.]\d"
)
_LEADS = re.compile(
    r"(?:\b(?:in|since|of|by|from|until|till|before|after|during|between|through|to|for|and|or|late|early|mid|year|circa|"
    r"around|about|throughout)\s|[(–—-])\s*\Z",
    re.I,
)


def _year(groups: Groups, context: Context) -> Made | None:
    """A bare year; before 1900 only behind a preposition, and never what counts or numbers something."""
    year = groups["y"][0]
    if context.text[year.start - 1 : year.start].isalnum():
        return None
    before = context.text[max(0, year.start - 14) : year.start]
    if _NAMED.search(before) or _COUNTED.match(context.text, year.end):
        return None
    if not 1900 <= year.value <= 2060 and not (_LEADS.search(before) and 1400 <= year.value < 2100):
        return None
    return Made("DATE", f"{year.value:04d}")


def _spelled_year(groups: Groups, context: Context) -> Made | None:
    number = only(groups, "y")
    return Made("DATE", f"{int(number):04d}") if 1500 <= number < 2100 else None


def _years(groups: Groups, context: Context) -> list[Made] | None:
    """`2014-2016`, `2014-15`."""
    first, last = groups["y"][0], groups["z"][0]
    end = last.value if last.value > 99 else first.value // 100 * 100 + last.value
    one = _year(groups, context)
    if one is None or end <= first.value:
        return None
    return [
        Made("DATE", f"{first.value:04d}", where=(first.start, first.end)),
        Made("DATE", f"{end:04d}", where=(last.start, last.end)),
    ]


def _quarter_year(groups: Groups, context: Context) -> Made | None:
    number = only(groups, "o")
    return Made("DATE", f"{only(groups, 'y'):04d}-Q{number}") if number <= 4 else None


def _short_quarter(groups: Groups, context: Context) -> Made | None:
    """`Q3 2016`, `3Q 2016`, `H1 2016`; without a year nothing."""
    year, part = only(groups, "y"), only(groups, "q").upper()
    return Made("DATE", f"{year:04d}-{part if part[0] in 'QH' else part[::-1]}") if year else None


def _half_year(groups: Groups, context: Context) -> Made | None:
    number = 2 if groups.get("l") else only(groups, "o")
    return Made("DATE", f"{only(groups, 'y'):04d}-H{number}") if number <= 2 else None


def _fiscal(groups: Groups, context: Context) -> Made:
    return Made("DATE", f"FY{only(groups, 'y'):04d}")


_AGED = re.compile(r"\b(?:his|her|their|my|your|our|its)(?:\s+(?:early|mid|late))?\W*\Z", re.I)


def _decade(groups: Groups, context: Context) -> Made | None:
    """`the sixties`; not the age of somebody in her sixties."""
    if _AGED.search(context.text[max(0, context.start - 14) : context.start]):
        return None
    return Made("DATE", only(groups, "k"))


_FIRM = re.compile(r"Century [A-Z]")


def _century(groups: Groups, context: Context) -> Made | None:
    number = only(groups, "o")
    if re.search(r"[A-Z]\w+ \S+ Cent", context.text[max(0, context.start - 20) : context.end]) or _FIRM.match(
        context.text, context.end - len("Century")
    ):
        return None
    return Made("DATE", f"{number - 1:02d}") if only(groups, "u") == "CE" and 1 < number <= 22 else None


_NOUN = re.compile(r"\b(?:the|a|annual|an|our|this year['’]s)\W*\Z", re.I)
_NAME = re.compile(r"\b(?:Ms\.|Mrs\.|Mr\.|Theresa|Minister)\s+\Z")
_CAPITAL = re.compile(r"\s+[A-Z][a-z]+")
_RALLY = re.compile(r"March (?:on|for) [A-Z]|May (?:he|she|they|it|we|you|God|be|have|not|well|need)\b")
_BESIDE = re.compile(
    r"\b(?:in|of|since|by|from|last|next|this|until|till|through|late|early|mid|the|and|to|or|for|on|before|after|during|between)\s+\Z",
    re.I,
)
_PLAIN = re.compile(r"\s+[a-z]{3,}(?<!\bfor)(?<!\bfrom)(?<!\bwas)(?<!\bagainst)\b")


def _is_noun(context: Context) -> bool:
    """`the March for Life`, `Mrs. May`; but `the March vote` is a month."""
    before = context.text[max(0, context.start - 14) : context.start]
    named = _RALLY.match(context.text, context.start) or _CAPITAL.match(context.text, context.end)
    if _NAME.search(before) or (named and not _BESIDE.search(before)):
        return True
    return bool(_NOUN.search(before)) and not _PLAIN.match(context.text, context.end)


_FRESH = 3  # months for which figures of a month are new
_REPORT = re.compile(
    r"\s+(?:[a-z]+\s+){0,2}(?:reports?|data|figures|numbers|sales|surveys?|polls?|index|payrolls|inflation|jobs|unemployment|exports|imports)\b"
)


def _month(groups: Groups, context: Context) -> Made | None:
    """A bare month: the one nearest to the day of speaking, or the nearest on the side of the tense."""
    month, today = only(groups, "m"), context.today
    if month in (3, 4, 5, 6, 8) and _is_noun(context):
        return None
    if context.history and (told := context.told_year(month)):
        return Made("DATE", f"{told:04d}-{month:02d}", NEARBY)
    if today is None:
        return Made("DATE", f"XXXX-{month:02d}")
    if groups.get("that"):
        return _that_month(month, context)
    if groups.get("last") or groups.get("next"):
        ahead = bool(groups.get("next"))
        year = today.year + ahead * (month <= today.month) - (not ahead) * (month >= today.month)
    elif groups.get("this"):
        year = today.year
    elif (today.month - month) % 12 <= _FRESH and _REPORT.match(context.text, context.end):
        year = today.year - (month > today.month)
    else:
        year = year_of_month(today, month, context.month_tense())
    return Made("DATE", f"{year:04d}-{month:02d}", DOCUMENT)


_IN = re.compile(r"\b(?:in|by|of|from|since|until|during)\s+\Z")
_CLOSED = re.compile(r"\s*[.,;)]")


def _that_month(month: int, context: Context) -> Made | None:
    """`in that October`, `the loss that May.`; not the conjunction: `he says that May is warm`."""
    before = context.text[max(0, context.start - 8) : context.start]
    near = context.near("Y", "M", "D")
    if near is None or not (_IN.search(before) or _CLOSED.match(context.text, context.end)):
        return None
    return Made("DATE", f"{near[:4]}-{month:02d}", NEARBY)


def _month_of(groups: Groups, context: Context) -> Made | None:
    """`March of this year`, `December of last year`, `in May that year`."""
    month, today = only(groups, "m"), context.today
    if groups.get("that"):
        near = context.near("Y", "M", "D")
        return Made("DATE", f"{near[:4]}-{month:02d}", NEARBY) if near else Made("DATE", f"XXXX-{month:02d}")
    if today is None:
        return Made("DATE", f"XXXX-{month:02d}")
    year = today.year + bool(groups.get("next")) - bool(groups.get("last"))
    return Made("DATE", f"{year:04d}-{month:02d}", DOCUMENT)


RULES: tuple[Rule, ...] = (
    rule("month day year", "( weekday|wkd comma? )? m=month|mon the? {day} comma? y=year", _full),
    rule("day month year", "( weekday|wkd comma? )? the? {day} of? m=month|mon comma? y=year", _full),
    rule(
        "month days year",
        "m=month|mon {day} dash|to|and|through|until the? e=small|ordinal comma? y=year",
        _both_days,
    ),
    rule(
        "days of two months",
        "m=month|mon {day} dash|to|and|through|until n=month|mon e=small|ordinal comma? y=year"
        " | {day} of? m=month|mon dash|to|and|through|until the? e=small|ordinal of? n=month|mon comma? y=year",
        _two_months,
    ),
    rule("month days", "m=month|mon {day} dash|to|and|through|until the? e=small|ordinal", _both_days),
    rule(
        "days month",
        "{day} dash|to|and|through e=small|ordinal of? m=month|mon ( comma? y=year )?",
        _day_days,
    ),
    rule(
        "months of a year",
        "m=month|mon dash|to|and|through|until n=month|mon ( of | comma )? y=year",
        _months_of_year,
    ),
    rule("month year", "the? {early} ( end|beginning of )? m=month|mon ( of | comma )? y=year", _month_year),
    rule(
        "month day",
        "{early} ( last=last|past | next=next | this )? ( w=weekday|wkd comma? )? m=month|mon the? {day}",
        dated,
    ),
    rule("day month", "{early} ( w=weekday|wkd comma? )? the? {day} of? m=month|mon", dated),
    rule("digits", "x=digits", _digits),
    rule("year", "{early} ( the? end|beginning of )? the? y=year", _year),
    rule("year in words", "the unit y=num", _spelled_year),
    rule("years", "the? y=year dash z=year|small", _years),
    rule("quarter year", "the? fiscal? o=ordinal dash? quarter of? fiscal? y=year", _quarter_year),
    rule("year quarter", "the? y=year fiscal? o=ordinal dash? quarter", _quarter_year),
    rule("quarter in short", "q=qnum ( of? y=year )?", _short_quarter),
    rule("half year", "the? ( o=ordinal | l=last ) dash? half of y=year", _half_year),
    rule(
        "fiscal year", "( the? fiscal ( dash? unit )? | fy ) y=year | the? y=year fiscal dash? unit", _fiscal
    ),
    rule("decade", "the? {early} ( last half of the )? k=decade", _decade),
    rule("century", "the? {early} o=ordinal dash? u=unit", _century),
    rule(
        "month",
        "{early} ( last=last|past|previous | next=next|coming | this=this | that=that )? m=month",
        _month,
    ),
    rule(
        "month of",
        "{early} m=month ( of | comma )? ( this|current | last=last|previous | next=next | that=that|same ) unit",
        _month_of,
    ),
)
