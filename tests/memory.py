"""A record in memory for tests of resolve and check: implements model.Lookup over pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from onrecord.model import Campaign, Date, Document, Page, Row
from onrecord.pipeline import extract, page_rows

R = TypeVar("R")


class Memory:
    """Documents and rows as lists; a row put again replaces the one with its id."""

    def __init__(self, documents: Iterable[Document], campaign: Campaign | None = None) -> None:
        self._campaign = campaign or Campaign()
        self.pages: list[Page] = [extract(document, campaign) for document in documents]
        self.kept: dict[tuple[str, str], Row] = {}
        for page in self.pages:
            self.put(page_rows(page))

    def put(self, rows: Iterable[object]) -> None:
        """Keep rows; what is no row is passed over."""
        for row in list(rows):
            if isinstance(row, Row):
                self.kept[type(row).__name__, row.id] = row

    def document(self, id: str) -> Document:
        """One document by id."""
        return next(page.document for page in self.pages if page.document.id == id)

    def documents(self) -> Iterator[Document]:
        """All documents."""
        yield from (page.document for page in self.pages)

    def listed(self) -> Iterator[Document]:
        """All documents without their texts."""
        yield from (replace(document, text="", furniture=()) for document in self.documents())

    def dates(self) -> Iterator[tuple[str, Date | None]]:
        """The documents' ids, each with its date."""
        yield from ((page.document.id, page.document.published) for page in self.pages)

    def rows(self, kind: type[R], document: str | None = None) -> Iterator[R]:
        """Rows of one kind."""
        for row in list(self.kept.values()):
            if isinstance(row, kind) and document in (None, row.document):  # type: ignore[attr-defined]
                yield row

    def parts(self, kind: type[R], *names: str) -> Iterator[tuple[Any, ...]]:
        """The id and these fields of each row of one kind."""
        for row in self.rows(kind):
            yield row.id, *(getattr(row, name) for name in names)  # type: ignore[attr-defined]

    def by_id(self, kind: type[R], ids: Iterable[str]) -> Sequence[R]:
        """Rows of one kind with these ids."""
        wanted = set(ids)
        return [row for row in self.rows(kind) if row.id in wanted]  # type: ignore[attr-defined]

    def decided(self, kind: type[R], field: str) -> Mapping[str, object]:
        """Nobody decided anything here."""
        return {}

    def campaign(self) -> Campaign:
        """The campaign file's names."""
        return self._campaign
