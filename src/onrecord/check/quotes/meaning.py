"""Passages near in meaning, with a score: offered to a reader, never called what was said."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from onrecord.check.quotes.align import weak_words
from onrecord.check.quotes.candidates import SPOKEN
from onrecord.check.quotes.checker import Checker, Question
from onrecord.check.quotes.edits import stem
from onrecord.check.quotes.people import same_speaker
from onrecord.check.quotes.times import Occasion, distance, occasion
from onrecord.check.quotes.words import words
from onrecord.encoder.vectors import vectors
from onrecord.model import Span
from onrecord.text import sentences

# Scores from which a sentence is worth a look: of the occasion, and of another, where many speak of the same things.
SAME_DAY, OTHER_DAY = 0.45, 0.5
# Transcripts that are looked through: of the occasion, and of other days, the nearest of so many; words that a sentence
# must have to say something; sentences whose vectors are made, those that share most words first.
DOCUMENTS, ELSEWHERE, AROUND, LEAST, CLOSE = 6, 6, 80, 6, 80
# Vectors that are kept at hand, a kilobyte and a half each.
KEPT = 4000


@dataclass(frozen=True, slots=True)
class Near:
    """A passage and how near it is in meaning: the cosine of two sentence vectors, 1 at most."""

    span: Span
    row: str
    score: float
    occasion: Occasion


def nearest(checker: Checker, question: Question, most: int = 3, least: float = 0.4) -> list[Near]:
    """What the same speaker said nearest to these words on the occasion, the nearest first."""
    return _best(checker, question, checker.occasions(question)[:DOCUMENTS], least)[:most]


def offered(checker: Checker, question: Question, most: int = 3) -> list[Near]:
    """The same, and where nothing of the occasion is near, what the speaker said on the days around it."""
    held = checker.occasions(question)[:DOCUMENTS]
    found = _best(checker, question, held, SAME_DAY)
    if not found:
        others = list(islice(_around(checker, question, set(held)), ELSEWHERE))
        found = _best(checker, question, others, OTHER_DAY)
    return found[:most]


def _around(checker: Checker, question: Question, held: set[str]) -> Iterator[str]:
    """Documents in which the speaker speaks, the nearest in time first."""
    others = checker.grams.held(SPOKEN).difference(held)
    near = sorted(others, key=lambda id: (distance(question.when, checker.date(id)), id))
    return (id for id in near[:AROUND] if next(_passages(checker, question, id), None))


def _best(checker: Checker, question: Question, documents: Sequence[str], least: float) -> list[Near]:
    passages = [one for id in documents for one in _passages(checker, question, id)]
    close = _close(question.quote.raw, passages)
    if not close:
        return []
    scores = (_vectors([span.quote for span, _ in close]) @ _vectors([question.quote.raw])[0]).tolist()
    found = [
        Near(span, row, round(score, 3), occasion(question.when, checker.date(span.document)))
        for score, (span, row) in zip(scores, close, strict=True)
        if score >= least
    ]
    return sorted(found, key=lambda near: (-near.score, near.span.document, near.span.start))


def _passages(checker: Checker, question: Question, document: str) -> Iterator[tuple[Span, str]]:
    text = checker.text(document)
    for start, end, row in checker.grams.ranges(SPOKEN, document):
        if same_speaker(question.speaker, checker.speaker(document, row)) == "same":
            for left, right in sentences(text, start, end):
                if text.count(" ", left, right) >= LEAST - 1:
                    yield Span(document, left, right, text[left:right]), row


def _close(wanted: str, passages: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """All of them where they are few, else those that share most telling words with what is looked for."""
    if len(passages) <= CLOSE:
        return list(passages)
    telling = _telling(wanted)
    return sorted(passages, key=lambda one: -len(telling & _telling(one[0].quote)))[:CLOSE]


def _telling(text: str) -> set[str]:
    return {stem(norm) for norm in words(text).norms if norm not in weak_words()}


# By the words themselves, so that none can be another text's or an older one's.
_kept: OrderedDict[str, NDArray[np.float32]] = OrderedDict()
_lock = Lock()


def _vectors(texts: Sequence[str]) -> NDArray[np.float32]:
    """Vectors of the texts, in their order."""
    with _lock:
        new = [text for text in dict.fromkeys(texts) if text not in _kept]
        _kept.update(zip(new, vectors(new), strict=True))
        found = np.stack([_kept[text] for text in texts])
        for text in texts:
            _kept.move_to_end(text)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
        return found
