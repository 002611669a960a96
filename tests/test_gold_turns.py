"""The gold of turns holds offsets and labels alone, in the form that its README states, and fits its texts."""

from __future__ import annotations

import hashlib
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
DATA = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared")) / "data" / "whitehouse"
LINES = (ROOT / "benchmarks" / "gold" / "turns.jsonl").read_text(encoding="utf-8").splitlines()
ROWS: list[dict[str, Any]] = [json.loads(line) for line in LINES]


def test_turns_are_in_order_apart_and_inside_the_text() -> None:
    for row in ROWS:
        end = 0
        for turn in row["turns"]:
            assert end <= turn["start"] <= turn["content_start"] < turn["end"] <= row["chars"], row["file"]
            assert turn["kind"] in {"speech", "question", "answer"}
            assert (turn["label"] is None) == (turn["label_end"] is None) == ("speaker_from" in turn)
            end = turn["end"]


def test_stage_directions_are_in_order_and_cross_no_edge_of_a_turn() -> None:
    for row in ROWS:
        assert row["stage"] == sorted(row["stage"])
        for start, end in row["stage"]:
            assert 0 < start < end <= row["chars"]
            for turn in row["turns"]:
                overlap = start < turn["end"] and turn["start"] < end
                assert not overlap or (turn["content_start"] <= start and end <= turn["end"]), row["file"]


@pytest.mark.skipif(not DATA.is_dir(), reason=f"no data at {DATA}; set ONRECORD_SHARED")
def test_offsets_are_of_the_texts_that_were_labelled() -> None:
    for row in ROWS:
        data = (DATA / row["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"], row["file"]
        text = data.decode("utf-8")
        assert len(text) == row["chars"]
        for turn in row["turns"]:
            content = text[turn["content_start"] : turn["end"]]
            assert content == content.strip()
            if turn["label"]:
                assert re.sub(r"\s+", " ", text[turn["start"] : turn["label_end"]]) == turn["label"]
