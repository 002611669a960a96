"""The benchmark of reading gives full marks to an export made from its gold, and less for each thing spoilt."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import reading  # noqa: E402

DATA = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared")) / "data" / "whitehouse"
GOLD = ROOT / "benchmarks" / "gold" / "reading.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
KINDS = {"pledge", "assurance", "plan", "offer", "joint", "announcement", "refusal", "call", "demand"}
TEXT = """---
title: Norland and the harbour pact
---
Ministers met in Port Abel on Monday: Norland, Eastmark and Veria joined. Norland pledged
about 40 boats by 2031, and the pact asked Veria to open its docks. The pact is to keep the strait free.
"""
Row = dict[str, Any]


def at(words: str) -> list[int]:
    start = TEXT.index(words, TEXT.index("Ministers"))
    return [start, start + len(words)]


def gold_row() -> Row:
    boats, docks = "Norland pledged\nabout 40 boats by 2031", "the pact asked Veria to open its docks"
    return {
        "file": "pact.md",
        "commitments": [
            {"span": at(boats), "kind": "pledge", "kind_also": ["announcement"], "obligor": at("Norland"), "action": at("about 40 boats by 2031"), "due": "2031", "sure": True},
            {"span": at(docks), "kind": "call", "kind_also": [], "obligor": at("Veria"), "action": at("open its docks"), "due": None, "sure": False},
        ],
        "meetings": [{"span": at("Ministers met in Port Abel on Monday"), "date": "2030-06-03", "place": at("Port Abel"), "attendees": [at("Norland"), at("Eastmark"), at("Veria")], "sure": True}],
        "events": [{"span": at(boats), "type": "contribution", "type_also": [], "date": None, "place": None, "actors": [at("Norland")], "sure": True}],
        "figures": [{"start": at("about 40")[0], "end": at("about 40")[1], "low": 40, "high": 40, "approximator": "about", "unit": "boat", "head": at("boats")}],
        "memberships": [{"span": at("Eastmark"), "sure": True}],
        "objectives": [{"span": at("keep the strait free"), "sure": True}],
    }  # fmt: skip


def as_exported(row: Row, data: str, document: str) -> dict[str, list[Row]]:
    """The gold's items as rows of an export whose text lacks the front matter."""
    cut = reading.words(data).spans[0][0]

    def span(where: list[int]) -> Row:
        return {"document": document, "start": where[0] - cut, "end": where[1] - cut}

    def named(where: list[int] | None) -> str | None:
        return data[where[0] : where[1]] if where else None

    out: dict[str, list[Row]] = {noun: [] for noun in reading.NOUNS}
    for noun in reading.NOUNS:
        for item in row[noun]:
            new = {"document": document, "spans": [span(item.get("span") or [item["start"], item["end"]])]}
            new |= {
                key: item[key]
                for key in ("kind", "type", "low", "high", "approximator", "unit")
                if key in item
            }
            new |= {
                key: {"value": item[key]} if item[key] else None for key in ("due", "date") if key in item
            }
            if "action" in item:
                new |= {"action": span(item["action"]), "obligor": {"as_written": named(item["obligor"])}}
            for key in ("attendees", "actors"):
                new |= {key: [named(who) for who in item[key]]} if key in item else {}
            new |= {"place": named(item["place"])} if "place" in item else {}
            out[noun].append(new)
    out["documents"] = [{"id": document, "path": f"x/{row['file']}", "text": data[cut:]}]
    return out


def score(folder: Path, export: dict[str, list[Row]]) -> dict[str, int]:
    (folder / "pact.md").write_text(TEXT, encoding="utf-8", newline="")
    (folder / "gold.jsonl").write_text(json.dumps(gold_row()) + "\n", encoding="utf-8")
    for name, rows in export.items():
        (folder / f"{name}.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"
        )
    return reading.score(folder, folder / "gold.jsonl", folder)[0]


