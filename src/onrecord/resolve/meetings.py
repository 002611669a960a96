"""Meetings that several documents tell of, as one row of the record beside its accounts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.lookup import Lookup
from onrecord.model import Meeting
from onrecord.text import digest, fold
from onrecord.values.name import surname

MADE_BY = "resolve.meetings/1"
_BRIEFING = re.compile(r"\b(?:press|background|gaggle|briefing)\b", re.I)
_COUNCIL = re.compile(
    r"\b(?:meeting|summit|ministerial|conference|talks|gathering|forum|call|roundtable)\b", re.I
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Account:
    row: Meeting
    place: frozenset[str]
    people: frozenset[str]


def meetings(lookup: Lookup) -> Iterator[Meeting]:
    """One row for each meeting that at least two documents tell of: the same day, and the same place or people."""
    for day, rows in sorted(_by_day(lookup).items()):
        for group in _groups([_account(row) for row in rows]):
            if len({row.document for row in group}) > 1:
                yield _joined(day, group)


def _by_day(lookup: Lookup) -> dict[str, list[Meeting]]:
    """Accounts by their day; a briefing about a meeting is none of it."""
    days: dict[str, list[Meeting]] = defaultdict(list)
    for row in lookup.rows(Meeting):
        exact = (
            row.date is not None and row.date.earliest is not None and row.date.earliest == row.date.latest
        )
        if row.document and row.date and exact and not _BRIEFING.search(row.name):
            days[row.date.earliest or ""].append(row)
    return days


def _account(row: Meeting) -> _Account:
    people = frozenset(fold(surname(name.split()[-1])) for name in row.attendees if name.strip())
    return _Account(
        row, frozenset(map(str.casefold, _WORD.findall(row.place or ""))) - {"the", "of", "in"}, people
    )


def _groups(accounts: Sequence[_Account]) -> list[list[Meeting]]:
    """Accounts that tell of one meeting, each with one already in its group."""
    groups: list[list[_Account]] = []
    for account in accounts:
        home = next((group for group in groups if any(_same(account, other) for other in group)), None)
        if home is None:
            groups.append([account])
        else:
            home.append(account)
    return [[account.row for account in group] for group in groups]


def _same(one: _Account, other: _Account) -> bool:
    """Two people in common, or a place and a noun of meeting in both."""
    if one.row.document == other.row.document:
        return False
    if len(one.people & other.people) > 1:
        return True
    councils = _COUNCIL.search(one.row.name) and _COUNCIL.search(other.row.name)
    return bool(councils and one.place & other.place)


def _joined(day: str, rows: Sequence[Meeting]) -> Meeting:
    """The accounts together; the shortest name that still names a meeting, the place most told."""
    documents = tuple(sorted({row.document for row in rows if row.document}))
    places = [row.place for row in rows if row.place]
    return Meeting(
        id=digest("meeting", day, *sorted(row.id for row in rows)),
        document=None,
        spans=tuple(span for row in rows for span in row.spans[:2]),
        made_by=MADE_BY,
        name=_name(rows),
        date=rows[0].date,
        place=max(places, key=places.count) if places else None,
        hosts=_union(row.hosts for row in rows),
        attendance=_union(row.attendance for row in rows),
        attendees=_persons(_union(row.attendees for row in rows)),
        documents=documents,
    )


def _name(rows: Sequence[Meeting]) -> str:
    named = [row.name for row in rows if _COUNCIL.search(row.name)] or [row.name for row in rows]
    return min((name for name in named if len(name.split()) > 2), key=len, default=named[0])


def _persons(names: Sequence[str]) -> tuple[str, ...]:
    """Each person once: `Ada M. Vale`, `Ada Vale` and `Vale` are one when no other Vale was there."""
    kept: dict[str, str] = {}
    for name in sorted(names, key=len, reverse=True):
        kept.setdefault(f"{name[:1]} {surname(name)}" if len(name.split()) > 1 else surname(name), name)
    full = {surname(name) for name in kept.values() if len(name.split()) > 1}
    return tuple(
        name
        for name in names
        if name in kept.values() and (len(name.split()) > 1 or surname(name) not in full)
    )


def _union(parts: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for part in parts for item in part))
