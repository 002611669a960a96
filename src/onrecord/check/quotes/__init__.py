"""Was this said? Every quotation against everything said, and the printed forms of one utterance against each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from weakref import WeakKeyDictionary

from onrecord.check.quotes.candidates import PRINTED
from onrecord.check.quotes.checker import SHORT, Answer, Checker, Question, word_count
from onrecord.check.quotes.growth import grow
from onrecord.check.quotes.lexicon import phrases, table
from onrecord.check.quotes.marks import quote, quoted
from onrecord.check.quotes.meaning import nearest
from onrecord.check.quotes.order import reordered
from onrecord.check.quotes.press import put_in_quotes, side_by_side
from onrecord.check.quotes.questions import asked, questions
from onrecord.check.quotes.report import plain_span, said, unsaid
from onrecord.check.quotes.times import When
from onrecord.model import Date, Document, Finding, Lookup, Speaker, Statement

__all__ = ["answered", "quotes", "verify", "verify_text"]


def quotes(lookup: Lookup) -> Iterator[Finding]:
    """A finding for each quotation that the press prints, for passages out of order, and for printings that differ."""
    checker = Checker(lookup, grow(lookup))
    press = checker.grams.held(PRINTED)
    unmatched: list[Question] = []
    for id in lookup.ids():
        if id in press and checker.about(id).copies_of is None:
            yield from _of_document(checker, lookup.document(id), unmatched)
    yield from side_by_side(checker, unmatched)
    yield from put_in_quotes(checker, unmatched)


def _of_document(checker: Checker, document: Document, unmatched: list[Question]) -> Iterator[Finding]:
    held: list[tuple[Question, Answer]] = []
    seen: set[str] = set()
    for question in _asked(checker, document):
        answer = answer_of(checker, question)
        finding = said(question, answer, checker) if answer else _unanswered(checker, question)
        if answer:
            held.append((question, answer))
        else:
            unmatched.append(question)
        if finding.id not in seen:
            seen.add(finding.id)
            yield finding
    yield from reordered(document, held)


def _asked(checker: Checker, document: Document) -> Iterator[Question]:
    ranges = checker.grams.ranges(PRINTED, document.id)
    statements = list(checker.lookup.rows(Statement, document.id))
    for question, _ in questions(document, ranges, statements):
        # Fewer words without a speaker are a title, a nickname, a word held at arm's length.
        if question.statement is not None or word_count(question.quote) >= SHORT:
            yield question


def answer_of(checker: Checker, question: Question) -> Answer | None:
    """The passage that a question is of, or null where none may be said to be."""
    short = word_count(question.quote) < SHORT
    answer = checker.short(question) if short else checker.answer(question, without=question.document)
    return None if answer is None or _elsewhere(checker, question, answer) else answer


def answered(checker: Checker, question: Question) -> Finding:
    """The finding for one question."""
    answer = answer_of(checker, question)
    return said(question, answer, checker) if answer else _unanswered(checker, question)


def _elsewhere(checker: Checker, question: Question, answer: Answer) -> bool:
    """The quotation names a channel of which this passage is no copy: only the very words tell that it is the source."""
    if not question.channel or answer.exact or answer.match in ("tidied", "gloss"):
        return False
    genre = checker.about(answer.passage.document).genre
    if question.channel in phrases("channel_spoken"):
        return answer.occasion != "same" and answer.found.covered < 0.95
    return not (genre == "statement" and question.channel in _WRITTEN)


_WRITTEN = ("statement", "press release", "letter", "communique", "report", "memo")


def _unanswered(checker: Checker, question: Question) -> Finding:
    words = table("sentences")["match"]
    if word_count(question.quote) < SHORT:
        return unsaid(question, "unchecked", words["short"])
    if question.channel:
        return unsaid(question, "unchecked", words["channel"].format(channel=question.channel))
    held = checker.occasions(question)
    if not held or question.translated:
        return unsaid(question, "unchecked", words["unchecked"])
    titles = [checker.about(id).title or id for id in held[:3]]
    return unsaid(question, "not_found", words["not_found"].format(held="; ".join(titles)))


_checkers: WeakKeyDictionary[Lookup, tuple[int, Checker]] = WeakKeyDictionary()


def _checker(lookup: Lookup) -> Checker:
    """The checker of this record, kept between questions while the record stays as it is."""
    kept = _checkers.get(lookup)
    while kept is None or kept[0] != lookup.revision():
        before = lookup.revision()
        kept = _checkers[lookup] = before, Checker(lookup, grow(lookup))
    return kept[1]


def verify(
    lookup: Lookup, quotation: str, speaker: str | None = None, occasion: str | Date | None = None
) -> Finding:
    """Whether a quotation was said: the best passage on record, a word diff, and what speaks for it.

    `occasion` is a date (ISO 8601) on which it is said to have been said. Where no passage holds the words, speaker and
    occasion being given, `values["nearest"]` offers what the speaker said then that is near in meaning, with a score.
    """
    checker = _checker(lookup)
    who = Speaker(name=speaker, as_written=speaker) if speaker else None
    when = Date(occasion, occasion, occasion, "user") if isinstance(occasion, str) else occasion
    question = Question(quote(quotation), speaker=who, when=When(said_on=when))
    finding = answered(checker, question)
    if finding.values["against"] is None and who and when:
        near = [
            {"score": n.score, "row": n.row or None, **plain_span(n.span)} for n in nearest(checker, question)
        ]
        return replace(finding, values={**finding.values, "nearest": near})
    return finding


def verify_text(lookup: Lookup, draft: str, printed: Date | None = None) -> list[Finding]:
    """A finding for every quotation of six words or more in a draft; `printed` is the draft's own day."""
    checker = _checker(lookup)
    marks = list(quoted(draft))
    found = [asked(draft, where, marks, printed=printed) for where in marks]
    return [answered(checker, question) for question in found if word_count(question.quote) >= SHORT]
