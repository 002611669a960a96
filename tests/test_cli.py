"""The command line keeps its contract: commands, exit codes, where output goes, and errors that help."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

STORY = """Ministers meet in Selm

SELM, March 9 (Wire) -- "We will send 12 ships before the winter, and we will not leave," Foreign Secretary Ada Vale told reporters on Tuesday.
"""
REMARKS = """---
title: Remarks by Foreign Secretary Vale
date: 2021-03-09
genre: transcript
outlet: Foreign Office
---

FOREIGN SECRETARY VALE:  Good morning. We will send 12 ships before the winter, if parliament agrees. We will not leave the gulf to others.

Q  How many ships, Madam Secretary?

FOREIGN SECRETARY VALE:  Twelve. I said twelve.
"""


def onrecord(*words: str | Path, where: Path, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *map(str, words)],
        cwd=where,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "ONRECORD_USER": "tester"},
        capture_output=True,
        text=True,
        timeout=120,
        **more,
    )


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a record of two documents, an empty file beside them."""
    made = tmp_path_factory.mktemp("cli")
    docs = made / "docs"
    docs.mkdir()
    (docs / "story.txt").write_text(STORY)
    (docs / "remarks.md").write_text(REMARKS)
    (docs / "empty.txt").write_text("")
    done = onrecord("build", "docs", where=made)
    assert done.returncode == 0, done.stderr
    return made


def asked(place: Path, *words: str) -> Any:
    done = onrecord(*words, "--json", where=place)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_build_tells_what_it_did_and_lists_problems(place: Path) -> None:
    again = onrecord("build", "docs", where=place)
    assert again.returncode == 0
    assert "0 files read, 3 unchanged" in again.stdout
    assert "2 documents" in again.stdout
    assert onrecord("build", "docs", "--strict", where=place).returncode == 1


def test_every_answer_has_one_envelope(place: Path) -> None:
    answer = asked(place, "show", "statements", "--limit", "1")
    assert answer.keys() == {"data", "next", "problems"}
    assert answer["next"] == 1
    row = answer["data"][0]
    assert {"id", "document", "made_by", "reviewed", "spans"} <= row.keys()
    assert row["spans"][0].keys() == {"document", "start", "end", "quote"}


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (("--speaker", "vale", "--document", "story.txt"), "We will send 12 ships"),
        (("--contains", "said twelve"), "Twelve. I said twelve."),
        (("--since", "2021-03", "--until", "2021-03", "--document", "remarks.md"), "Good morning."),
    ],
)
def test_show_filters(place: Path, filters: tuple[str, ...], words: str) -> None:
    rows = asked(place, "show", "statements", *filters)["data"]
    assert any(words in span["quote"] for row in rows for span in row["spans"])
    assert len(rows) < len(asked(place, "show", "statements")["data"])


def test_words_of_a_figure_are_those_of_what_is_counted_too(place: Path) -> None:
    rows = asked(place, "show", "figures", "--contains", "ships")["data"]
    assert rows
    assert all("ships" in row["object"]["quote"] for row in rows)


def test_filters_that_fit_nothing_give_nothing(place: Path) -> None:
    assert asked(place, "show", "statements", "--since", "2022")["data"] == []
    assert asked(place, "show", "statements", "--speaker", "100%")["data"] == []


def test_search_goes_by_words_and_by_phrases(place: Path) -> None:
    assert len(asked(place, "search", "ships winter")["data"]) == 2
    assert len(asked(place, "search", '"the winter, if parliament"')["data"]) == 1
    assert asked(place, "search", 'AND NEAR( "')["data"] == []


def test_verify_finds_a_sentence_and_shows_what_differs(place: Path) -> None:
    done = onrecord("verify", "We will leave the gulf to others.", "--speaker", "Vale", where=place)
    assert done.returncode == 0
    assert "[-not-]" in done.stdout
    assert "remarks.md" in done.stdout


def test_set_is_a_decision_that_can_be_undone(place: Path) -> None:
    row = asked(place, "show", "statements", "--document", "story.txt")["data"][0]
    done = onrecord("set", row["id"], "speaker=Someone Else", "--why", "misread", where=place)
    assert done.returncode == 0, done.stderr
    changed = asked(place, "show", "statements", "--id", row["id"])["data"][0]
    assert changed["speaker"]["name"] == "Someone Else"
    assert (changed["reviewed"]["who"], changed["reviewed"]["why"]) == ("tester", "misread")
    (decision,) = asked(place, "review", "log")["data"]
    assert onrecord("review", "undo", decision["id"], where=place).returncode == 0
    back = asked(place, "show", "statements", "--id", row["id"])["data"][0]
    assert (back["speaker"], back["reviewed"]) == (row["speaker"], None)
    assert len(asked(place, "review", "log")["data"]) == 2


@pytest.mark.parametrize("field", ["published", "date"])
def test_a_date_given_to_a_document_moves_what_depends_on_it(place: Path, field: str) -> None:
    done = onrecord("set", "story.txt", f"{field}=2022-04-05", where=place)
    assert done.returncode == 0, done.stderr
    (document,) = asked(place, "show", "documents", "--document", "story.txt")["data"]
    assert (document["published"]["value"], document["published"]["basis"]) == ("2022-04-05", "user")
    decision = asked(place, "review", "log")["data"][-1]
    assert onrecord("review", "undo", decision["id"], where=place).returncode == 0


