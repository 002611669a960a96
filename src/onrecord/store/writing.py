"""Writing into a record, inside a transaction that the caller opened: sources, documents, rows and all their spans."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, or_, select, update

from onrecord.errors import SpanError
from onrecord.model import Document, Printing, Problem, Review, Row, Source, Span
from onrecord.store import sqlite
from onrecord.store.mapper import plain
from onrecord.store.schema import (
    BLOBS,
    BYTES,
    NOUN_OF,
    PASSAGES,
    ROWS,
    SPANS,
    STATE,
    TABLES,
    TEXTS,
)
from onrecord.store.spans import check_spans
from onrecord.text import digest

CHUNK = 500
LEFT = "left"  # the record's state once a document has left one of several places
DOCUMENTS = TABLES["documents"]


def values(row: Any) -> dict[str, Any]:
    """A dataclass as column values."""
    found: dict[str, Any] = plain(row)
    return found


# ---- sources ---------------------------------------------------------------------------------------------------------


def put_source(connection: Connection, source: Source, compressed: bytes) -> None:
    """Keep a source and its zlib-compressed bytes; the same bytes again change nothing."""
    table = TABLES["sources"]
    if connection.execute(select(table.c.id).where(table.c.id == source.id)).first():
        return
    connection.execute(insert(table).values(values(source)))
    connection.execute(insert(BYTES).values(source=source.id, compression="zlib", bytes=compressed))


def source_bytes(connection: Connection, source: str) -> bytes | None:
    """The bytes of a source as received."""
    found = connection.execute(select(BYTES.c.bytes).where(BYTES.c.source == source)).scalar()
    return None if found is None else zlib.decompress(found)


# ---- documents -------------------------------------------------------------------------------------------------------


def put_document(connection: Connection, document: Document, key: str) -> None:
    """Write a document, new or read again; all rows of it, and its passages, are taken out first."""
    drop_rows(connection, document.id)
    before = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == document.id)).mappings().first()
    made = {**values(document), "current": True, "key": key}
    if before is None:
        connection.execute(insert(DOCUMENTS).values(made))
        return
    made["printings"] = before["printings"]  # which only its files tell
    made["version"] = max(before["version"], document.version)
    if before["text"] != document.text:
        _keep_old_text(connection, before)
        made["version"] = before["version"] + 1
    connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == document.id).values(made))


def _keep_old_text(connection: Connection, before: Mapping[Any, Any]) -> None:
    drop_pointing(connection, before["id"])
    kept = {"document": before["id"], "version": before["version"]}
    connection.execute(insert(TEXTS).values(**kept, read_by=before["read_by"], text=before["text"]))


def note_printing(connection: Connection, document: str, printing: Printing) -> bool:
    """Keep a place where a document was met, in place of what was known of it; whether that is news."""
    known = printings(connection, document)
    kept = [one for one in known if one["path"] != printing.path]
    return _put_printings(connection, document, known, [*kept, plain(printing)])


def end_printing(connection: Connection, document: str, path: str, forget: bool = False) -> bool:
    """A place holds other bytes now (or, to `forget`, is another place's old name); whether that is news."""
    known = printings(connection, document)
    ended = [{**one, "current": False} if one["path"] == path else one for one in known]
    if not forget and ended != known:
        set_state(connection, LEFT, "yes")
    kept = [one for one in ended if not forget or one["path"] != path]
    return _put_printings(connection, document, known, kept)


def printings(connection: Connection, document: str) -> list[dict[str, Any]]:
    """The places where a document was met, as plain values."""
    found = connection.execute(select(DOCUMENTS.c.printings).where(DOCUMENTS.c.id == document)).scalar()
    return list(found or ())


def _put_printings(
    connection: Connection, document: str, known: list[dict[str, Any]], made: list[dict[str, Any]]
) -> bool:
    made = sorted(made, key=lambda one: str(one["path"]))
    if made == known:
        return False
    connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == document).values(printings=made))
    return True


def retire(connection: Connection, document: str) -> None:
    """A newer version has replaced this document: its text stays, its rows go."""
    drop_rows(connection, document)
    drop_pointing(connection, document)
    connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == document).values(current=False))


