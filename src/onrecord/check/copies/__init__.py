"""Which of these stories is the same copy: exact and near copies, write-throughs, templates and shared passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from onrecord.check.copies.groups import Passage, apart, firsts, groups, once, passages
from onrecord.check.copies.labels import Alike, labelled
from onrecord.check.copies.shingles import Range, Shingles, alike, shingles, stored
from onrecord.check.differences import Difference, differences, gravest
from onrecord.check.printings import earliest, named, printings
from onrecord.check.quotes.growth import body
from onrecord.check.quotes.lexicon import table
from onrecord.check.quotes.times import in_time
from onrecord.check.quotes.words import words
from onrecord.lookup import Lookup
from onrecord.model import Document, Finding, Printing, Span
from onrecord.text import digest

__all__ = ["copies"]

MADE_BY = "check.copies/1"
KEPT = "runs"
TOLD = 80  # characters of a side that the sentence of a finding quotes
# Members of a group that are compared with its first, and differences that are shown of each.
COMPARED, SHOWN = 40, 20


def copies(lookup: Lookup) -> Iterator[Finding]:
    """A finding for each group of copies and each form, and for each pair that shares a passage."""
    documents, texts = _texts(lookup)
    pairs: dict[str, list[Alike]] = defaultdict(list)
    for one, two in alike(texts):
        found = labelled(documents[one], documents[two], (texts[one], texts[two]))
        if found:
            pairs[found.label].append(found)
    copied = firsts(pairs["same_copy"])
    pairs["template"] = once(pairs["template"], copied)
    forms = firsts(pairs["template"])
    for label in ("write_through", "shared_passage"):
        pairs[label] = apart(once(pairs[label], copied), forms)
    for id, document in documents.items():
        if id not in copied and len(printings(document)) > 1:
            yield _reprinted(document)
    for label in ("same_copy", "template", "write_through"):
        for group in groups(pairs[label]):
            yield _finding(label, [documents[id] for id in group], lookup, pairs[label])
    for passage in passages(pairs["shared_passage"]):
        holders = [documents[id] for id in passage]
        yield _finding("shared_passage", holders, lookup, pairs["shared_passage"], passage)


def _texts(lookup: Lookup) -> tuple[dict[str, Document], dict[str, Shingles]]:
    """Every document without its text, and its runs; those of documents seen before are kept in the record."""
    kept = dict(lookup.kept(KEPT))
    documents: dict[str, Document] = {}
    texts: dict[str, Shingles] = {}
    new: dict[str, bytes] = {}
    for document in lookup.listed():
        documents[document.id] = document
        if document.id in kept:
            texts[document.id] = stored(kept[document.id])
        else:
            whole = lookup.document(document.id)
            texts[document.id] = shingles(whole.text, body(whole))
            new[document.id] = texts[document.id].run.tobytes()
    lookup.keep(KEPT, new)
    return documents, texts


def _finding(
    label: str,
    group: Sequence[Document],
    lookup: Lookup,
    pairs: Sequence[Alike],
    passage: Passage | None = None,
) -> Finding:
    group = sorted(group, key=lambda d: (in_time(earliest(d).published), d.id))
    shares = {frozenset((pair.one, pair.two)): pair for pair in pairs}
    members: list[dict[str, Any]] = []
    spans: list[Span] = []
    worst: list[Difference] = []
    for document in group:
        shown = _compared(lookup, group[0], document, len(members)) if passage is None else []
        here = [_passage(lookup.document(document.id), passage[document.id])] if passage else []
        spans += [*here, *(span for d in shown for span in (d.one, d.two) if span)]
        worst += [d for d in shown if d.grave]
        pair = shares.get(frozenset((group[0].id, document.id)))
        members += [_member(document, one, pair, shown, group[0]) for one in printings(document)]
    return Finding(
        id=digest("copies", label, *sorted(document.id for document in group), *_told(spans, passage)),
        document=None,
        spans=tuple(dict.fromkeys(spans)),
        made_by=MADE_BY,
        check="copies",
        verdict=label,
        items=tuple(document.id for document in group),
        why=_why(label, group, worst, spans if passage else ()),
        severity=_severity(label, worst),
        values={"label": label, "first": group[0].id, "members": members},
    )


def _reprinted(document: Document) -> Finding:
    """One text that was met at several places: one story, printed as often."""
    places = printings(document)
    said = str(table("sentences")["copies"]["printed"])
    return Finding(
        id=digest("copies", "same_copy", document.id, "printed"),
        document=None,
        spans=(),
        made_by=MADE_BY,
        check="copies",
        verdict="same_copy",
        items=(document.id,),
        why=said.format(count=len(places), places="; ".join(map(named, places))),
        severity=_severity("same_copy", ()),
        values={
            "label": "same_copy",
            "first": document.id,
            "members": [_member(document, one, None, (), document) for one in places],
        },
    )


def _compared(lookup: Lookup, first: Document, document: Document, number: int) -> list[Difference]:
    """What a member has otherwise than the first, the gravest first; of the first few members."""
    if not 0 < number <= COMPARED:
        return []
    one, two = lookup.document(first.id), lookup.document(document.id)
    return gravest(differences(one, two, (list(body(one)), list(body(two)))))[:SHOWN]


def _passage(document: Document, at: Range) -> Span:
    found = words(document.text, body(document), stage=True)
    start, end = found.starts[at[0]], found.ends[at[1] - 1]
    return Span(document.id, start, end, document.text[start:end])


def _told(spans: Sequence[Span], passage: Passage | None) -> list[str]:
    """Two groups of the same documents may share two passages: the words tell them apart."""
    return [" ".join(spans[0].quote.split())] if passage else []


def _member(
    document: Document,
    place: Printing,
    pair: Alike | None,
    found: Sequence[Difference],
    first: Document,
) -> dict[str, Any]:
    shares: dict[str, Any] = {"contained": None, "contains": None, "longest": None}
    if pair:
        mine, his = (
            (pair.share_two, pair.share_one) if pair.one == first.id else (pair.share_one, pair.share_two)
        )
        shares = {"contained": round(mine, 3), "contains": round(his, 3), "longest": pair.longest}
    return {
        "document": document.id,
        "outlet": place.outlet,
        "title": document.title,
        "date": place.published.value if place.published else None,
        "url": place.url,
        **shares,
        "differences": [{"kind": d.kind, "first": _side(d.one), "here": _side(d.two)} for d in found],
    }


def _side(span: Span | None) -> dict[str, Any] | None:
    return (
        {"document": span.document, "start": span.start, "end": span.end, "quote": span.quote}
        if span
        else None
    )


def _severity(label: str, worst: Sequence[Difference]) -> int:
    if label == "same_copy" and any(d.kind in ("number", "negation") for d in worst):
        return 40
    return {"same_copy": 5, "write_through": 6, "template": 4, "shared_passage": 3}[label]


def _why(
    label: str, group: Sequence[Document], worst: Sequence[Difference], passage: Sequence[Span] = ()
) -> str:
    said = table("sentences")["copies"]
    told = str(said[label]).format(count=len(group))
    for d in sorted(worst, key=_length)[:1]:
        one, two = (_brief(span) if span else said["nothing"] for span in (d.one, d.two))
        told += str(said["slot" if label == "template" else "differs"]).format(one=one, two=two)
    return told + (str(said["passage"]).format(words=_brief(passage[0])) if passage else "")


def _length(difference: Difference) -> tuple[bool, int]:
    """Differences that a sentence can show come first: words on both sides, and few of them."""
    sides = [span for span in (difference.one, difference.two) if span]
    return len(sides) < 2, sum(len(span.quote) for span in sides)


def _brief(span: Span) -> str:
    words = " ".join(span.quote.split())
    return words if len(words) <= TOLD else words[:TOLD].rsplit(" ", 1)[0] + " …"
