"""How much a person's time a difference is worth, out of 100: what it does to the meaning, and how sure it is."""

from __future__ import annotations

import itertools

from onrecord.check.quotes.checker import Answer, Question
from onrecord.check.quotes.edits import MEANING, Change, reworded
from onrecord.check.quotes.lexicon import covered
from onrecord.check.quotes.marks import word_count
from onrecord.check.quotes.people import own_name
from onrecord.check.quotes.slight import for_none, slight
from onrecord.check.quotes.verdict import SPLICE, Match, is_dashed

SEVERITY: dict[str, int] = {
    "negation": 90,
    "number": 85,
    "condition": 75,
    "modal": 70,
    "quantifier": 65,
    "qualifier": 60,
    "name": 45,
    "content_word": 35,
    "tense": 15,
    "function_word": 8,
    "spliced": 36,
    "paraphrase_in_quotes": 45,
    "not_found": 55,
    "translated": 5,
    "elided": 6,
    "gloss": 4,
    "tidied": 2,
    "speaker": 80,
}
# Words of a kind that bear on the meaning and yet weigh little: "very" and "just" limit less than "initial", that a thing
# will happen is said in many ways.
_LIGHT = {"qualifier": "intensifier", "modal": "future"}
SLIGHT = 25
# A word of weight that stands nearby on the other side too, or is written nearly so there; a name that was only put in or
# left out; a negation that came or went with the words around it.
NEARLY_SAME, ONE_SIDED, REWORDED = 10, 30, 50
# A word of weight for words of none: most often a clause put otherwise. A splice over words that were broken off.
FOR_NONE, BROKEN_OFF = 22, 20
# An unsure speaker is most often the reader's mistake.
UNSURE_SPEAKER = 30
# What joining passages adds for each word between them, and at most.
APART, FAR = 0.3, 36
# Words of a quotation below which a difference tells less.
LONG = 8
# Words that a speaker may break off before beginning anew.
RESTART = 20


def severity(question: Question, answer: Answer, match: Match) -> int:
    """What a finding on a quotation whose passage is held is worth."""
    if match == "translated":
        return SEVERITY[match]
    told = () if match == "paraphrase_in_quotes" else answer.found.changes
    changes = [weight(question, answer, change) for change in told]
    if "elided" in answer.found.done:
        changes += [weight(question, answer, change) - 12 for change in answer.found.lost]
    # Two edits that bear on the meaning are worth more than one.
    grave = sum(change.kind in MEANING for change in told)
    own = BROKEN_OFF if match == "spliced" and _broken_off(answer) else SEVERITY.get(match, 0)
    worst = max([own + _apart(answer, match), *changes]) + min(6, 2 * max(0, grave - 1))
    return round(max(worst * _trust(question, answer), _speaker(question, answer)))


def weight(question: Question, answer: Answer, change: Change) -> int:
    """What one change is worth."""
    special = _special(question, answer, change)
    if special is not None:
        return special
    light = _LIGHT.get(change.kind)
    if light is None:
        return SEVERITY[change.kind]
    sides = (question.quote.words.norms, *change.ours), (answer.passage.words.norms, *change.theirs)
    small = all(
        covered(light, norms, a, b) + covered("function", norms, a, b) >= b - a for norms, a, b in sides
    )
    return SLIGHT if small else SEVERITY[change.kind]


def _special(question: Question, answer: Answer, change: Change) -> int | None:
    """What a change is worth that weighs otherwise than its kind; null for all others."""
    ours, theirs = question.quote.words, answer.passage.words
    if change.kind == "negation":
        return REWORDED if reworded(ours, theirs, answer.found.changes, change) else None
    if change.kind not in ("name", "content_word"):
        return None
    if slight(ours, theirs, change):
        return NEARLY_SAME
    if change.kind == "name":
        return ONE_SIDED if change.one_sided else None
    return FOR_NONE if for_none(ours, theirs, change) else None


def _broken_off(answer: Answer) -> bool:
    """Whether the passages are joined over a few words that the speaker broke off with a dash."""
    blocks = sorted(answer.found.blocks, key=lambda b: b.theirs)
    gaps = [(one.theirs + one.size, two.theirs) for one, two in itertools.pairwise(blocks)]
    wide = [(a, b) for a, b in gaps if b - a >= SPLICE]
    held = answer.passage
    return bool(wide) and all(
        b - a <= RESTART and any(is_dashed(held, i) for i in range(a, b + 1)) for a, b in wide
    )


def _apart(answer: Answer, match: Match) -> int:
    """The further apart the passages that are joined, the graver."""
    if match != "spliced":
        return 0
    blocks = sorted(answer.found.blocks, key=lambda b: b.theirs)
    starts = answer.passage.words.starts
    last = answer.passage.words.ends
    gaps = (
        (starts[two.theirs] - last[one.theirs + one.size - 1]) / 6 for one, two in itertools.pairwise(blocks)
    )
    return min(FAR, round(APART * max(gaps, default=0.0)))


def _trust(question: Question, answer: Answer) -> float:
    """How sure it is that the passage is the one quoted and that the words are the printer's change."""
    sure = 1.0
    if answer.second_hand:  # the speaker who repeats the words may have changed them
        sure *= 0.5
    if answer.occasion != "same":
        # A line that is said on many days is said in many forms.
        sure *= 0.85 if answer.occasion == "unknown" else 0.4
    if answer.speaker == "unknown":
        sure *= 0.8
    settled = answer.occasion == "same" and answer.speaker == "same"
    if word_count(question.quote) < LONG and answer.found.changes and not settled:
        sure *= 0.7
    return sure * min(1.0, 0.4 + 0.7 * answer.found.covered)


def _speaker(question: Question, answer: Answer) -> float:
    """Words that are another's; what is no name of a person may have been read wrongly."""
    if answer.speaker != "other" or answer.second_hand:
        return 0.0
    sure = SEVERITY["speaker"] if question.speaker and own_name(question.speaker) else UNSURE_SPEAKER
    return sure * (1.0 if answer.occasion == "same" else 0.6)
