"""All that is SQLite's own: engines, pragmas, full text, damage and locks. PostgreSQL needs a file like this one."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool, QueuePool

from onrecord.errors import RecordError

PATIENCE = 10_000  # milliseconds that a writer waits for another one's transaction


def writer(path: Path) -> Engine:
    """An engine whose transactions write: they begin IMMEDIATE, and a commit has reached the disk."""
    engine = _engine(path, "rwc", ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL"), NullPool)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def reader(path: Path) -> Engine:
    """An engine that only reads, also from a folder where nothing may be written."""
    shm = path.with_name(path.name + "-shm").exists()
    frozen = not os.access(path.parent, os.W_OK) and not shm
    return _engine(path, "ro&immutable=1" if frozen else "ro", ("query_only=ON",), QueuePool)


def _engine(path: Path, mode: str, pragmas: tuple[str, ...], pool: Any) -> Engine:
    place = f"file:{quote(str(path.absolute()))}?mode={mode}&uri=true"
    engine = create_engine(
        f"sqlite:///{place}",
        poolclass=pool,
        connect_args={"check_same_thread": False, "timeout": PATIENCE / 1000},
        json_serializer=_dump,
    )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        connection.isolation_level = None
        for pragma in (*pragmas, "temp_store=MEMORY", "cache_size=-32000"):
            connection.execute(f"PRAGMA {pragma}")

    return engine


def settle(engine: Engine) -> None:
    """Let the last writer fold the write-ahead log into the file, so that the record is one file again."""
    with contextlib.suppress(DatabaseError), engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@contextmanager
def plain_words(path: Path) -> Iterator[None]:
    """Turn the database's errors into a RecordError that says what a person can do."""
    try:
        yield
    except DatabaseError as error:
        raise RecordError(f"{path}: {_reason(str(error.orig))}") from error


def _reason(message: str) -> str:
    for sign, words in _WORDS.items():
        if sign in message:
            return words
    return message


_WORDS = {
    "locked": "the record is being written by another onrecord; try again when it has ended",
    "disk is full": "the disk is full; what was reported as kept is kept: free some space and run again",
    "disk I/O error": "the disk refused to write (full, or failing); what was reported as kept is kept",
    "readonly": "the record may not be written here (read-only file or folder)",
    "unable to open": "the record cannot be opened here (is the folder there, and may it be written?)",
    "not a database": "this file is not a record, or it is damaged",
    "malformed": "the record is damaged; `sqlite3 FILE .recover` may save it, or build it again",
    "no such table": "this database holds no record of onrecord, or it is damaged",
}

# ---- full text: passages of documents, their words taken from the document itself --------------------------------------

FULL_TEXT = (
    'CREATE VIEW passage_words AS SELECT p.id AS id, substr(d.text, p.start + 1, p."end" - p.start) AS words '
    "FROM passages p JOIN documents d ON d.id = p.document",
    "CREATE VIRTUAL TABLE passages_fts USING fts5(words, content='passage_words', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2')",
)


def index_passage(connection: Connection, passages: list[dict[str, Any]]) -> None:
    """Make passages (`id`, `words`) findable."""
    if passages:
        connection.execute(text("INSERT INTO passages_fts(rowid, words) VALUES (:id, :words)"), passages)


def forget_passages(connection: Connection, document: str) -> None:
    """Take a document's passages out of the index, while its text is still the one they were made from."""
    connection.execute(
        text(
            "INSERT INTO passages_fts(passages_fts, rowid, words) "
            "SELECT 'delete', id, words FROM passage_words WHERE id IN "
            "(SELECT id FROM passages WHERE document = :document)"
        ),
        {"document": document},
    )
    connection.execute(text("DELETE FROM passages WHERE document = :document"), {"document": document})


SEARCH = text(
    'SELECT p.document, p.start, p."end", w.words, bm25(passages_fts) AS rank FROM passages_fts '
    "JOIN passages p ON p.id = passages_fts.rowid JOIN passage_words w ON w.id = p.id "
    "WHERE passages_fts MATCH :query ORDER BY rank LIMIT :limit"
)


def full_text_query(words: str, every: bool = True) -> str:
    """What a person typed as an FTS5 query: bare words must all occur (or any), "quoted words" in a row; no operators."""
    pieces: list[str] = []
    plain = words.replace("\0", " ").replace("“", '"').replace("”", '"')  # a NUL would end FTS5's reading
    for number, piece in enumerate(plain.split('"')):
        pieces += [piece] if number % 2 else piece.split()
    return (" " if every else " OR ").join(f'"{piece}"' for piece in pieces if any(map(str.isalnum, piece)))


def full_text_faults(connection: Connection) -> list[str]:
    """What the index's own check says, if anything."""
    try:
        connection.exec_driver_sql("INSERT INTO passages_fts(passages_fts) VALUES ('integrity-check')")
    except DatabaseError as error:
        return [str(error.orig)]
    return []


def file_faults(connection: Connection) -> list[str]:
    """What SQLite's own check of the file says, if anything."""
    found = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA quick_check(20)")]
    orphans = [str(tuple(row)) for row in connection.exec_driver_sql("PRAGMA foreign_key_check")]
    return [line for line in found if line != "ok"] + orphans[:20]
