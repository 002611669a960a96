"""The encoder: cutting, decoding, and what any weights must find in plain sentences."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from onrecord.encoder import available
from onrecord.encoder.acts import COMMISSIVE, acts, bound, head
from onrecord.encoder.attitude import is_attitude
from onrecord.encoder.cutting import LIMIT, arrays, cut, windows
from onrecord.encoder.decoding import NEVER, best_tags, legal, pieces
from onrecord.encoder.naming import is_name
from onrecord.encoder.tagger import Relation, Tagger, tagger
from onrecord.encoder.vectors import vectors
from onrecord.encoder.weights import VECTORS

needs_weights = pytest.mark.skipif(not available(), reason="the tagger's weights are not installed")
needs_vectors = pytest.mark.skipif(not available(VECTORS), reason="the vectors' weights are not installed")
LINE = "The harbour master of Tarsk said on Monday that the crane would be mended by June. "


def test_empty_text_gives_an_empty_reading() -> None:
    assert tagger().read("", []) == ()
    assert tagger().read(" \n\n ", [(0, 4)]) == ()
    assert tagger().acts([]) == []


def test_vectors_have_one_row_a_text() -> None:
    made = vectors(["The ministers met.", "", "Snow fell on the pass overnight."])
    assert made.shape == (3, 384)
    assert made.dtype == np.float32
    assert vectors([]).shape == (0, 384)


@needs_vectors
def test_like_sentences_lie_near() -> None:
    a, b, c = vectors(
        ["The ministers met in Oslo.", "A meeting of ministers took place in Oslo.", "Snow blocked the pass."]
    )
    assert np.allclose([a @ a, b @ b, c @ c], 1, atol=1e-4)
    assert a @ b > a @ c + 0.3


@needs_weights
def test_words_are_where_they_stand_in_the_text() -> None:
    text = f"Skip this. \n{LINE}\r\n\nCafé — naïve “Übung”"
    made = cut(text, [(11, len(text))])
    found = [text[s:e] for s, e in zip(made.start, made.end, strict=True)]
    assert found[:3] == ["The", "harbour", "master"]
    assert found[-5:] == ["—", "naïve", "“", "Übung", "”"]
    assert "Skip" not in found


@needs_weights
@pytest.mark.parametrize("text", [LINE * 1, LINE * 60, (LINE + "\n") * 60, LINE * 30 + "\n" + LINE])
def test_every_word_is_read_from_just_one_window(text: str) -> None:
    made = cut(text, [(0, len(text))])
    found = windows(made)
    kept = list(itertools.chain.from_iterable(range(w.keep_low, w.keep_high) for w in found))
    assert kept == list(range(len(made.first)))
    shown, first = arrays(found, made)
    assert shown.shape[1] <= LIMIT + 2
    row = found[-1]
    at = first[-1][: row.high - row.low]
    assert (shown[-1][at] == made.pieces[made.first[row.low : row.high]]).all()


def test_best_tags_are_the_best_legal_sequence() -> None:
    rng = np.random.default_rng(7)
    steps = legal(rng.normal(size=(7, 7)).astype(np.float32))
    logits = rng.normal(size=(9, 7)).astype(np.float32) * 2
    lines = np.array([0, 4, 5, 9])

    def worth(tags: tuple[int, ...], low: int) -> float:
        start = NEVER if tags[0] in (2, 4, 6) else 0.0
        moves = sum(steps[a, b] for a, b in itertools.pairwise(tags))
        return float(start + moves + sum(logits[low + i, t] for i, t in enumerate(tags)))

    best: list[int] = []
    for low, high in itertools.pairwise(lines):
        options = itertools.product(range(7), repeat=int(high - low))
        best += max(options, key=lambda tags: worth(tags, low))
    assert best_tags(logits, lines, steps).tolist() == best


def test_pieces_are_runs_of_one_role() -> None:
    tags = np.array([1, 2, 3, 0, 5, 6, 6, 5, 3])
    found = [(p.role, p.low, p.high) for p in pieces(tags, np.zeros((9, 7), np.float32))]
    assert found == [(0, 0, 2), (1, 2, 3), (2, 4, 7), (2, 7, 8), (1, 8, 9)]


@pytest.mark.parametrize(
    ("cue", "attitude"),
    [("wants", True), ("strongly supports", True), ("said he felt", False), ("said", False), (":", False)],
)
def test_wanting_is_not_saying(cue: str, attitude: bool) -> None:
    assert is_attitude(cue) is attitude


@pytest.mark.parametrize(
    ("words", "name"), [("We", False), ("the camp", False), ("the Tarsk Council", True), ("Ann Berg", True)]
)
def test_only_proper_words_make_a_name(words: str, name: bool) -> None:
    text = f"Later {words} left."
    assert is_name(text, 6, 6 + len(words), "organisation") is name


@pytest.mark.parametrize(
    ("words", "name"), [("Da", False), ("esh-held", False), ("Da’esh", True), ("U.S.", True), ("U", False)]
)
def test_a_torn_word_is_no_name(words: str, name: bool) -> None:
    text = "In Da’esh’s land the U.S. and esh-held posts of Da’esh-held Norvik"
    start = text.index("U.S.") if words == "U" else text.index(words)
    assert is_name(text, start, start + len(words), "organisation") is name


def only(text: str) -> Relation:
    found = tagger().read(text, [(0, len(text))])
    assert len(found) == 1
    return found[0]


@needs_weights
@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The harbour master said the crane would be mended by June.",
            "The harbour master",
            "said",
            "the crane would be mended by June",
        ),
        (
            "“The road to the valley is open again,” Deputy Minister Orla Venn told reporters.",
            "Deputy Minister Orla Venn",
            "told reporters",
            "The road to the valley is open again",
        ),
        (
            "According to the audit office, half of the money was never spent.",
            "the audit office",
            "According to",
            "half of the money was never spent",
        ),
    ],
)
def test_plain_attributions_are_found(text: str, source: str, cue: str, content: str) -> None:
    found = only(text)
    assert source in " ".join(text[s:e] for s, e in found.source)
    assert cue.split()[0] in " ".join(text[s:e] for s, e in found.cue)
    assert content in " ".join(text[s:e] for s, e in found.content)


@needs_weights
def test_ranges_outside_are_not_read() -> None:
    text = f"{LINE}\n{LINE}"
    for r in tagger().read(text, [(0, len(LINE))]):
        assert max(e for _, e in r.content) <= len(LINE)


@needs_weights
def test_a_promise_is_commissive() -> None:
    chances = tagger().acts(
        ["We will build four hundred new homes in the valley by 2030.", "It rained all day."]
    )
    assert chances[0]["commissive"] > 0.5 > chances[1]["commissive"]
    assert abs(sum(chances[0].values()) - 1) < 1e-3


@needs_weights
def test_the_head_for_promises_was_fitted_for_these_weights() -> None:
    assert head(tagger().path) is not None, "fit it anew: make train-acts DATA=..."
    assert bound() == head(tagger().path).bound  # type: ignore[union-attr]


@needs_weights
def test_sentences_are_judged_among_their_neighbours() -> None:
    near = ["The valley needs homes.", "We will build four hundred new homes by 2030.", "It rained all day."]
    chances = acts(near)
    assert chances[1]["commissive"] > 0.5 > max(chances[0]["commissive"], chances[2]["commissive"])
    assert all(abs(sum(one.values()) - 1) < 1e-3 for one in chances)
    assert acts([]) == []
    assert len(acts(["\u200b", "It rained."])) == 2


def test_a_tagger_without_a_head_keeps_its_own(tmp_path: Path) -> None:
    assert head(tmp_path / "other.onnx") is None
    assert bound(Tagger(tmp_path / "other.onnx")) == COMMISSIVE
