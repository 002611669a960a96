"""Which file gave which source, and by what key it was last read: what a build needs to know to read only what is new."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import Connection, delete, func, insert, or_, select

from onrecord.store import writing
from onrecord.store.find import met_at, not_dropped
from onrecord.store.record import Store
from onrecord.store.reviews import moment
from onrecord.store.schema import FILES, TABLES

DOCUMENTS = TABLES["documents"]


def known_files(store: Store) -> dict[str, tuple[str, str]]:
    """By path, the id of the source that a file held when it was last read, and the key by which it was."""
    query = select(FILES.c.path, FILES.c.source, FILES.c.key)
    return {row["path"]: (row["source"] or "", row["key"]) for row in store.select(query)}


def kept_keys(store: Store, source: str) -> dict[str, str]:
    """By id, the keys by which the current documents of a source were read."""
    query = select(DOCUMENTS.c.id, DOCUMENTS.c.key).where(DOCUMENTS.c.source == source, DOCUMENTS.c.current)
    return {row["id"]: row["key"] for row in store.select(query)}


def parts(store: Store, source: str) -> dict[str, tuple[str, int]]:
    """By part, the id and version of the documents of a source."""
    columns = DOCUMENTS.c.part, DOCUMENTS.c.id, DOCUMENTS.c.version
    query = select(*columns).where(DOCUMENTS.c.source == source)
    return {row["part"]: (row["id"], row["version"]) for row in store.select(query)}


def note_file(
    connection: Connection, path: str, source: str, key: str, sidecar: Mapping[str, str] | None
) -> None:
    """All documents of a file are kept; an empty key makes the next build read it again."""
    connection.execute(delete(FILES).where(FILES.c.path == path))
    values = {"path": path, "source": source, "key": key, "sidecar": dict(sidecar or {}) or None}
    connection.execute(insert(FILES).values(**values, seen_at=moment()))


def holders(store: Store, source: str) -> dict[str, dict[str, str]]:
    """The files that hold a source, by path, each with what its sidecar said."""
    query = select(FILES.c.path, FILES.c.sidecar).where(FILES.c.source == source).order_by(FILES.c.path)
    return {row["path"]: dict(row["sidecar"] or {}) for row in store.select(query)}


def end_others(connection: Connection, path: str, documents: Collection[str]) -> bool:
    """Say of the documents that were met at a path, and are not these, that it holds other bytes now; whether any was."""
    met = DOCUMENTS.c.current, DOCUMENTS.c.id.not_in(documents), met_at(path)
    old = connection.execute(select(DOCUMENTS.c.id).where(*met)).scalars().all()
    ended = [writing.end_printing(connection, id, path) for id in old]
    return any(ended)


def retire_others(connection: Connection, path: str, source: str, documents: Collection[str]) -> int:
    """Retire what a file held before: documents of other bytes that no file holds now, and parts no longer read."""
    holders = select(FILES.c.source).where(FILES.c.source.is_not(None))
    gone = select(DOCUMENTS.c.id).where(
        DOCUMENTS.c.path == path,
        DOCUMENTS.c.current,
        DOCUMENTS.c.id.not_in(documents),
        or_(DOCUMENTS.c.source == source, DOCUMENTS.c.source.not_in(holders)),
    )
    old = connection.execute(gone).scalars().all()
    for id in old:
        writing.retire(connection, id)
    return len(old)


def counts(store: Store) -> dict[str, int]:
    """How many there are of each noun; documents that a newer version replaced are left out, `dropped` told apart."""
    found = {}
    for noun, table in TABLES.items():
        query = select(func.count().label("n")).select_from(table)
        if noun == "documents":
            query = query.where(table.c.current)
        found[noun] = next(store.select(query))["n"]
    problems = select(func.count().label("n")).select_from(TABLES["problems"]).where(not_dropped())
    whole, found["problems"] = found["problems"], next(store.select(problems))["n"]
    return {**found, "dropped": whole - found["problems"]}
