"""A record in memory for the tests of the checks: documents with turns and statements, no store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from onrecord.lookup import Grams
from onrecord.model import Campaign, Date, Document, Finding, Row, Speaker, Statement, Turn
from onrecord.store.grams import MemoryGrams
from onrecord.text import Ids, digest, span_of

R = TypeVar("R")
LABEL = re.compile(r"^([A-Z][A-Z .’'-]+):\s", re.M)


class MemoryRecord:
    """The `Lookup` of tests."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._rows: list[Row] = []
        self._grams = MemoryGrams()
        self._kept: dict[str, dict[str, bytes]] = {}
        self._replaced: dict[str, list[Document]] = {}

    def add_rows(self, rows: Iterable[Any]) -> None:
        """Put rows on record that no document is added with."""
        self._rows += rows

    def replaced(self, id: str, before: Document) -> None:
        """Say that a document replaced another."""
        self._replaced.setdefault(id, []).append(before)

    def add(self, document: Document, rows: Iterable[Any] = ()) -> Document:
        """Put a document and its rows on record."""
        self._documents[document.id] = document
        self._rows += rows
        return document

    def document(self, id: str) -> Document:
        gone = {old.id: old for group in self._replaced.values() for old in group}
        return self._documents.get(id) or gone[id]

    def text(self, id: str) -> str:
        return self.document(id).text

    def about(self, id: str) -> Document:
        return replace(self.document(id), text="", furniture=())

    def speakers(self, document: str) -> Mapping[str, Speaker]:
        rows = (*self.rows(Turn, document), *self.rows(Statement, document))
        return {row.id: row.speaker for row in rows}

    def ids(self) -> Sequence[str]:
        return sorted(self._documents)

    def dates(self) -> Iterator[tuple[str, Date | None]]:
        yield from ((id, document.published) for id, document in self._documents.items())

    def documents(self) -> Iterator[Document]:
        yield from sorted(self._documents.values(), key=lambda d: d.id)

    def listed(self) -> Iterator[Document]:
        yield from map(self.about, self.ids())

    def rows(self, kind: type[R], document: str | None = None) -> Iterator[R]:
        for row in self._rows:
            if isinstance(row, kind) and document in (None, row.document):
                yield row

    def parts(self, kind: type[R], *names: str) -> Iterator[tuple[Any, ...]]:
        """The id and these fields of each row of one kind."""
        for row in self.rows(kind):
            yield row.id, *(getattr(row, name) for name in names)  # type: ignore[attr-defined]

    def by_id(self, kind: type[R], ids: Iterable[str]) -> Sequence[R]:
        wanted = set(ids)
        return [row for row in self._rows if isinstance(row, kind) and row.id in wanted]

    def decided(self, kind: type[R], field: str) -> Mapping[str, object]:
        """Nobody decided anything here."""
        return {}

    def campaign(self) -> Campaign:
        return Campaign()

    def grams(self) -> Grams:
        return self._grams

    def revision(self) -> int:
        return len(self._documents) + len(self._rows)

    def signatures(self) -> Mapping[str, str]:
        return {id: digest(repr(self._documents[id]), repr(list(self.rows(Row, id)))) for id in self.ids()}

    def standing(self, check: str) -> set[str]:
        return {row.id for row in self.rows(Finding) if row.check == check}

    def kept(self, kind: str) -> Iterator[tuple[str, bytes]]:
        yield from self._kept.get(kind, {}).items()

    def keep(self, kind: str, values: Mapping[str, bytes]) -> None:
        self._kept.setdefault(kind, {}).update(values)

    def earlier(self, document: Document) -> Sequence[Document]:
        return self._replaced.get(document.id, [])


def day(value: str) -> Date:
    return Date(value, value, value, "stated")


def make(text: str, genre: Any, published: str, **more: Any) -> Document:
    """A document of invented text."""
    id = digest(text, published)
    return Document(id=id, source=id, part="", text=text, genre=genre, published=day(published), **more)


def transcript(text: str, published: str, **more: Any) -> tuple[Document, list[Turn]]:
    """A transcript whose turns begin with a label in capitals."""
    document = make(text, "transcript", published, **more)
    ids, turns = Ids(document.id), []
    labels = list(LABEL.finditer(text))
    for mark, following in zip(labels, [*labels[1:], None], strict=True):
        span = span_of(document, mark.end(), following.start() if following else len(text))
        who = Speaker(name=mark[1].title(), as_written=mark[1])
        turn = Turn(
            id=ids.new("turn", span.quote),
            document=document.id,
            spans=(span,),
            made_by="test",
            speaker=who,
            kind="speech",
            paragraphs=((span,),),
        )
        turns.append(turn)
    return document, turns


def story(text: str, published: str, speaker: str, **more: Any) -> tuple[Document, list[Statement]]:
    """A news story all of whose quotations are one speaker's."""
    document = make(text, "news", published, **more)
    ids, rows = Ids(document.id), []
    for match in re.finditer(r"\"[^\"]+\"", text):
        span = span_of(document, *match.span())
        row = Statement(
            id=ids.new("statement", span.quote),
            document=document.id,
            spans=(span,),
            made_by="test",
            mode="direct",
            speaker=Speaker(name=speaker, as_written=speaker),
            content=(span,),
        )
        rows.append(row)
    return document, rows


def retold(row: Statement, **changes: Any) -> Statement:
    """The statement with fields changed."""
    return replace(row, **changes)
