"""What `from onrecord import ...` gives to Python programs; thin, like the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onrecord.export import export as export_record
from onrecord.model import Campaign, Document, Page, Problem
from onrecord.pipeline import extract as extract_page
from onrecord.queries import campaign as at_a_glance
from onrecord.queries import rows, searching, verifying
from onrecord.read import read_source
from onrecord.run import decide
from onrecord.run.build import Options, Summary
from onrecord.run.build import build as run_build
from onrecord.store import Store

if TYPE_CHECKING:
    import pandas
    import polars

DEFAULT = "record.sqlite"


class Table(list[dict[str, Any]]):
    """Rows as dictionaries, in the shape of the JSONL export; a data frame by one call."""

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas frame; nested values stay as they are."""
        import pandas

        return pandas.DataFrame(list(self))

    def to_polars(self) -> polars.DataFrame:
        """A polars frame; nested values become JSON text, since their shapes differ from row to row."""
        import polars

        return polars.DataFrame([_flat(row) for row in self], infer_schema_length=None)


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    import json

    nested = (dict, list)
    return {
        key: json.dumps(value, ensure_ascii=False) if isinstance(value, nested) else value
        for key, value in row.items()
    }


class Record:
    """A record on disk, to be asked; `with Record(path) as record:` closes it."""

    def __init__(self, path: str | Path = DEFAULT) -> None:
        self.path = Path(path)
        self._store = Store(self.path)

    def __enter__(self) -> Record:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the file back."""
        self._store.close()

    def table(self, noun: str, **filters: Any) -> Table:
        """All rows of a noun; filters as in `onrecord show` (`speaker="Vale"`, `since="2019"`)."""
        return Table(rows.rows(self._store, noun, rows.Filters(**filters)))

    def document(self, id: str) -> Document:
        """One document, with its text."""
        return self._store.document(id)

    def search(self, words: str, limit: int = 20) -> Table:
        """Passages that hold all of the words, best first."""
        return Table(searching.by_words(self._store, words, limit).data)

    def campaign(self) -> dict[str, Any]:
        """The campaign at a glance."""
        return dict(at_a_glance.campaign(self._store).data)

    def verify(self, quotation: str, speaker: str | None = None) -> dict[str, Any]:
        """The finding for a quotation: was it said, by whom, and what differs."""
        return dict(verifying.verify(self._store, quotation, speaker).data)

    def set(self, id: str, why: str = "", **changes: str) -> None:
        """Correct fields of one thing, as `onrecord set` does."""
        with Store(self.path, write=True) as store:
            decide.set_fields(store, id, changes, why)


def read_file(path: str | Path, sidecar: Mapping[str, str] | None = None) -> list[Document | Problem]:
    """The documents in a file, and a problem for what cannot be read."""
    return list(read_source(Path(path), Path(path).read_bytes(), sidecar))


def extract_document(document: Document, campaign: Campaign | None = None) -> Page:
    """All rows of one document."""
    return extract_page(document, campaign)


def build(
    paths: Iterable[str | Path] | str | Path,
    record: str | Path = DEFAULT,
    campaign: Campaign | Path | None = None,
    options: Options | None = None,
) -> Summary:
    """Read files and folders into a record, extract, resolve and check; again = only what is new or changed."""
    one = isinstance(paths, str | Path)
    return run_build([paths] if one else paths, record, campaign, options)  # type: ignore[list-item, arg-type]


def export(record: str | Path, format: str, folder: str | Path) -> dict[str, int]:
    """Write a record as files, one a noun; lines written by file name."""
    with Store(record) as store:
        return export_record(store, format, Path(folder))


def verify(quotation: str, record: str | Path = DEFAULT, speaker: str | None = None) -> dict[str, Any]:
    """Whether a quotation was said: the finding, as `onrecord verify --json` gives it."""
    with Record(record) as opened:
        return opened.verify(quotation, speaker)