@pytest.fixture
def export() -> dict[str, list[Row]]:
    return copy.deepcopy(as_exported(gold_row(), TEXT, "d"))


def test_the_gold_itself_gets_full_marks(tmp_path: Path, export: dict[str, list[Row]]) -> None:
    counts = score(tmp_path, export)
    assert counts["commitments plain"] == counts["commitments plain found"] == 1
    for noun, checks in reading.CHECKS.items():
        assert counts[f"{noun} all found"] == counts[f"{noun} all"] == len(gold_row()[noun])
        for name, _ in checks:
            assert counts[f"{noun} {name} right"] == counts[f"{noun} {name}"]


def test_what_is_missing_costs_recall(tmp_path: Path, export: dict[str, list[Row]]) -> None:
    del export["commitments"][0]
    export["figures"] = []
    counts = score(tmp_path, export)
    assert (counts["commitments all found"], counts["commitments plain found"]) == (1, 0)
    assert counts["figures all found"] == 0


def test_a_range_far_too_wide_finds_nothing(tmp_path: Path, export: dict[str, list[Row]]) -> None:
    export["objectives"][0]["spans"][0].update({"start": 0, "end": len(export["documents"][0]["text"])})
    assert score(tmp_path, export)["objectives all found"] == 0


def test_the_action_alone_is_enough(tmp_path: Path, export: dict[str, list[Row]]) -> None:
    for row in export["commitments"]:
        row["spans"] = []
    assert score(tmp_path, export)["commitments all found"] == 2


@pytest.mark.parametrize(
    ("noun", "field", "value", "count"),
    [
        ("commitments", "kind", "plan", "kind"),
        ("commitments", "obligor", {"as_written": "Eastmark"}, "obligor"),
        ("commitments", "due", None, "due"),
        ("meetings", "date", {"value": "2030-06-04"}, "date"),
        ("meetings", "place", "Cain", "place"),
        ("meetings", "attendees", ["Norland"], "attendees"),
        ("events", "type", "attack", "type"),
        ("figures", "low", 41, "value"),
        ("figures", "approximator", "exact", "approximator"),
        ("figures", "unit", "ship", "unit"),
    ],
)
def test_a_field_that_differs_is_counted(
    tmp_path: Path, export: dict[str, list[Row]], noun: str, field: str, value: Any, count: str
) -> None:
    export[noun][0][field] = value
    counts = score(tmp_path, export)
    assert counts[f"{noun} {count} right"] == counts[f"{noun} {count}"] - 1


def test_another_kind_that_fits_is_right(tmp_path: Path, export: dict[str, list[Row]]) -> None:
    export["commitments"][0]["kind"] = "announcement"
    assert score(tmp_path, export)["commitments kind right"] == 2


def test_the_gold_keeps_to_its_form() -> None:
    assert len(ROWS) == 12
    for row in ROWS:
        for item in row["commitments"]:
            assert {item["kind"], *item["kind_also"]} <= KINDS
        spans = [value for noun in reading.NOUNS for item in row[noun] for value in item.values()]
        for value in spans:
            for span in [value, *value] if isinstance(value, list) else []:
                if isinstance(span, list) and span and isinstance(span[0], int):
                    assert 0 < span[0] < span[1] <= row["chars"]


@pytest.mark.skipif(not DATA.is_dir(), reason=f"no data at {DATA}; set ONRECORD_SHARED")
def test_the_real_gold_is_of_its_texts_and_scores_full_marks_against_itself(tmp_path: Path) -> None:
    files: dict[str, list[Row]] = {}
    for n, row in enumerate(ROWS):
        data = (DATA / row["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == row["sha256"]
        for name, rows in as_exported(row, data.decode("utf-8"), str(n)).items():
            files.setdefault(name, []).extend(rows)
    for name, rows in files.items():
        (tmp_path / f"{name}.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"
        )
    counts, misses = reading.score(tmp_path, GOLD, DATA)
    assert misses == []
    assert counts["commitments all found"] == counts["commitments all"] == 83
