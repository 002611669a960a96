"""The maps back from normalised words, held for any text."""

from __future__ import annotations

import zlib
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.check.quotes.align import align
from onrecord.check.quotes.marks import quote, quoted
from onrecord.check.quotes.passage import passage
from onrecord.check.quotes.verdict import compare
from onrecord.check.quotes.words import gram_hashes, sounds, words

PIECES = st.sampled_from(
    [
        "We",
        "’re ",
        "n't",
        " twenty",
        "-",
        "five",
        " million",
        "$1.2",
        " [",
        "]",
        "…",
        "...",
        " (Applause.) ",
        "\n\n",
        "U.S.",
        "al-Karimi ",
        "per cent",
        "“",
        "”",
        '"',
        "'",
        " and ",
        "the ",
        "ç",
        "İ",
        "ﬁ",
        "１",
        " ~~x~~ ",
        "40%",
        "3,000 ",
        "a million ",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=30).map("".join)


@given(TEXTS, st.booleans())
def test_every_word_stands_where_it_says(text: str, stage: bool) -> None:
    found = words(text, stage=stage)
    assert len(found.norms) == len(found.starts) == len(found.ends)
    assert all(norm for norm in found.norms)
    assert all(0 <= a < b <= len(text) for a, b in zip(found.starts, found.ends, strict=True))
    assert found.starts == sorted(found.starts)
    assert found.ends == sorted(found.ends)


@given(TEXTS, TEXTS)
def test_quotation_and_passage_keep_their_places(printed: str, said: str) -> None:
    ours, held = quote(printed), passage("d", said, [(0, len(said), "t")])
    found = compare(ours, held)
    for block in found.blocks:
        mine = ours.words.norms[block.ours : block.ours + block.size]
        assert mine == held.words.norms[block.theirs : block.theirs + block.size]
    for change in (*found.changes, *found.lost):
        assert 0 <= change.ours[0] <= change.ours[1] <= len(ours.words)
        assert 0 <= change.theirs[0] <= change.theirs[1] <= len(held)


@given(st.lists(st.sampled_from("abcde"), max_size=12), st.lists(st.sampled_from("abcde"), max_size=20))
def test_blocks_rise_on_both_sides(ours: list[str], theirs: list[str]) -> None:
    blocks = align(ours, theirs)
    for one, two in pairwise(blocks):
        assert one.ours + one.size <= two.ours
        assert one.theirs + one.size <= two.theirs


@given(TEXTS)
def test_what_is_quoted_lies_in_the_text(text: str) -> None:
    at = 0
    for start, end in quoted(text):
        assert at <= start < end <= len(text)
        at = end


def test_numbers_contractions_and_spelling_fall_together() -> None:
    one = words(
        "We've spent one hundred and fifty thousand dollars, or twenty-five per cent, on the harbour."
    )
    two = words("We have spent $150,000, or 25%, on the harbor.")
    assert one.norms == two.norms


def test_lists_of_numbers_stay_apart() -> None:
    assert words("five, six, seven million").norms == ["5", "6", "7000000"]


def test_quotations_of_every_kind_of_mark() -> None:
    text = 'He said "one thing" and “another,” then «a third».'
    assert [text[a:b] for a, b in quoted(text)] == ["one thing", "another,", "a third"]


def test_a_paragraph_left_open_is_quoted_when_the_next_opens_again() -> None:
    text = '"We will stay.\n\n"We will build," she said.'
    assert [text[a:b] for a, b in quoted(text)] == ["We will stay.", "We will build,"]


def test_single_marks_of_a_headline_close_after_a_letter() -> None:
    text = "Mayor: Osh Has ‘To Come a Long Way’ On Wells, the Towns’ Plan Is ‘Very Good’\n\nShe spoke."
    assert [text[a:b] for a, b in quoted(text)] == ["To Come a Long Way", "Very Good"]


def test_an_opening_mark_set_behind_a_word_closes() -> None:
    text = "Osh was shocked. “Do you want to be seen with them?“ he asked. “Well, no.”"
    assert [text[a:b] for a, b in quoted(text)] == ["Do you want to be seen with them?", "Well, no."]


def test_what_sounds_alike() -> None:
    assert sounds("It's their best") == sounds("its there best")
    assert sounds("its own") != sounds("is own")


def test_a_raised_digit_is_no_number_and_no_crash() -> None:
    from onrecord.check.quotes.words import words

    assert "²" in words("5 km ² of land").norms


def test_runs_of_words_have_hashes_that_no_version_may_change() -> None:
    norms = ["the", "ships", "that", "bring", "the", "flour"]
    codes = [zlib.crc32(norm.encode()) for norm in norms]
    factors = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)  # records keep what they made
    sums = [sum(c * f for c, f in zip(codes[i : i + 3], factors, strict=True)) for i in range(len(norms) - 2)]
    assert gram_hashes(norms) == [(total % 2**64) >> 32 for total in sums]
    assert gram_hashes(norms[:2]) == []
