"""`show`: rows of any noun, in the shape that exports have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from onrecord.errors import UsageError
from onrecord.queries.envelope import Answer
from onrecord.store import NOUNS, Store
from onrecord.store.find import Filters, find

__all__ = ["NOUNS", "Filters", "one", "rows", "show"]

FIRST = ("id", "document", "made_by", "reviewed", "spans")


def show(store: Store, noun: str, filters: Filters | None = None) -> Answer:
    """Rows of a noun that pass the filters; `next` says where to go on where a limit cut them off."""
    filters = filters or Filters()
    asked = replace(filters, limit=filters.limit + 1) if filters.limit else filters
    found = list(rows(store, noun, asked))
    more = bool(filters.limit) and len(found) > filters.limit
    return Answer(found[: filters.limit] if more else found, filters.after + filters.limit if more else None)


def rows(store: Store, noun: str, filters: Filters | None = None) -> Iterator[dict[str, Any]]:
    """The same, one by one and without an end."""
    for row in find(store, noun, filters or Filters()):
        yield shaped(noun, row)


def one(store: Store, id: str) -> Answer:
    """The thing with this id, whatever it is; its noun stands under `noun`."""
    noun = store.noun_of(id)
    found = next(rows(store, noun, Filters(id=id)), None)
    if found is None:
        raise UsageError(f"there is nothing with the id {id!r}")
    return Answer({"noun": noun, **found})


def shaped(noun: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the contract has it: id, document, made_by, reviewed and spans first, then its own fields."""
    made = dict.fromkeys(FIRST) | dict(row)
    made["spans"] = made["spans"] or ([row["span"]] if row.get("span") else [])
    if noun == "documents":
        made |= {"document": row["id"], "made_by": row["read_by"]}
    return made
