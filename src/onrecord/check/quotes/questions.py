"""The quotations of a text, each with what stands around it: who is said to speak, when, and through what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.check.quotes.checker import Question
from onrecord.check.quotes.lexicon import phrases, runs
from onrecord.check.quotes.marks import quote
from onrecord.check.quotes.times import When
from onrecord.check.quotes.words import words
from onrecord.model import Date, Document, Speaker, Statement
from onrecord.text import sentences
from onrecord.values.calendar import month_day

_TRANSLATED = re.compile(
    r"\b(?:through (?:a|an|his|her|their) (?:translator|interpreter)|translated from|in a translation|"
    r"(?:speaking|said|spoke) in (?!English\b)[A-Z][a-z]+(?:ic|ish|ese|ian|ench|erman|tu|rdu|rsi))\b"
)
Range = tuple[int, int, str]


def questions(
    document: Document, ranges: Sequence[Range], statements: Sequence[Statement]
) -> Iterator[tuple[Question, Range]]:
    """Each quoted range of a document as a question."""
    by_id = {row.id: row for row in statements}
    marks = [(start, end) for start, end, _ in ranges]
    for found in ranges:
        row = by_id.get(found[2])
        yield asked(document.text, found[:2], marks, document, row), found


def asked(
    text: str,
    where: tuple[int, int],
    marks: Sequence[tuple[int, int]],
    document: Document | None = None,
    row: Statement | None = None,
    speaker: Speaker | None = None,
    printed: Date | None = None,
) -> Question:
    """The question that the quotation at `where` puts; `marks` are all quoted ranges of the text."""
    paragraph = _paragraph(text, *where)
    own = _own_words(text, next(_holding(text, paragraph, where), paragraph), marks)
    around = _own_words(text, (paragraph[0], min(paragraph[1], where[1] + 120)), marks)
    return Question(
        quote(text, *where),
        document=document.id if document else None,
        speaker=row.speaker if row else speaker,
        when=When(
            row.said_on if row else None, document.published if document else printed, _dateline(document)
        ),
        statement=row.id if row else None,
        told=frozenset(words(own).norms),
        channel=_channel(around),
        translated=bool(_TRANSLATED.search(around)),
    )


def _dateline(document: Document | None) -> tuple[int, int] | None:
    written = document.dateline.date if document and document.dateline else None
    return month_day(written) if written else None


def _paragraph(text: str, start: int, end: int) -> tuple[int, int]:
    left, right = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return left, right if right >= 0 else len(text)


def _holding(text: str, paragraph: tuple[int, int], where: tuple[int, int]) -> Iterator[tuple[int, int]]:
    for start, end in sentences(text, *paragraph):
        if start <= where[0] < end:
            yield start, max(end, min(where[1] + 1, paragraph[1]))


def _own_words(text: str, part: tuple[int, int], marks: Sequence[tuple[int, int]]) -> str:
    """The printer's own words in a part of the text, quotations left out."""
    kept, at = [], part[0]
    for start, end in marks:
        if start < part[1] and end > part[0]:
            kept.append(text[at : max(at, start)])
            at = max(at, end)
    return " ".join([*kept, text[at : part[1]]])


def _channel(around: str) -> str:
    found = words(around)
    every = [" ".join(found.norms[slice(*run)]) for run in runs("channel", found.norms)]
    nouns = [name for name in every if name not in phrases("channel_verb")]
    return (nouns or ["text" for _ in every] or [""])[0]
