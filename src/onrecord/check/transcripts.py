"""Two transcripts of one occasion against each other, and places where a transcript itself looks wrong."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from onrecord.check.copies.shingles import Shingles, shared, shingles
from onrecord.check.differences import Difference, differences, gravest
from onrecord.check.quotes.edits import MEANING
from onrecord.check.quotes.lexicon import table
from onrecord.check.quotes.times import bounds
from onrecord.model import Document, Finding, Lookup, Span, Standing, Turn
from onrecord.text import check_span, digest, fold

__all__ = ["KEPT", "transcripts"]

# Under which the findings of each day are kept, by a hash of its transcripts.
KEPT, DAYS = "transcripts", "days"

MADE_BY = "check.transcripts/1"
# Share of runs that two transcripts of one occasion have in common at least; transcripts of one day that are compared.
ALIKE, CROWD = 0.3, 60
SHOWN = 40
_DOUBTED = ("name", "content_word", "number")


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
        if max(shared(texts[one][1], texts[two][1])[:2]) >= ALIKE:
            yield from _pair(lookup.document(one), lookup.document(two), (texts[one][0], texts[two][0]))


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
    found = [d for d in differences(one, two, ranges) if d.kind not in ("function_word", "tense")]
    shown = gravest([d for d in found if d.one and d.two])[:SHOWN]
    words = table("sentences")["transcripts"]
    date = one.published.value if one.published else ""
    why = words["same"].format(date=date)
    if shown:
        why = words["differ"].format(date=date, one=_quote(shown[0].one), two=_quote(shown[0].two))
    yield Finding(
        id=digest("transcripts", one.id, two.id),
        document=None,
        spans=tuple(dict.fromkeys(span for d in shown for span in (d.one, d.two) if span)),
        made_by=MADE_BY,
        check="transcripts",
        verdict="differ" if shown else "agree",
        items=(one.id, two.id),
        why=why,
        severity=_severity(shown),
        values={
            "differences": [{"kind": d.kind, "one": _side(d.one), "two": _side(d.two)} for d in shown],
            "all": len(found),
            "fidelity": [one.fidelity, two.fidelity],
        },
    )


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
    """Two outlets or more that heard another word at one place than the transcript has."""
    heard: dict[Place, list[Finding]] = defaultdict(list)
    for finding in lookup.rows(Finding):
        if finding.check == "quotes" and finding.values.get("match") == "wording":
            for place in _places(finding):
                heard[place].append(finding)
    for place, findings in sorted(heard.items()):
        outlets = {_outlet(lookup, finding) for finding in findings}
        if len(outlets) > 1:
            yield _doubt(lookup, place, findings, len(outlets))


def _places(finding: Finding) -> Iterator[Place]:
    edits: Any = finding.values.get("edits") or ()
    for edit in edits:
        ours, theirs = edit.get("ours"), edit.get("theirs")
        if ours and theirs and edit["kind"] in _DOUBTED:
            yield theirs["document"], theirs["start"], theirs["end"], fold(ours["quote"]), theirs["quote"]


def _outlet(lookup: Lookup, finding: Finding) -> str:
    quotation: Any = finding.values.get("quotation") or {}
    document = lookup.document(quotation["document"]) if quotation.get("document") else None
    return (document.outlet or document.copies_of or document.id) if document else ""


def _doubt(lookup: Lookup, place: Place, findings: Sequence[Finding], outlets: int) -> Finding:
    document, start, end, ours, theirs = place
    span = Span(document, start, end, theirs)
    check_span(lookup.document(document).text, span)
    words = table("sentences")["transcripts"]
    return Finding(
        id=digest("transcripts", document, theirs, ours),
        document=None,
        spans=(span,),
        made_by=MADE_BY,
        check="transcripts",
        verdict="in_doubt",
        items=tuple(dict.fromkeys(item for finding in findings for item in finding.items)),
        why=str(words["doubt"]).format(count=outlets, ours=ours, theirs=theirs),
        severity=30,
        values={
            "printed": ours,
            "transcript": theirs,
            "outlets": outlets,
            "findings": [f.id for f in findings],
        },
    )
