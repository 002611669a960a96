"""Rows as lines for a terminal: when, who or what, the words, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]
WIDTH = 160  # characters of a quotation that are shown
CHANGES = 8  # changes of a page that are shown
DATES = ("said_on", "as_of", "date", "published", "due", "joined", "when", "got_at")


def lines(noun: str, row: Row) -> Iterator[str]:
    """One row in two or three lines: its head, its words, its place."""
    yield "  ".join(filter(None, (row["id"], _date(row), _head(noun, row), _reviewed(row))))
    changes = list(_changes(row))[:CHANGES] if noun == "findings" else []
    words = "" if changes else quote(row)
    if words:
        yield f"    “{words}”"
    yield from changes
    place = cited(row)
    if place:
        yield f"    {place}"


def _changes(row: Row) -> Iterator[str]:
    """What an edit of a whole page changed, and the rows that rest on it, a line each."""
    for change in row["values"].get("changes") or ():
        if not isinstance(change, Mapping):  # the kinds of a quotation's edits
            continue
        one, two = (quote({"spans": [change[side]] if change[side] else []}) for side in ("before", "after"))
        yield (
            f"    {change['kind'].replace('_', ' ')}: “{one}” → “{two}”"
            if one and two
            else (f"    gone: “{one}”" if one else f"    new: “{two}”")
        )
    resting = row["values"].get("rows") or ()
    if resting:
        yield f"    rows on changed words: {', '.join(resting[:8])}" + (" …" if len(resting) > 8 else "")


def near(row: Row) -> Iterator[str]:
    """Passages offered beside a statement, with a plain word on what they are not."""
    if row.get("nearest"):
        yield "  nearest by meaning, not a quotation:"
    for one in row.get("nearest") or ():
        day = "" if one["occasion"] == "same" else "another day, "
        named = ", ".join(filter(None, (one["date"], one["outlet"], one["title"])))
        yield f"    {one['score']:.2f}  “{quote(one)}”\n          {day}{named}, {cited(one)}"


def quote(row: Row, width: int = WIDTH) -> str:
    """The words of a row's spans, in one line, cut at `width`."""
    words = " ".join(" … ".join(span["quote"] for span in row["spans"]).split())
    return words if len(words) <= width else words[: width - 1].rstrip() + "…"


def cited(row: Row) -> str:
    """Where the words stand: `document[start:end)` of each span, three at most."""
    places = [f"{span['document']}[{span['start']}:{span['end']})" for span in row["spans"]]
    return ", ".join(places[:3]) + (f" and {len(places) - 3} more" if len(places) > 3 else "")


def speaker(value: Row | None) -> str:
    """A speaker by name, with the words as written where they differ."""
    if not value:
        return ""
    name, written = value.get("name"), value.get("as_written")
    if name and written and name != written:
        return f"{name} (“{written}”)"
    return name or written or "?"


def number(row: Row) -> str:
    """A figure in words: approximator, value and unit."""
    low, high = _plain(row["low"]), _plain(row["high"])
    value = low if low == high else f"{low or '…'} to {high or '…'}"
    sign = {"exact": "", "between": "", "about": "about ", "vague": "vague "}
    before = sign.get(row["approximator"], row["approximator"].replace("_", " ") + " ")
    only = low or high or "?"
    amount = only if row["approximator"] in _OPEN else value
    return f"{before}{amount} {row['unit']}"


_OPEN = {"more_than", "less_than", "at_least", "at_most"}


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:,.10g}"


def _date(row: Row) -> str:
    for name in DATES:
        value = row.get(name)
        if value:
            return str(value if isinstance(value, str) else value["value"])
    return ""


def _reviewed(row: Row) -> str:
    made = row.get("reviewed")
    return f"[{made['decision']} by {made['who']}]" if made else ""


def _figure(row: Row) -> str:
    words = number(row)
    thing = row.get("object")
    return f"{words} ({thing['quote']}), {row['status']}" if thing else f"{words}, {row['status']}"


def _commitment(row: Row) -> str:
    return f"{row['kind']} by {speaker(row['obligor'])}, said by {speaker(row['stated_by'])}; {row['stage']}"


def _event(row: Row) -> str:
    sides = (
        f" from {row.get('from') or '?'} to {row.get('to') or '?'}"
        if row.get("from") or row.get("to")
        else ""
    )
    return f"{row['type']}{sides} {row['place'] or ''} {', '.join(row['actors'] or ())}".strip()


def _named(*fields: str) -> Any:
    return lambda row: ", ".join(str(row[name]) for name in fields if row.get(name))


def _measure(row: Row) -> str:
    """A measure with how many values it has, from when to when."""
    days = sorted(filter(None, ((point["as_of"] or {}).get("value") for point in row["series"])))
    when = f", {days[0]} to {days[-1]}" if days and days[0] != days[-1] else ""
    named = ", named by a person" if row["confirmed"] else ""
    return f"{row['name']} ({row['unit']}): {len(row['series'])} values{when}{named}"


_HEADS: Mapping[str, Any] = {
    "sources": _named("path", "media_type", "size"),
    "documents": lambda row: _named("title", "outlet", "genre", "path")(row) + _version(row) + _printed(row),
    "turns": lambda row: f"{row['kind']} {speaker(row['speaker'])}",
    "times": _named("type", "value"),
    "mentions": _named("kind", "name", "office"),
    "statements": lambda row: f"{speaker(row['speaker'])} ({row['mode']})",
    "figures": _figure,
    "commitments": _commitment,
    "meetings": _named("name", "place"),
    "events": _event,
    "memberships": _named("actor_name"),
    "objectives": lambda row: speaker(row["stated_by"]),
    "actors": _named("kind", "name"),
    "measures": _measure,
    "findings": _named("check", "verdict", "why"),
    "problems": lambda row: f"{row['step']}: {row['reason']}: {row.get('document') or ''} {row['detail']}",
    "reviews": lambda row: f"{row['who']} on {row['noun']} {row['item']}: {row['field']} = {row['new']}",
}


def _printed(row: Row) -> str:
    """The other places at which the same bytes were met."""
    others = [one for one in row["printings"] or () if one["path"] != row["path"]]
    told = [
        ", ".join(filter(None, (one["outlet"], (one["published"] or {}).get("value"), one["path"])))
        for one in others
    ]
    return "".join(
        f"; {'also' if one['current'] else 'before'}: {words}"
        for one, words in zip(others, told, strict=True)
    )


def _version(row: Row) -> str:
    return f", version {row['version']}" if row["version"] > 1 else ""


def _head(noun: str, row: Row) -> str:
    return str(_HEADS[noun](row))
