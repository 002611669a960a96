"""Every row of `tests/clashes/*.md` (the format is told in tests/clashes/README.md), and what three documents say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from memory import Memory

from onrecord.check.figures import figures
from onrecord.model import Date, Document, Finding, Genre

HEAD = ["day", "told", "day", "told", "finding"]
LABELS = ("conflict", "revised", "moved", "scope", "rounding", "other")
SHOWN = ("conflicts", "revised", "scope", "unsure")


def _rows() -> Iterator[Any]:
    for path in sorted(Path(__file__).parent.joinpath("clashes").glob("*.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if line.startswith("|") and len(cells) == len(HEAD) and cells != HEAD and set(line) - set("|-"):
                yield pytest.param(*cells, id=f"{path.stem}:{number}")


def _document(id: str, day: str, text: str, genre: Genre) -> Document:
    return Document(
        id=id, source=id, part="", text=text, genre=genre, published=Date(day, day, day, "stated")
    )


def _findings(*told: tuple[str, str], genre: Genre = "news") -> list[Finding]:
    record = Memory([_document(f"d{i}", day, text, genre) for i, (day, text) in enumerate(told)])
    return [row for row in figures(record) if row.verdict in SHOWN]


@pytest.mark.parametrize(("day", "told", "other_day", "other", "finding"), list(_rows()))
def test_row(day: str, told: str, other_day: str, other: str, finding: str) -> None:
    found = _findings((day, told), (other_day, other))
    assert [row.verdict for row in found] == ([] if finding == "-" else [finding])


def test_a_number_told_again_after_another_was_not_revised() -> None:
    first = "In 2029, 55 trading houses earned 40 billion dollars and paid no coin of the harbour tax."
    other = first.replace("55", "52")
    (finding,) = _findings(("2031-03-04", first), ("2031-04-04", other), ("2031-05-04", first))
    assert finding.verdict == "conflicts"
    assert "told again" in finding.why


def test_a_number_told_on_both_sides_of_another_was_not_revised_however_long_it_took() -> None:
    words = "It costs those guilds {} copper coins to press a lamp and to wrap it in straw."
    found = _findings(
        ("2031-02-05", words.format(15)), ("2031-06-09", words.format(10)), ("2031-10-05", words.format(15))
    )
    assert [row.verdict for row in found] == ["conflicts"]
    assert not _findings(("2031-02-05", words.format(15)), ("2031-06-09", words.format(10)))


def test_nobody_revises_in_speech_without_a_word_what_does_not_move() -> None:
    words = "THE KING: His tent stood {} yards from the burning pit of the old camp."
    told = ("2031-03-04", words.format("about 300")), ("2031-03-05", words.format("less than 200"))
    assert [row.verdict for row in _findings(*told, genre="transcript")] == ["conflicts"]
    assert [row.verdict for row in _findings(*told)] == ["revised"]
    lost = "THE KING: The copper crown of the old realm has lost {} percent of its worth."
    fall = ("2031-03-04", lost.format(15)), ("2031-03-06", lost.format(30))
    assert [row.verdict for row in _findings(*fall, genre="transcript")] == ["revised"]


def test_a_number_whose_beginning_stands_in_a_bracket_is_lost() -> None:
    words = "The lake harbour of the north handles {} million tons of salt and wool a year."
    assert not _findings(("2031-03-04", words.format("3.[5]")), ("2031-03-05", words.format("3.5")))


def test_two_numbers_that_one_document_tells_are_two_things() -> None:
    words = "About {} percent of the lake schools are open to all children."
    both = f"{words.format(99)} {words.format(46)}"
    assert not _findings(
        ("2031-01-04", words.format(99)), ("2031-03-24", words.format(46)), ("2031-06-05", both)
    )


def test_a_share_in_words_is_as_rough_as_one_in_digits() -> None:
    words = "{} percent of the lake schools are open to all children across the coast."
    assert not _findings(
        ("2031-01-04", words.format("Ninety-seven")), ("2031-01-04", words.format("Ninety-six"))
    )


def test_three_numbers_of_one_thing_are_tied_by_two_findings() -> None:
    words = "The order protects {} million ferry workers at 76,000 landing sites."
    found = _findings(*(("2031-03-04", words.format(number)) for number in ("17", "10.4", "14")))
    assert [row.verdict for row in found] == ["conflicts", "conflicts"]


def test_what_two_claims_share_is_named_in_the_finding() -> None:
    words = "The order protects {} million ferry workers at 76,000 landing sites."
    (finding,) = _findings(*(("2031-03-04", words.format(number)) for number in ("17", "10.4")))
    assert "ferry" in finding.why
    assert {span.quote for span in finding.spans} >= {"17 million", "10.4 million"}


def test_the_gold_names_two_places_and_a_known_label() -> None:
    gold = Path(__file__).parent.parent / "benchmarks" / "gold" / "clashes.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    assert len([row for row in rows if "label" in row]) == 320
    assert all(0 <= start < end for row in rows for _, start, end in row["figures"])
    assert {row.get("label") or row["finding"] for row in rows} <= set(LABELS) | set(SHOWN)


def test_what_two_claims_share_is_told_in_words_not_in_stems() -> None:
    words = "Small businesses with fewer than 50 clerks created {} million posts in the islands."
    (finding,) = _findings(("2031-03-04", words.format("1.9")), ("2031-03-04", words.format("2.4")))
    assert "businesses" in finding.why
