"""What resolve and check may ask of a record and of its index of word runs; the store implements both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from onrecord.model import Campaign, Date, Document, Speaker

R = TypeVar("R")


class Grams(Protocol):
    """Where runs of three words stand, by kind: what was spoken or officially written, printed in quotation marks, reported."""

    def held(self, kind: str) -> set[str]:
        """Ids of the documents of this kind that are indexed."""
        ...

    def add(
        self,
        kind: str,
        document: str,
        hashes: Sequence[int],
        places: Sequence[int],
        ranges: Sequence[tuple[int, int, str]],
    ) -> None:
        """One document's runs with their offsets, and the ranges `(start, end, row id)` that they were read from."""
        ...

    def flush(self) -> None:
        """Make findable, and keep, what was added."""
        ...

    def find(
        self, kind: str, hashes: Sequence[int], most: int, inside: str | None = None
    ) -> tuple[list[int], list[int], list[int]]:
        """Of the rarest of these, about `most` in all (or those `inside` a document): which hash, its place, how often it stands."""
        ...

    def locate(self, kind: str, place: int) -> tuple[str, int]:
        """The document at a place (empty where it was dropped), and the place of its first character."""
        ...

    def owners(self, kind: str, places: Sequence[int]) -> Sequence[int]:
        """A number of the document at each place, the same in whatever order the index grew."""
        ...

    def drop(self, kind: str, document: str) -> None:
        """Forget a document."""
        ...

    def ranges(self, kind: str, document: str) -> Sequence[tuple[int, int, str]]:
        """The ranges that a document was indexed by."""
        ...


class Lookup(Protocol):
    """What resolve and check may ask of the record; the store implements it. Candidates come by index, never all pairs."""

    def document(self, id: str) -> Document:
        """One document by id."""
        ...

    def text(self, id: str) -> str:
        """A document's text."""
        ...

    def about(self, id: str) -> Document:
        """One document without its text and furniture, which are most of it."""
        ...

    def speakers(self, document: str) -> Mapping[str, Speaker]:
        """Who speaks in each turn and statement of a document, by the row's id."""
        ...

    def ids(self) -> Sequence[str]:
        """The ids of all current documents, in the same order."""
        ...

    def dates(self) -> Iterator[tuple[str, Date | None]]:
        """The ids of all current documents, each with its date."""
        ...

    def documents(self) -> Iterator[Document]:
        """All current documents, in a stable order."""
        ...

    def listed(self) -> Iterator[Document]:
        """All current documents, in the same order, without their texts and furniture."""
        ...

    def campaign(self) -> Campaign:
        """The campaign that the record serves; an empty one where no file named it."""
        ...

    def rows(self, kind: type[R], document: str | None = None) -> Iterator[R]:
        """Rows of one kind (a dataclass of `model`), of one document or all, in a stable order."""
        ...

    def parts(self, kind: type[R], *names: str) -> Iterator[tuple[Any, ...]]:
        """The id and these fields of each row of one kind, in the same order as the rows."""
        ...

    def by_id(self, kind: type[R], ids: Iterable[str]) -> Sequence[R]:
        """Those rows of one kind that have these ids."""
        ...

    def decided(self, kind: type[R], field: str) -> Mapping[str, object]:
        """What persons decided on one field of the rows of a kind, by the row's id."""
        ...

    def grams(self) -> Grams:
        """The index of word runs, as far as it has grown."""
        ...

    def revision(self) -> int:
        """A number that is another after each writing, by this process or any."""
        ...

    def signatures(self) -> Mapping[str, str]:
        """For each current document a hash of all that checks read of it: another hash, another comparison."""
        ...

    def standing(self, check: str) -> set[str]:
        """Ids of the findings of a check that are on record from an earlier run."""
        ...

    def kept(self, kind: str) -> Iterator[tuple[str, bytes]]:
        """What a check derived from documents and kept, by document."""
        ...

    def keep(self, kind: str, values: Mapping[str, bytes]) -> None:
        """Keep what a check derived from documents; it goes with their rows. A record that is only read keeps nothing."""
        ...

    def earlier(self, document: Document) -> Sequence[Document]:
        """Documents that this one replaced at its path or address, the last first."""
        ...