def drop_rows(connection: Connection, document: str) -> None:
    """Take out all rows of a document, their spans, the document's passages and what stages derived from it."""
    sqlite.forget_passages(connection, document)
    for noun in ROWS:
        table = TABLES[noun]
        mine = select(table.c.id).where(table.c.document == document)
        connection.execute(delete(SPANS).where(SPANS.c.noun == noun, SPANS.c.row.in_(mine)))
        connection.execute(delete(table).where(table.c.document == document))
    problems = TABLES["problems"]
    connection.execute(delete(problems).where(problems.c.document == document))
    connection.execute(delete(BLOBS).where(BLOBS.c.key == document))


def drop_pointing(connection: Connection, document: str) -> None:
    """Take out rows of other documents or of none that cite this one, whose words are about to change."""
    query = select(SPANS.c.noun, SPANS.c.row).where(SPANS.c.document == document).distinct()
    cited: dict[str, list[str]] = {}
    for noun, row in connection.execute(query):
        cited.setdefault(noun, []).append(row)
    for noun, ids in cited.items():
        drop_ids(connection, noun, ids)


def put_passages(connection: Connection, document: Document, ranges: Iterable[tuple[int, int]]) -> None:
    """Make these ranges of a document's text findable by their words."""
    last = connection.execute(select(PASSAGES.c.id).order_by(PASSAGES.c.id.desc()).limit(1)).scalar() or 0
    made: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for at, (start, end) in enumerate(ranges):
        made.append({"id": last + 1 + at, "document": document.id, "start": start, "end": end})
        words.append({"id": last + 1 + at, "words": document.text[start:end]})
    if made:
        connection.execute(insert(PASSAGES), made)
    sqlite.index_passage(connection, words)


# ---- rows ------------------------------------------------------------------------------------------------------------


def put_rows(connection: Connection, rows: Iterable[Row | Problem], step: str) -> list[Problem]:
    """Write rows, replacing those with the same ids; a row whose span does not fit becomes a problem instead.

    `step` is extract, resolve, check or enter: what a rebuild may take out again. Problems made here are returned.
    """
    text = texts(connection)
    faults: list[Problem] = []
    for noun, found in _by_noun(rows).items():
        if noun == "problems":
            _put_problems(connection, found, step)
            continue
        good = list(_fitting(found, noun, text, faults))
        _replace(connection, noun, good, step)
    _put_problems(connection, faults, step)
    return faults


