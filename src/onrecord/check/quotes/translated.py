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


# What a text says of itself at its head or foot, where all of it is a translation; characters of either in which it does.
_WHOLE = re.compile(
    r"\b(?:unofficial|courtesy|working|informal|provisional|english) translation\b|\btranslation (?:from|by)\b"
    r"|\btranslated (?:from|by)\b",
    re.IGNORECASE,
)
HEAD, FOOT = 400, 200


def translated(question: Question, answer: Answer, checker: Checker) -> bool:
    """Whether the words differ because somebody else translated them."""
    if answer.exact:
        return False
    found = answer.found
    if question.translated:
        return True
    if answer.kind != SPOKEN or len(found.changes) < CHANGES or found.covered >= OTHER_WORDS:
        return False
    texts = (answer.passage.document, *([question.document] if question.document else []))
    return _interpreted(answer, checker) or any(_is_translation(checker, document) for document in texts)


def _is_translation(checker: Checker, document: str) -> bool:
    text = checker.text(document)
    return bool(_WHOLE.search(f"{checker.about(document).title or ''}\n{text[:HEAD]}\n{text[-FOOT:]}"))


def _interpreted(answer: Answer, checker: Checker) -> bool:
    held, turn = answer.passage, answer.turn.partition(" ")[0]
    if not turn:
        return False
    ranges = checker.grams.ranges(SPOKEN, held.document)
    begin = min((start for start, _, row in ranges if row.partition(" ")[0] == turn), default=0)
    first = held.words.starts[min(block.theirs for block in answer.found.blocks)]
    return bool(_INTERPRETED.search(held.words.text, max(0, begin - LABEL), max(begin, first)))
