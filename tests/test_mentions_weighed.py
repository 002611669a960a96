"""Mentions weighed: candidates, what is chosen of them, and memory that holds no words."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.encoder.cutting import Cut
from onrecord.encoder.mentions import KINDS, Memory, Page, Weigher, candidates, chosen, code, features
from onrecord.encoder.tagger import tagger
from onrecord.encoder.weights import FOLDER, MENTIONS, available

TEXT = "Ada Lund met Lund\nin Oslo"
needs_weights = pytest.mark.skipif(
    not available() or not (FOLDER / MENTIONS).is_file(), reason="the weights are not installed"
)


def page(**sure: tuple[int, int, int]) -> Page:
    """A page of six words whose head is sure of the given spans (first word, end word, kind), and of nothing else."""
    ends = np.array([3, 8, 12, 17, 20, 25])
    starts = np.array([0, 4, 9, 13, 18, 21])
    none = np.zeros(0, np.int64)
    logits = np.zeros((6, 2 * len(KINDS), 3), np.float32)
    logits[:, :, 0] = 9
    for a, b, k in sure.values():
        logits[a, k] = (0, 9, 0)
        logits[a + 1 : b, k] = (0, 0, 9)
    return Page(TEXT, Cut(none, none, starts, ends, np.array([0, 4, 6]), none), logits.reshape(6, -1))


def test_what_the_head_is_sure_of_is_a_candidate_and_its_further_places_too() -> None:
    assert (0, 2, 0) in candidates(page(one=(0, 2, 0)), Memory({}))
    found = candidates(page(one=(1, 2, 0)), Memory({}))
    assert {(1, 2, 0), (3, 4, 0)} <= set(found)


def test_a_candidate_ends_with_its_line() -> None:
    assert not [key for key in candidates(page(one=(3, 5, 2)), Memory({})) if key[0] < 4 < key[1]]


def test_memory_brings_candidates_that_the_head_does_not_see() -> None:
    told = Memory({code("W", "met"): (0, 1), code("N", "met"): (0, 2), code("S", "met", 1): (1, 0)})
    assert (2, 3, 1) in candidates(page(), told)
    assert (2, 3, 1) not in candidates(page(), Memory({}))


def test_only_proper_words_where_names_are_wanted() -> None:
    told = Memory({code("W", "met"): (0, 1), code("N", "met"): (0, 2), code("S", "met", 1): (1, 0)})
    found = candidates(page(one=(0, 2, 0), two=(5, 6, 3)), told, proper=True)
    assert (0, 2, 0) in found
    assert not [key for key in found if key[:2] == (2, 3) or key[2] == 3]


def test_every_candidate_has_a_row_of_finite_numbers() -> None:
    seen = page(one=(0, 2, 0), two=(5, 6, 2))
    found = candidates(seen, Memory({}))
    rows = features(seen, found, Memory({}))
    assert len(rows) == len(found)
    assert np.isfinite(rows).all()
    assert rows.dtype == np.float32


def test_codes_stay_as_they_are() -> None:
    # The weights hold codes, so another code of the same words would empty the memory.
    assert code("S", "Ada Lund", 0) == CODE


CODE = 2647307695818135226

SPANS = st.tuples(st.integers(0, 9), st.integers(1, 5), st.integers(0, 1)).map(
    lambda x: (x[0], x[0] + x[1], x[2])
)


@given(st.dictionaries(SPANS, st.floats(0, 1, width=32), max_size=20))
def test_no_two_of_a_kind_cross(weights: dict[tuple[int, int, int], float]) -> None:
    found = list(weights)
    picked = chosen(found, np.array([weights[k] for k in found], np.float32), [0.4] * len(KINDS))
    for ((a, b, k), _), ((x, y, q), _) in itertools.combinations(picked, 2):
        assert k != q or y <= a or b <= x or (a <= x and y <= b) or (x <= a and b <= y)
    assert all(chance >= 0.4 for _, chance in picked)


def test_chances_are_the_mean_of_the_networks() -> None:
    one, flat = np.ones((1, 2), np.float32), np.zeros(1, np.float32)
    layers = ((one, flat, np.ones((1, 1), np.float32), flat), (one, flat, -np.ones((1, 1), np.float32), flat))
    made = Weigher(Memory({}), np.zeros(2, np.float32), np.ones(2, np.float32), layers, (0.5,) * len(KINDS))
    assert np.allclose(made.chances(np.array([[2, 1], [0, -4]], np.float32)), 0.5)


@needs_weights
def test_names_are_found_where_they_stand() -> None:
    text = "Nobody read this.\nForeign Minister Ada Lund flew from Oslo to the United Nations on Monday."
    found = {(text[n.start : n.end], n.kind) for n in tagger().named(text, [(18, len(text))])}
    assert {("Oslo", "place"), ("Ada Lund", "person")} <= found
    assert not tagger().named("", [])
