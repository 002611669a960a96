"""From a question and its answer to a finding: what differs, both sides, and a sentence a person can use."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from onrecord.check.quotes.checker import Answer, Checker, Question
from onrecord.check.quotes.edits import GRAVEST, MEANING, Change, reworded, stretch
from onrecord.check.quotes.lexicon import table
from onrecord.check.quotes.severity import SEVERITY, severity
from onrecord.check.quotes.slight import by_sound
from onrecord.check.quotes.translated import translated
from onrecord.check.quotes.verdict import Match, may_change_meaning
from onrecord.check.quotes.words import Words
from onrecord.model import Finding, Span, Speaker
from onrecord.text import digest, fold

MADE_BY = "check.quotes/1"


def said(question: Question, answer: Answer, checker: Checker) -> Finding:
    """The finding for a quotation whose passage is on record."""
    lost = [edit(question, answer, change) for change in answer.found.lost]
    edits = [edit(question, answer, change) for change in answer.found.changes]
    edits += lost if "elided" in answer.found.done else []
    match: Match = "translated" if translated(question, answer, checker) else answer.match
    meant = [] if match == "translated" else may_change_meaning(answer.found)
    values = {
        "quotation": _quotation(question),
        "match": match,
        "done": list(answer.found.done),
        "edits": edits,
        "lost": lost,
        "may_change_meaning": bool(meant),
        "changes": meant,
        "order_changed": answer.found.order_changed,
        "speaker": answer.speaker,
        "second_hand": answer.second_hand,
        "occasion": answer.occasion,
        "against": _against(answer, checker),
        "covered": round(answer.found.covered, 3),
    }
    spans = (*own_span(question), *(_span(answer, *part) for part in _parts(answer)))
    row = answer.turn or answer.passage.document
    return _finding(
        question,
        match,
        spans,
        row,
        _why(question, answer, checker, match),
        severity(question, answer, match),
        values,
    )


def unsaid(question: Question, match: Match, why: str) -> Finding:
    """The finding for a quotation that no passage on record answers."""
    values: dict[str, Any] = {
        "quotation": _quotation(question),
        "match": match,
        "done": [],
        "edits": [],
        "lost": [],
        "may_change_meaning": False,
        "changes": [],
        "order_changed": False,
        "speaker": "unknown",
        "second_hand": False,
        "occasion": "unknown",
        "against": None,
        "covered": 0.0,
    }
    return _finding(question, match, own_span(question), "", why, SEVERITY.get(match, 0), values)


def _finding(
    question: Question,
    match: Match,
    spans: tuple[Span, ...],
    row: str,
    why: str,
    severity: int,
    values: dict[str, Any],
) -> Finding:
    own = question.statement or question.document or ""
    return Finding(
        id=digest("quotes", own or speaker_name(question.speaker), fold(question.quote.raw)),
        document=None,
        spans=spans,
        made_by=MADE_BY,
        check="quotes",
        verdict=match,
        items=tuple(item for item in (own, row) if item),
        why=why,
        severity=severity,
        values=values,
    )


def _quotation(question: Question) -> dict[str, Any]:
    return {
        "document": question.document,
        "start": question.quote.start,
        "end": question.quote.end,
        "quote": question.quote.raw,
        "speaker": speaker_name(question.speaker),
    }


def speaker_name(speaker: Speaker | None) -> str:
    """The name to show, empty where none is known."""
    return (speaker.name or speaker.as_written or "") if speaker else ""


def own_span(question: Question) -> tuple[Span, ...]:
    """The span of the quotation itself, where it stands in a document on record."""
    if question.document is None or question.quote.start >= question.quote.end:
        return ()
    return (Span(question.document, question.quote.start, question.quote.end, question.quote.raw),)


def _parts(answer: Answer) -> Iterator[tuple[int, int]]:
    """Word ranges of the passage: its blocks, joined where less than a splice lies between."""
    open_part: tuple[int, int] | None = None
    for block in sorted(answer.found.blocks, key=lambda b: b.theirs):
        end = block.theirs + block.size
        if open_part and block.theirs - open_part[1] < 6 and block.theirs not in answer.passage.joints:
            open_part = open_part[0], max(end, open_part[1])
        else:
            if open_part:
                yield open_part
            open_part = block.theirs, end
    if open_part:
        yield open_part


def _span(answer: Answer, first: int, end: int) -> Span:
    w = answer.passage.words
    start, stop = w.starts[first], w.ends[end - 1]
    return Span(answer.passage.document, start, stop, w.text[start:stop])


def _against(answer: Answer, checker: Checker) -> dict[str, Any]:
    document = checker.about(answer.passage.document)
    parts = [_span(answer, *part) for part in _parts(answer)]
    return {
        "document": document.id,
        "fidelity": document.fidelity if answer.kind == "spoken" else "press",
        "kind": answer.kind,
        "spans": [plain_span(span) for span in parts],
        "row": answer.turn or None,
        "speaker": speaker_name(checker.speaker(document.id, answer.turn)),
        "date": document.published.value if document.published else None,
        "days": answer.days if answer.days < 100_000 else None,
    }


def plain_span(span: Span) -> dict[str, Any]:
    """A span as plain values."""
    return {"document": span.document, "start": span.start, "end": span.end, "quote": span.quote}


def edit(question: Question, answer: Answer, change: Change) -> dict[str, Any]:
    """An edit as plain values, with both sides\' spans."""
    ours = _side(question.document, question.quote.words, *change.ours)
    theirs = _side(answer.passage.document, answer.passage.words, *change.theirs)
    w, at = answer.passage.words, change.theirs[1]
    place = w.starts[at] if at < len(w) else w.ends[-1]
    told = {"kind": change.kind, "ours": ours, "theirs": theirs, "next": _after(w, at)}
    return {**told, "against": answer.passage.document, "at": place}


