"""A hash for each document of what checks read of it, so that a check can tell what has changed since it last ran."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b
from typing import Any

from sqlalchemy import JSON, Connection, Select, Text, select, type_coerce

from onrecord.store.schema import TABLES

# The text itself is told by its version; what a person decided lies in the columns already.
_DOCUMENT = ("text", "furniture", "reviewed", "notes", "current")
_ROWS = {"turns": ("id", "speaker"), "statements": ("id", "speaker", "said_on", "mode")}
_MASK = (1 << 64) - 1


def signatures(connection: Connection) -> Mapping[str, str]:
    """The hashes by document; the order in which rows lie in the record does not count."""
    sums: dict[str, int] = {}
    for query in _queries():
        for document, *values in connection.execute(query):
            sums[document] = (sums.get(document, 0) + _number(values)) & _MASK
    return {document: f"{number:016x}" for document, number in sums.items()}


def _number(values: list[Any]) -> int:
    return int.from_bytes(blake2b(repr(values).encode(), digest_size=8).digest(), "big")


def _queries() -> Iterator[Select[Any]]:
    documents = TABLES["documents"]
    columns = [written(column) for column in documents.c if column.name not in _DOCUMENT]
    yield select(documents.c.id, *columns).where(documents.c.current)
    for noun, names in _ROWS.items():
        table = TABLES[noun]
        yield (
            select(table.c.document, *(written(table.c[name]) for name in names))
            .join(documents, documents.c.id == table.c.document)
            .where(documents.c.current)
        )


def written(column: Any) -> Any:
    """The column as it is written, JSON as text: nested values need not be made to be told apart."""
    return type_coerce(column, Text) if isinstance(column.type, JSON) else column
