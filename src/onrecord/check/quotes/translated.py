"""What is printed in translation: the story says so, or the transcript gives an interpreter's words."""

from __future__ import annotations

import re

from onrecord.check.quotes.candidates import SPOKEN
from onrecord.check.quotes.checker import Answer, Checker, Question

_INTERPRETED = re.compile(
    r"[(\[]\s*(?:as (?:interpreted|translated)|via translation|(?:speaking )?through (?:an? )?(?:interpreter|translator))",
    re.IGNORECASE,
)
# Characters before a turn's first word in which its label says that it is interpreted.
LABEL = 40
# Another translation differs in more than a word: two changes, and a share of the words.
CHANGES, OTHER_WORDS = 2, 0.85


def translated(question: Question, answer: Answer, checker: Checker) -> bool:
    """Whether the words differ because somebody else translated them."""
    if answer.exact:
        return False
    found = answer.found
    if question.translated:
        return True
    other = len(found.changes) >= CHANGES and found.covered < OTHER_WORDS
    return other and answer.kind == SPOKEN and _interpreted(answer, checker)


def _interpreted(answer: Answer, checker: Checker) -> bool:
    held, turn = answer.passage, answer.turn.partition(" ")[0]
    if not turn:
        return False
    ranges = checker.grams.ranges(SPOKEN, held.document)
    begin = min((start for start, _, row in ranges if row.partition(" ")[0] == turn), default=0)
    first = held.words.starts[min(block.theirs for block in answer.found.blocks)]
    return bool(_INTERPRETED.search(held.words.text, max(0, begin - LABEL), max(begin, first)))