def _by_noun(rows: Iterable[Row | Problem]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(NOUN_OF[type(row)], []).append(row)
    return {noun: found[noun] for noun in TABLES if noun in found}


def _fitting(
    rows: list[Row], noun: str, text: Callable[[str], str], faults: list[Problem]
) -> Iterator[tuple[Row, list[tuple[str, Span]]]]:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            faults.append(_fault(row, noun, "duplicate_id", "two rows of one document have this id"))
            continue
        seen.add(row.id)
        try:
            yield row, check_spans(row, text)
        except SpanError as error:
            faults.append(_fault(row, noun, "span_mismatch", str(error)))


def _fault(row: Row, noun: str, reason: str, detail: str) -> Problem:
    words = f"{noun} {row.id} ({row.made_by}): {detail}"
    return Problem(
        id=digest(row.id, reason, words), document=row.document, step="store", reason=reason, detail=words
    )


def _replace(
    connection: Connection, noun: str, rows: list[tuple[Row, list[tuple[str, Span]]]], step: str
) -> None:
    table = TABLES[noun]
    before = _kept(connection, table, [row.id for row, _ in rows])
    drop_ids(connection, noun, list(before))
    made, spans = [], []
    for at, (row, found) in enumerate(rows):
        kept = before.get(row.id, {"position": at, "step_of": step, "reviewed": None})
        made.append({**values(row), **kept})
        spans += [_span(noun, row.id, place, role, span) for place, (role, span) in enumerate(found)]
    if made:
        connection.execute(insert(table), made)
    if spans:
        connection.execute(insert(SPANS), spans)


def _kept(connection: Connection, table: Table, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    """What the store keeps of rows that are about to be replaced, by id."""
    found: dict[str, dict[str, Any]] = {}
    columns = table.c.id, table.c.position, table.c.step_of, table.c.reviewed
    for at in range(0, len(ids), CHUNK):
        query = select(*columns).where(table.c.id.in_(ids[at : at + CHUNK]))
        for id, position, step, reviewed in connection.execute(query):
            found[id] = {"position": position, "step_of": step, "reviewed": reviewed}
    return found


def _span(noun: str, row: str, position: int, role: str, span: Span) -> dict[str, Any]:
    return {"noun": noun, "row": row, "role": role, "position": position, **plain(span)}


def drop_ids(connection: Connection, noun: str, ids: Sequence[str]) -> None:
    """Take out rows of one noun by id, with their spans."""
    table = TABLES[noun]
    for at in range(0, len(ids), CHUNK):
        chunk = ids[at : at + CHUNK]
        connection.execute(delete(SPANS).where(SPANS.c.row.in_(chunk), SPANS.c.noun == noun))
        connection.execute(delete(table).where(table.c.id.in_(chunk)))


def drop_step(connection: Connection, step: str, but: str = "") -> None:
    """Take out all that a step (resolve, check) wrote, before it runs again; `but` is a noun whose rows stay."""
    for noun in ROWS.keys() - {but}:
        table = TABLES[noun]
        mine = select(table.c.id).where(table.c.step_of == step)
        connection.execute(delete(SPANS).where(SPANS.c.noun == noun, SPANS.c.row.in_(mine)))
        connection.execute(delete(table).where(table.c.step_of == step))
    problems = TABLES["problems"]
    connection.execute(delete(problems).where(problems.c.step_of == step))


def drop_findings(connection: Connection, told: Collection[str], check: str | None = None) -> None:
    """Take out the findings of a check, or of all checks, that are not among those told by this run."""
    c = TABLES["findings"].c
    query = select(c.id).where(c.step_of == "check")
    found = connection.execute(query if check is None else query.where(c.check == check)).scalars()
    drop_ids(connection, "findings", [id for id in found if id not in told])


def _put_problems(connection: Connection, problems: Sequence[Problem], step: str) -> None:
    table = TABLES["problems"]
    made = {problem.id: {**values(problem), "position": at} for at, problem in enumerate(problems)}
    ids = list(made)
    for at in range(0, len(ids), CHUNK):
        connection.execute(delete(table).where(table.c.id.in_(ids[at : at + CHUNK])))
    if made:
        connection.execute(insert(table), [{**one, "step_of": step} for one in made.values()])


def forget_problems(connection: Connection, *places: str) -> None:
    """Take out the problems of a file that is read again."""
    table = TABLES["problems"]
    connection.execute(delete(table).where(or_(*(table.c.document == place for place in places))))


def texts(connection: Connection) -> Callable[[str], str]:
    """`text(document)` as this transaction sees it; SpanError where the document is not on record."""
    known: dict[str, str] = {}

    def text(document: str) -> str:
        if document not in known:
            query = select(DOCUMENTS.c.text).where(DOCUMENTS.c.id == document)
            found = connection.execute(query).scalar()
            if found is None:
                raise SpanError(f"the document {document!r} is not on record")
            if len(known) > 1000:
                known.clear()
            known[document] = found
        return known[document]

    return text


# ---- the rest --------------------------------------------------------------------------------------------------------


def put_review(connection: Connection, review: Review) -> None:
    """Append a review."""
    connection.execute(insert(TABLES["reviews"]).values(values(review)))


def put_blob(connection: Connection, kind: str, key: str, value: bytes) -> None:
    """Keep bytes that a stage derived, in place of those under the same name."""
    connection.execute(delete(BLOBS).where(BLOBS.c.kind == kind, BLOBS.c.key == key))
    connection.execute(insert(BLOBS).values(kind=kind, key=key, bytes=value))


def drop_blobs(connection: Connection, kind: str, key: str | None = None) -> None:
    """Take out what a stage kept of one kind, under one name or all."""
    query = delete(BLOBS).where(BLOBS.c.kind == kind)
    connection.execute(query if key is None else query.where(BLOBS.c.key == key))


def set_copies(connection: Connection, copies: Mapping[str, str] | None) -> None:
    """Note of which document each of these is a copy; null forgets all such notes."""
    if copies is None:
        connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.copies_of.is_not(None)).values(copies_of=None))
        return
    for document, first in copies.items():
        connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == document).values(copies_of=first))


def set_state(connection: Connection, name: str, value: str | None) -> None:
    """Keep or forget a named value about the record itself."""
    connection.execute(delete(STATE).where(STATE.c.name == name))
    if value is not None:
        connection.execute(insert(STATE).values(name=name, value=value))
