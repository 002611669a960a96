"""Passages near in meaning, with a score: offered to a reader, never called what was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.check.quotes.candidates import SPOKEN
from onrecord.check.quotes.checker import Checker, Question
from onrecord.check.quotes.people import same_speaker
from onrecord.encoder.vectors import WIDTH, vectors
from onrecord.model import Span

KEPT = "vectors"
# Transcripts of an occasion that are looked through, and words that a passage must have to say something.
DOCUMENTS, LEAST = 6, 6


@dataclass(frozen=True, slots=True)
class Near:
    """A passage and how near it is in meaning: the cosine of two sentence vectors, 1 at most."""

    span: Span
    row: str
    score: float


def nearest(checker: Checker, question: Question, most: int = 3, least: float = 0.4) -> list[Near]:
    """What the same speaker said nearest to these words on the occasion, the nearest first."""
    wanted = vectors([question.quote.raw])[0]
    found: list[Near] = []
    for document in checker.occasions(question)[:DOCUMENTS]:
        passages = list(_passages(checker, question, document))
        near = _vectors(checker, document, passages) @ wanted
        found += [Near(span, row, round(float(near[i]), 3)) for i, (span, row) in enumerate(passages)]
    best = sorted(found, key=lambda n: (-n.score, n.span.document, n.span.start))[:most]
    return [near for near in best if near.score >= least]


def _passages(checker: Checker, question: Question, document: str) -> Iterator[tuple[Span, str]]:
    text = checker.lookup.document(document).text
    for start, end, row in checker.grams.ranges(SPOKEN, document):
        quote = text[start:end]
        said = same_speaker(question.speaker, checker.speaker(document, row)) == "same"
        if said and len(quote.split()) >= LEAST:
            yield Span(document, start, end, quote), row


def _vectors(checker: Checker, document: str, passages: Sequence[tuple[Span, str]]) -> NDArray[np.float32]:
    """Vectors of the passages; kept in the record, by what they are of, as half floats."""
    key = f"{document} {passages[0][0].start} {len(passages)}" if passages else document
    raw = dict(checker.lookup.kept(KEPT)).get(key) if passages else b""
    if raw:
        return np.frombuffer(raw, np.float16).reshape(-1, WIDTH).astype(np.float32)
    made = vectors([span.quote for span, _ in passages])
    checker.lookup.keep(KEPT, {key: made.astype(np.float16).tobytes()} if passages else {})
    return made
