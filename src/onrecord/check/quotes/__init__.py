"""Was this said? Every quotation against everything said, and the printed forms of one utterance against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from weakref import WeakKeyDictionary

from onrecord.check.quotes.again import KEPT, Earlier, Entry, Open, earlier
from onrecord.check.quotes.blocks import Block, blocks, placed
from onrecord.check.quotes.candidates import PRINTED
from onrecord.check.quotes.checker import Answer, Checker, Kept, Question
from onrecord.check.quotes.growth import grow, statement_at
from onrecord.check.quotes.lexicon import phrases, runs, table
from onrecord.check.quotes.marks import SHORT, quote, quoted, word_count
from onrecord.check.quotes.meaning import Near, nearest, offered
from onrecord.check.quotes.order import reordered
from onrecord.check.quotes.press import AskedOf, printed_elsewhere, put_in_quotes, side_by_side
from onrecord.check.quotes.questions import asked, questions
from onrecord.check.quotes.report import plain_span, said, unsaid
from onrecord.check.quotes.reported import elsewhere, reported
from onrecord.check.quotes.times import When
from onrecord.check.quotes.words import words
from onrecord.lookup import Lookup
from onrecord.model import Date, Document, Finding, Speaker, Standing, Statement

__all__ = ["KEPT", "answered", "blocks", "near", "placed", "quotes", "verify", "verify_text"]


# Documents whose quotations are kept at hand.
DOCUMENTS = 2000


def quotes(lookup: Lookup) -> Iterator[Finding | Standing]:
    """A finding for each quotation that the press prints, for passages out of order, and for printings that differ.

    Of a record that was checked before, only what would be held against other passages now is checked again.
    """
    checker = Checker(lookup, grow(lookup))
    press = checker.grams.held(PRINTED)
    if not press:
        return
    before = earlier(checker)
    asked_of = Kept(DOCUMENTS, lambda id: list(_asked(checker, lookup.document(id))))
    for id in lookup.ids():
        if id in press and checker.about(id).copies_of is None:
            yield from _of_document(before, id, asked_of)
    yield from side_by_side(before, asked_of)
    before.keep()


def _of_document(before: Earlier, id: str, asked_of: AskedOf) -> Iterator[Finding | Standing]:
    questions = asked_of(id)
    entry = before.entry(id, questions)
    if entry is not None:
        before.now[id] = entry
        yield Standing(entry.findings)
        return
    open: list[Open] = []
    found: dict[str, Finding] = {}
    for finding in _checked(before, id, questions, open, asked_of):
        found.setdefault(finding.id, finding)
    yield from found.values()
    against = before.against(questions, {one.start for one in open})
    before.now[id] = Entry(before.signature(id), against, tuple(found), tuple(open))


def _checked(
    before: Earlier, id: str, questions: Sequence[Question], open: list[Open], asked_of: AskedOf
) -> Iterator[Finding]:
    """The findings of one document; the quotations without a passage are put to `open`."""
    checker = before.checker
    held = [(question, answer_of(checker, question)) for question in questions]
    yield from _findings(checker, held)
    yield from reordered(
        checker.lookup.document(id), [(question, answer) for question, answer in held if answer]
    )
    for question in (q for q, answer in held if answer is None and word_count(q.quote) >= SHORT):
        others = tuple(printed_elsewhere(checker, question, asked_of))
        open.append(Open(question.quote.start, len(question.quote.words), others))
        yield from put_in_quotes(checker, question)


def _findings(checker: Checker, held: Sequence[tuple[Question, Answer | None]]) -> Iterator[Finding]:
    """A finding for each of the quotations of one text."""
    for at, (question, answer) in enumerate(held):
        yield (
            said(question, answer, checker) if answer else _unanswered(checker, question, reported(held, at))
        )


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
    return next(_findings(checker, [(question, answer_of(checker, question))]))


def _elsewhere(checker: Checker, question: Question, answer: Answer) -> bool:
    """The quotation names a channel of which this passage is no copy: only the very words tell that it is the source."""
    if not question.channel or answer.exact or answer.match in ("tidied", "gloss"):
        return False
    genre = checker.about(answer.passage.document).genre
    longest = max(block.size for block in answer.found.blocks)
    if question.channel in phrases("channel_spoken"):
        return answer.occasion != "same" and answer.found.covered < NEARLY and longest < UNIQUE
    # "... with his first statement": the word may tell of another text than the quotation's.
    loose = question.channel in phrases("channel_loose") and answer.occasion == answer.speaker == "same"
    if loose and answer.found.covered >= NEARLY and longest >= LONG:
        return False
    return not (genre == "statement" and question.channel in _WRITTEN)


# The share of its words with which a passage is a quotation's although another channel is named; words in a row with which
# it is, on the speaker's occasion, and on any.
NEARLY, LONG, UNIQUE = 0.9, 8, 15
_WRITTEN = ("statement", "press release", "letter", "communique", "report", "memo")


def _unanswered(checker: Checker, question: Question, reported: str | None) -> Finding:
    """Not found where the transcript of the very occasion is held: the one reported, or of the day that a user names."""
    sentences = table("sentences")["match"]
    if word_count(question.quote) < SHORT:
        return unsaid(question, "unchecked", sentences["short"])
    if question.channel:
        return unsaid(question, "unchecked", sentences["channel"].format(channel=question.channel))
    here = question.document is None and question.when.said_on is not None
    held = [d for d in checker.occasions(question) if here or d == reported] if here or reported else []
    if not held or question.translated or any(_tells_of_less(checker, question, d) for d in held):
        return unsaid(question, "unchecked", sentences["unchecked"])
    titles = [checker.about(id).title or id for id in held[:3]]
    return unsaid(question, "not_found", sentences["not_found"].format(held="; ".join(titles)))


def _tells_of_less(checker: Checker, question: Question, document: str) -> bool:
    """A transcript that says of itself that it is not whole, or of another place than the quotation's sentence does."""
    title = checker.about(document).title or ""
    return elsewhere(question, title) or any(True for _ in runs("partial", words(title).norms))


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


def near(lookup: Lookup, statement: Statement) -> list[Near]:
    """What a statement's speaker said nearest to it in meaning, of its occasion first: no quotation, and no proof of one."""
    checker, document = _checker(lookup), lookup.document(statement.document or "")
    first, last = statement.content[0], statement.content[-1]
    question = asked(document.text, (first.start, last.end), (), document, statement)
    own = quote(" ".join(span.quote for span in statement.content))
    return offered(checker, replace(question, quote=own))


def verify_text(
    lookup: Lookup,
    draft: str,
    printed: Date | None = None,
    statements: Sequence[Statement] = (),
    unmarked: Iterable[Block] = (),
) -> list[Finding]:
    """A finding for every quotation of six words or more in a draft, also where it is `unmarked`, in a block.

    `printed` is the draft's own day, `statements` are what was read of it: they say whom it names as speakers.
    """
    checker = _checker(lookup)
    marked, rest = list(quoted(draft)), list(unmarked)
    marks = sorted([*marked, *((start, end) for start, end, _ in rest)])
    speakers = {row.id: row.speaker for row in statements}
    found = [
        asked(
            draft, where, marks, speaker=speakers.get(statement_at(list(statements), *where)), printed=printed
        )
        for where in marked
    ]
    found += [asked(draft, (a, b), marks, speaker=who, printed=printed) for a, b, who in rest]
    found.sort(key=lambda question: question.quote.start)
    long = [question for question in found if word_count(question.quote) >= SHORT]
    return list(_findings(checker, [(question, answer_of(checker, question)) for question in long]))
