"""Which occasion a story reports, as its other quotations tell: only there can words be missing from a transcript.

A speaker talks several times a day; that a transcript of the day is on record says nothing of what was said elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.check.quotes.checker import Answer, Question
from onrecord.check.quotes.credible import replayed
from onrecord.check.quotes.lexicon import phrases
from onrecord.check.quotes.marks import SHORT, word_count
from onrecord.check.quotes.people import same_speaker
from onrecord.check.quotes.words import words

Held = tuple[Question, Answer | None]
# Words of another quotation that must be in the transcript, and words of this one whose absence tells.
SURE, LONG = 0.8, 8


def reported(held: Sequence[Held], at: int) -> str | None:
    """The transcript from which the same speaker is quoted right before and after the quotation `at`, if any."""
    before = next(_found(held, at, range(at - 1, -1, -1)), None)
    after = next(_found(held, at, range(at + 1, len(held))), None)
    return before if before == after and word_count(held[at][0].quote) >= LONG else None


def elsewhere(question: Question, title: str) -> bool:
    """The quotation's own sentence names another time, place or programme than the title of the transcript."""
    return not (question.told & phrases("elsewhere").keys()).issubset(words(title).norms)


def _found(held: Sequence[Held], at: int, places: range) -> Iterator[str]:
    for i in places:
        question, answer = held[i]
        if (
            answer
            and word_count(question.quote) >= SHORT
            and answer.speaker == "same"
            and answer.occasion == "same"
            and answer.found.covered >= SURE
            and not replayed(answer.passage, answer.found.blocks[0].theirs)
            and same_speaker(held[at][0].speaker, question.speaker) == "same"
        ):
            yield answer.passage.document
