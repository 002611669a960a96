"""Press against press: the printed forms of one utterance side by side where no transcript of it is held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from onrecord.check.printings import printings
from onrecord.check.quotes.again import OTHERS, Earlier, Entry, Place
from onrecord.check.quotes.candidates import INDIRECT, PRINTED, candidates
from onrecord.check.quotes.checker import Answer, Checker, Question
from onrecord.check.quotes.edits import GRAVEST, MEANING, Change
from onrecord.check.quotes.lexicon import phrases, table
from onrecord.check.quotes.marks import SHORT, word_count
from onrecord.check.quotes.people import same_speaker
from onrecord.check.quotes.report import MADE_BY, change_sentence, edit, own_span, speaker_name
from onrecord.check.quotes.severity import SEVERITY, weight
from onrecord.check.quotes.times import bounds, in_time
from onrecord.check.quotes.verdict import may_change_meaning, tells
from onrecord.check.quotes.words import words
from onrecord.model import Document, Finding, Span, Standing
from onrecord.text import digest

# Days between two printings that may still be of one utterance; words of a reported sentence that must stand in a row.
WINDOW, IN_A_ROW = 30, 5
# The share of a quotation's words that a reported sentence must hold to be the same one.
RETOLD = 0.8
# Words of one run that tell; a longer run needs none.
TELLING = 3
# The questions that a document puts, by its id.
AskedOf = Callable[[str], Sequence[Question]]


@dataclass(frozen=True, slots=True)
class Form:
    """One printing of an utterance, held against the fullest one."""

    question: Question
    document: Document
    answer: Answer | None = None


def side_by_side(before: Earlier, asked_of: AskedOf) -> Iterator[Finding | Standing]:
    """A finding for each utterance that outlets print in forms that differ in more than type or length."""
    checker = before.checker
    seen: set[Place] = set()
    for places in _groups(before.now):
        group = [place for at, place in enumerate(places) if not at or place not in seen]
        if places[0] in seen or len({_story(checker, document) for document, _ in group}) < 2:
            continue
        seen.update(group)
        standing = before.group(group)
        if standing:
            yield standing
        else:
            found = list(_finding(checker, list(_forms(checker, group, asked_of))))
            before.groups_now[before.group_key(group)] = [finding.id for finding in found]
            yield from found


def _groups(entries: Mapping[str, Entry]) -> Iterator[list[Place]]:
    """Each quotation that no passage answers, the longest first, with those elsewhere that print words of it."""
    every = {(document, one.start): one for document, entry in entries.items() for one in entry.open}
    for place, one in sorted(every.items(), key=lambda item: (-item[1].words, item[0])):
        yield [place, *(other for other in one.others if other in every)]


def _story(checker: Checker, document: str) -> str:
    return checker.about(document).copies_of or document


def _forms(checker: Checker, places: Sequence[Place], asked_of: AskedOf) -> Iterator[Form]:
    """The printings at these places, each held against the first, which is the fullest."""
    fullest: Question | None = None
    for document, start in places:
        question = next(q for q in asked_of(document) if q.quote.start == start)
        held = checker.against(question, fullest) if fullest else None
        fullest = fullest or question
        yield Form(question, checker.about(document), held)


def printed_elsewhere(checker: Checker, fullest: Question, asked_of: AskedOf) -> Iterator[Place]:
    """Where other documents print words of a quotation, as one utterance with it."""
    found = islice(candidates(checker.grams, PRINTED, fullest.quote), OTHERS)
    for document, start in sorted({(c.document, c.main.start) for c in found}):
        if document == fullest.document or not _near(checker, fullest, document, WINDOW):
            continue
        place = next((r for r in checker.grams.ranges(PRINTED, document) if r[0] <= start < r[1]), None)
        if place is None:
            continue
        first = _trimmed(checker.text(document), place[0])
        question = next((q for q in asked_of(document) if q.quote.start == first), None)
        held = checker.against(question, fullest) if question and _one_utterance(fullest, question) else None
        if question and held and _telling_run(question, held):
            yield document, first


def _telling_run(question: Question, answer: Answer) -> bool:
    """Whether both hold a run of words that is no common turn of phrase."""
    norms = question.quote.words.norms
    runs = (norms[block.ours : block.ours + block.size] for block in answer.found.blocks)
    return any(len(run) >= IN_A_ROW or sum(map(tells, run)) >= TELLING for run in runs)


def _trimmed(text: str, start: int) -> int:
    """Where the words begin: quotation marks and blanks at the edge belong to no question."""
    while start < len(text) and (text[start].isspace() or text[start] in '“”"‘«„'):
        start += 1
    return start


def _one_utterance(one: Question, two: Question) -> bool:
    return same_speaker(one.speaker, two.speaker) != "other" and word_count(two.quote) >= SHORT


def _finding(checker: Checker, forms: Sequence[Form]) -> Iterator[Finding]:
    """One finding where a form changes words; forms that only quote less agree."""
    changed = [form for form in forms if _differs(form)]
    if not changed:
        return
    first = min(forms, key=_first_printed)
    worst = max(changed, key=_gravity)
    yield Finding(
        id=digest("quotes", "press", *sorted(_key(form) for form in forms)),
        document=None,
        spans=tuple(span for form in forms for span in own_span(form.question)),
        made_by=MADE_BY,
        check="quotes",
        verdict="printed_differently",
        items=tuple(form.question.statement or form.document.id for form in forms),
        why=_why(forms[0], worst),
        severity=_gravity(worst) * 2 // 3,
        values={"first": first.document.id, "forms": [_plain(form) for form in forms]},
    )


def _first_printed(form: Form) -> tuple[tuple[int, int], str]:
    days = (form.question.when.printed, *(one.published for one in printings(form.document)))
    return min(map(in_time, days)), form.document.id


def _key(form: Form) -> str:
    return f"{form.document.id} {form.question.quote.raw}"


def _differs(form: Form) -> bool:
    return bool(_changes(form)) or bool(form.answer and "spliced" in form.answer.found.done)


def _changes(form: Form) -> list[Change]:
    """What differs, the gravest first; that one printing begins earlier or ends later is no difference."""
    if form.answer is None:
        return []
    edges = (0, len(form.question.quote.words))
    inner = [
        change
        for change in form.answer.found.changes
        if change.theirs[0] < change.theirs[1] or not {*change.ours}.intersection(edges)
    ]
    return sorted(inner, key=lambda change: GRAVEST.index(change.kind))


def _gravity(form: Form) -> int:
    if form.answer is None:
        return 0
    kinds = [weight(form.question, form.answer, change) for change in _changes(form)]
    return max([SEVERITY.get(form.answer.match, 0), *kinds])


def _why(fullest: Form, worst: Form) -> str:
    assert worst.answer is not None
    changes = _changes(worst)
    said = change_sentence(worst.question, worst.answer, changes[0], "press") if changes else ""
    return str(table("sentences")["press"]["differs"]).format(
        one=outlet(worst.document),
        two=outlet(fullest.document),
        what=said or table("sentences")["press"]["joined"],
    )


def outlet(document: Document) -> str:
    """What a person would call the printer of a document."""
    return document.outlet or document.title or document.id


def _plain(form: Form) -> dict[str, Any]:
    answer = form.answer
    return {
        "document": form.document.id,
        "outlet": form.document.outlet,
        "date": form.document.published.value if form.document.published else None,
        "also": _also(form.document),
        "statement": form.question.statement,
        "start": form.question.quote.start,
        "end": form.question.quote.end,
        "quote": form.question.quote.raw,
        "match": answer.match if answer else None,
        "edits": [edit(form.question, answer, change) for change in answer.found.changes] if answer else [],
        "may_change_meaning": bool(answer and MEANING.intersection(may_change_meaning(answer.found))),
    }


def _also(document: Document) -> list[dict[str, Any]]:
    """The other places at which these very words were printed."""
    return [
        {
            "outlet": one.outlet,
            "date": one.published.value if one.published else None,
            "url": one.url,
        }
        for one in printings(document)
        if one.path != document.path
    ]


def put_in_quotes(checker: Checker, question: Question) -> Iterator[Finding]:
    """A finding where one outlet prints in quotation marks what another gives in its own words; a document has no others."""
    if _of_a_document(question):
        return
    for candidate in islice(candidates(checker.grams, INDIRECT, question.quote), OTHERS):
        if candidate.document == question.document or not _near(
            checker, question, candidate.document, WINDOW // 4
        ):
            continue
        answer = checker.held(question, INDIRECT, candidate, RETOLD, IN_A_ROW)
        if answer and _retold(answer):
            yield _put_in_quotes(question, answer, checker)
            return


def _of_a_document(question: Question) -> bool:
    """A treaty, a letter, a statement is quoted: whoever tells of it without marks may give its words."""
    if question.channel and question.channel not in phrases("channel_spoken"):
        return True
    written = words(speaker_name(question.speaker)).norms
    return bool(written) and (written[-1] in phrases("written") or written[0] in phrases("written"))


def _near(checker: Checker, question: Question, document: str, days: int) -> bool:
    """Whether a document is printed within so many days of a quotation, as far as both have dates."""
    theirs, ours = bounds(checker.date(document)), bounds(question.when.printed)
    return theirs is None or ours is None or abs(theirs[0] - ours[0]) <= days


def _retold(answer: Answer) -> bool:
    """Nearly all of it, five words in a row, and by the same speaker as far as anybody says."""
    row = max(block.size for block in answer.found.blocks)
    return answer.speaker != "other" and answer.found.covered >= RETOLD and row >= IN_A_ROW


def _put_in_quotes(question: Question, answer: Answer, checker: Checker) -> Finding:
    w, blocks = answer.passage.words, answer.found.blocks
    last = max(block.theirs + block.size for block in blocks) - 1
    start, end = w.starts[min(block.theirs for block in blocks)], w.ends[last]
    theirs = Span(answer.passage.document, start, end, w.text[start:end])
    mine = checker.about(question.document or "")
    his = checker.about(answer.passage.document)
    return Finding(
        id=digest("quotes", "indirect", question.statement or question.document or "", question.quote.raw),
        document=None,
        spans=(*own_span(question), theirs),
        made_by=MADE_BY,
        check="quotes",
        verdict="paraphrase_in_quotes",
        items=tuple(item for item in (question.statement or question.document, answer.turn) if item),
        why=str(table("sentences")["press"]["indirect"]).format(one=outlet(mine), two=outlet(his)),
        severity=SEVERITY["paraphrase_in_quotes"],
        values={
            "match": "paraphrase_in_quotes",
            "quotation": {
                "document": mine.id,
                "quote": question.quote.raw,
                "speaker": speaker_name(question.speaker),
            },
            "against": {
                "document": his.id,
                "fidelity": "press",
                "kind": INDIRECT,
                "row": answer.turn or None,
            },
            "covered": round(answer.found.covered, 3),
            "speaker": answer.speaker,
        },
    )
