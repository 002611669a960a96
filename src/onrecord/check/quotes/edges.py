"""What a quotation lost just outside its edges: the condition, the negation or the "but" of the sentence it was cut from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.check.quotes.align import Block
from onrecord.check.quotes.edits import Change
from onrecord.check.quotes.lexicon import runs
from onrecord.check.quotes.marks import Quote
from onrecord.check.quotes.passage import Passage, between, sentence
from onrecord.model import EditKind

# How far outside, in words, a limit still limits. Read off 100 cut sentences of real transcripts.
BEFORE, AFTER, NEGATION = 40, 16, 5
_STOP = re.compile(r"[,;:—–]|--")


def losses(ours: Quote, held: Passage, blocks: list[Block]) -> Iterator[Change]:
    """Limits lost before the first and after the last matched word, where an ellipsis does not mark the cut."""
    first, last = blocks[0], blocks[-1]
    end = last.theirs + last.size
    if first.ours == 0 and 0 not in ours.cuts:
        yield from _before(held, first.theirs)
    if last.ours + last.size == len(ours.words) and len(ours.words) not in ours.cuts:
        yield from _after(held, end, len(ours.words))


def _before(held: Passage, at: int) -> Iterator[Change]:
    start = max(sentence(held, at)[0], at - BEFORE)
    norms = held.words.norms
    idle = _idle(held, start, at)
    for left, _ in runs("limit_before", norms, start, at):
        if left not in idle and _opens_clause(held, left) and not _closed(held, left, at):
            yield Change("condition", (0, 0), (left, at))
            return
    # "... and not ask, or ask politely": what begins with "or" is no part of what is denied.
    close = at if norms[at] in ("or", "nor", "and", "but") else max(start, at - NEGATION)
    for left, right in runs("negation", norms, close, at):
        if not any(_STOP.search(between(held, i)) for i in range(left + 1, at + 1)):
            yield Change("negation", (0, 0), (left, right))
            return
    yield from _touching(held, start, at)


def _idle(held: Passage, start: int, at: int) -> set[int]:
    """Words of phrases that begin like a limit and limit nothing."""
    every = runs("limit_idle", held.words.norms, start, at)
    return {i for left, right in every for i in range(left, right)}


def _touching(held: Passage, start: int, at: int) -> Iterator[Change]:
    idle = _idle(held, start, at)
    for left, right in runs("limit_touching", held.words.norms, max(start, at - 3), at):
        if right == at and left not in idle and not _STOP.search(between(held, at)):
            many = any(True for _ in runs("quantifier", held.words.norms, left, right))
            yield Change("quantifier" if many else "qualifier", (0, 0), (left, right))
            return


def _opens_clause(held: Passage, i: int) -> bool:
    """A limit at the start of its sentence or after a comma or "and" governs what follows."""
    return (
        i == sentence(held, i)[0]
        or bool(_STOP.search(between(held, i)))
        or held.words.norms[i - 1]
        in ("and", "but", "that", "or", "so", "because", "think", "say", "know", "well")
    )


def _closed(held: Passage, left: int, at: int) -> bool:
    """The limit's own clause and another lie before the cut: it no longer governs what follows."""
    marks = sum(bool(_STOP.search(between(held, i))) for i in range(left + 1, at + 1))
    return marks > 2 or any(
        ";" in between(held, i) or ":" in between(held, i) for i in range(left + 1, at + 1)
    )


def _after(held: Passage, at: int, size: int) -> Iterator[Change]:
    if at >= len(held):
        return
    end = min(sentence(held, at - 1)[1], at + AFTER)
    norms = held.words.norms
    for left, _ in runs("limit_next", norms, at, min(end, at + 3)):
        if left == at:
            yield Change(_limit(norms[left], end - left), (size, size), (left, end))
            return
    idle = _idle(held, at, end)
    for left, _ in runs("limit_after", norms, at, end):
        if left in idle:
            continue
        apart = ";" in "".join(between(held, i) for i in range(at, left + 1))
        if not apart and norms[left - 1] not in ("and", "or", "so"):
            yield Change("condition", (size, size), (left, end))
            return


def _limit(word: str, size: int) -> EditKind:
    """What a sentence loses that went on with this word: "not yet" is no condition, "yet, if ..." is one."""
    if word in ("not", "without"):
        return "negation"
    return "qualifier" if word == "yet" and size == 1 else "condition"
