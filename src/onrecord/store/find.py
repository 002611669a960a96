"""Filtered rows of a noun, and passages by their words: what interfaces ask, as plain values."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, Text, and_, exists, or_, select, type_coerce

from onrecord.errors import KnownValueError, UsageError
from onrecord.store import sqlite
from onrecord.store.record import Store, table_of
from onrecord.store.schema import SPANS, TABLES

DOCUMENTS = TABLES["documents"]
# Where each filter looks, in the order of preference; a noun that has none of them does not take the filter.
SPEAKERS = ("speaker", "stated_by")
NAMES = ("actor_name", "name")
DATES = ("said_on", "as_of", "date", "due", "joined", "published", "dateline")
KINDS = ("kind", "type", "check", "genre", "mode", "reason", "step", "media_type", "noun", "unit")
WORDS = ("quote", "name", "text", "title", "why", "detail", "path", "verdict")
SPANNED = ("object",)
INSIDE = {"position", "step_of", "current", "key"}  # the store's own, shown to nobody


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a question; null asks for all. `after` passes over that many rows, a limit of 0 is none,
    `whole` gives documents with their texts and problems with what was weighed and dropped.
    """

    id: str | None = None
    document: str | None = None
    speaker: str | None = None
    since: str | None = None
    until: str | None = None
    contains: str | None = None
    measure: str | None = None
    kind: str | None = None
    verdict: str | None = None
    limit: int = 0
    after: int = 0
    whole: bool = False


def find(store: Store, noun: str, filters: Filters) -> Iterator[dict[str, Any]]:
    """Rows of a noun that pass all filters, by document and in the order of the text; texts of documents left out."""
    table = table_of(noun)
    wanted = [column for column in table.columns if column.name not in INSIDE]
    if noun == "documents" and not (filters.id or filters.whole):
        wanted = [column for column in wanted if column.name != "text"]
    query = select(*wanted)
    for condition in _conditions(store, table, filters):
        query = query.where(condition)
    yield from store.select(_paged(query.order_by(*_order(table)), filters))


def _paged(query: Select[Any], filters: Filters) -> Select[Any]:
    if filters.after:
        query = query.offset(filters.after)
    return query.limit(filters.limit) if filters.limit else query.limit(-1) if filters.after else query


def _order(table: Table) -> list[Any]:
    if table.name == "findings":
        return [table.c.severity.desc(), table.c.id]
    if table.name == "reviews":
        return [table.c.when, table.c.id]
    names = ("path", "part", "document", "position", "id")
    return [table.c[name] for name in names if name in table.c]


def _conditions(store: Store, table: Table, filters: Filters) -> Iterator[ColumnElement[bool]]:
    if table.name == "documents" and not filters.id:
        yield table.c.current
    if table.name == "problems" and not (filters.kind or filters.whole):
        yield not_dropped()
    for part in fields(Filters):
        value = getattr(filters, part.name)
        if value is None or part.name in ("limit", "after", "whole"):
            continue
        condition = _ONE[part.name](store, table, value)
        if condition is None:
            takers = [name for name, make in _ONE.items() if make(store, table, "x") is not None]
            raise KnownValueError(f"the filter for {table.name}", part.name, takers)
        yield condition


def not_dropped() -> ColumnElement[bool]:
    """Problems proper: what an extractor weighed and left out (step `figures.drop`) is kept beside them, to be read."""
    return TABLES["problems"].c.step.not_like("%.drop")


def _first(table: Table, names: tuple[str, ...]) -> Any:
    return next((table.c[name] for name in names if name in table.c), None)


def _by_id(_: Store, table: Table, value: str) -> ColumnElement[bool]:
    return table.c.id.like(f"{_escaped(value)}%", escape="\\")


def _by_document(store: Store, table: Table, value: str) -> ColumnElement[bool] | None:
    column = table.c.id if table.name == "documents" else table.c.get("document")
    if column is None:
        return None
    if table.name == "problems":
        return column.like(f"%{_escaped(value)}", escape="\\")
    ids = [value] if value == "x" else matching(store, value)
    if "document" in table.c and table.name != "reviews":
        cited = select(SPANS.c.row).where(SPANS.c.noun == table.name, SPANS.c.document.in_(ids))
        return or_(column.in_(ids), and_(column.is_(None), table.c.id.in_(cited)))
    return column.in_(ids)


