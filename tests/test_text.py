"""Spans, sentences and identity hold for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import SpanError
from onrecord.model import Document, Span
from onrecord.text import Ids, check_span, lines, sentences, span_of, trim

PROSE = st.text(alphabet=st.sampled_from('abzAZ é.!? \n"”“,;:—0\u0301Mr'), max_size=200)


def document(text: str) -> Document:
    return Document(id="d", source="s", part="", text=text)


@given(PROSE, st.integers(-5, 210), st.integers(-5, 210))
def test_a_span_is_its_words_or_an_error(text: str, start: int, end: int) -> None:
    if 0 <= start < end <= len(text):
        span = span_of(document(text), start, end)
        check_span(text, span)
        assert span.quote == text[start:end]
    else:
        with pytest.raises(SpanError):
            span_of(document(text), start, end)


@given(PROSE, st.integers(0, 200), st.integers(1, 20))
def test_a_moved_or_altered_quote_is_refused(text: str, start: int, size: int) -> None:
    quote = text[start : start + size] + "\0"
    with pytest.raises(SpanError):
        check_span(text, Span("d", start, start + len(quote), quote))


@given(PROSE)
def test_sentences_and_lines_lie_apart_in_order_and_lose_no_word(text: str) -> None:
    for cut in (sentences, lines):
        ranges = list(cut(text))
        assert all(a < b for a, b in ranges)
        assert all(before[1] <= after[0] for before, after in pairwise(ranges))
        assert all(trim(text, a, b) == (a, b) for a, b in ranges)
        held = "".join(text[a:b] for a, b in ranges)
        assert "".join(held.split()) == "".join(text.split())


@given(st.lists(st.tuples(st.sampled_from("ab"), PROSE), max_size=12))
def test_ids_differ_and_depend_on_words_and_their_order_among_equals_alone(
    rows: list[tuple[str, str]],
) -> None:
    ids = Ids("d")
    made = [ids.new(kind, words) for kind, words in rows]
    assert len(set(made)) == len(made)
    others = Ids("d")
    others.new("c", "something else entirely, earlier in the text")
    assert [others.new(kind, words) for kind, words in rows] == made
    elsewhere = Ids("e")
    assert not {elsewhere.new(kind, words) for kind, words in rows} & set(made)


@given(PROSE)
def test_an_id_does_not_hang_on_blanks_and_case(words: str) -> None:
    assert Ids("d").new("a", words) == Ids("d").new("a", f"  {words.replace(' ', '  ')} ".replace("é", "É"))
