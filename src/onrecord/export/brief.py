"""A briefing in Markdown or HTML: what was said, counted, promised and found, every line with its citation."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError
from onrecord.queries.rows import Filters, rows
from onrecord.store import Store

SECTIONS = {
    "Findings": "findings",
    "Meetings": "meetings",
    "Commitments": "commitments",
    "Figures": "figures",
    "Statements": "statements",
}
LIMIT = 200  # rows of a section


@dataclass(frozen=True, slots=True)
class Scope:
    """What a briefing is about; null is everything."""

    meeting: str | None = None
    since: str | None = None
    until: str | None = None
    topic: str | None = None


def write_brief(store: Store, scope: Scope, path: Path) -> int:
    """Write `path` (.md or .html) and return the number of cited lines."""
    if path.suffix not in (".md", ".html"):
        raise UsageError(f"{path.name}: this version writes briefs as .md or .html")
    title, parts = _title(store, scope), dict(_parts(store, scope))
    made = _markdown(title, parts) if path.suffix == ".md" else _html(title, parts)
    try:
        path.write_text(made, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    return sum(len(lines) for lines in parts.values())


def _title(store: Store, scope: Scope) -> str:
    about = [store.campaign().name or "Brief"]
    about += [f"since {scope.since}"] if scope.since else []
    about += [f"until {scope.until}"] if scope.until else []
    about += [f"on “{scope.topic}”"] if scope.topic else []
    return ", ".join(about)


def _parts(store: Store, scope: Scope) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    documents = _documents(store, scope)
    for title, noun in SECTIONS.items():
        filters = Filters(since=scope.since, until=scope.until, contains=scope.topic, limit=LIMIT)
        if noun == "findings":
            filters = Filters(contains=scope.topic, limit=LIMIT)
        found = [row for row in rows(store, noun, filters) if documents is None or _touches(row, documents)]
        if found:
            yield title, [_line(store, noun, row) for row in found]


def _documents(store: Store, scope: Scope) -> set[str] | None:
    """The documents of the meeting asked for; null where none was."""
    if scope.meeting is None:
        return None
    found = next(rows(store, "meetings", Filters(id=scope.meeting)), None)
    if found is None:
        raise UsageError(f"there is no meeting {scope.meeting!r}; `onrecord show meetings` lists them")
    return {*(found["documents"] or ()), *(span["document"] for span in found["spans"])}


def _touches(row: dict[str, Any], documents: set[str]) -> bool:
    return any(span["document"] in documents for span in row["spans"])


def _line(store: Store, noun: str, row: dict[str, Any]) -> tuple[str, str, str]:
    """Head, words and citation of a row."""
    words = " … ".join(" ".join(span["quote"].split()) for span in row["spans"])
    return _head(noun, row), words, "; ".join(_citation(store, span) for span in row["spans"][:2])


def _head(noun: str, row: dict[str, Any]) -> str:
    who = row.get("speaker") or row.get("stated_by") or {}
    date = row.get("said_on") or row.get("as_of") or row.get("date") or row.get("due") or {}
    named = who.get("name") or who.get("as_written") or row.get("name")
    said = f"{row['check']}: {row['verdict']}. {row['why']}" if noun == "findings" else row.get("kind")
    unit = f"{row['approximator']} {row['low']}–{row['high']} {row['unit']}" if noun == "figures" else None
    return ", ".join(str(one) for one in (date.get("value"), named, said, unit) if one)


def _citation(store: Store, span: dict[str, Any]) -> str:
    document = store.document(span["document"])
    published = document.published.value if document.published else "no date"
    name = document.outlet or document.title or document.path or document.id
    return f"{name}, {published}, {document.id}[{span['start']}:{span['end']})"


def _markdown(title: str, parts: dict[str, list[tuple[str, str, str]]]) -> str:
    made = [f"# {_plain(title)}", ""]
    for section, lines in parts.items():
        made += [f"## {section}", ""]
        made += [f"- **{_plain(head)}** “{_plain(words)}” ({_plain(cited)})" for head, words, cited in lines]
        made.append("")
    return "\n".join(made)


def _plain(words: str) -> str:
    """Words of a source that no Markdown reader takes for markup."""
    for sign in "\\`*_[]<>#|":
        words = words.replace(sign, f"\\{sign}")
    return words


def _html(title: str, parts: dict[str, list[tuple[str, str, str]]]) -> str:
    escaped = html.escape
    made = [
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{escaped(title)}</title><h1>{escaped(title)}</h1>"
    ]
    for section, lines in parts.items():
        made.append(f"<h2>{section}</h2><ul>")
        for head, words, cited in lines:
            made.append(
                f"<li><b>{escaped(head)}</b> <q>{escaped(words)}</q> <small>{escaped(cited)}</small></li>"
            )
        made.append("</ul>")
    return "\n".join(made) + "\n"
