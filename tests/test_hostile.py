"""What broken or hostile input gets: a reason that a person can act on, and the rest of the pile is read."""

from __future__ import annotations

import contextlib
import math
import os
import sqlite3
import sys
import time
from pathlib import Path, PurePath

import pytest

from onrecord.encoder.tagger import Relation
from onrecord.errors import RecordError, UsageError
from onrecord.extract.figures import figures
from onrecord.extract.statements.cast import _scan
from onrecord.extract.statements.merge import merged
from onrecord.extract.statements.quotes import quotations
from onrecord.extract.statements.story import attributions
from onrecord.extract.times import times
from onrecord.model import Document, Page
from onrecord.pipeline import extract
from onrecord.read import read_source, sidecars
from onrecord.read.campaign import campaign_of, read_campaign
from onrecord.run.build import build
from onrecord.segment import segment
from onrecord.text import LONGEST, sentences
from tests.formats import WORDS


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such name")
def test_a_name_that_is_no_utf8_is_a_problem_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(WORDS)
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text(WORDS)
    summary = build([tmp_path], tmp_path / "record.sqlite")
    assert summary.documents == 1
    assert [(one.reason, Path(one.document).name) for one in summary.problems] == [
        ("unreadable", "\\xff.txt")
    ]


def test_half_a_character_in_json_is_replaced_and_kept_in_a_record(tmp_path: Path) -> None:
    row = f'{{"text": "{WORDS} \\ud800 Goodbye.", "title": "\\udfff Words", "outlet": "\\ud800"}}'
    (found,) = read_source(PurePath("a.json"), row.encode())
    assert isinstance(found, Document)
    assert (found.title, found.outlet) == ("\ufffd Words", "\ufffd")
    assert f"{WORDS} \ufffd Goodbye." in found.text
    (tmp_path / "a.json").write_text(row)
    assert build([tmp_path / "a.json"], tmp_path / "record.sqlite").documents == 1


@pytest.mark.parametrize(
    "raw",
    [b"file,title\na.txt,\xff\xfe\n", b'file,title\na.txt,"' + b"x" * 200_000, b"file,colour\na.txt,red\n"],
)
def test_a_broken_table_of_sources_is_named(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    (tmp_path / "sources.csv").write_bytes(raw)
    with pytest.raises(UsageError, match=r"sources\.csv"):
        sidecars(tmp_path)


@pytest.mark.parametrize(
    ("values", "what"),
    [
        ({"name": 3}, "name is 3"),
        ({"aliases": "one"}, "aliases is 'one'"),
        ({"actors": "one"}, "actors is 'one'"),
        ({"actors": [{"kind": "state"}]}, "one has no name"),
        ({"lines_of_effort": ["one"]}, "lines_of_effort is"),
        ({"measures": {"ships": "ship"}}, "measures: ships is 'ship'"),
    ],
)
def test_a_campaign_file_of_a_wrong_shape_is_told_what_is_needed(
    values: dict[str, object], what: str
) -> None:
    with pytest.raises(UsageError, match=what):
        campaign_of(values)


def test_a_campaign_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "campaign.toml").write_text("name = [")
    with pytest.raises(UsageError, match=r"campaign\.toml"):
        read_campaign(tmp_path / "campaign.toml")


@pytest.mark.parametrize(
    "words",
    [
        "9" * 5000,
        "$" + "9" * 400 + " million",
        "2×10^99999 dollars",
        "$1" + ",000" * 2000,
        "trillion " * 60 + "dollars",
        "In " + "9" * 30 + " days they pay $7",
    ],
)
def test_numbers_that_no_one_means_harm_nothing_beside_them(words: str) -> None:
    (document,) = read_source(PurePath("a.txt"), f"It costs {words}. The state paid $12 million.".encode())
    assert isinstance(document, Document)
    page = extract(document)
    assert 12_000_000 in [figure.low for figure in page.figures]
    assert all(math.isfinite(figure.low or 0) for figure in page.figures)


@pytest.mark.parametrize(
    "words", ["1 million " * 8_000, "Mr. A. B. C. " * 20_000, "a " * 100_000, "two and " * 40_000]
)
def test_times_and_figures_of_a_text_without_an_end_take_seconds(words: str) -> None:
    (document,) = read_source(PurePath("a.txt"), words.encode())
    assert isinstance(document, Document)
    started = time.process_time()
    page = Page(document, segment(document))
    for _ in (*times(page), *figures(page)):
        pass
    assert time.process_time() - started < 30


@pytest.mark.parametrize(
    "words", ["(A) ", "two and ", "will ", "1 million ", "said ", "and said that ", '"a" ', "Mr. A said "]
)
def test_statements_of_a_text_without_an_end_take_seconds(words: str) -> None:
    text = words * (100_000 // len(words))
    started = time.process_time()
    for _ in attributions(text, [(0, len(text))]):
        pass
    assert time.process_time() - started < 30


def test_many_quotations_side_by_side_are_merged_in_seconds() -> None:
    text = '"a" ' * 25_000
    quotes = quotations(text, [(0, len(text))])[0]
    relations = [Relation((), (), ((q.start, q.end),), 0.9, False) for q in quotes]
    started = time.process_time()
    assert len(merged([], relations, text, quotes)) == len(quotes)
    assert time.process_time() - started < 20


def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WORDS)
    other = tmp_path / "other.sqlite"
    with contextlib.closing(sqlite3.connect(other)) as connection:
        connection.execute("create table visits (url text)")
    with pytest.raises(RecordError, match="another program"):
        build([tmp_path / "a.txt"], other)
    with contextlib.closing(sqlite3.connect(other)) as connection:
        assert connection.execute("select name from sqlite_master").fetchall() == [("visits",)]


@pytest.mark.parametrize("words", ["A" * 200_000, "the minister will pledge to give and " * 3000])
def test_a_sentence_without_an_end_is_cut_and_never_takes_minutes(words: str) -> None:
    text = f"{words}. It ends."
    found = list(sentences(text))
    assert max(end - start for start, end in found) <= LONGEST
    assert "".join(text[a:b] for a, b in found).replace(" ", "") == text.replace(" ", "")
    started = time.process_time()
    list(_scan(words, frozenset()))
    assert time.process_time() - started < 3
