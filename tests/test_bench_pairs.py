"""The bench of real pairs: a listed quotation is found where the finding stands on the listed words, or on the same."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.pairs import (
    Held,
    Judged,
    Row,
    Text,
    disputed,
    findings,
    judge,
    judged,
    lay_out,
    near_of,
    outcome,
)

STORY = 'The captain said: "The lamp will burn all night." He left.'
SPOKEN = "CAPTAIN: Good evening. The lamp will burn all night. Go home."
QUOTE, PASSAGE = STORY.index('"'), SPOKEN.index("The lamp")
PAIR: Row = {
    "article": "harbor_2001-02-03_lamp",
    "quote_begin": QUOTE,
    "quote_end": STORY.index(" He left"),
    "transcript": "transcripts/said.txt",
    "t_begin": PASSAGE,
    "t_end": PASSAGE + len("The lamp will burn all night"),
    "transcript_text": "The lamp will burn all night",
    "quote": "The lamp will burn all night.",
}
TEXTS = {
    "harbor_2001-02-03_lamp.txt": (Text(STORY), Text(STORY)),
    "said.txt": (Text(SPOKEN), Text("\n" + SPOKEN)),
}


def a_finding(match: str, against: str, passage: str, at: int = PASSAGE + 1) -> Held:
    spans = ((at, at + len(passage), passage),)
    return Held(
        "harbor_2001-02-03_lamp.txt", QUOTE, QUOTE + 20, match, (), False, "same", False, against, spans, ""
    )


def test_the_listed_passage_is_found() -> None:
    f = a_finding("verbatim", "said.txt", "The lamp will burn all night")
    assert outcome(PAIR, near_of(PAIR, {"harbor_2001-02-03_lamp.txt": [f]}, TEXTS), TEXTS) == ("found", f)


def test_the_same_words_on_another_day_are_found_elsewhere() -> None:
    f = a_finding("verbatim", "other.txt", "The lamp will burn all night")
    assert outcome(PAIR, [f], TEXTS) == ("elsewhere", f)


def test_another_passage_or_no_verdict_is_not_found() -> None:
    f = a_finding("wording", "other.txt", "Nobody asked the miller")
    assert outcome(PAIR, [f], TEXTS) == ("other passage", f)
    g = a_finding("unchecked", "", "")
    assert outcome(PAIR, [g], TEXTS) == ("unchecked", g)
    assert outcome(PAIR, [], TEXTS) == ("no finding", None)


def test_a_passage_as_full_of_the_quotation_is_found_elsewhere() -> None:
    listed = {
        **PAIR,
        "quote": "The lamp will burn",
        "transcript_text": "The lamp (noise) will, uh, burn on all night",
    }
    f = a_finding("verbatim", "other.txt", "The lamp will burn")
    assert outcome(listed, [f], TEXTS) == ("elsewhere", f)


def test_a_judgement_wants_verdict_and_passage() -> None:
    at = (PASSAGE, PASSAGE + 8)
    right = Judged("harbor_2001-02-03_lamp.txt", QUOTE, QUOTE + 20, "verbatim", "said.txt", at)
    nothing = Judged("harbor_2001-02-03_lamp.txt", QUOTE, QUOTE + 20, "none")
    there = a_finding("verbatim", "said.txt", "The lamp will burn all night")
    elsewhere = a_finding("verbatim", "said.txt", "Go home", SPOKEN.index("Go home") + 1)
    changed = a_finding("wording", "said.txt", "The lamp will burn all night")
    for found, label, ok in (
        (there, right, True),
        (elsewhere, right, False),
        (changed, right, False),
        (there, nothing, False),
    ):
        assert judge([label], {found.file: [found]}, TEXTS) == [(label, found, ok)]
    assert judge([nothing], {nothing.file: []}, TEXTS) == [(nothing, None, True)]


def test_the_judgements_can_be_read() -> None:
    assert len(judged()) > 600
    assert all(label.start < label.end for label in judged())
    assert disputed()


def test_an_export_is_read(tmp_path: Path) -> None:
    documents = [{"id": "d1", "path": "x/story.txt"}, {"id": "d2", "path": "x/said.txt"}]
    row = {
        "check": "quotes",
        "spans": [],
        "why": "w",
        "values": {
            "quotation": {"document": "d1", "start": 3, "end": 9},
            "match": "elided",
            "edits": [],
            "lost": [{"kind": "condition"}],
            "may_change_meaning": True,
            "speaker": "same",
            "against": {"document": "d2", "spans": [{"start": 1, "end": 4, "quote": "abc"}]},
        },
    }
    for name, rows in (("documents", documents), ("findings", [row, {"check": "figures"}])):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    (f,) = findings(tmp_path)
    assert (f.file, f.match, f.changes, f.against, f.passages) == (
        "story.txt",
        "elided",
        ("condition",),
        "said.txt",
        ((1, 4, "abc"),),
    )


def test_the_folder_says_what_the_list_knows(tmp_path: Path) -> None:
    (tmp_path / "polnear" / "text").mkdir(parents=True)
    (tmp_path / "quotes" / "transcripts").mkdir(parents=True)
    (tmp_path / "polnear" / "text" / "mill_2001-02-04_wheel.txt").write_text("x", "utf-8")
    (tmp_path / "polnear" / "text" / "harbor_2001-02-03_lamp.txt").write_text(STORY, "utf-8")
    (tmp_path / "quotes" / "transcripts" / "said.txt").write_text(SPOKEN, "utf-8")
    pair = {**PAIR, "article_date": "2001-02-03", "publisher": "harbor", "transcript_date": "2001-02-02"}
    (tmp_path / "made").mkdir()
    lay_out(tmp_path / "polnear", tmp_path / "quotes", [{**pair, "transcript_title": "T"}], tmp_path / "made")
    table = (tmp_path / "made" / "sources.csv").read_text("utf-8").splitlines()
    assert table[1:] == [
        "harbor_2001-02-03_lamp.txt,2001-02-03,harbor,,news",
        "mill_2001-02-04_wheel.txt,2001-02-04,mill,,news",
        "said.txt,2001-02-02,,T,transcript",
    ]
