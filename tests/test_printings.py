"""One text that was met at several places: who printed it, where and when; through build, rebuild, removal, and every way out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from onrecord.check.quotes import quotes
from onrecord.cli import app as main
from onrecord.model import Date, Document, Finding, Printing
from onrecord.queries.rows import Filters, rows
from onrecord.run.build import Options, build
from onrecord.store import Store
from onrecord.web.app import app
from tests.quote_record import MemoryRecord, story

STORY = """Council to mend the old bridge over the Tarn

The council of the valley will mend the old bridge over the Tarn before the winter, its speaker, Lena Arda, said on Tuesday.
"We have asked the builders of both towns to begin on Monday, and the market will stay open," Arda said.
The bridge was closed after the flood of the spring. Forty families live on the far side of it.
"""
OTHER = STORY.replace("before the winter", "after the winter").replace("Forty", "Sixty")


@pytest.fixture
def places(tmp_path: Path) -> Path:
    """Two outlets' folders that hold the same bytes, and a folder of which nothing is told."""
    for name, outlet, date in (("tarn", "Tarn Post", "2021-05-05"), ("qarim", "Qarim Wire", "2021-05-06")):
        folder = tmp_path / "saved" / name
        folder.mkdir(parents=True)
        (folder / "bridge.txt").write_text(STORY, encoding="utf-8")
        told = f"file,outlet,date,genre,url\nbridge.txt,{outlet},{date},news,https://{name}.example/bridge\n"
        (folder / "sources.csv").write_text(told, encoding="utf-8")
    (tmp_path / "saved" / "heap").mkdir()
    (tmp_path / "saved" / "heap" / "x.txt").write_text(STORY, encoding="utf-8")
    return tmp_path / "saved"


def _built(record: Path, *folders: Path) -> Any:
    return build(folders, record, None, Options(workers=1))


def _one(record: Path) -> Document:
    with Store(record) as store:
        (document,) = store.documents()
        return document


def _findings(record: Path, check: str = "copies") -> list[dict[str, Any]]:
    with Store(record) as store:
        return [row for row in rows(store, "findings", Filters()) if row["check"] == check]


def _told(document: Document) -> list[tuple[str | None, str, bool]]:
    places = document.printings
    return [(one.outlet, one.published.value if one.published else "", one.current) for one in places]


def test_both_printings_are_kept_and_count_as_one_story(places: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.sqlite"
    assert _built(record, places).problems == []
    assert _told(_one(record)) == [
        (None, "", True),
        ("Qarim Wire", "2021-05-06", True),
        ("Tarn Post", "2021-05-05", True),
    ]
    (found,) = _findings(record)
    assert found["why"].startswith(
        "one text, printed at 2 places: Tarn Post, 2021-05-05; Qarim Wire, 2021-05-06"
    )
    assert [one["url"] for one in found["values"]["members"]] == [
        "https://tarn.example/bridge",
        "https://qarim.example/bridge",
    ]
    again = _built(record, places)
    assert (again.unchanged, again.compared) == (3, False)
    assert _findings(record) == [found]


@pytest.mark.parametrize("order", [("tarn", "qarim"), ("qarim", "tarn")])
def test_a_second_printing_that_comes_later_takes_nothing_from_the_first(
    places: Path, tmp_path: Path, order: tuple[str, str]
) -> None:
    record = tmp_path / "r.sqlite"
    _built(record, places / order[0])
    before = _one(record)
    assert not _findings(record)
    _built(record, places / order[1])
    after = _one(record)
    assert (after.outlet, after.published, after.path) == (before.outlet, before.published, before.path)
    assert [told[0] for told in _told(after)] == ["Qarim Wire", "Tarn Post"]
    (found,) = _findings(record)
    assert [one["outlet"] for one in found["values"]["members"]] == ["Tarn Post", "Qarim Wire"]


@pytest.mark.parametrize(("left", "stays"), [("tarn", "Qarim Wire"), ("qarim", "Tarn Post")])
@pytest.mark.parametrize("alone", [True, False])
def test_a_place_that_holds_other_bytes_now_printed_the_text_until_then(
    places: Path, tmp_path: Path, left: str, stays: str, alone: bool
) -> None:
    record = tmp_path / "r.sqlite"
    folders = (places / "tarn", places / "qarim")
    _built(record, *folders)
    (places / left / "bridge.txt").write_text(OTHER, encoding="utf-8")
    _built(record, *([places / left] if alone else folders))
    with Store(record) as store:
        old, new = sorted(store.documents(), key=lambda one: "after the winter" in one.text)
    assert old.outlet == stays
    assert {told[0]: told[2] for told in _told(old)}[stays]
    assert [told[2] for told in _told(old)].count(False) == 1
    assert new.outlet != stays
    assert "one text, printed" not in "".join(row["why"] for row in _findings(record))
    (changed,) = _findings(record, "versions")
    assert changed["items"] == [old.id, new.id]


def test_what_is_told_of_one_place_may_change(places: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.sqlite"
    _built(record, places / "tarn", places / "qarim")
    table = places / "qarim" / "sources.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("2021-05-06", "2021-05-04"), encoding="utf-8")
    _built(record, places / "tarn", places / "qarim")
    (found,) = _findings(record)
    assert [one["date"] for one in found["values"]["members"]] == ["2021-05-04", "2021-05-05"]


def test_every_way_out_tells_of_both(places: Path, tmp_path: Path) -> None:
    record, out = tmp_path / "r.sqlite", tmp_path / "out"
    _built(record, places / "tarn", places / "qarim")
    run = CliRunner()

    def said(*words: str) -> str:
        result = run.invoke(main, [*words, "-r", str(record)])
        assert result.exit_code == 0, result.output
        return result.output

    shown = said("show", "documents")
    assert "Tarn Post" in shown
    assert "also: Qarim Wire, 2021-05-06" in shown
    assert said("show", "statements", "--document", "tarn/bridge.txt")
    assert said("show", "statements", "--document", "https://tarn.example/bridge")
    said("export", "--format", "jsonl", "-o", str(out))
    (line,) = (out / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert [one["outlet"] for one in json.loads(line)["printings"]] == ["Qarim Wire", "Tarn Post"]
    said("export", "--format", "csv", "-o", str(out))
    assert "Tarn Post" in (out / "documents.csv").read_text(encoding="utf-8")
    said("doctor")  # which ends with 3 where a span fits no text
    with Store(record) as store:
        client = TestClient(app(store))
        page = client.get(f"/documents/{_one(record).id}").text
        assert "Also met at" in page
        assert "Tarn Post" in page
        assert client.get(f"/findings/{_findings(record)[0]['id']}").status_code == 200


def test_who_printed_which_tells_of_every_printing() -> None:
    record = MemoryRecord()
    words = '"We will mend the old bridge of the valley before the first snow of the winter{0}," Arda said.'
    record.add(
        *story(
            words.format(" falls on it"),
            "2021-05-05",
            "Arda",
            outlet="Tarn Post",
            path="a.txt",
            printings=(
                Printing("b.txt", None, "Qarim Wire", Date("2021-05-04", *["2021-05-04"] * 2, "user")),
            ),
        )
    )
    text = words.format("").replace("will mend", "may mend")
    record.add(*story(text, "2021-05-06", "Arda", outlet="Dam Courier", path="c.txt"))
    (found,) = (f for f in quotes(record) if isinstance(f, Finding) and f.verdict == "printed_differently")
    forms: Any = found.values["forms"]
    assert [one["outlet"] for form in forms for one in form["also"]] == ["Qarim Wire"]
    assert found.values["first"] == forms[0]["document"]
