"""A record that grows is compared only where it has changed, and ends with the findings of one built from nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from onrecord.check import quotes as checking
from onrecord.model import Finding
from onrecord.run import compare
from onrecord.run.build import Options, build
from onrecord.store import Store, writing
from onrecord.store.integrity import examine
from onrecord.store.mapper import plain

SPEECH = """---
title: Remarks at the dam
date: {day}
genre: transcript
---

MS. ARDA: Good morning. The river valley would be a preferred initial area of focus for our teams in {place}.

We will send two hundred engineers to the dam if the council agrees, and we will pay for the road.

MR. BELOV: Thank you. We have paid for all of the schools in the upper valley since the flood.
"""
STORY = """---
title: Engineers for the dam
date: {day}
outlet: {outlet}
---

SELM ({outlet}) -- {lead}

"The river valley would be a preferred area of focus for our teams," Foreign Minister Ilse Arda said.

"{said}," said harbour master Tom Reed.
"""
MORE = """
MS. ARDA: One more word on the bridge. Nobody who drove over it last winter will have forgotten the noise that it made.

MR. BELOV: It is true that a good deal of iron has been lost to rust, and that the masons went home before the frost came.

MS. ARDA: Then we agree. Let the council hear it in the open, with all of the drawings on the table and no door shut.
"""
FILES: Mapping[str, str] = {
    "a_speech.md": SPEECH.format(day="2021-05-04", place="Selm"),
    "b_story.md": STORY.format(
        day="2021-05-05",
        outlet="Gazette",
        lead="Ministers met in the town hall, and a crowd waited outside for most of the evening in the rain.",
        said="Forty boats have left the old harbour since the storm of last week",
    ),
    "c_story.md": STORY.format(
        day="2021-05-05",
        outlet="Courier",
        lead="The dam is old. Its walls have not been looked after, as anybody who lives below them can see.",
        said="Fourteen boats have left the old harbour since the storm of last week",
    ),
    "d_story.md": STORY.format(
        day="2021-05-06",
        outlet="Herald",
        lead="A day after the talks nobody in the valley knew who would come, how many, or who would feed them.",
        said="We will send two hundred engineers to the dam",
    ),
    "e_speech.md": SPEECH.format(day="2021-05-04", place="Osterby").replace("initial", "first") + MORE,
    "f_alone.md": STORY.format(
        day="2021-09-01",
        outlet="Bugle",
        lead="Summer has gone, and with it most of those who came to look at the water where the road used to be.",
        said="Nobody has counted the geese on the marsh",
    ),
}


def _built(folder: Path, record: Path, *names: str) -> dict[str, Any]:
    """Put these files into a folder, build a record of it, and give its findings."""
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_text(FILES[name], encoding="utf-8")
    build([folder], record, options=Options(workers=1))
    with Store(record, write=True) as store:
        assert not examine(store).faults
        return {row.id: plain(row) for row in store.rows(Finding)}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    place = tmp_path_factory.mktemp("whole")
    return _built(place / "docs", place / "r.sqlite", *FILES)


def test_the_sample_has_findings_of_many_kinds(whole: dict[str, Any]) -> None:
    verdicts = {row["verdict"] for row in whole.values()}
    assert {"elided", "printed_differently", "unchecked", "differ"} <= verdicts, verdicts


@pytest.mark.parametrize("last", FILES)
def test_two_builds_find_what_one_finds(last: str, whole: dict[str, Any], tmp_path: Path) -> None:
    folder, record = tmp_path / "docs", tmp_path / "r.sqlite"
    _built(folder, record, *(name for name in FILES if name != last))
    assert _built(folder, record, last) == whole


def test_what_a_document_said_is_forgotten_with_it(tmp_path: Path) -> None:
    folder, record = tmp_path / "docs", tmp_path / "r.sqlite"
    _built(folder, record, *FILES)
    changed = (
        FILES["a_speech.md"].replace("a preferred initial area", "one area").replace("two hundred", "ninety")
    )
    (folder / "a_speech.md").write_text(changed, encoding="utf-8")
    again = _built(folder, record)
    fresh = _built(folder, tmp_path / "fresh.sqlite")
    both = again.keys() & fresh.keys()  # the older version of the speech is on the first record alone
    quotations = {id for id in fresh if fresh[id]["check"] == "quotes"}
    assert quotations <= both
    assert [again[id] for id in quotations] == [fresh[id] for id in quotations]


def test_only_what_a_new_document_can_change_is_checked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, record = tmp_path / "docs", tmp_path / "r.sqlite"
    _built(folder, record, *(name for name in FILES if name != "c_story.md"))
    asked: list[str] = []
    answer_of = checking.answer_of
    monkeypatch.setattr(
        checking,
        "answer_of",
        lambda checker, question: asked.append(question.quote.raw) or answer_of(checker, question),
    )
    _built(folder, record, "c_story.md")
    assert any("Fourteen" in quotation for quotation in asked)
    assert any("Forty" in quotation for quotation in asked), "another outlet prints it too now"
    assert not any("geese" in quotation or "two hundred" in quotation for quotation in asked)


def test_after_a_comparison_that_was_cut_short_all_is_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "r.sqlite"
    before = _built(tmp_path / "docs", record, *FILES)
    with Store(record, write=True) as store:
        with store.transaction() as connection:
            compare.changed(connection)
            writing.set_state(connection, compare.COMPARED, None)
            wrong = next(iter(store.rows(Finding)))
            connection.exec_driver_sql("UPDATE findings SET why = 'wrong' WHERE id = ?", (wrong.id,))
        compare.compare(store)
        assert {row.id: plain(row) for row in store.rows(Finding)} == before
