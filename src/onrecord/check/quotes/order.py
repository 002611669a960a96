"""Quotations of one story that stand in another order than they were said in."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from onrecord.check.quotes.checker import Answer, Question
from onrecord.check.quotes.lexicon import table
from onrecord.check.quotes.marks import SHORT, word_count
from onrecord.check.quotes.report import MADE_BY, own_span
from onrecord.model import Document, Finding, Span
from onrecord.text import digest

Held = tuple[Question, Answer]
# The share of a quotation's words that must stand in its passage.
SURE = 0.8


def reordered(document: Document, held: Sequence[Held]) -> Iterator[Finding]:
    """A finding for each transcript whose passages a story prints out of order."""
    by_transcript: dict[str, list[Held]] = defaultdict(list)
    for question, answer in held:
        if _tells(document, question, answer):
            by_transcript[answer.passage.document].append((question, answer))
    for transcript, every in sorted(by_transcript.items()):
        found = _once(every)
        moved = _moved([_span(answer).start for _, answer in found])
        if moved:
            yield _finding(document, transcript, found, moved)


def _tells(document: Document, question: Question, answer: Answer) -> bool:
    """A sentence of the occasion in the body of the story: a word or a headline has no place in an order."""
    headline = document.text.find("\n")
    return (
        word_count(question.quote) >= SHORT
        and question.quote.start > headline
        and answer.speaker != "other"
        and answer.occasion != "other"
        and answer.found.covered >= SURE
        and "spliced" not in answer.found.done
    )


def _once(every: Sequence[Held]) -> list[Held]:
    """Without passages that are quoted again, whole or in part: the longest quotation of each stays."""
    kept: list[Held] = []
    for one in sorted(every, key=lambda held: -len(held[0].quote.words)):
        span = _span(one[1])
        if all(span.end <= _span(a).start or span.start >= _span(a).end for _, a in kept):
            kept.append(one)
    return sorted(kept, key=lambda held: held[0].quote.start)


def _span(answer: Answer) -> Span:
    w, blocks = answer.passage.words, answer.found.blocks
    last = max(block.theirs + block.size for block in blocks) - 1
    start, end = w.starts[min(block.theirs for block in blocks)], w.ends[last]
    return Span(answer.passage.document, start, end, w.text[start:end])


def _moved(places: Sequence[int]) -> list[int]:
    """Which must be taken out, at least, for the rest to rise."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for i, place in enumerate(places):
        at = bisect_right(tails, place)
        before.append(ends[at - 1] if at else -1)
        tails[at:] = [place, *tails[at + 1 :]]
        ends[at:] = [i, *ends[at + 1 :]]
    kept, at = set(), ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [i for i in range(len(places)) if i not in kept]


def _finding(document: Document, transcript: str, found: Sequence[Held], moved: Sequence[int]) -> Finding:
    words = table("sentences")["order"]
    first = found[moved[0]][0].quote.raw
    spans = [span for question, _ in found for span in own_span(question)]
    return Finding(
        id=digest("quotes", "order", document.id, transcript),
        document=None,
        spans=(*spans, *(_span(answer) for _, answer in found)),
        made_by=MADE_BY,
        check="quotes",
        verdict="reordered",
        items=tuple(question.statement or document.id for question, _ in found),
        why=str(words["one" if len(moved) == 1 else "several"]).format(
            moved=len(moved), all=len(found), first=" ".join(first.split()[:8])
        ),
        severity=10,
        values={
            "against": {"document": transcript},
            "order": [{"statement": q.statement, "start": _span(a).start} for q, a in found],
            "moved": [found[i][0].statement for i in moved],
        },
    )
