"""Sentence vectors for search and paraphrase: MiniLM-L6, mean-pooled, unit length."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from onrecord.encoder.weights import FOLDER, VECTORS, available, session, tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

WIDTH = 384
LIMIT = 256  # pieces, the two ends included: what the published model was trained on
BATCH = 32


@cache
def _session() -> InferenceSession:
    return session(FOLDER / VECTORS)


def _pad(rows: list[list[int]]) -> NDArray[np.int64]:
    """Rows of pieces with the two ends, padded with 0."""
    out = np.zeros((len(rows), max(map(len, rows)) + 2), np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row) + 2] = [101, *row, 102]
    return out


def vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """(n, 384) unit vectors; all zero without weights. A text is cut after 254 pieces."""
    out = np.zeros((len(texts), WIDTH), np.float32)
    if not texts or not available(VECTORS):
        return out
    pieces = [e.ids[: LIMIT - 2] for e in tokenizer().encode_batch(list(texts), add_special_tokens=False)]
    order = sorted(range(len(texts)), key=lambda i: len(pieces[i]))
    for at in range(0, len(order), BATCH):
        rows = order[at : at + BATCH]
        out[rows] = _session().run(None, {"pieces": _pad([pieces[i] for i in rows])})[0]
    return out
