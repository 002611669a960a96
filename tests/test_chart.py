"""A series in the terminal: longest bar for the largest value, bounds marked."""

from __future__ import annotations

from typing import Any

from onrecord.cli.chart import WIDTH, chart


def row(day: str, low: float | None, high: float | None, approximator: str = "exact") -> dict[str, Any]:
    return {
        "as_of": {"value": day},
        "low": low,
        "high": high,
        "approximator": approximator,
        "spans": [{"quote": f"{low} ships"}],
    }


def test_bars_are_in_proportion_and_bounds_are_marked() -> None:
    first, second = chart([row("2031-01", 20.0, 20.0), row("2031-02", 40.0, None, "more_than")])
    assert (first.count("█"), second.count("█")) == (WIDTH // 2, WIDTH)
    assert second.startswith("2031-02    >")
    assert first.endswith("20.0 ships")


def test_a_figure_without_a_value_is_not_drawn() -> None:
    assert list(chart([row("2031", None, None)])) == []


def test_a_ceiling_is_pale_a_floor_goes_on_and_a_clash_is_marked() -> None:
    low, high, clash = chart(
        [
            row("2031-01", 20.0, None, "at_least"),
            row("2031-02", None, 40.0, "at_most"),
            {**row("2031-03", 30.0, 30.0), "clashes": ["other"]},
        ]
    )
    assert "█→" in low
    assert high.count("░") == WIDTH
    assert "≠ 30.0 ships" in clash


def test_values_are_drawn_in_the_unit_of_the_measure() -> None:
    (line,) = chart([{**row("2031-01", 2.0, 2.0), "converted": {"low": 5.2, "high": 5.2}}])
    (plain,) = chart([row("2031-01", 5.2, 5.2)])
    assert line.count("█") == plain.count("█")
