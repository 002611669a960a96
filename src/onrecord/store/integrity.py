"""Whether a record is whole: every span fits its quote, every source its hash, every index its rows."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from onrecord.errors import SpanError
from onrecord.model import Span
from onrecord.store import sqlite
from onrecord.store.mapper import build
from onrecord.store.record import Store
from onrecord.store.schema import BYTES, NOUNS, ROWS, SPANS, TABLES
from onrecord.store.spans import spans_of
from onrecord.text import check_span

SHOWN = 20  # faults of one kind that are told in full


@dataclass(slots=True)
class Health:
    """What was looked at, and what is wrong with it."""

    sources: int = 0
    documents: int = 0
    rows: int = 0
    spans: int = 0
    faults: list[str] = field(default_factory=list)


def examine(store: Store, say: Callable[[str], None] = lambda _: None) -> Health:
    """Look at everything that a record holds; an empty list of faults means that all of it holds."""
    health = Health()
    for words, look in _LOOKS:
        say(words)
        found = list(look(store, health))
        health.faults += found[:SHOWN]
        if len(found) > SHOWN:
            health.faults.append(f"... and {len(found) - SHOWN:,} more such faults")
    return health


def _file(store: Store, _: Health) -> Iterator[str]:
    with store.transaction() as connection:
        yield from (f"file: {fault}" for fault in sqlite.file_faults(connection))
        yield from (f"full text: {fault}" for fault in sqlite.full_text_faults(connection))


def _sources(store: Store, health: Health) -> Iterator[str]:
    table = TABLES["sources"]
    query = select(table.c.id, table.c.sha256, BYTES.c.bytes).outerjoin(BYTES, BYTES.c.source == table.c.id)
    for row in store.select(query):
        health.sources += 1
        fault = _source_fault(row)
        if fault:
            yield f"source {row['id']}: {fault}"


def _source_fault(row: dict[str, Any]) -> str | None:
    if row["bytes"] is None:
        return "its bytes are missing"
    try:
        raw = zlib.decompress(row["bytes"])
    except zlib.error as error:
        return f"its bytes are damaged ({error})"
    found = hashlib.sha256(raw).hexdigest()
    return None if found == row["sha256"] else f"its bytes have the hash {found}, not {row['sha256']}"


def _rows(store: Store, health: Health) -> Iterator[str]:
    """Each row's own spans, however deep, against the texts; and the table of spans against the rows."""
    text = _Texts(store, health)
    for noun in ("documents", *ROWS):
        kept = _kept_spans(store, noun)
        for row in store.select(_in_order(noun)):
            health.rows += 1
            yield from _row_faults(noun, row, text, kept.pop(row["id"], 0))
        yield from (f"spans of {noun} {id}, which is not on record" for id in kept)


def _in_order(noun: str) -> Any:
    table = TABLES[noun]
    return select(table).order_by(table.c.id if noun == "documents" else table.c.document)


def _kept_spans(store: Store, noun: str) -> dict[str, int]:
    """How many spans the table of spans holds of each row."""
    found: dict[str, int] = {}
    for row in store.select(select(SPANS.c.row).where(SPANS.c.noun == noun)):
        found[row["row"]] = found.get(row["row"], 0) + 1
    return found


def _row_faults(noun: str, row: dict[str, Any], text: _Texts, kept: int) -> Iterator[str]:
    where = f"{noun} {row['id']}"
    spans = list(spans_of(build(NOUNS[noun], row)))
    text.health.spans += len(spans)
    for role, span in spans:
        try:
            check_span(text(span.document), span)
        except SpanError as error:
            yield f"{where}, {role}: {error}"
    if noun != "documents" and len(spans) != kept:
        yield f"{where}: it has {len(spans)} spans, the table of spans {kept}"


def _span_table(store: Store, health: Health) -> Iterator[str]:
    text = _Texts(store, health)
    for row in store.select(select(SPANS).order_by(SPANS.c.document)):
        span = Span(row["document"], row["start"], row["end"], row["quote"])
        try:
            check_span(text(span.document), span)
        except SpanError as error:
            yield f"span of {row['noun']} {row['row']}, {row['role']}: {error}"


def _documents(store: Store, health: Health) -> Iterator[str]:
    for document in store.documents():
        health.documents += 1
        bad = [one for one in document.furniture if not 0 <= one.start < one.end <= len(document.text)]
        if bad:
            yield f"document {document.id}: furniture outside of its text: {bad[0]}"


class _Texts:
    """Texts by document; rows come in the order of documents, so that few are read twice."""

    def __init__(self, store: Store, health: Health) -> None:
        self.store, self.health = store, health
        self._known: dict[str, str] = {}

    def __call__(self, document: str) -> str:
        if document not in self._known:
            if len(self._known) > 500:
                self._known.clear()
            table = TABLES["documents"]
            found = next(self.store.select(select(table.c.text).where(table.c.id == document)), None)
            if found is None:
                raise SpanError(f"the document {document!r} is not on record")
            self._known[document] = found["text"]
        return self._known[document]


_LOOKS: tuple[tuple[str, Callable[[Store, Health], Iterator[str]]], ...] = (
    ("the file and its indexes", _file),
    ("the bytes of sources", _sources),
    ("documents", _documents),
    ("rows and their spans", _rows),
    ("the table of spans", _span_table),
)
