"""CSV: one file a noun; nested values as JSON, the words of a row in a column of their own."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.queries.rows import NOUNS, Filters, rows
from onrecord.store import Store, table_of

# A cell that begins so would be run as a formula by a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
INSIDE = {"position", "step_of", "current", "key"}


def export_csv(store: Store, folder: Path) -> dict[str, int]:
    """Write `NOUN.csv` for every noun; a file appears only when it is whole."""
    return {f"{noun}.csv": _write(store, noun, folder / f"{noun}.csv") for noun in NOUNS}


def _write(store: Store, noun: str, path: Path) -> int:
    own = [column.name for column in table_of(noun).columns if column.name not in INSIDE]
    first = ["id", "document", "made_by", "reviewed", "words", "spans"]
    names = first + [name for name in own if name not in first]
    half, count = path.with_name(path.name + ".part"), 0
    # The byte-order mark makes spreadsheets read UTF-8.
    with half.open("w", encoding="utf-8-sig", newline="") as lines:
        table = csv.DictWriter(lines, names, extrasaction="ignore")
        table.writeheader()
        for row in _cells(store, noun):
            table.writerow(row)
            count += 1
    half.replace(path)
    return count


def _cells(store: Store, noun: str) -> Iterator[Mapping[str, str]]:
    for row in rows(store, noun, Filters(whole=True)):
        words = " … ".join(span["quote"] for span in row["spans"])
        yield {name: cell(value) for name, value in {**row, "words": words}.items()}


def cell(value: Any) -> Any:
    """A value as a cell: numbers as they are, nested values as JSON, and no text that would run as a formula."""
    if value is None or isinstance(value, bool | int | float):
        return value
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{words}" if words.startswith(FORMULA) else words