def matching(store: Store, words: str) -> list[str]:
    """Ids of the current documents that these words name: an id or its beginning, a path or its end; UsageError if none."""
    like, like_url = _escaped(words), _escaped(json.dumps(words, ensure_ascii=False))
    named = or_(
        DOCUMENTS.c.id.like(f"{like}%", escape="\\"),
        DOCUMENTS.c.path == words,
        DOCUMENTS.c.path.like(f"%/{like}", escape="\\"),
        DOCUMENTS.c.url == words,
        met_at(words),
        met_at(words, end=True),
        type_coerce(DOCUMENTS.c.printings, Text).like(f'%"url":{like_url}%', escape="\\"),
    )
    query = select(DOCUMENTS.c.id).where(named).order_by(DOCUMENTS.c.current.desc(), DOCUMENTS.c.part)
    found = [row["id"] for row in store.select(query)]
    if not found:
        raise UsageError(
            f"no document is called {words!r}; give its id or file name (`onrecord show documents`)"
        )
    return found


def met_at(words: str, end: bool = False) -> ColumnElement[bool]:
    """Documents that were met at this path (or one that ends so), as their printings tell."""
    written = json.dumps(words, ensure_ascii=False)[1:]
    like = f'%"path":"{"%/" if end else ""}{_escaped(written)}%'
    return type_coerce(DOCUMENTS.c.printings, Text).like(like, escape="\\")


def _by_speaker(_: Store, table: Table, value: str) -> ColumnElement[bool] | None:
    column, like = _first(table, SPEAKERS), f"%{_escaped(value)}%"
    if column is not None and table.name != "documents":
        names = column["name"].as_string(), column["as_written"].as_string()
        return or_(*(name.ilike(like, escape="\\") for name in names))
    name = _first(table, ("speaker", *NAMES))
    return None if name is None else name.ilike(like, escape="\\")


def _dated(table: Table) -> Any:
    return _first(table, DATES)


def _since(_: Store, table: Table, value: str) -> ColumnElement[bool] | None:
    return _bounded(table, lambda date: date["latest"].as_string() >= value)


def _until(_: Store, table: Table, value: str) -> ColumnElement[bool] | None:
    last = value + "-12-31"[len(value) - 4 :] if len(value) in (4, 7) else value
    return _bounded(table, lambda date: date["earliest"].as_string() <= last)


def _bounded(table: Table, holds: Any) -> ColumnElement[bool] | None:
    """By the row's own date where it has one, else by the publication of its document."""
    own = _dated(table)
    if table.name == "documents" or "document" not in table.c:
        return None if own is None else holds(own)
    published = exists().where(DOCUMENTS.c.id == table.c.document, holds(DOCUMENTS.c.published))
    return published if own is None else or_(holds(own), and_(own.is_(None), published))


def _contains(_: Store, table: Table, value: str) -> ColumnElement[bool]:
    like = f"%{_escaped(value)}%"
    cited = select(SPANS.c.row).where(SPANS.c.noun == table.name, SPANS.c.quote.ilike(like, escape="\\"))
    own = [table.c[name].ilike(like, escape="\\") for name in WORDS if name in table.c]
    own += [
        table.c[name]["quote"].as_string().ilike(like, escape="\\") for name in SPANNED if name in table.c
    ]
    return or_(table.c.id.in_(cited), *own)


def _by_measure(_: Store, table: Table, value: str) -> ColumnElement[bool] | None:
    measures = TABLES["measures"]
    named = or_(measures.c.id == value, measures.c.name.ilike(f"%{_escaped(value)}%", escape="\\"))
    if table.name == "measures":
        return named
    return table.c.measure.in_(select(measures.c.id).where(named)) if "measure" in table.c else None


def _by_kind(_: Store, table: Table, value: str) -> ColumnElement[bool] | None:
    columns = [table.c[name] for name in KINDS if name in table.c]
    return or_(*(column == value for column in columns)) if columns else None


def _by_verdict(_: Store, table: Table, value: str) -> ColumnElement[bool] | None:
    column = _first(table, ("verdict", "stage", "approximator", "polarity", "factuality"))
    return None if column is None else column == value


_ONE = {
    "id": _by_id,
    "document": _by_document,
    "speaker": _by_speaker,
    "since": _since,
    "until": _until,
    "contains": _contains,
    "measure": _by_measure,
    "kind": _by_kind,
    "verdict": _by_verdict,
}


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def search(store: Store, words: str, limit: int = 20, every: bool = True) -> list[dict[str, Any]]:
    """Passages that hold all (or any) of the words ("in quotation marks": in a row), best first, each with its span."""
    query = sqlite.full_text_query(words, every)
    if not query:
        raise UsageError(f"{words!r} holds no words to look for")
    with store.read() as connection:
        rows = connection.execute(sqlite.SEARCH, {"query": query, "limit": limit}).mappings()
        return [_hit(row) for row in rows]


def _hit(row: Any) -> dict[str, Any]:
    span = {"document": row["document"], "start": row["start"], "end": row["end"], "quote": row["words"]}
    return {"document": row["document"], "score": -row["rank"], "spans": [span]}
