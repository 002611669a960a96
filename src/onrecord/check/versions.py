"""Silent edits: the same page or file with another text, what changed, and which rows rest on the changed words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from onrecord.check.differences import Difference, differences, gravest
from onrecord.check.quotes.edits import MEANING
from onrecord.check.quotes.growth import body
from onrecord.check.quotes.lexicon import table
from onrecord.model import Commitment, Document, Event, Figure, Finding, Lookup, Meeting, Row, Span, Statement
from onrecord.text import digest

__all__ = ["versions"]

MADE_BY = "check.versions/1"
SHOWN = 40
_KINDS: tuple[type[Row], ...] = (Statement, Figure, Commitment, Event, Meeting)


def versions(lookup: Lookup) -> Iterator[Finding]:
    """A finding for each document whose text is another than when it was got before."""
    by_url: dict[str, list[str]] = defaultdict(list)
    for document in lookup.documents():
        before = lookup.earlier(document)
        if before:
            yield from _changed(lookup, before[0], document)
        if document.url:
            by_url[_plain_url(document.url)].append(document.id)
    for ids in by_url.values():
        for one, two in pairwise(ids):
            yield from _changed(lookup, *_in_time(lookup.document(one), lookup.document(two)))


def _plain_url(url: str) -> str:
    return url.split("#")[0].split("?")[0].rstrip("/").removeprefix("https://").removeprefix("http://")


def _in_time(one: Document, two: Document) -> tuple[Document, Document]:
    """The older first: by version, else by the path under which it was kept."""
    key = [(document.version, document.path or "", document.id) for document in (one, two)]
    return (one, two) if key[0] <= key[1] else (two, one)


def _changed(lookup: Lookup, before: Document, after: Document) -> Iterator[Finding]:
    found = differences(before, after, (list(body(before)), list(body(after))))
    if not found:
        return
    shown = gravest(found)[:SHOWN]
    rows = list(_resting(lookup, after, [d.two for d in found if d.two]))
    spans = [span for d in shown for span in (d.one, d.two) if span]
    yield Finding(
        id=digest("versions", before.id, after.id),
        document=None,
        spans=tuple(dict.fromkeys(spans)),
        made_by=MADE_BY,
        check="versions",
        verdict="changed",
        items=(before.id, after.id),
        why=_why(after, shown[0], len(rows)),
        severity=_severity(found),
        values={
            "place": after.url or after.path,
            "changes": [_plain(d) for d in shown],
            "all": len(found),
            "rows": rows,
        },
    )


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
    what = words["one" if worst.one and worst.two else "gone" if worst.one else "new"].format(**sides)
    said = words["changed"].format(place=document.url or document.path, date=_date(document), what=what)
    return str(said) + (str(words["rests"]).format(count=rows) if rows else "")


def _short(span: Span | None) -> str:
    return " ".join(span.quote.split()[:14]) if span else ""


def _date(document: Document) -> str:
    return document.published.value if document.published else "it was first got"


def _severity(found: Sequence[Difference]) -> int:
    if any(d.kind in MEANING for d in found):
        return 60
    return 35 if any(d.kind in ("name", "sentence", "content_word") for d in found) else 10
