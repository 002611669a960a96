"""The quotations of a text, each with what stands around it: who is said to speak, when, and through what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from onrecord.check.quotes.checker import Question
from onrecord.check.quotes.lexicon import phrases, runs
from onrecord.check.quotes.marks import quote
from onrecord.check.quotes.times import When
from onrecord.check.quotes.words import words
from onrecord.model import Date, Document, Speaker, Statement
from onrecord.text import sentences
from onrecord.values.calendar import month_day

_LANGUAGE = "|".join(sorted((name for (name,) in chain.from_iterable(phrases("language").values())), key=len))
# The language must end its phrase: what is "said in Turkish parliament" is no translation.
_TRANSLATED = re.compile(
    r"\b(?:through|via|with the help of) (?:a|an|his|her|their) (?:\w+ )?(?:translator|interpreter)\b|\btranslated (?:from|by)\b"
    rf"|\bin a translation\b|\b(?:in|on) (?:a|an|the|his|her) (?:{_LANGUAGE})[- ]language\b|\b(?:speaking|spoke) (?:{_LANGUAGE})\b"
    r"|\baccording to (?:a|an|the) (?:\w+ )?translation\b|\bin (?:his|her|their) native \w+"
    r"|\b(?:speaking|said|spoke|told|wrote|posted|tweeted|asked|replied|added|speech)(?: [\w’']+){0,4} in "
    rf"(?:{_LANGUAGE})(?=[,.;:)\"”]|$| (?:and|but|on|at|during|through|to|after|that|before|when)\b)",
    re.IGNORECASE,
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
        told=frozenset((*words(own).norms, *_printed_beside(text, paragraph, where, marks))),
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


def _printed_beside(
    text: str, paragraph: tuple[int, int], where: tuple[int, int], marks: Sequence[tuple[int, int]]
) -> Iterator[str]:
    """Each two words in a row of the other quotations of the paragraph: what is printed there is not lost."""
    for start, end in marks:
        if start != where[0] and start < paragraph[1] and end > paragraph[0]:
            norms = words(text[start:end]).norms
            yield from (f"{one} {two}" for one, two in pairwise(norms))


def _channel(around: str) -> str:
    found = words(around)
    every = [" ".join(found.norms[slice(*run)]) for run in runs("channel", found.norms)]
    nouns = [name for name in every if name not in phrases("channel_verb")]
    return (nouns or ["text" for _ in every] or [""])[0]
