"""Meetings that several documents tell of become one row of the record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.model import Date, Meeting, Span
from onrecord.resolve.meetings import meetings


class Accounts:
    """A lookup that holds meetings alone."""

    def __init__(self, *rows: Meeting) -> None:
        self._rows = rows

    def rows(self, kind: type[Any], document: str | None = None) -> Iterator[Any]:
        return iter(row for row in self._rows if isinstance(row, kind))


def _told(document: str, name: str, day: str = "2021-03-10", **fields: Any) -> Meeting:
    return Meeting(
        id=f"{document} {name}",
        document=document,
        spans=(Span(document, 0, 3, "met"),),
        made_by="test",
        name=name,
        date=Date(day, day, day, "stated"),
        **fields,
    )


def _joined(*rows: Meeting) -> list[Meeting]:
    return list(meetings(Accounts(*rows)))  # type: ignore[arg-type]


def test_the_same_day_and_place_is_one_meeting() -> None:
    made = _joined(
        _told("a", "Harbour Ministerial Meeting", place="OSLO", attendance=("f1",)),
        _told(
            "b",
            "Minister Vale at the Harbour Ministerial",
            place="Oslo",
            attendance=("f2",),
            attendees=("Vale",),
        ),
    )
    assert [(row.document, row.documents, row.attendance, row.attendees) for row in made] == [
        (None, ("a", "b"), ("f1", "f2"), ("Vale",))
    ]


def test_the_same_people_met_once() -> None:
    people = {"attendees": ("Ada Vale", "Olaf Brandt")}
    assert (
        len(
            _joined(
                _told("a", "Call with Brandt", **people), _told("b", "Remarks before the meeting", **people)
            )
        )
        == 1
    )


def test_another_day_or_a_briefing_is_another_thing() -> None:
    first = _told("a", "Harbour Ministerial Meeting", place="Oslo")
    assert not _joined(first, _told("b", "Harbour Ministerial Meeting", "2021-03-11", place="Oslo"))
    assert not _joined(first, _told("b", "Press briefing on the meeting", place="Oslo"))


def test_one_document_alone_makes_no_row_of_the_record() -> None:
    assert not _joined(
        _told("a", "Harbour Meeting", place="Oslo"), _told("a", "Second Meeting", place="Oslo")
    )


def test_two_events_at_one_place_are_not_joined_without_a_meeting() -> None:
    assert not _joined(
        _told("a", "Remarks on lamps", place="Oslo"), _told("b", "Remarks on boats", place="Oslo")
    )


def test_the_id_does_not_change_with_the_order() -> None:
    one, two = _told("a", "Harbour Meeting", place="Oslo"), _told("b", "Oslo Meeting", place="Oslo")
    assert _joined(one, two)[0].id == _joined(two, one)[0].id


def test_a_person_written_in_two_ways_is_there_once() -> None:
    made = _joined(
        _told("a", "Harbour Meeting", place="Oslo", attendees=("Ada M. Vale", "Brandt")),
        _told("b", "Oslo Meeting", place="Oslo", attendees=("Ada Vale", "Olaf Brandt")),
    )
    assert made[0].attendees == ("Ada M. Vale", "Olaf Brandt")
