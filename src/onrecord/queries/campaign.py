"""The campaign at a glance: who belongs, who met, what for, who holds what, what was given, who was harmed, what was promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain, islice, takewhile
from typing import Any

from onrecord.model import Campaign
from onrecord.queries.envelope import Answer
from onrecord.queries.rows import Filters, rows
from onrecord.store import Store
from onrecord.store.files import counts

# Heads of figures that count those who belong to a campaign.
MEMBERS = {
    "member",
    "partner",
    "state",
    "country",
    "nation",
    "government",
    "organisation",
    "organization",
    "ally",
}
PARTNERS = {"member", "partner", "ally"}
FEWEST = 3  # `the two countries` are no membership
OF_CONTROL, OF_GIVING, OF_HARM = {"control_change"}, {"contribution", "deployment", "withdrawal"}, {"harm"}

Row = dict[str, Any]


def campaign(store: Store, limit: int = 12) -> Answer:
    """Each section as rows that carry their spans; longest sections are cut at `limit`, with the whole count beside."""
    names = store.campaign()
    meetings = _sorted(rows(store, "meetings"), "date")
    present = {figure for row in meetings for figure in row["attendance"]}
    sections: dict[str, list[Row]] = {
        "members": list(rows(store, "memberships")),
        "numbers_of_members": [
            row for row in _of(store, "figures", MEMBERS, "as_of") if _of_members(names, row, present)
        ],
        "meetings": meetings,
        "objectives": list(rows(store, "objectives")),
        "control": _of(store, "events", OF_CONTROL, "date"),
        "contributions": _of(store, "events", OF_GIVING, "date"),
        "harm": _of(store, "events", OF_HARM, "date"),
        "findings": findings(store),
    }
    data: dict[str, Any] = {
        "name": names.name,
        "counts": counts(store),
        "span_of_time": _span_of_time(store),
        "sections": {name: {"count": len(found), "rows": found[:limit]} for name, found in sections.items()},
        "lines_of_effort": _lines_of_effort(store, names, limit),
    }
    return Answer(data, problems=list(rows(store, "problems", Filters(limit=limit))))


def _of(store: Store, noun: str, kinds: Iterable[str], date: str) -> list[Row]:
    """Rows of some kinds by date; the record picks them out, since a page must not wait for all the others."""
    return _sorted(chain.from_iterable(rows(store, noun, Filters(kind=kind)) for kind in kinds), date)


def _of_members(names: Campaign, row: Row, present: set[str]) -> bool:
    """Whether a number of states or partners is the campaign's: those at a meeting, or its own by what is counted."""
    if max(row["low"] or 0, row["high"] or 0) < FEWEST:
        return False
    counted = (row.get("object") or {}).get("quote", "").casefold()
    ours = any(word.casefold() in counted for word in (names.name, *names.aliases, "coalition") if word)
    return row["id"] in present or ours or (row["unit"] in PARTNERS and " of " not in counted)


def findings(store: Store, limit: int = 0) -> list[Row]:
    """What the checks found to differ, the most severe first; agreement, what could not be checked and what a person
    dismissed are left out."""
    differing = takewhile(lambda row: row["severity"] > 0, rows(store, "findings"))
    worth = (row for row in differing if row["decision"] != "dismissed")
    return list(islice(worth, limit or None))


def _sorted(found: Iterable[Row], field: str) -> list[Row]:
    """By date; what has none comes last."""
    return sorted(found, key=lambda row: (day(row.get(field)) or "9999", row["id"]))


def day(date: Mapping[str, Any] | None) -> str | None:
    """A date's value, at the precision known."""
    return date["value"] if date else None


def _span_of_time(store: Store) -> list[str]:
    """The first and the last day on which a document was published, as far as they are known."""
    days = [row["published"]["earliest"] for row in rows(store, "documents") if row["published"]]
    known = sorted(one for one in days if one)
    return [known[0], known[-1]] if known else []


def _lines_of_effort(store: Store, names: Campaign, limit: int) -> dict[str, dict[str, Any]]:
    """Figures and commitments whose words name a line of effort; one may stand under several."""
    found = {}
    for line, words in names.lines_of_effort.items():
        numbers, promises = _naming(store, "figures", words), _naming(store, "commitments", words)
        found[line] = {
            "figures": {"count": len(numbers), "rows": _sorted(numbers, "as_of")[:limit]},
            "commitments": {"count": len(promises), "rows": promises[:limit]},
        }
    return found


def _naming(store: Store, noun: str, words: Iterable[str]) -> list[Row]:
    """Rows that hold one of the words whole, each once, in the order of the texts."""
    held = {
        row["id"]: row
        for word in words
        for row in rows(store, noun, Filters(contains=word))
        if _says(row, word)
    }
    return sorted(held.values(), key=lambda row: [(span["document"], span["start"]) for span in row["spans"]])


def _says(row: Row, word: str) -> bool:
    said = " ".join(span["quote"] for span in row["spans"]).casefold()
    counted = row.get("object")
    said += " " + (counted["quote"].casefold() if counted else "")
    return _whole(word.casefold(), said)


def _whole(word: str, text: str) -> bool:
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum():
            return True
        at = text.find(word, at + 1)
    return False
