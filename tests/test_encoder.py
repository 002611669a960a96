"""The encoder's promises that hold for any weights."""

from __future__ import annotations

import numpy as np

from onrecord.encoder.tagger import tagger
from onrecord.encoder.vectors import vectors


def test_empty_text_gives_an_empty_reading() -> None:
    assert tagger().read("", []).relations == ()
    assert tagger().acts([]) == []


def test_vectors_have_one_row_a_text() -> None:
    made = vectors(["The ministers met.", "", "Snow fell on the pass overnight."])
    assert made.shape == (3, 384)
    assert made.dtype == np.float32
