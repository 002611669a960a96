"""Tables of documents: CSV, JSON and JSON lines with a column that holds the text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.errors import ReadError
from onrecord.read.part import Part
from onrecord.read.plain import decode

TEXT = ("text", "body", "content", "article", "transcript", "full_text", "fulltext", "story")
_NAMES = {
    "headline": "title",
    "source": "outlet",
    "publisher": "outlet",
    "author": "byline",
    "published": "date",
    "published_at": "date",
    "publication_date": "date",
    "link": "url",
    "source_url": "url",
}
_CELL = 50_000_000  # characters; the csv module's own limit is far too small for a transcript


def read_csv(raw: bytes) -> Iterator[Part]:
    """A document a row."""
    text = decode(raw)
    csv.field_size_limit(_CELL)
    try:
        dialect: Any = csv.Sniffer().sniff(text.split("\n", 1)[0] + "\n", delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        yield from _parts(csv.DictReader(io.StringIO(text, newline=""), delimiter=dialect.delimiter))
    except csv.Error as error:
        raise ReadError("damaged", f"no table that can be read: {error}") from error


def read_json(raw: bytes) -> Iterator[Part]:
    """A document an object: the whole value, a list of them, or the first list inside."""
    try:
        value = json.loads(decode(raw))
    except ValueError as error:
        raise ReadError("damaged", f"no JSON: {error}") from error
    yield from _parts(_objects(value))


def read_jsonl(raw: bytes) -> Iterator[Part]:
    """A document a line."""
    yield from _parts(_lines(decode(raw)))


def _lines(text: str) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield from _objects(json.loads(line))
            except ValueError as error:
                raise ReadError("damaged", f"line {number} is no JSON: {error}") from error


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, dict) and not _column(value):
        lists = (v for v in value.values() if isinstance(v, list) and v and isinstance(v[0], dict))
        value = next(lists, [value])
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict):
            yield item


def _column(row: Mapping[str, Any]) -> str | None:
    lower = {str(key).lower(): key for key in row if key is not None}
    return next((str(lower[name]) for name in TEXT if name in lower), None)


def _parts(rows: Iterable[Mapping[str, Any]]) -> Iterator[Part]:
    number = 0
    for number, row in enumerate(rows, 1):
        column = _column(row)
        if column is None:
            raise ReadError(
                "no_text_column", f"row {number} has no column {', '.join(TEXT[:-1])} or {TEXT[-1]}"
            )
        if isinstance(row[column], str):
            yield Part(row[column], name=str(number), metadata=_metadata(row, column))
    if not number:
        raise ReadError("empty", "a table without rows")


def _metadata(row: Mapping[str, Any], column: str) -> Mapping[str, str]:
    named = ((_NAMES.get(str(key).lower(), str(key).lower()), key, value) for key, value in row.items())
    return {
        name: str(value)
        for name, key, value in named
        if key not in (None, column) and isinstance(value, str | int) and str(value).strip()
    }
