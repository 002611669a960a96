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
