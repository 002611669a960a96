"""The benchmark of turns gives full marks to an export made from its gold, and less for each thing spoilt."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import align  # noqa: E402
import turns  # noqa: E402

DATA = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared")) / "data" / "whitehouse"
GOLD = ROOT / "benchmarks" / "gold" / "turns.jsonl"
TEXT = """---
title: Briefing by the harbour office, harbour pilots and port
---
Harbour Hall

2:04 P.M.

MS. ABEL:  Good afternoon.  The port
reopens on Monday.  (Applause.)

We repaired four \\[five\\] cranes.

Q    (Inaudible.)

Q    And the (inaudible) pilots?

MS. ABEL:  They start on Friday. (Laughter.)

END
"""
Row = dict[str, Any]


def at(words: str, after: int = 0) -> tuple[int, int]:
    start = TEXT.index(words, after)
    return start, start + len(words)


def gold_row() -> Row:
    """The labels of the invented briefing."""
    second = TEXT.index("Q    And")
    parts = (
        ("MS. ABEL", "speech", at("Good afternoon")[0], at("cranes.")[1]),
        ("Q", "question", *at("(Inaudible.)")),
        ("Q", "question", *at("And the (inaudible) pilots?")),
        ("MS. ABEL", "answer", *at("They start on Friday. (Laughter.)")),
    )
    stages = ("Harbour Hall", "2:04 P.M.", "(Applause.)", "(Inaudible.)", "(inaudible)", "(Laughter.)", "END")
    return {
        "file": "2030/briefing.md",
        "turns": [
            {"start": start - 1, "content_start": start, "end": end, "label": label, "kind": kind}
            for label, kind, start, end in parts
        ],
        "stage": [list(at(words, second if words == "END" else 0)) for words in stages],
    }


def exported(text: str, content: list[str], labels: list[str | None], kinds: list[str]) -> list[Row]:
    rows = []
    after = 0
    for n, (words, label, kind) in enumerate(zip(content, labels, kinds, strict=True)):
        start = text.index(words, after)
        after = start + len(words)
        span = {"document": "d", "start": start, "end": after, "quote": words}
        speaker = {"actor": None, "name": None, "as_written": label}
        rows.append({"id": f"t{n}", "document": "d", "spans": [span], "speaker": speaker, "kind": kind})
    return rows


def write(folder: Path, name: str, rows: list[Row]) -> Path:
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def reader_text() -> str:
    """The same words as a reader may give them: no front matter, no wrapped lines, no escapes."""
    body = TEXT.split("---\n")[2].replace("\\", "")
    return re.sub(r"(?<!\n)\n(?!\n)", " ", body)


CONTENT = [
    "Good afternoon.  The port reopens on Monday.  (Applause.)\n\nWe repaired four [five] cranes.",
    "(Inaudible.)",
    "And the (inaudible) pilots?",
    "They start on Friday.",
]
LABELS: list[str | None] = ["MS. ABEL:", "Q", "Q", "MS.  ABEL"]
KINDS = ["speech", "question", "question", "answer"]


def score(
    folder: Path, text: str, rows: list[Row], statements: list[Row] | None = None, gold: Row | None = None
) -> Row:
    (folder / "2030").mkdir(exist_ok=True)
    (folder / "2030" / "briefing.md").write_text(TEXT, encoding="utf-8", newline="")
    write(folder, "documents", [{"id": "d", "path": "somewhere/2030/briefing.md", "text": text}])
    write(folder, "turns", rows)
    write(folder, "statements", statements or [])
    result, _ = turns.score(folder, write(folder, "gold", [gold or gold_row()]), folder)
    return result


def test_the_gold_itself_gets_full_marks_whatever_the_reader_did_to_white_space(
    tmp_path: Path, reader_text: str
) -> None:
    result = score(tmp_path, reader_text, exported(reader_text, CONTENT, LABELS, KINDS))
    assert result["boundaries"]["f1"] == result["whole turns"]["f1"] == 100
    assert result["label"] == result["kind"] == 100


def test_stage_rows_are_no_turns(tmp_path: Path, reader_text: str) -> None:
    rows = exported(reader_text, [*CONTENT, "(Laughter.)"], [*LABELS, None], [*KINDS, "stage"])
    assert score(tmp_path, reader_text, rows)["whole turns"]["f1"] == 100


def test_a_lost_turn_costs_recall_and_a_label_inside_the_content_costs_both(
    tmp_path: Path, reader_text: str
) -> None:
    lost = score(tmp_path, reader_text, exported(reader_text, CONTENT[:-1], LABELS[:-1], KINDS[:-1]))
    assert (lost["whole turns"]["recall"], lost["whole turns"]["precision"]) == (75, 100)
    wide = [*CONTENT[:-1], "MS. ABEL:  They start on Friday."]
    result = score(tmp_path, reader_text, exported(reader_text, wide, LABELS, KINDS))
    assert result["whole turns"]["precision"] == result["whole turns"]["recall"] == 75


def test_two_turns_run_into_one_cost_both(tmp_path: Path, reader_text: str) -> None:
    start = reader_text.index("And the")
    run_on = [*CONTENT[:2], reader_text[start : reader_text.index("Friday.") + 7]]
    result = score(tmp_path, reader_text, exported(reader_text, run_on, LABELS[:3], KINDS[:3]))
    assert result["whole turns"]["recall"] == 50
    assert result["boundaries"]["recall"] == 75


def test_a_wrong_label_and_a_wrong_kind_are_counted(tmp_path: Path, reader_text: str) -> None:
    rows = exported(reader_text, CONTENT, ["MS. ABLE", *LABELS[1:]], ["answer", *KINDS[1:]])
    result = score(tmp_path, reader_text, rows)
    assert result["label"] == result["kind"] == 75


def test_an_end_or_label_that_the_gold_doubts_is_left_to_the_export(tmp_path: Path, reader_text: str) -> None:
    gold = gold_row()
    gold["turns"][0]["doubt"], gold["turns"][3]["doubt"] = "end", "label"
    short = ["Good afternoon.  The port reopens on Monday.", *CONTENT[1:]]
    result = score(tmp_path, reader_text, exported(reader_text, short, [*LABELS[:3], "Q"], KINDS), gold=gold)
    assert result["boundaries"]["f1"] == result["whole turns"]["f1"] == result["label"] == 100


def test_a_statement_over_a_stage_direction_is_counted(tmp_path: Path, reader_text: str) -> None:
    def statement(words: str) -> Row:
        start = reader_text.index(words)
        return {"id": words, "document": "d", "content": [{"start": start, "end": start + len(words)}]}

    kept_apart, not_apart = "The port reopens on Monday.", "They start on Friday. (Laughter.)"
    rows = exported(reader_text, CONTENT, LABELS, KINDS)
    result = score(tmp_path, reader_text, rows, [statement(kept_apart), statement(not_apart)])
    assert result["statements"] == 2
    assert result["statements with a stage direction inside"] == 1


def test_a_document_that_the_export_lacks_counts_as_missed(tmp_path: Path) -> None:
    gold = write(tmp_path, "gold", [gold_row()])
    result, misses = turns.score(tmp_path, gold, tmp_path)
    assert result["missing"] == 1
    assert result["whole turns"]["recall"] == 0
    assert misses == ["2030/briefing.md: the export lacks this document"]


def test_words_are_aligned_over_gaps_on_either_side() -> None:
    a = list("abcdefghijklmn")
    assert align.align(a, list("zabcdghijxklmn")) == [1, 2, 3, 4, None, None, 5, 6, 7, 8, 10, 11, 12, 13]
    assert align.align(a, list("abdefghijklmn")) == [0, 1, None, *range(2, 13)]


@pytest.mark.skipif(not DATA.is_dir(), reason=f"no data at {DATA}; set ONRECORD_SHARED")
def test_the_real_gold_scores_full_marks_against_itself(tmp_path: Path) -> None:
    documents, rows = [], []
    for n, line in enumerate(GOLD.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        text = (DATA / row["file"]).read_bytes().decode("utf-8")
        cut = align.FRONT_MATTER.match(text)
        shift = cut.end() if cut else 0
        documents.append({"id": str(n), "path": row["file"], "text": text[shift:]})
        for turn in row["turns"]:
            span = {"start": turn["content_start"] - shift, "end": turn["end"] - shift}
            speaker = {"as_written": turn["label"], "name": "from the title"}
            rows.append({"document": str(n), "spans": [span], "speaker": speaker, "kind": turn["kind"]})
    write(tmp_path, "documents", documents)
    write(tmp_path, "turns", rows)
    result, misses = turns.score(tmp_path, GOLD, DATA)
    assert misses == []
    assert result["whole turns"]["f1"] == result["label"] == result["kind"] == 100
