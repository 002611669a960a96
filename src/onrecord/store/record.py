"""An open record: its connections, and the `Lookup` that resolve, check and queries read through."""

from __future__ import annotations

import json
import os
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import (
    JSON,
    Connection,
    Select,
    Table,
    Text,
    and_,
    bindparam,
    or_,
    select,
    type_coerce,
    union_all,
)

from onrecord.errors import KnownValueError, RecordError, UsageError
from onrecord.lookup import Grams
from onrecord.model import Campaign, Date, Document, Speaker
from onrecord.store import sqlite
from onrecord.store.mapper import build, converter, hints
from onrecord.store.migrations import migrate, missing
from onrecord.store.schema import BLOBS, NOUN_OF, NOUNS, STATE, TABLES
from onrecord.store.signatures import signatures, written
from onrecord.store.writing import LEFT, put_blob

if TYPE_CHECKING:
    from onrecord.store.gramfile import StoredGrams

R = TypeVar("R")
CAMPAIGN = "campaign"  # the name under which the record keeps its campaign
KEPT_IN_MEMORY = 200  # documents whose text the lookup keeps at hand
SPEAKERS = 20_000  # speakers that it keeps
CHUNK = 500  # ids in one query
DOCUMENTS = TABLES["documents"]
_TEXT = select(DOCUMENTS.c.text).where(DOCUMENTS.c.id == bindparam("id"))
_LIGHT = select(*(c for c in DOCUMENTS.c if c.name not in ("text", "furniture")))
_ABOUT = _LIGHT.where(DOCUMENTS.c.id == bindparam("id"))
_LISTED = _LIGHT.where(DOCUMENTS.c.current).order_by(DOCUMENTS.c.path, DOCUMENTS.c.part, DOCUMENTS.c.id)
_REPLACED = select(DOCUMENTS.c.id).where(~DOCUMENTS.c.current).limit(1)
_SPEAKERS = union_all(
    *(
        select(table.c.id, type_coerce(table.c.speaker, Text)).where(table.c.document == bindparam("id"))
        for table in (TABLES["turns"], TABLES["statements"])
    )
)