def _side(document: str | None, w: Words, start: int, end: int) -> dict[str, Any] | None:
    if start >= end:
        return None
    a, b = w.starts[start], w.ends[end - 1]
    return {"document": document, "start": a, "end": b, "quote": w.text[a:b]}


def _after(w: Words, at: int) -> str:
    """The next three words of the passage, to say where something is missing."""
    end = min(at + 3, len(w))
    return w.text[w.starts[at] : w.ends[end - 1]].replace("\n", " ") if at < end else ""


# ---- the sentence ------------------------------------------------------------------------------------------------------


def _why(question: Question, answer: Answer, checker: Checker, match: Match) -> str:
    words = table("sentences")
    parts = [change_sentence(question, answer, change) for change in _worst(answer)]
    if answer.found.order_changed:
        parts.insert(0, words["match"]["order"])
    elif match == "spliced":
        parts.insert(0, words["match"]["spliced"].format(gap=_gap(answer)))
    if match in ("paraphrase_in_quotes", "translated") or not parts:
        parts = [words["match"][match]]
    return "; ".join(parts) + _who(question, answer, checker) + _when(answer, checker)


def _worst(answer: Answer) -> list[Change]:
    """The gravest edit; where it may not change the meaning, one sentence is enough."""
    every = sorted((*answer.found.changes, *answer.found.lost), key=lambda c: GRAVEST.index(c.kind))
    grave = [c for c in every if c.kind in MEANING]
    return grave[:2] or every[:1]


def change_sentence(question: Question, answer: Answer, change: Change, against: str = "edit") -> str:
    """What one change is, in words: `against` what was said (`edit`) or against another printing (`press`)."""
    words = table("sentences")
    matter = str(words["matter"][_matter(question, answer, change)])
    if matter == words["matter"]["reworded"]:
        change = stretch(answer.found.changes, change)
    ours = _words_of(question.quote.words, *change.ours)
    theirs = _words_of(answer.passage.words, *change.theirs)
    if change in answer.found.lost:
        return str(words["lost"]["after" if change.ours[0] else "before"]).format(theirs=theirs) + matter
    if not change.ours[1] - change.ours[0]:
        following = _after(answer.passage.words, change.theirs[1])
        place = f' before "{following}"' if following else ""
        return str(words[against]["missing"]).format(theirs=theirs, place=place) + matter
    if not change.theirs[1] - change.theirs[0]:
        following = _after(question.quote.words, change.ours[1])
        place = f' before "{following}"' if following else ""
        return str(words[against]["added"]).format(ours=ours, place=place) + matter
    return str(words[against]["changed"]).format(ours=ours, theirs=theirs) + matter


def _matter(question: Question, answer: Answer, change: Change) -> str:
    """What is said of a change: by its kind, unless the words around it changed too, or one side has it by its sound alone."""
    if change.kind == "negation" and reworded(
        question.quote.words, answer.passage.words, answer.found.changes, change
    ):
        return "reworded"
    if change.kind in ("name", "content_word") and by_sound(answer.passage.words, change):
        return "by_sound"
    if change in answer.found.lost and answer.passage.words.norms[change.theirs[0]] in (
        "but",
        "however",
        "although",
        "though",
    ):
        return "but"
    return "content_word" if change.kind == "name" and change.one_sided else change.kind


def _words_of(w: Words, start: int, end: int) -> str:
    return " ".join(w.text[w.starts[start] : w.ends[end - 1]].split()) if start < end else ""


def _gap(answer: Answer) -> int:
    """Words between the parts that lie furthest apart; over a joint, estimated from characters."""
    blocks = sorted(answer.found.blocks, key=lambda b: b.theirs)
    w = answer.passage.words
    gaps = [0]
    for one, two in pairwise(blocks):
        end = one.theirs + one.size
        far = any(end <= joint <= two.theirs for joint in answer.passage.joints)
        gaps.append((w.starts[two.theirs] - w.ends[end - 1]) // 6 if far else two.theirs - end)
    return max(gaps)


def _who(question: Question, answer: Answer, checker: Checker) -> str:
    theirs = speaker_name(checker.speaker(answer.passage.document, answer.turn)) or "someone else"
    words = table("sentences")["who"]
    if answer.second_hand:
        return str(words["second_hand"]).format(theirs=theirs)
    if answer.speaker == "other":
        return str(words["other"]).format(theirs=theirs, ours=speaker_name(question.speaker))
    return ""


def _when(answer: Answer, checker: Checker) -> str:
    date = checker.date(answer.passage.document)
    if answer.occasion != "other" or date is None:
        return ""
    return str(table("sentences")["when"]["other"]).format(date=date.value)
