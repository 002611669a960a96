"""Two transcripts of one occasion against each other, and places where a transcript itself looks wrong."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any, cast

from onrecord.check.copies.shingles import Shingles, shared, shingles
from onrecord.check.differences import Difference, differences, gravest
from onrecord.check.quotes.align import weak_words
from onrecord.check.quotes.edits import MEANING
from onrecord.check.quotes.lexicon import table
from onrecord.check.quotes.times import bounds
from onrecord.check.quotes.words import words
from onrecord.lookup import Lookup
from onrecord.model import Document, Finding, Span, Standing, Turn
from onrecord.text import digest, fold

__all__ = ["KEPT", "transcripts"]

# Under which the findings of each day are kept, by a hash of its transcripts.
KEPT, DAYS = "transcripts", "days"

MADE_BY = "check.transcripts/1"
# Share of runs that two transcripts of one occasion have in common at least; transcripts of one day that are compared.
ALIKE, CROWD = 0.3, 60
SHOWN = 40
_AT = re.compile(r".*\b(?i:at|in) (?P<place>(?:the )?[A-Z].*)")
# The share of the words of the shorter of two names of places that both have where they are one place.
SAME_PLACE = 0.6
# What the differences between a prepared and a delivered text are worth at most.
DEPARTS = 20
# What a finding is worth at most that hangs on a word which other outlets print too; edits that tell nothing of a transcript.
DOUBTED = 12
_SMALL = ("function_word", "tense")
_CHANGED = ("wording", "elided", "spliced", "gloss", "tidied")


def transcripts(lookup: Lookup) -> Iterator[Finding | Standing]:
    """A finding for each pair of transcripts of one occasion, and for each place that outlets agree against.

    The findings of a day whose transcripts are the same as in the last run stand.
    """
    before = json.loads(dict(lookup.kept(KEPT)).get(DAYS, b"{}"))
    standing = lookup.standing("transcripts")
    now: dict[str, list[str]] = {}
    for day in _by_day(lookup).values():
        key = digest(*map(repr, day))
        if key in before and standing.issuperset(before[key]):
            now[key] = before[key]
            yield Standing(tuple(before[key]))
        else:
            found = list(_of_day(lookup, [document.id for document in day]))
            now[key] = [finding.id for finding in found]
            yield from found
    lookup.keep(KEPT, {DAYS: json.dumps(now).encode()})
    yield from _doubts(lookup)


def _of_day(lookup: Lookup, day: Sequence[str]) -> Iterator[Finding]:
    texts = {id: _spoken(lookup, id) for id in day}
    for one, two in combinations(texts, 2):
        if _elsewhere(lookup.about(one), lookup.about(two)):
            continue
        if max(shared(texts[one][1], texts[two][1])[:2]) >= ALIKE:
            yield from _pair(lookup.document(one), lookup.document(two), (texts[one][0], texts[two][0]))


def _elsewhere(one: Document, two: Document) -> bool:
    """Whether two titles name two places at which something was said: "... at the University of ...", "... at the Dam"."""
    mine, his = _place_of(one), _place_of(two)
    return bool(mine) and bool(his) and len(mine & his) < SAME_PLACE * min(len(mine), len(his))


def _place_of(document: Document) -> set[str]:
    found = _AT.search(document.title or "")
    return {word for word in words(found["place"]).norms if word not in weak_words()} if found else set()


def _by_day(lookup: Lookup) -> Mapping[int, list[Document]]:
    """The transcripts of each day that has several, at most so many."""
    days: dict[int, list[Document]] = defaultdict(list)
    for document in lookup.listed():
        when = bounds(document.published)
        if document.genre == "transcript" and when and document.copies_of is None:
            days[when[0]].append(document)
    return {day: found[:CROWD] for day, found in days.items() if len(found) > 1}


def _spoken(lookup: Lookup, id: str) -> tuple[list[tuple[int, int]], Shingles]:
    ranges = [
        (span.start, span.end)
        for turn in lookup.rows(Turn, id)
        for paragraph in turn.paragraphs
        for span in paragraph
    ]
    return ranges, shingles(lookup.document(id).text, ranges)


def _pair(
    one: Document, two: Document, ranges: tuple[Sequence[tuple[int, int]], Sequence[tuple[int, int]]]
) -> Iterator[Finding]:
    found = [d for d in differences(one, two, ranges) if d.kind not in _SMALL]
    shown = gravest([d for d in found if d.one and d.two])[:SHOWN]
    told = table("sentences")["transcripts"]
    date = one.published.value if one.published else ""
    why = told["same"].format(date=date)
    if shown:
        said = told["prepared" if _departs(one, two) else "differ"]
        why = said.format(date=date, one=_quote(shown[0].one), two=_quote(shown[0].two))
    yield Finding(
        id=digest("transcripts", one.id, two.id),
        document=None,
        spans=tuple(dict.fromkeys(span for d in shown for span in (d.one, d.two) if span)),
        made_by=MADE_BY,
        check="transcripts",
        verdict="differ" if shown else "agree",
        items=(one.id, two.id),
        why=why,
        severity=min(_severity(shown), DEPARTS) if _departs(one, two) else _severity(shown),
        values={
            "differences": [{"kind": d.kind, "one": _side(d.one), "two": _side(d.two)} for d in shown],
            "all": len(found),
            "fidelity": [one.fidelity, two.fidelity],
        },
    )


def _departs(one: Document, two: Document) -> bool:
    """A prepared text and the speech itself: that the speaker departed from his paper is no fault of a transcript."""
    return (one.fidelity == "prepared") != (two.fidelity == "prepared")


def _severity(found: Sequence[Difference]) -> int:
    if any(d.kind in MEANING for d in found):
        return 50
    return 25 if found else 0


def _quote(span: Span | None) -> str:
    return " ".join(span.quote.split()[:12]) if span else ""


def _side(span: Span | None) -> dict[str, Any] | None:
    return (
        {"document": span.document, "start": span.start, "end": span.end, "quote": span.quote}
        if span
        else None
    )


# ---- where the press agrees against a transcript -------------------------------------------------------------------------

Place = tuple[str, int, int, str, str]


def _doubts(lookup: Lookup) -> Iterator[Finding]:
    """Two outlets or more that heard another word at one place than the transcript has, or one more.

    What hangs on such a word alone is then no fault of theirs: those findings are given again, lighter.
    """
    heard: dict[Place, list[Finding]] = defaultdict(list)
    told = [f for f in lookup.rows(Finding) if f.check == "quotes" and f.values.get("match") in _CHANGED]
    for finding in told:
        for place in dict.fromkeys(filter(None, map(_place, _edits(finding)))):
            heard[place].append(finding)
    sure: dict[Place, int] = {}
    for place, findings in sorted(heard.items()):
        outlets = len({_outlet(lookup, finding) for finding in findings})
        if outlets > 1:
            sure[place] = outlets
            yield _doubt(lookup, place, findings, outlets)
    for finding in told:
        weighed = _weighed(finding, sure)
        if weighed != finding:
            yield weighed


def _edits(finding: Finding) -> Sequence[Mapping[str, Any]]:
    edits: Any = finding.values.get("edits") or ()
    return cast("Sequence[Mapping[str, Any]]", edits)


def _place(edit: Mapping[str, Any]) -> Place | None:
    """Where an edit has other words than the transcript, or words more; null where it only has fewer, or small ones."""
    ours, theirs, against = edit.get("ours"), edit.get("theirs"), edit.get("against")
    if not ours or edit["kind"] in _SMALL:
        return None
    if theirs:
        return theirs["document"], theirs["start"], theirs["end"], fold(ours["quote"]), theirs["quote"]
    if not against or not edit["next"]:
        return None
    return against, edit["at"], edit["at"], fold(ours["quote"]), edit["next"]


def _weighed(finding: Finding, sure: Mapping[Place, int]) -> Finding:
    """The finding as it is worth now that others print the same words, or as it was where they do no more."""
    alone: Any = finding.values.get("alone")
    values = {key: value for key, value in finding.values.items() if key != "alone"}
    if alone:
        finding = replace(finding, severity=alone["severity"], why=alone["why"], values=values)
    grave = [_place(edit) for edit in _edits(finding) if edit["kind"] not in (*_SMALL, "name")]
    doubted = [place for place in map(_place, _edits(finding)) if place in sure]
    if not doubted or not set(grave) <= set(doubted) or finding.severity <= DOUBTED:
        return finding
    count = max(sure[place] for place in doubted if place)
    why = finding.why + str(table("sentences")["transcripts"]["alike"]).format(count=count)
    kept = {"severity": finding.severity, "why": finding.why}
    return replace(finding, severity=DOUBTED, why=why, values={**values, "alone": kept})


def _outlet(lookup: Lookup, finding: Finding) -> str:
    quotation: Any = finding.values.get("quotation") or {}
    document = lookup.document(quotation["document"]) if quotation.get("document") else None
    return (document.outlet or document.copies_of or document.id) if document else ""


def _doubt(lookup: Lookup, place: Place, findings: Sequence[Finding], outlets: int) -> Finding:
    document, start, end, ours, theirs = place
    text, last = lookup.document(document).text, end if end > start else start + len(theirs)
    span = Span(document, start, last, text[start:last])
    said = table("sentences")["transcripts"]["doubt" if end > start else "more"]
    return Finding(
        id=digest("transcripts", document, theirs, ours),
        document=None,
        spans=(span,),
        made_by=MADE_BY,
        check="transcripts",
        verdict="in_doubt",
        items=tuple(dict.fromkeys(item for finding in findings for item in finding.items)),
        why=str(said).format(count=outlets, ours=ours, theirs=theirs),
        severity=30,
        values={
            "printed": ours,
            "transcript": theirs if end > start else "",
            "outlets": outlets,
            "findings": [f.id for f in findings],
        },
    )
