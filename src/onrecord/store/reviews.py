"""A person's decisions: appended to the record, laid over its rows, found again when the record is rebuilt."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from sqlalchemy import Connection, Select, select, update

from onrecord.errors import UsageError
from onrecord.model import Document, Problem, Review, Row, Span
from onrecord.store import fields, writing
from onrecord.store.mapper import build, plain
from onrecord.store.schema import NOUNS, ROWS, SPANS, TABLES
from onrecord.store.writing import DOCUMENTS
from onrecord.text import digest

AROUND = 60  # characters of context kept on each side
# How alike the surroundings of a decision's words must be for them to be its words again, and how many words need none.
SURROUNDED, TELLING = 0.6, 6
ENTERED = "*"  # the field of a review that enters a whole row
UNDO = "undo"  # the field of a review that takes another one back


def all_reviews(connection: Connection) -> list[Review]:
    """Every decision in the order in which it was made."""
    table = TABLES["reviews"]
    rows = connection.execute(select(table).order_by(table.c.when, table.c.id)).mappings()
    return [build(Review, dict(row)) for row in rows]


def active(connection: Connection) -> list[Review]:
    """The decisions that hold: not undone, and no undoing themselves."""
    return [one for one in all_reviews(connection) if one.undone_by is None and one.field != UNDO]


# ---- deciding --------------------------------------------------------------------------------------------------------


def decide(connection: Connection, noun: str, id: str, field: str, words: str, who: str, why: str) -> Review:
    """Append the decision `field=words` on one item, and lay it over the item."""
    values = _item(connection, noun, id)
    field = fields.OTHER_NAMES.get((noun, field), field)
    new = fields.parse(NOUNS[noun], field, words)
    document, quote, context = _anchor(connection, noun, id)
    review = Review(
        id=_new_id(),
        item=id,
        field=field,
        old=fields.get(values, field),
        new=new,
        who=who,
        when=moment(),
        why=why,
        noun=noun,
        document=document,
        quote=quote,
        context=context,
    )
    writing.put_review(connection, review)
    _lay(connection, review, id)
    return review


def enter(connection: Connection, row: Row, noun: str, who: str, why: str) -> Review:
    """Append a row by hand, with its citation, and write it."""
    span = row.spans[0]
    review = Review(
        id=_new_id(),
        item=row.id,
        field=ENTERED,
        old=None,
        new=writing.values(row),
        who=who,
        when=moment(),
        why=why,
        noun=noun,
        document=span.document,
        quote=span.quote,
        context=_around(connection, span),
    )
    writing.put_review(connection, review)
    _enter(connection, review, span)
    return review


def undo(connection: Connection, id: str, who: str, why: str) -> Review:
    """Take a decision back: the log keeps both, the item gets its value before."""
    known = {one.id: one for one in all_reviews(connection)}
    taken = known.get(id)
    if taken is None or taken.field == UNDO:
        raise UsageError(f"there is no decision {id!r} to undo; `onrecord review log` lists them")
    if taken.undone_by:
        raise UsageError(f"{id} was undone before, by {taken.undone_by}")
    made = Review(
        id=_new_id(), item=taken.id, field=UNDO, old=None, new=None, who=who, when=moment(),
        why=why, noun=taken.noun, document=taken.document,
    )  # fmt: skip
    writing.put_review(connection, made)
    table = TABLES["reviews"]
    connection.execute(update(table).where(table.c.id == id).values(undone_by=made.id))
    _restore(connection, taken)
    return made


def _restore(connection: Connection, taken: Review) -> None:
    item = _found(connection, taken)
    if item is None:
        return
    if taken.field == ENTERED:
        writing.drop_ids(connection, taken.noun, [item])
        return
    table = TABLES[taken.noun]
    values = fields.put(_item(connection, taken.noun, item), taken.field, taken.old)
    column = taken.field.partition(".")[0]
    statement = update(table).where(table.c.id == item)
    connection.execute(statement.values({column: values[column], "reviewed": None}))
    for review in active(connection):
        if review.item == taken.item:
            _lay(connection, review, item)


# ---- laying decisions over rows ----------------------------------------------------------------------------------------


def apply_all(connection: Connection, documents: Iterable[str] | None = None) -> None:
    """Lay every decision over the rows as they are now, finding again those whose ids have changed.

    With `documents`, only decisions about these. One that finds nothing becomes a problem `review_lost`.
    """
    wanted = None if documents is None else set(documents)
    for review in active(connection):
        if wanted is not None and review.document not in wanted:
            continue
        problem = _apply(connection, review)
        if problem:
            writing.put_rows(connection, [problem], "review")


def _apply(connection: Connection, review: Review) -> Problem | None:
    if review.field == ENTERED:
        span = _place(connection, review)
        if span:
            _enter(connection, review, span)
        return None if span else _lost(review)
    item = _found(connection, review)
    if item is None:
        return _lost(review)
    _lay(connection, review, item)
    return None


def _lost(review: Review) -> Problem:
    detail = f"the {review.noun} that {review.who} decided on ({review.field}) is no longer found: {review.quote!r}"
    id = digest("review_lost", review.id)
    return Problem(id=id, document=review.document, step="review", reason="review_lost", detail=detail)


def _lay(connection: Connection, review: Review, item: str) -> None:
    table = TABLES[review.noun]
    before = _item(connection, review.noun, item)
    column = review.field.partition(".")[0]
    values = fields.put(before, review.field, review.new)
    changes = {**((before.get("reviewed") or {}).get("fields") or {})}
    changes[review.field] = {"old": review.old, "new": review.new}
    decision = {"decision": "corrected", "review": review.id, "who": review.who, "when": review.when}
    reviewed = {**decision, "why": review.why, "fields": changes}
    statement = update(table).where(table.c.id == item)
    connection.execute(statement.values({column: values[column], "reviewed": reviewed}))


def _enter(connection: Connection, review: Review, span: Span) -> None:
    values = _moved(review.new, review.quote, plain(span)) if isinstance(review.new, Mapping) else {}
    row = build(NOUNS[review.noun], {**values, "document": span.document})
    writing.put_rows(connection, [replace(row, spans=(span,))], "enter")
    table = TABLES[review.noun]
    reviewed = {
        "decision": "entered",
        "review": review.id,
        "who": review.who,
        "when": review.when,
        "why": review.why,
    }
    connection.execute(update(table).where(table.c.id == row.id).values(reviewed=reviewed))


def _moved(value: Any, quote: str | None, span: dict[str, Any]) -> Any:
    """A plain value in which every span of the cited words stands where they stand now."""
    if isinstance(value, Mapping):
        if value.keys() == span.keys() and value["quote"] == quote:
            return span
        return {key: _moved(item, quote, span) for key, item in value.items()}
    return [_moved(item, quote, span) for item in value] if isinstance(value, list) else value


def corrected(document: Document, reviews: Iterable[Review], before: str | None = None) -> Document:
    """A document as read with the decisions on it (or on `before`, the version it replaces) laid over."""
    values = writing.values(document)
    for review in reviews:
        if review.noun == "documents" and review.item in (document.id, before):
            values = fields.put(values, review.field, review.new)
    made = build(Document, values)
    assert isinstance(made, Document)
    return made


# ---- finding the item of a decision again ------------------------------------------------------------------------------


def _found(connection: Connection, review: Review) -> str | None:
    """The id of the item: the same as ever, else the row of the same noun with the same words in the same surroundings."""
    table = TABLES[review.noun]
    if review.noun == "documents":
        return successor(connection, review.item)
    if connection.execute(select(table.c.id).where(table.c.id == review.item)).first():
        return review.item
    if not review.quote or not review.document:
        return None
    return _by_words(connection, review)


def _by_words(connection: Connection, review: Review) -> str | None:
    document = successor(connection, str(review.document))
    query = select(SPANS).where(
        SPANS.c.noun == review.noun,
        SPANS.c.document == document,
        SPANS.c.role == "spans",
        SPANS.c.quote == review.quote,
    )
    ranked: list[tuple[float, str]] = []
    for row in connection.execute(query).mappings():
        span = Span(row["document"], row["start"], row["end"], row["quote"])
        ranked.append((_alike(_around(connection, span), review.context or ""), row["row"]))
    ranked = sorted((one for one in ranked if _telling(review, one[0])), reverse=True)
    clear = ranked and (len(ranked) == 1 or ranked[0][0] > ranked[1][0])
    return ranked[0][1] if clear else None


def _place(connection: Connection, review: Review) -> Span | None:
    """Where an entered row's words stand now, in its document or the version that replaced it."""
    document = successor(connection, str(review.document))
    if document is None or not review.quote:
        return None
    text = writing.texts(connection)(document)
    places, at = [], text.find(review.quote)
    while at >= 0:
        places.append(Span(document, at, at + len(review.quote), review.quote))
        at = text.find(review.quote, at + 1)
    ranked = [(_alike(_around(connection, span), review.context or ""), span) for span in places]
    told = [one for one in ranked if _telling(review, one[0])]
    return max(told, key=lambda one: one[0])[1] if told else None


