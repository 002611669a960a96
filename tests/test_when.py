"""What TIMEX3 values mean, and that no text makes the reading of times fail."""

from __future__ import annotations

import random
from datetime import date

import pytest

from onrecord.extract.times import find
from onrecord.extract.times.anchors import Context
from onrecord.extract.times.lexicon import lexicon
from onrecord.values import when

DAYS = {
    "2019-11-14": ("2019-11-14", "2019-11-14", "day"),
    "2019-11-14TMO": ("2019-11-14", "2019-11-14", "time"),
    "2019-11-14T09:30": ("2019-11-14", "2019-11-14", "time"),
    "2019-02": ("2019-02-01", "2019-02-28", "month"),
    "2020-02": ("2020-02-01", "2020-02-29", "month"),
    "2019": ("2019-01-01", "2019-12-31", "year"),
    "2019-W01": ("2018-12-31", "2019-01-06", "week"),
    "2019-W46-WE": ("2019-11-16", "2019-11-17", "weekend"),
    "2019-Q4": ("2019-10-01", "2019-12-31", "quarter"),
    "2019-H2": ("2019-07-01", "2019-12-31", "half"),
    "2019-WI": ("2019-12-01", "2020-03-31", "season"),
    "201": ("2010-01-01", "2019-12-31", "decade"),
    "20": ("2000-01-01", "2099-12-31", "century"),
}


@pytest.mark.parametrize("value", DAYS)
def test_days_of_a_value(value: str) -> None:
    first, last, size = DAYS[value]
    assert when.parse(value) == (date.fromisoformat(first), date.fromisoformat(last))
    assert when.granularity(value) == size


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ("PAST_REF", "reference"),
        ("P3M", "month"),
        ("PT2H", "hour"),
        ("PXY", "year"),
        ("FY2016", "fiscal year"),
        ("XXXX-WXX-3", "day"),
        ("XXXX-XX", "month"),
        ("2019-02-30", "day"),
        ("2019-13", "month"),
    ],
)
def test_values_without_days(value: str, size: str) -> None:
    assert when.parse(value) is None
    assert when.granularity(value) == size


def test_comparing() -> None:
    assert when.overlaps("2019-11", "2019-W48") is True
    assert when.overlaps("2019-11", "2019-12-01") is False
    assert when.overlaps("2019-11", "PAST_REF") is None
    assert when.covers("2019", "2019-Q3") is True
    assert when.covers("2019-Q3", "2019") is False
    assert when.before("2018", "2019-03") is True
    assert when.before("2019-03", "2018") is False
    assert when.before("2019", "2019-03") is None


def test_iso() -> None:
    assert when.iso("2019-11-14TMO") == "2019-11-14"
    assert when.iso("2019-W46") == "2019-W46"
    assert when.iso("2019-Q3") == "2019-07-01/2019-09-30"
    assert when.iso("P3M") is None


def test_durations() -> None:
    assert [
        when.duration(unit, count) for unit, count in (("Y", 2.5), ("DE", 2), ("MIN", 1.5), ("M", None))
    ] == [
        "P2Y6M",
        "P20Y",
        "PT1M30S",
        "PXM",
    ]
    assert when.shift(date(2016, 2, 29), "Y", 1) == date(2017, 2, 28)
    assert when.shift(date(2016, 1, 1), "Y", -3000) is None


def test_no_words_make_it_fail() -> None:
    """Words of all classes in any order: every time found lies in the text and has a value."""
    draw = random.Random(7)
    words = [*lexicon().words, *lexicon().days, "5", "31", "2016", "2099", "0", "1,000", "2 1/2", "3 1/0"]
    words += ["2016-02-30", "13/14/99", "2010-11", "25:61", "13:45:10", "99999999999", "'80s", "9/11"]
    for _ in range(3000):
        text = " ".join(word.title() if draw.random() < 0.5 else word for word in draw.choices(words, k=5))
        context = Context(text, draw.choice([None, date(2016, 2, 29)]), history=draw.random() < 0.5)
        context.seen.append((-9, draw.choice(["2019-Q3", "2016-02-29", "2016-02", "P9M", "198"])))
        assert all(
            0 <= item.start < item.end <= len(text) and item.made.value
            for item in find(text, 0, len(text), context)
        )
