"""Exports keep the contract's names and spans, and no cell runs as a formula."""

from __future__ import annotations

import csv
import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import KnownValueError, UsageError
from onrecord.export import export
from onrecord.export.csv import cell
from onrecord.model import Event, Page
from onrecord.run.build import Options, build
from onrecord.store import NOUNS, Store
from onrecord.store.writing import put_rows

TEXT = """=HYPERLINK("http://x","y") is how the ministers began

SELM, 9 March 2021 -- "We will send 12 ships before the winter," Foreign Secretary Ada Vale told reporters on Tuesday.
"""
CONTRACT = {
    "documents": "id source part path url sha256 title outlet published dateline genre fidelity occasion language text "
    "furniture copies_of version",
    "turns": "speaker kind",
    "statements": "mode polarity speaker source cue content said_on meeting topics",
    "figures": "low high approximator unit object place as_of status change statement measure",
    "measures": "name unit place series",
    "commitments": "kind stated_by obligor addressees action amount due condition statement thread stage",
    "meetings": "name date place hosts attendance attendees documents",
    "events": "type date place actors from to figures factuality",
    "memberships": "actor attested joined left",
    "objectives": "text stated_by line_of_effort",
    "actors": "kind name aliases offices private",
    "findings": "check items values why severity",
    "problems": "document step reason detail",
    "reviews": "item field old new who when why",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("export")
    (folder / "a.txt").write_text(TEXT)
    build([folder / "a.txt"], folder / "r.sqlite", None, Options(workers=1))
    with Store(folder / "r.sqlite", write=True) as opened:
        document = next(opened.documents())
        event = Event(
            id="e", document=document.id, spans=(), made_by="t", type="control_change", from_="A", to="B"
        )
        with opened.transaction() as connection:
            put_rows(connection, [event], "extract")
        yield opened


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_jsonl_has_a_file_a_noun_and_every_span_fits(store: Store, tmp_path: Path) -> None:
    export(store, "jsonl", tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {f"{noun}.jsonl" for noun in NOUNS}
    texts = {row["id"]: row["text"] for row in lines(tmp_path / "documents.jsonl")}
    statements = lines(tmp_path / "statements.jsonl")
    assert statements
    for row in statements:
        for span in (*row["spans"], *row["content"], *row["cue"], *row["source"]):
            assert texts[span["document"]][span["start"] : span["end"]] == span["quote"]
    (event,) = [row for row in lines(tmp_path / "events.jsonl") if row["id"] == "e"]
    assert (event["from"], event["to"], event["spans"], event["reviewed"]) == ("A", "B", [], None)


def test_the_contract_names_are_there(tmp_path: Path, store: Store) -> None:
    export(store, "csv", tmp_path)
    for noun, names in CONTRACT.items():
        with (tmp_path / f"{noun}.csv").open(encoding="utf-8-sig", newline="") as table:
            header = next(csv.reader(table))
        assert set(names.split()) <= set(header), noun
        assert {"id", "document", "made_by", "reviewed", "spans"} <= set(header), noun


def test_a_date_has_its_five_parts(store: Store, tmp_path: Path) -> None:
    export(store, "jsonl", tmp_path)
    (document,) = lines(tmp_path / "documents.jsonl")
    assert {"value", "earliest", "latest", "basis", "evidence"} <= document["published"].keys()


def test_no_cell_runs_as_a_formula(store: Store, tmp_path: Path) -> None:
    export(store, "csv", tmp_path)
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as table:
            for row in csv.reader(table):
                assert not [
                    one for one in row if one.startswith(("=", "@", "\t", "\r")) or one[:2] in ("+1", "-1")
                ]
    assert cell("=1+1") == "'=1+1"
    assert cell("-x") == "'-x"
    assert cell(-1.5) == -1.5
    assert cell(["=1"]) == '["=1"]'


def test_other_formats_are_answered_plainly(store: Store, tmp_path: Path) -> None:
    with pytest.raises(KnownValueError, match="jsonl, csv"):
        export(store, "odt", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="file"):
        export(store, "jsonl", tmp_path / "file")


def test_every_kind_that_a_page_holds_is_a_noun() -> None:
    kinds = {part.name for part in fields(Page)} - {"document", "segments", "campaign"}
    assert kinds <= set(NOUNS)
