"""The gold of figures holds offsets alone, in the form that its README states, and they fit the texts they are for."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
GOLD = [
    ROOT / "benchmarks" / "gold" / f"{name}.jsonl"
    for name in ("figures", "figures_dense", "figures_fresh", "second", "third")
]
DATA = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared")) / "data"
APPROXIMATORS = {"exact", "about", "more_than", "less_than", "at_least", "at_most", "between", "vague"}
OPEN_ENDS = {"more_than": "high", "at_least": "high", "less_than": "low", "at_most": "low"}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_figures_are_in_order_apart_and_inside_the_text(path: Path) -> None:
    for row in rows(path):
        end = 0
        for figure in row["figures"]:
            assert end <= figure["start"] < figure["end"] <= row["chars"], (row["file"], figure)
            end = figure["end"]


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_values_agree_with_their_approximator_and_heads_lie_in_their_object(path: Path) -> None:
    for row in rows(path):
        for figure in row["figures"]:
            approximator, low, high = figure["approximator"], figure["low"], figure["high"]
            assert approximator in APPROXIMATORS
            if approximator in OPEN_ENDS:
                assert figure[OPEN_ENDS[approximator]] is None
            elif approximator == "between":
                assert low < high
            elif approximator != "vague":
                assert low == high
            assert (figure["head"] is None) == (figure["object"] is None), (row["file"], figure)
            if figure["head"]:
                assert figure["object"][0] <= figure["head"][0] < figure["head"][1] <= figure["object"][1]


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_offsets_are_of_the_texts_that_were_labelled(path: Path) -> None:
    if not DATA.is_dir():
        pytest.skip(f"no data at {DATA}; set ONRECORD_SHARED")
    for row in rows(path):
        source = DATA / row["set"] / row["file"]
        data = source.read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"], row["file"]
        text = data.decode("utf-8")
        assert len(text) == row["chars"]
        for figure in row["figures"]:
            for start, end in (
                (figure["start"], figure["end"]),
                figure["object"] or (0, 1),
                figure["head"] or (0, 1),
            ):
                assert text[start:end].strip() == text[start:end] or start == 0, (row["file"], start, end)
