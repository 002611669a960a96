"""Silent edits: the same page or file with another text, what changed, and which rows rest on the changed words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from onrecord.check.copies.shingles import Shingles, shared, shingles
from onrecord.check.differences import Difference, differences, gravest
from onrecord.check.quotes.edits import MEANING
from onrecord.check.quotes.growth import body
from onrecord.check.quotes.lexicon import table
from onrecord.check.quotes.times import bounds
from onrecord.lookup import Lookup
from onrecord.model import Commitment, Document, Event, Figure, Finding, Meeting, Row, Span, Statement
from onrecord.text import digest

__all__ = ["versions"]

MADE_BY = "check.versions/1"
SHOWN = 40
# Share of runs below which two texts of so many are no versions of one; how severe that is, and what is shown of them.
ONE_TEXT, FEW, OTHER, BEGINNING = 0.2, 50, 10, 200
_KINDS: tuple[type[Row], ...] = (Statement, Figure, Commitment, Event, Meeting)


def versions(lookup: Lookup) -> Iterator[Finding]:
    """A finding for each document whose text is another than when it was got before, and for each time before that."""
    by_url: dict[str, list[str]] = defaultdict(list)
    for document in lookup.listed():
        line = _line(lookup, document)
        for after, before in pairwise([lookup.document(document.id), *line] if line else ()):
            yield from _changed(lookup, before, after)
        if document.url:
            by_url[_plain_url(document.url)].append(document.id)
    for ids in by_url.values():
        held = sorted((lookup.document(id) for id in ids), key=_age) if len(ids) > 1 else []
        for before, after in pairwise(held):
            # Parts of one file are entries that bear the file's address.
            if before.source != after.source:
                yield from _changed(lookup, before, after)


def _line(lookup: Lookup, document: Document) -> Sequence[Document]:
    """What stood in its place before, the last first; of files of one address, those of its own name."""
    before = lookup.earlier(document)
    here = [one for one in before if document.path in _paths(one) and one.part == document.part]
    return here or before


def _paths(document: Document) -> set[str | None]:
    return {document.path, *(one.path for one in document.printings)}


def _plain_url(url: str) -> str:
    return url.split("#")[0].split("?")[0].rstrip("/").removeprefix("https://").removeprefix("http://")


def _age(document: Document) -> tuple[tuple[int, int], int, str, str]:
    """The older first: by its date, by version, else by the path under which it was kept."""
    return bounds(document.published) or (0, 0), document.version, document.path or "", document.id


def _changed(lookup: Lookup, before: Document, after: Document) -> Iterator[Finding]:
    ranges = list(body(before)), list(body(after))
    found = differences(before, after, ranges)
    if not found:
        return
    other = _another(shingles(before.text, ranges[0]), shingles(after.text, ranges[1]))
    shown = [] if other else gravest(found)[:SHOWN]
    rows = [] if other else list(_resting(lookup, after, [d.two for d in found if d.two]))
    spans = [span for d in shown for span in (d.one, d.two) if span]
    yield Finding(
        id=digest("versions", before.id, after.id),
        document=None,
        spans=tuple(dict.fromkeys(spans)) or (_beginning(before), _beginning(after)),
        made_by=MADE_BY,
        check="versions",
        verdict="changed",
        items=(before.id, after.id),
        why=_why(after, shown[0], len(rows)) if shown else _other(after),
        severity=_severity(found) if shown else OTHER,
        values={
            "place": after.url or after.path,
            "changes": [_plain(d) for d in shown],
            "all": len(shown) and len(found),
            "rows": rows,
            "versions": [_version(before), _version(after)],
        },
    )


def _another(one: Shingles, two: Shingles) -> bool:
    """Two texts of one address that have nothing to do with each other; of a few words nobody can say."""
    return min(one.size, two.size) >= FEW and max(shared(one, two)[:2]) < ONE_TEXT


def _version(document: Document) -> dict[str, Any]:
    return {
        "document": document.id,
        "version": document.version,
        "path": document.path,
        "sha256": document.sha256,
        "date": document.published.value if document.published else None,
    }


def _beginning(document: Document) -> Span:
    start, end = next(body(document), (0, len(document.text)))
    end = min(end, start + BEGINNING)
    return Span(document.id, start, end, document.text[start:end])


def _resting(lookup: Lookup, document: Document, changed: Sequence[Span]) -> Iterator[str]:
    for kind in _KINDS:
        for row in lookup.rows(kind, document.id):
            if any(span.start < c.end and c.start < span.end for span in row.spans for c in changed):
                yield row.id


def _plain(d: Difference) -> dict[str, Any]:
    return {"kind": d.kind, "before": _side(d.one), "after": _side(d.two)}


def _side(span: Span | None) -> dict[str, Any] | None:
    return (
        {"document": span.document, "start": span.start, "end": span.end, "quote": span.quote}
        if span
        else None
    )


def _why(document: Document, worst: Difference, rows: int) -> str:
    words = table("sentences")["versions"]
    sides = {"one": _short(worst.one), "two": _short(worst.two)}
    both = "moved" if worst.kind == "moved" else "one"
    what = words[both if worst.one and worst.two else "gone" if worst.one else "new"].format(**sides)
    said = words["changed"].format(place=document.url or document.path, date=_date(document), what=what)
    return str(said) + (str(words["rests"]).format(count=rows) if rows else "")


def _other(document: Document) -> str:
    words = table("sentences")["versions"]
    return str(words["other"]).format(place=document.url or document.path)


def _short(span: Span | None) -> str:
    return " ".join(span.quote.split()[:14]) if span else ""


def _date(document: Document) -> str:
    return document.published.value if document.published else "it was first got"


def _severity(found: Sequence[Difference]) -> int:
    if any(d.kind in MEANING for d in found):
        return 60
    return 35 if any(d.kind in ("name", "sentence", "content_word") for d in found) else 10