def _telling(review: Review, alike: float) -> bool:
    """A number or a name stands in many places: few words are the same ones only where their surroundings are."""
    return alike >= SURROUNDED or len((review.quote or "").split()) >= TELLING


def successor(connection: Connection, document: str) -> str | None:
    """The current version of a document: itself, or the one of the same path and part that replaced it."""
    row = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == document)).mappings().first()
    if row is None or row["current"]:
        return document if row else None
    query = select(DOCUMENTS.c.id).where(
        DOCUMENTS.c.current, DOCUMENTS.c.path == row["path"], DOCUMENTS.c.part == row["part"]
    )
    found: str | None = connection.execute(query).scalar()
    return found


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _anchor(connection: Connection, noun: str, id: str) -> tuple[str | None, str | None, str | None]:
    if noun == "documents":
        return id, None, None
    if noun not in ROWS:
        return None, None, None
    query = select(SPANS).where(SPANS.c.noun == noun, SPANS.c.row == id).order_by(SPANS.c.position).limit(1)
    row = connection.execute(query).mappings().first()
    if row is None:
        return None, None, None
    span = Span(row["document"], row["start"], row["end"], row["quote"])
    return span.document, span.quote, _around(connection, span)


def _around(connection: Connection, span: Span) -> str:
    text = writing.texts(connection)(span.document)
    return text[max(0, span.start - AROUND) : span.end + AROUND]


def _item(connection: Connection, noun: str, id: str) -> dict[str, Any]:
    table = TABLES[noun]
    found = connection.execute(select(table).where(table.c.id == id)).mappings().first()
    if found is None:
        raise UsageError(f"there is no {noun} with the id {id!r}")
    return {str(key): value for key, value in found.items()}


def _new_id() -> str:
    return uuid.uuid4().hex[:16]


def moment() -> str:
    """Now, to the microsecond: decisions are ordered by it."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")


def key_of(document: str) -> Select[Any]:
    """A query for the key by which a document was read."""
    return select(DOCUMENTS.c.key).where(DOCUMENTS.c.id == document)


def current_ids() -> Select[Any]:
    """A query for the ids of all current documents."""
    return select(DOCUMENTS.c.id).where(DOCUMENTS.c.current)
