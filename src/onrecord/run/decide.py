"""A person's decisions carried out: the row changes at once, and what depends on a document's field is read anew."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, replace
from typing import Any

from onrecord.errors import KnownValueError, UsageError
from onrecord.model import Review, Span
from onrecord.pipeline import extract
from onrecord.run import compare
from onrecord.run.build import put_page
from onrecord.store import ROWS, Store, reviews
from onrecord.store.fields import FIXED, parse
from onrecord.store.fields import put as lay
from onrecord.store.find import matching
from onrecord.store.mapper import build, hints, optional, outer, plain
from onrecord.text import digest, fold

AT_ONCE = 200  # documents up to which resolve and check follow every decision at once


def who() -> str:
    """The name that decisions carry: ONRECORD_USER, else the one logged in."""
    try:
        return os.environ.get("ONRECORD_USER") or getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def set_fields(store: Store, id: str, changes: Mapping[str, str], why: str = "") -> list[Review]:
    """Correct or complete fields of one thing; a document is extracted again with what is now known of it."""
    noun, id = _named(store, id)
    if noun not in ("documents", *ROWS):
        raise UsageError(f"{id} is one of the {noun}, which are kept as they came")
    with store.transaction() as connection:
        made = [
            reviews.decide(connection, noun, id, name, words, who(), why) for name, words in changes.items()
        ]
        compare.changed(connection)
    if noun == "documents":
        extract_again(store, id)
    _compare(store)
    return made


def _named(store: Store, id: str) -> tuple[str, str]:
    """The noun and id of what a person named: by id, or a document by its file name."""
    try:
        return store.noun_of(id), id
    except UsageError:
        return "documents", matching(store, id)[0]


def extract_again(store: Store, id: str) -> None:
    """Extract one document from its kept text, with the decisions on its fields in force."""
    page = extract(store.document(id), store.campaign(), strict=False)
    key = next(store.select(reviews.key_of(id)))["key"]
    with store.transaction() as connection:
        put_page(connection, page, key)
        compare.changed(connection)


def undo(store: Store, id: str, why: str = "") -> Review:
    """Take a decision back."""
    with store.transaction() as connection:
        made = reviews.undo(connection, id, who(), why)
        compare.changed(connection)
    with store.read() as connection:
        document = reviews.successor(connection, made.document) if made.document else None
    if document:  # read anew, so that the value before is the one that is right today
        extract_again(store, document)
    _compare(store)
    return made


def _compare(store: Store, say: Callable[[str], None] = lambda _: None) -> None:
    """Resolve and check at once where the record is small; else the next build does, which `waiting` tells."""
    if sum(1 for _ in store.select(reviews.current_ids())) <= AT_ONCE:
        compare.compare(store, say)


def waiting(store: Store) -> bool:
    """Whether resolve and check have yet to follow a decision."""
    return store.state(compare.UNRESOLVED) is not None


def enter(
    store: Store, noun: str, changes: Mapping[str, str], cite: tuple[str, str], why: str = "", nth: int = 1
) -> Review:
    """Enter a row by hand with its citation: `cite` is a document (id or file name) and words that stand in it."""
    if noun not in ROWS:
        raise KnownValueError("the noun", noun, ROWS)
    span = _cited(store, cite, nth)
    values: dict[str, Any] = {}
    for name, words in changes.items():
        values = lay(values, name, parse(ROWS[noun], name, words))
    kind: type = ROWS[noun]
    if "attested" in hints(kind):
        values.setdefault("attested", [{"date": None, "span": plain(span)}])
    _complete(ROWS[noun], values)
    facts = repr(sorted(values.items(), key=lambda item: item[0]))
    own = {"id": digest(span.document, noun, fold(span.quote), str(nth), facts), "made_by": "user"}
    row = build(ROWS[noun], {**values, **own, "document": span.document, "spans": []})
    with store.transaction() as connection:
        made = reviews.enter(connection, _with(row, span), noun, who(), why)
        compare.changed(connection)
    _compare(store)
    return made


def _with(row: Any, span: Span) -> Any:
    return replace(row, spans=(span,))


def _cited(store: Store, cite: tuple[str, str], nth: int) -> Span:
    document = store.document(matching(store, cite[0])[0])
    places = list(_places(document.text, cite[1]))
    if not places:
        raise UsageError(
            f"{cite[1]!r} does not stand in {document.path or document.id}; give its exact words"
        )
    if nth > len(places):
        raise UsageError(f"{cite[1]!r} stands there {len(places)} times, not {nth}")
    at = places[nth - 1]
    return Span(document.id, at, at + len(cite[1]), cite[1])


def _places(text: str, words: str) -> Iterable[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def _complete(kind: type, values: Mapping[str, Any]) -> None:
    """UsageError where a field is missing that has no default and may not be null."""
    needed = [
        outer(part.name)
        for part in fields(kind)
        if part.default is MISSING
        and part.default_factory is MISSING
        and part.name not in FIXED
        and not optional(hints(kind)[part.name])
    ]
    absent = [name for name in needed if name not in values]
    if absent:
        raise UsageError(f"a row of this noun also needs: {', '.join(f'{name}=...' for name in absent)}")
