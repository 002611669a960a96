"""Which of these stories is the same copy: exact and near copies, write-throughs, templates and shared passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from onrecord.check.copies.labels import Alike, labelled
from onrecord.check.copies.shingles import Shingles, alike, shingles, stored
from onrecord.check.differences import Difference, differences, gravest
from onrecord.check.quotes.growth import body
from onrecord.check.quotes.lexicon import table
from onrecord.check.quotes.times import bounds
from onrecord.model import Document, Finding, Lookup, Span
from onrecord.text import digest

__all__ = ["copies"]

MADE_BY = "check.copies/1"
KEPT = "shingles"
TOLD = 80  # characters of a side that the sentence of a finding quotes
# Members of a group that are compared with its first, and differences that are shown of each.
COMPARED, SHOWN = 12, 12


def copies(lookup: Lookup) -> Iterator[Finding]:
    """A finding for each group of copies and each form, and for each pair that shares a passage."""
    documents, texts = _texts(lookup)
    pairs: dict[str, list[Alike]] = defaultdict(list)
    for one, two in alike(texts):
        found = labelled(documents[one], documents[two], (texts[one], texts[two]))
        if found:
            pairs[found.label].append(found)
    for label in ("same_copy", "template"):
        for group in _groups(pairs[label]):
            yield _finding(label, [documents[id] for id in group], lookup, pairs[label])
    copied = {id: group[0] for group in _groups(pairs["same_copy"]) for id in group}
    forms = {id: group[0] for group in _groups(pairs["template"]) for id in group}
    for label in ("write_through", "shared_passage"):
        for group in _groups(_apart(_once(pairs[label], copied), forms)):
            yield _finding(label, [documents[id] for id in group], lookup, pairs[label])


def _texts(lookup: Lookup) -> tuple[dict[str, Document], dict[str, Shingles]]:
    """Every document without its text, and its runs; those of documents seen before are kept in the record."""
    kept = dict(lookup.kept(KEPT))
    documents: dict[str, Document] = {}
    texts: dict[str, Shingles] = {}
    new: dict[str, bytes] = {}
    for document in lookup.documents():
        documents[document.id] = _light(document)
        if document.id in kept:
            texts[document.id] = stored(kept[document.id])
        else:
            texts[document.id] = shingles(document.text, body(document))
            new[document.id] = texts[document.id].run.tobytes()
    lookup.keep(KEPT, new)
    return documents, texts


def _light(document: Document) -> Document:
    return replace(document, text="", furniture=())


def _once(pairs: Iterable[Alike], copied: dict[str, str]) -> list[Alike]:
    """Pairs of which neither side is a later copy: what a copy shares, its first shares too."""
    return [p for p in pairs if copied.get(p.one, p.one) == p.one and copied.get(p.two, p.two) == p.two]


def _apart(pairs: Iterable[Alike], forms: dict[str, str]) -> list[Alike]:
    """Pairs that are not two fillings of one form, which share its passages anyhow."""
    return [p for p in pairs if forms.get(p.one, p.one) != forms.get(p.two, p.two)]


def _groups(pairs: Sequence[Alike]) -> list[list[str]]:
    """Ids that pairs connect, each group and the groups in a stable order."""
    parent: dict[str, str] = {}

    def root(id: str) -> str:
        while parent.setdefault(id, id) != id:
            parent[id] = parent[parent[id]]
            id = parent[id]
        return id

    for pair in pairs:
        one, two = sorted((root(pair.one), root(pair.two)))
        parent[two] = one
    groups: dict[str, list[str]] = defaultdict(list)
    for id in sorted(parent):
        groups[root(id)].append(id)
    return [group for _, group in sorted(groups.items())]


def _finding(label: str, group: Sequence[Document], lookup: Lookup, pairs: Sequence[Alike]) -> Finding:
    group = sorted(group, key=lambda d: (bounds(d.published) or (10**9, 0), d.id))
    first = lookup.document(group[0].id)
    shares = {frozenset((pair.one, pair.two)): pair for pair in pairs}
    members: list[dict[str, Any]] = [_member(group[0], None, [], None)]
    spans: list[Span] = []
    worst: list[Difference] = []
    for document in group[1:]:
        found: list[Difference] = []
        if len(members) <= COMPARED and label != "shared_passage":
            other = lookup.document(document.id)
            found = differences(first, other, (list(body(first)), list(body(other))))
        shown = gravest(found)[:SHOWN]
        spans += [span for d in shown for span in (d.one, d.two) if span]
        worst += [d for d in shown if d.grave]
        members.append(_member(document, shares.get(frozenset((first.id, document.id))), shown, first))
    return Finding(
        id=digest("copies", label, *sorted(document.id for document in group)),
        document=None,
        spans=tuple(dict.fromkeys(spans)),
        made_by=MADE_BY,
        check="copies",
        verdict=label,
        items=tuple(document.id for document in group),
        why=_why(label, group, worst),
        severity=_severity(label, worst),
        values={"label": label, "first": first.id, "members": members},
    )


def _member(
    document: Document, pair: Alike | None, found: Sequence[Difference], first: Document | None
) -> dict[str, Any]:
    shares: dict[str, Any] = {"contained": None, "contains": None, "longest": None}
    if pair and first:
        mine, his = (
            (pair.share_two, pair.share_one) if pair.one == first.id else (pair.share_one, pair.share_two)
        )
        shares = {"contained": round(mine, 3), "contains": round(his, 3), "longest": pair.longest}
    return {
        "document": document.id,
        "outlet": document.outlet,
        "title": document.title,
        "date": document.published.value if document.published else None,
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


def _why(label: str, group: Sequence[Document], worst: Sequence[Difference]) -> str:
    words = table("sentences")["copies"]
    said = str(words[label]).format(count=len(group))
    for d in sorted(worst, key=_length)[:1]:
        one, two = (_brief(span) if span else words["nothing"] for span in (d.one, d.two))
        said += str(words["slot" if label == "template" else "differs"]).format(one=one, two=two)
    return said


def _length(difference: Difference) -> tuple[bool, int]:
    """Differences that a sentence can show come first: words on both sides, and few of them."""
    sides = [span for span in (difference.one, difference.two) if span]
    return len(sides) < 2, sum(len(span.quote) for span in sides)


def _brief(span: Span) -> str:
    words = " ".join(span.quote.split())
    return words if len(words) <= TOLD else words[:TOLD].rsplit(" ", 1)[0] + " …"
