"""The store gives back what it was given, holds every span against its text, and loses nothing that it kept."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import text as sql

from onrecord import model
from onrecord.errors import KnownValueError, RecordError, UsageError
from onrecord.model import (
    Attested,
    Date,
    Document,
    Edit,
    Figure,
    Finding,
    Furniture,
    Source,
    Span,
    Speaker,
    Statement,
)
from onrecord.store import NOUNS, ROWS, Store, writing
from onrecord.store.files import counts
from onrecord.store.find import Filters, find
from onrecord.store.mapper import build, plain
from onrecord.store.spans import spans_of
from onrecord.text import Ids, span_of

TEXT = "Minister Ada Low said 40 partners met on Monday. “We will send 12 trucks,” she added."


def a_document(text: str = TEXT, name: str = "one") -> Document:
    return Document(id=f"d-{name}", source=f"s-{name}", part="", text=text, path=f"{name}.txt")


def keep(store: Store, document: Document, *rows: Any, step: str = "extract") -> list[model.Problem]:
    raw = document.text.encode()
    source = Source(
        id=document.source,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type="text/plain",
        size=len(raw),
        path=document.path,
        url=None,
        got_at="2020-01-01",
    )
    with store.transaction() as connection:
        writing.put_source(connection, source, zlib.compress(raw))
        writing.put_document(connection, document, "key")
        writing.put_passages(connection, document, [(0, len(document.text))])
        return writing.put_rows(connection, rows, step)


def a_figure(document: Document, words: str = "40 partners", **more: Any) -> Figure:
    at = document.text.index(words)
    span = span_of(document, at, at + len(words))
    values: dict[str, Any] = {"low": 40.0, "high": 40.0, "approximator": "exact", "unit": "partner", **more}
    return Figure(
        id=Ids(document.id).new("figures", words),
        document=document.id,
        spans=(span,),
        made_by="test",
        **values,
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "r.sqlite", write=True) as opened:
        yield opened


def test_a_row_comes_back_as_it_went_in(store: Store) -> None:
    document = a_document()
    span = span_of(document, 41, 47)
    figure = a_figure(
        document, as_of=Date("2019-03", "2019-03-01", "2019-03-31", "stated", (span,)), object=span
    )
    assert not keep(store, document, figure)
    assert list(store.rows(Figure)) == [figure]
    assert list(store.rows(Figure, document.id)) == [figure]
    assert store.by_id(Figure, [figure.id, "none"]) == [figure]
    assert store.document(document.id) == document
    assert list(store.documents()) == [document]


def test_parts_of_a_document_are_read_without_the_rest(store: Store) -> None:
    document = replace(a_document(), title="Talks", furniture=(Furniture(0, 8, "menu"),))
    said = Statement(
        id="s", document=document.id, spans=(), made_by="test", mode="direct", speaker=Speaker(name="Ada Low")
    )
    before = store.revision()
    keep(store, document, said, replace(said, id="t"))
    with Store(store.path) as other:
        assert other.text(document.id) == document.text
        assert other.about(document.id) == replace(document, text="", furniture=())
        assert other.speakers(document.id) == {"s": Speaker(name="Ada Low"), "t": Speaker(name="Ada Low")}
        seen = other.revision()
        assert (store.revision() != before, other.revision()) == (True, seen)
        keep(store, document)
        assert other.revision() != seen, "another's writing counts too"
        assert other.speakers(document.id) == {}
        for ask in (other.text, other.about):
            with pytest.raises(UsageError):
                ask("none")


def test_a_span_that_does_not_fit_is_never_written(store: Store) -> None:
    document = a_document()
    wrong = Span(document.id, 0, 8, "Monster!")
    deep = a_figure(document, as_of=Date("2019", None, None, "stated", (wrong,)))
    outside = a_figure(document, "12 trucks", object=Span(document.id, 5, 500, "x"))
    good = a_figure(document)
    problems = keep(store, document, deep, outside, replace(good, id="other"))
    assert [problem.reason for problem in problems] == ["span_mismatch", "span_mismatch"]
    assert [row.id for row in store.rows(Figure)] == ["other"]
    assert len(list(store.rows(model.Problem))) == 2


def test_a_span_into_a_document_that_is_not_on_record_is_a_problem(store: Store) -> None:
    document = a_document()
    row = replace(a_figure(document), object=Span("nowhere", 0, 1, "x"))
    assert [problem.reason for problem in keep(store, document, row)] == ["span_mismatch"]


def test_spans_inside_values_of_a_finding_are_checked_too(store: Store) -> None:
    document = a_document()
    edit = Edit("number", span_of(document, 22, 24), None)
    row = Finding(
        id="f", document=None, spans=(), made_by="t", check="quotes", verdict="wording", items=(), why="",
        values={"edits": [plain(edit)]},
    )  # fmt: skip
    assert [role for role, _ in spans_of(row)] == ["values.edits.ours"]
    assert not keep(store, document, row)
    assert next(iter(store.rows(Finding))).values == row.values


def test_reading_again_replaces_rows_and_keeps_the_old_text(store: Store) -> None:
    document = a_document()
    keep(store, document, a_figure(document))
    longer = replace(document, text=TEXT + " More.")
    keep(store, longer, a_figure(longer, "12 trucks"))
    assert [row.spans[0].quote for row in store.rows(Figure)] == ["12 trucks"]
    assert store.document(document.id).version == 2
    with store.read() as connection:
        assert connection.execute(sql("SELECT version, text FROM old_texts")).all() == [(1, TEXT)]
        assert connection.execute(sql("SELECT count(*) FROM spans")).scalar() == 1


def test_a_resolver_rewrites_a_row_in_place(store: Store) -> None:
    document = a_document()
    first, second = a_figure(document), a_figure(document, "12 trucks")
    keep(store, document, first, second)
    with store.transaction() as connection:
        writing.put_rows(connection, [replace(first, measure="m1")], "resolve")
        writing.drop_step(connection, "resolve")
    assert list(store.rows(Figure)) == [replace(first, measure="m1"), second]


def test_an_error_inside_a_transaction_leaves_nothing(store: Store) -> None:
    def fail() -> None:
        with store.transaction() as connection:
            writing.set_state(connection, "a", "b")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert store.state("a") is None


def test_opening_without_a_record_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="onrecord build"):
        Store(tmp_path / "none.sqlite")


def test_a_file_that_is_no_record_is_named_so(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(RecordError, match="damaged"):
        Store(path)


def test_a_record_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with Store(path, write=True) as store, store.transaction() as connection:
        connection.execute(sql("INSERT INTO schema_versions VALUES ('m9999_future', '')"))
    with pytest.raises(RecordError, match="newer"):
        Store(path)


def test_a_new_field_of_a_noun_becomes_a_column(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    document = a_document()
    with Store(path, write=True) as store:
        keep(store, document, a_figure(document))
        with store.transaction() as connection:
            connection.execute(sql("ALTER TABLE figures DROP COLUMN multiple"))
    with Store(path) as store:
        assert list(store.rows(Figure)) == [a_figure(document)]


def test_an_unknown_kind_lists_the_known_ones(store: Store) -> None:
    with pytest.raises(KnownValueError, match="Statement"):
        list(store.rows(int))


def test_a_closed_record_is_one_file(tmp_path: Path) -> None:
    with Store(tmp_path / "r.sqlite", write=True) as store:
        keep(store, a_document())
    assert [path.name for path in tmp_path.iterdir()] == ["r.sqlite"]


def test_a_record_in_a_folder_that_may_not_be_written_can_be_read(tmp_path: Path) -> None:
    with Store(tmp_path / "r.sqlite", write=True) as store:
        keep(store, a_document())
    tmp_path.chmod(0o500)
    try:
        with Store(tmp_path / "r.sqlite") as store:
            assert len(list(store.documents())) == 1
    finally:
        tmp_path.chmod(0o700)


# ---- properties: any value of any noun goes through plain JSON and back -------------------------------------------------

words = some.text(max_size=12)
spans = some.builds(Span, words, some.integers(0, 9), some.integers(0, 9), words)
dates = some.builds(
    Date, words, some.none() | words, some.none() | words, some.just("stated"), some.tuples(spans)
)
some.register_type_strategy(Span, spans)
some.register_type_strategy(Date, dates)
some.register_type_strategy(Attested, some.builds(Attested, some.none() | dates, spans))
some.register_type_strategy(object, words)
some.register_type_strategy(float, some.floats(allow_nan=False))


@pytest.mark.parametrize("kind", [NOUNS[noun] for noun in ROWS], ids=str)
def test_any_row_survives_plain_json(kind: type) -> None:
    @settings(max_examples=20, deadline=None)
    @given(some.builds(kind))
    def check(row: Any) -> None:
        assert build(kind, plain(row)) == row

    check()


@settings(max_examples=50, deadline=None)
@given(some.builds(Statement))
def test_every_span_of_a_statement_is_found(row: Statement) -> None:
    found = [span for _, span in spans_of(row)]
    for span in (*row.spans, *row.source, *row.cue, *row.content):
        assert span in found


def test_what_was_weighed_and_dropped_is_no_problem_but_can_be_read(store: Store) -> None:
    document = a_document()
    made = {"document": document.id, "detail": "Monday"}
    dropped = model.Problem(id="p1", step="figures.drop", reason="date", **made)
    keep(store, document, dropped, model.Problem(id="p2", step="figures", reason="failed", **made))
    assert (counts(store)["problems"], counts(store)["dropped"]) == (1, 1)
    assert [row["id"] for row in find(store, "problems", Filters())] == ["p2"]
    assert [row["id"] for row in find(store, "problems", Filters(kind="figures.drop"))] == ["p1"]