class Store:
    """One record file. Opened to write it is made or brought to this version; else it is only read."""

    def __init__(self, path: str | Path, *, write: bool = False) -> None:
        self.path = Path(path)
        self._texts: OrderedDict[str, Document] = OrderedDict()
        self._writings = 0
        self._grams: StoredGrams | None = None
        if not write and not self.path.is_file():
            raise UsageError(f"{self.path}: there is no record here; `onrecord build PATH...` makes one")
        with sqlite.plain_words(self.path):
            self._open(write)

    def _open(self, write: bool) -> None:
        self._writer = sqlite.writer(self.path) if write else None
        if self._writer:
            migrate(self._writer)
        self._reader = sqlite.reader(self.path)
        if not self._writer:
            self._bring_up_to_date()

    def _bring_up_to_date(self) -> None:
        with self._reader.connect() as connection:
            behind = missing(connection)
        if behind:
            engine = sqlite.writer(self.path)
            migrate(engine)
            engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._reader.dispose()
        if self._writer:
            sqlite.settle(self._writer)

    # ---- connections -------------------------------------------------------------------------------------------------

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees what is committed; queries on it never wait for a writer."""
        with sqlite.plain_words(self.path), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection that writes: all of it, or nothing where an error leaves the block."""
        if self._writer is None:
            raise RecordError(f"{self.path} was opened only to be read")
        with sqlite.plain_words(self.path), self._writer.begin() as connection:
            yield connection
        self._texts.clear()
        self._writings += 1

    # ---- what Lookup asks --------------------------------------------------------------------------------------------

    def document(self, id: str) -> Document:
        """One document by id, also one that a newer version replaced."""
        if id not in self._texts:
            table = TABLES["documents"]
            found = list(self._made(Document, select(table).where(table.c.id == id)))
            if not found:
                raise UsageError(f"there is no document {id!r}; `onrecord show documents` lists them")
            self._texts[id] = found[0]
        self._texts.move_to_end(id)
        while len(self._texts) > KEPT_IN_MEMORY:
            self._texts.popitem(last=False)
        return self._texts[id]

    def text(self, id: str) -> str:
        """A document's text."""
        if id in self._texts:
            return self._texts[id].text
        with self.read() as connection:
            found = connection.execute(_TEXT, {"id": id}).scalar()
        return str(found) if found is not None else self.document(id).text

    def about(self, id: str) -> Document:
        """One document without its text and furniture."""
        with self.read() as connection:
            found = connection.execute(_ABOUT, {"id": id}).first()
        if found is None:
            return self.document(id)  # which says that there is none
        return cast(Document, build(Document, {**found._mapping, "text": ""}))

    def speakers(self, document: str) -> Mapping[str, Speaker]:
        """Who speaks in each turn and statement of a document, by the row's id."""
        with self.read() as connection:
            found = connection.execute(_SPEAKERS, {"id": document}).all()
        return {id: _speaker(written) for id, written in found if written}

    def ids(self) -> Sequence[str]:
        """The ids of all current documents, in the same order as they."""
        c = TABLES["documents"].c
        with self.read() as connection:
            return list(
                connection.execute(select(c.id).where(c.current).order_by(c.path, c.part, c.id)).scalars()
            )

    def dates(self) -> Iterator[tuple[str, Date | None]]:
        """The ids of all current documents, each with its date."""
        c = TABLES["documents"].c
        with self.read() as connection:
            for id, published in connection.execute(select(c.id, c.published).where(c.current)):
                yield id, build(Date, published) if published else None

    def documents(self) -> Iterator[Document]:
        """All current documents, by path and part."""
        table = TABLES["documents"]
        order = table.c.path, table.c.part, table.c.id
        yield from self._made(Document, select(table).where(table.c.current).order_by(*order))

    def listed(self) -> Iterator[Document]:
        """All current documents, by path and part, without their texts and furniture."""
        with self.read() as connection:
            for row in connection.execute(_LISTED).all():
                yield cast(Document, build(Document, {**row._mapping, "text": ""}))

    def campaign(self) -> Campaign:
        """The campaign that the record was last built with; an empty one where there was none."""
        words = self.state(CAMPAIGN)
        return cast(Campaign, build(Campaign, json.loads(words))) if words else Campaign()

    def rows(self, kind: type[R], document: str | None = None) -> Iterator[R]:
        """Rows of one kind, of one document or all, by document and in the order of the text."""
        table = TABLES[_noun(kind)]
        query = select(table)
        if document is not None:
            query = query.where(table.c.document == document)
        yield from self._made(kind, query.order_by(*_order(table)))

    def parts(self, kind: type[R], *names: str) -> Iterator[tuple[Any, ...]]:
        """The id and these fields of each row of one kind, in the same order as the rows.

        Rows repeat their speakers: like values are made once, and are one object.
        """
        table = TABLES[_noun(kind)]
        made = [_remembering(hints(cast(type, kind))[name], table.c[name]) for name in names]
        query = select(table.c.id, *(written(table.c[name]) for name in names)).order_by(*_order(table))
        with self.read() as connection:
            for id, *found in connection.execute(query):
                yield id, *(make(value) for make, value in zip(made, found, strict=True))

    def by_id(self, kind: type[R], ids: Iterable[str]) -> Sequence[R]:
        """Those rows of one kind that have these ids, in the order asked for."""
        wanted = list(dict.fromkeys(ids))
        table = TABLES[_noun(kind)]
        found: dict[str, R] = {}
        for at in range(0, len(wanted), CHUNK):
            query = select(table).where(table.c.id.in_(wanted[at : at + CHUNK]))
            found.update((cast(Any, row).id, row) for row in self._made(kind, query))
        return [found[id] for id in wanted if id in found]

    def decided(self, kind: type[R], field: str) -> Mapping[str, object]:
        """What persons decided on one field of the rows of a kind, by the row's id; a review laid it over the row."""
        table = TABLES[_noun(kind)]
        query = select(table.c.id, table.c.reviewed).where(table.c.reviewed.is_not(None))
        with self.read() as connection:
            found = [(id, (reviewed or {}).get("fields") or {}) for id, reviewed in connection.execute(query)]
        return {id: fields[field]["new"] for id, fields in found if field in fields}

    def _made(self, kind: type[R], query: Select[Any]) -> Iterator[R]:
        with self.read() as connection:
            for row in connection.execute(query):
                yield build(kind, cast(Mapping[str, Any], row._mapping))

    # ---- plain values, as interfaces want them -----------------------------------------------------------------------

    def select(self, query: Select[Any]) -> Iterator[dict[str, Any]]:
        """The rows of a query as dictionaries by column name."""
        with self.read() as connection:
            for row in connection.execute(query):
                yield dict(row._mapping)

    def noun_of(self, id: str) -> str:
        """The noun whose table holds this id; UsageError where none does."""
        with self.read() as connection:
            for noun, table in TABLES.items():
                if connection.execute(select(table.c.id).where(table.c.id == id)).first():
                    return noun
        raise UsageError(f"there is nothing with the id {id!r} in {self.path}")

    def blob(self, kind: str, key: str) -> bytes | None:
        """What a stage kept under this name, or null."""
        query = select(BLOBS.c.bytes).where(BLOBS.c.kind == kind, BLOBS.c.key == key)
        with self.read() as connection:
            return connection.execute(query).scalar()

    def blobs(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """All that a stage kept of one kind, by key."""
        query = select(BLOBS.c.key, BLOBS.c.bytes).where(BLOBS.c.kind == kind).order_by(BLOBS.c.key)
        with self.read() as connection:
            yield from (tuple(row) for row in connection.execute(query))

    def blob_keys(self, kind: str) -> set[str]:
        """The names under which a stage kept anything of one kind."""
        with self.read() as connection:
            return set(connection.execute(select(BLOBS.c.key).where(BLOBS.c.kind == kind)).scalars())

    def grams(self) -> Grams:
        """The index of word runs, as far as it has grown."""
        from onrecord.store.gramfile import STAMP, StoredGrams  # here, since most questions need no numpy

        if self._grams is None or self._grams.stamp != self.state(STAMP):
            self._grams = StoredGrams(self)
        return self._grams

    def revision(self) -> int:
        """A number that is another after each writing, by this process or any: the files of a record tell."""
        return hash((self._writings, *(_stamp(f"{self.path}{end}") for end in ("", "-wal"))))

    def signatures(self) -> Mapping[str, str]:
        """For each current document a hash of all that checks read of it."""
        with self.read() as connection:
            return signatures(connection)

    def standing(self, check: str) -> set[str]:
        """Ids of the findings of a check that are on record."""
        c = TABLES["findings"].c
        with self.read() as connection:
            return set(
                connection.execute(select(c.id).where(c.check == check, c.step_of == "check")).scalars()
            )

    def kept(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """What a check derived from documents and kept, by document."""
        return self.blobs(kind)

    def keep(self, kind: str, values: Mapping[str, bytes]) -> None:
        """Keep what a check derived from documents; a record that is only read keeps nothing."""
        if values and self._writer:
            with self.transaction() as connection:
                for document, value in values.items():
                    put_blob(connection, kind, document, value)

    def earlier(self, document: Document) -> Sequence[Document]:
        """Documents that this one replaced at its path or address, the last first."""
        c = TABLES["documents"].c
        left = list(self._left(document)) if self.state(LEFT) else []
        with self.read() as connection:
            if not connection.execute(_REPLACED).first():
                return left
        place = and_(c.path == document.path, c.part == document.part)
        same = or_(place, c.url == document.url) if document.url else place
        query = select(TABLES["documents"]).where(~c.current, same, c.id != document.id)
        replaced = list(self._made(Document, query.order_by(c.version.desc(), c.id)))
        return [*replaced, *left]

    def _left(self, document: Document) -> Iterator[Document]:
        """Documents that stood at this one's path before, and stand elsewhere still."""
        c = TABLES["documents"].c
        written = type_coerce(c.printings, Text).like('%"current":false%')
        query = select(TABLES["documents"]).where(
            c.current, c.part == document.part, c.id != document.id, written
        )
        for other in self._made(Document, query.order_by(c.id)):
            if any(one.path == document.path and not one.current for one in other.printings):
                yield other

    @property
    def writes(self) -> bool:
        """Whether the record was opened to be written."""
        return self._writer is not None

    def state(self, name: str) -> str | None:
        """A named value about the record itself (`unresolved`: whether resolve and check must run again)."""
        with self.read() as connection:
            return connection.execute(select(STATE.c.value).where(STATE.c.name == name)).scalar()


def _stamp(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return 0, 0
    return found.st_size, found.st_mtime_ns


def table_of(noun: str) -> Table:
    """The table of a noun; KnownValueError lists the nouns."""
    if noun not in TABLES:
        raise KnownValueError("noun", noun, NOUNS)
    return TABLES[noun]


def _remembering(hint: Any, column: Any) -> Callable[[Any], Any]:
    """What makes a field's value from what is written in its column, each different value once."""
    convert, nested = converter(hint) or _same, isinstance(column.type, JSON)

    @lru_cache(SPEAKERS)
    def make(written: Any) -> Any:
        value = json.loads(written) if nested and written is not None else written
        return None if value is None else convert(value)

    return make


def _same(value: Any) -> Any:
    return value


# Rows of a record name few speakers, so each is made once.
_speaker = _remembering(Speaker, TABLES["turns"].c.speaker)


def _noun(kind: type) -> str:
    if kind not in NOUN_OF:
        raise KnownValueError("kind", kind.__name__, (known.__name__ for known in NOUN_OF))
    return NOUN_OF[kind]


def _order(table: Table) -> list[Any]:
    names = [name for name in ("document", "position", "id") if name in table.c]
    return [table.c[name] for name in names]
