"""A document's text cut into lines and pieces, each piece with the rows that lie on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Row = Mapping[str, Any]

# The order in which a piece that several rows share takes its colour: the narrowest kind first.
NOUNS = ("figures", "commitments", "events", "statements")
CITED = "cited"  # the words that a link points to


@dataclass(frozen=True, slots=True)
class Mark:
    """Half-open code points of the text that a row lies on; `noun` is null for furniture."""

    start: int
    end: int
    noun: str | None
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the same marks; `anchors` are ids of rows that begin here."""

    start: int
    text: str
    classes: str
    title: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the text, its pieces, and the notes in the margin beside it."""

    start: int
    pieces: tuple[Piece, ...]
    notes: tuple[Mapping[str, str], ...]


def marks_of(document: Row, rows: Mapping[str, Sequence[Row]]) -> list[Mark]:
    """Every mark of a document: its furniture, and the spans of its rows."""
    found = [
        Mark(item["start"], item["end"], None, "", f"page furniture: {item['why']}")
        for item in document["furniture"]
    ]
    for noun in NOUNS:
        for row in rows.get(noun, ()):
            spans = row["content"] if noun == "statements" else row["spans"]
            found.extend(
                Mark(span["start"], span["end"], noun, row["id"], note(noun, row))
                for span in spans
                if span["document"] == document["id"]
            )
    return found


def note(noun: str, row: Row) -> str:
    """What stands in the margin: the speaker, the value, the kind."""
    if noun == "statements":
        speaker = row["speaker"] or {}
        return (
            speaker.get("name")
            or speaker.get("as_written")
            or f"nobody named: {speaker.get('why') or 'no source'}"
        )
    if noun == "figures":
        return figure_words(row)
    if noun == "commitments":
        return f"{row['kind']} · {who(row['obligor']) or ', '.join(row['addressees'] or ())}"
    place = f" · {row['place']}" if row.get("place") else ""
    return f"{row['type'].replace('_', ' ')}{place}"


def who(speaker: Row | None) -> str:
    """A speaker's name, or the words as written."""
    return (speaker or {}).get("name") or (speaker or {}).get("as_written") or ""


_SIGNS = {
    "about": "about ",
    "more_than": "more than ",
    "less_than": "less than ",
    "at_least": "at least ",
    "at_most": "at most ",
}


def figure_words(row: Row) -> str:
    """A figure's value as a person reads it: `more than 1,200,000,000 USD`, `20 to 30 percent`."""
    low, high = number(row["low"]), number(row["high"])
    value = f"{low} to {high}" if low and high and low != high else low or high or "some"
    return f"{_SIGNS.get(row['approximator'], '')}{value} {row['unit'] or ''}".strip()


def number(value: float | None) -> str:
    """A number with thousands apart and no needless decimals; empty for null."""
    return "" if value is None else f"{value:,.0f}" if float(value).is_integer() else f"{value:,g}"


def lines(text: str, marks: Sequence[Mark]) -> list[Line]:
    """The lines of a text that hold words, in order."""
    starts: dict[str, int] = {}
    for mark in sorted(marks, key=lambda mark: mark.start):
        if mark.id:
            starts.setdefault(mark.id, mark.start)
    return [
        _line(text, found.start(), found.end(), marks, starts)
        for found in re.finditer(r"[^\n]*\S[^\n]*", text)
    ]


def _line(text: str, start: int, end: int, marks: Sequence[Mark], starts: Mapping[str, int]) -> Line:
    here = [mark for mark in marks if mark.start < end and start < mark.end]
    cuts = sorted({start, end, *(c for mark in here for c in (mark.start, mark.end) if start < c < end)})
    pieces = tuple(
        _piece(text, a, b, [mark for mark in here if mark.start <= a and b <= mark.end], starts)
        for a, b in pairwise(cuts)
    )
    return Line(start, pieces, tuple(_notes(here, start, end, starts)))


def _piece(text: str, start: int, end: int, here: Sequence[Mark], starts: Mapping[str, int]) -> Piece:
    nouns = {mark.noun for mark in here}
    classes = " ".join(
        ["furniture"] if None in nouns else [noun for noun in (*NOUNS, CITED) if noun in nouns]
    )
    titles = "; ".join(dict.fromkeys(mark.title for mark in here))
    anchors = tuple(dict.fromkeys(mark.id for mark in here if mark.id and starts[mark.id] == start))
    return Piece(start, text[start:end], classes, titles, anchors)


def _notes(
    here: Iterable[Mark], start: int, end: int, starts: Mapping[str, int]
) -> Iterable[Mapping[str, str]]:
    seen: set[str] = set()
    for mark in sorted(
        here, key=lambda mark: (mark.start, NOUNS[::-1].index(mark.noun) if mark.noun in NOUNS else 9)
    ):
        if mark.noun in NOUNS and start <= starts[mark.id] < end and mark.id not in seen:
            seen.add(mark.id)
            yield {"noun": mark.noun, "id": mark.id, "title": mark.title}
