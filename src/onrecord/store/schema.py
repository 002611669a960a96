"""The tables of a record, one for each noun, made from the dataclasses of `model`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

from onrecord import model
from onrecord.store.mapper import hints, outer, scalar

METADATA = MetaData()

# The nouns of a record and the types that they keep; the order is that of writing.
NOUNS: Mapping[str, type] = {
    "sources": model.Source,
    "documents": model.Document,
    "turns": model.Turn,
    "times": model.Time,
    "mentions": model.Mention,
    "statements": model.Statement,
    "figures": model.Figure,
    "commitments": model.Commitment,
    "meetings": model.Meeting,
    "events": model.Event,
    "memberships": model.Membership,
    "objectives": model.Objective,
    "actors": model.Actor,
    "measures": model.Measure,
    "findings": model.Finding,
    "problems": model.Problem,
    "reviews": model.Review,
}
ROWS: Mapping[str, type[model.Row]] = {
    noun: kind for noun, kind in NOUNS.items() if issubclass(kind, model.Row)
}
NOUN_OF: Mapping[type, str] = {kind: noun for noun, kind in NOUNS.items()}

_TYPES: Mapping[type, Any] = {str: Text, bool: Boolean, int: Integer, float: Float}
_INDEXED = {
    "document",
    "statement",
    "measure",
    "thread",
    "meeting",
    "turn",
    "item",
    "source",
    "path",
    "check",
}


def _columns(cls: type) -> list[Column[Any]]:
    known = hints(cls)
    # The text comes last, so that a reader of the other columns never touches its pages.
    parts = sorted(fields(cls), key=lambda part: part.name == "text")
    return [_column(cls, part.name, known[part.name]) for part in parts]


def _column(cls: type, name: str, hint: Any) -> Column[Any]:
    kind = scalar(hint)
    column_type: Any = _TYPES[kind] if kind else JSON(none_as_null=True)
    if name == "id":
        return Column("id", Text, primary_key=True)
    if name == "document" and issubclass(cls, model.Row):
        return Column("document", Text, ForeignKey("documents.id"))
    if name == "source" and cls is model.Document:
        return Column("source", Text, ForeignKey("sources.id"), nullable=False, index=True)
    return Column(outer(name), column_type, index=kind is str and name in _INDEXED)


def _bookkeeping(noun: str, cls: type) -> list[Column[Any]]:
    """What the store keeps beside a row's own fields.

    `position` is the place in the order of the text, `step_of` what first wrote the row (extract, resolve, check,
    enter), `reviewed` a person's decisions, `current` false for a document that a newer version replaced.
    """
    kept: list[Column[Any]] = []
    if issubclass(cls, model.Row) or cls is model.Problem:
        kept += [Column("position", Integer), Column("step_of", Text)]
    if cls is model.Document:
        kept += [Column("current", Boolean, nullable=False), Column("key", Text)]
    if noun not in ("sources", "problems", "reviews"):
        kept.append(Column("reviewed", JSON(none_as_null=True)))
    return kept


def _table(noun: str, cls: type) -> Table:
    own = _columns(cls)
    last = [column for column in own if column.name == "text" and cls is model.Document]
    first = [column for column in own if column not in last]
    table = Table(noun, METADATA, *first, *_bookkeeping(noun, cls), *last)
    if issubclass(cls, model.Row):
        Index(f"ix_{noun}_document_position", table.c.document, table.c.position)
    return table


TABLES: Mapping[str, Table] = {noun: _table(noun, cls) for noun, cls in NOUNS.items()}

SPANS = Table(
    "spans",
    METADATA,
    Column("noun", Text, nullable=False),
    Column("row", Text, nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("position", Integer, nullable=False),
    Column("document", Text, ForeignKey("documents.id"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("quote", Text, nullable=False),
    Index("ix_spans_document_start", "document", "start"),
)
BYTES = Table(
    "source_bytes",
    METADATA,
    Column("source", Text, ForeignKey("sources.id"), primary_key=True),
    Column("compression", Text, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)
# Which file gave which source, and by what key (bytes, reader, extractors, campaign, sidecar) it was last read.
FILES = Table(
    "files",
    METADATA,
    Column("path", Text, primary_key=True),
    Column("source", Text, ForeignKey("sources.id"), index=True),
    Column("key", Text, nullable=False),
    Column("sidecar", JSON(none_as_null=True)),
    Column("seen_at", Text, nullable=False),
)
# Texts that another reader version replaced: texts are versioned, never edited.
TEXTS = Table(
    "old_texts",
    METADATA,
    Column("document", Text, ForeignKey("documents.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("read_by", Text),
    Column("text", Text, nullable=False),
)
PASSAGES = Table(
    "passages",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("document", Text, ForeignKey("documents.id"), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)
# What a stage derived and wants to keep (indexes, vectors): rebuilt at any time from the rows.
BLOBS = Table(
    "blobs",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)
STATE = Table("state", METADATA, Column("name", Text, primary_key=True), Column("value", Text))
MIGRATIONS = Table(
    "schema_versions",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("applied_at", Text, nullable=False),
)


@cache
def nested(noun: str) -> frozenset[str]:
    """The columns of a noun's table that hold JSON."""
    return frozenset(column.name for column in TABLES[noun].columns if isinstance(column.type, JSON))