def test_a_row_is_entered_with_its_citation(place: Path) -> None:
    fields = ("low=12", "high=12", "approximator=exact", "unit=ship")
    cite = ("--cite", "remarks.md", "12 ships")
    done = onrecord("enter", "figures", *fields, *cite, "--why", "test", where=place)
    assert done.returncode == 0, done.stderr
    (row,) = [one for one in asked(place, "show", "figures")["data"] if one["made_by"] == "user"]
    assert (row["low"], row["spans"][0]["quote"], row["reviewed"]["decision"]) == (
        12.0,
        "12 ships",
        "entered",
    )
    assert onrecord("doctor", where=place).returncode == 0


def test_a_membership_needs_only_who_and_where_it_stands(place: Path) -> None:
    cite = ("--cite", "remarks.md", "leave the gulf")
    done = onrecord("enter", "memberships", "actor_name=Norland", *cite, where=place)
    assert done.returncode == 0, done.stderr
    (row,) = [one for one in asked(place, "show", "memberships")["data"] if one["made_by"] == "user"]
    assert row["attested"][0]["span"] == row["spans"][0]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("show", "statement"), 2, "statements"),
        (("show", "sources", "--speaker", "x"), 2, "one of"),
        (("show", "statements", "--document", "nowhere.txt"), 2, "nowhere.txt"),
        (("set", "none", "a=b"), 2, "none"),
        (("set", "story.txt", "published=soon"), 2, "2019-03"),
        (("set", "story.txt", "genre=poem"), 2, "transcript"),
        (("set", "story.txt", "colour=red"), 2, "outlet"),
        (("set", "story.txt", "text=other"), 2, "outlet"),
        (("set", "story.txt", "outlet"), 2, "field=value"),
        (("enter", "figures", "low=1", "--cite", "story.txt", "12 ships"), 2, "approximator"),
        (("enter", "figures", "low=1", "--cite", "story.txt", "99 ships"), 2, "99 ships"),
        (("build", "nowhere"), 2, "nowhere"),
        (("export", "--format", "docx", "-o", "out"), 2, "jsonl"),
        (("add", "http://127.0.0.1:9/page"), 2, "Save the page"),
        (("show", "statements", "-r", "none.sqlite"), 2, "onrecord build"),
        (("search", "..."), 2, "no words"),
        (("nothing",), 2, "No such command"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_errors_name_the_thing_and_what_would_do(
    place: Path, words: tuple[str, ...], code: int, said: str
) -> None:
    done = onrecord(*words, where=place)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_a_damaged_record_ends_with_three(place: Path, tmp_path: Path) -> None:
    raw = bytearray((place / "record.sqlite").read_bytes())
    raw[0:4096] = b"\0" * 4096
    (tmp_path / "record.sqlite").write_bytes(raw)
    for words in (("show", "statements"), ("campaign",), ("doctor",), ("build", str(place / "docs"))):
        done = onrecord(*words, where=tmp_path)
        assert done.returncode == 3, done.stderr
        assert "damaged" in done.stderr


def test_a_folder_that_may_not_be_written_is_told(place: Path, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere")
    tmp_path.chmod(0o500)
    done = onrecord("build", str(place / "docs"), "-r", str(tmp_path / "r.sqlite"), where=place)
    assert done.returncode == 3
    assert "may not be written" in done.stderr


def test_help_comes_quickly(place: Path) -> None:
    code = "import sys, onrecord.cli; print([m for m in sys.modules if m.split('.')[0] in %r])"
    heavy = [
        "sqlalchemy",
        "numpy",
        "onnxruntime",
        "trafilatura",
        "pypdf",
        "docx",
        "uvicorn",
        "pint",
        "jinja2",
    ]
    done = subprocess.run(
        [sys.executable, "-c", code % heavy],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_campaign_and_brief_speak_plainly(place: Path) -> None:
    done = onrecord("campaign", where=place)
    assert done.returncode == 0, done.stderr
    assert "documents" in done.stdout
    for name in ("b.md", "b.html"):
        assert onrecord("brief", "-o", name, where=place).returncode == 0
        assert "12 ships" in (place / name).read_text()
    assert onrecord("brief", "-o", "b.odt", where=place).returncode == 2


def test_a_draft_has_each_of_its_quotations_checked(place: Path) -> None:
    draft = place / "draft.md"
    draft.write_text(
        "Foreign Secretary Vale said: “We will send 20 ships before the winter, if parliament agrees.” “Yes.”\n"
    )
    (finding,) = asked(place, "verify", "draft.md")["data"]
    assert finding["values"]["quotation"]["quote"].startswith("We will send 20 ships")
    assert finding["verdict"] == "wording"
    shown = onrecord("verify", "draft.md", where=place).stdout
    assert "[-12-]" in shown
    assert "against: Remarks by Foreign Secretary Vale" in shown
    assert onrecord("verify", "missing.md", where=place).returncode == 2
    assert onrecord("verify", "draft.md", "--speaker", "Vale", where=place).returncode == 2


def test_review_takes_the_record_before_and_after_its_verb(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Minister Ada Vale said that the harbour will open.")
    assert onrecord("build", "a.txt", "-r", "r.sqlite", where=tmp_path).returncode == 0
    for words in (("review", "-r", "r.sqlite", "log"), ("review", "log", "-r", "r.sqlite")):
        assert onrecord(*words, where=tmp_path).returncode == 0, words
