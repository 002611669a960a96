"""A finding's two or more sides: each passage in its context, with the words that differ marked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

# Characters shown before and after a passage, and before and after a change.
_CONTEXT, _NEAR = 240, 60
_WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]|\s+")


@dataclass(frozen=True, slots=True)
class Side:
    """One passage: its document, the words around it, and its own as pieces with what differs (`differs`, or empty)."""

    document: Mapping[str, Any]
    span: Mapping[str, Any]
    before: str
    pieces: tuple[tuple[str, str], ...]
    after: str


def sides(finding: Mapping[str, Any], document: Callable[[str], Mapping[str, Any]]) -> list[Side]:
    """The passages of a finding in order; words of the second side on that the first lacks are marked, and the other way."""
    spans = _joined(finding["spans"])
    if not spans:
        return []
    quotes = [span["quote"] for span in spans]
    marked = _marked(quotes)
    return [
        _side(document(span["document"]), span, pieces) for span, pieces in zip(spans, marked, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two documents: its kind, and the words on each side where they stand (null: not there).

    `other` is the second document where there are several, else null.
    """

    kind: str
    one: Side | None
    two: Side | None
    other: Mapping[str, Any] | None = None


# Where checks keep what differs between whole documents, and what they call the two sides.
_KEPT = (("changes", "before", "after"), ("differences", "one", "two"), ("differences", "first", "here"))


def changes(finding: Mapping[str, Any], document: Callable[[str], Mapping[str, Any]]) -> list[Change]:
    """What differs between the documents of a finding that holds whole documents side by side; nothing for the others."""
    values = finding["values"]
    return [
        Change(
            kept["kind"], _place(kept[one], document), _place(kept[two], document), _other(holder, document)
        )
        for holder in (values, *(values.get("members") or ()))
        for key, one, two in _KEPT
        for kept in holder.get(key) or ()
        if one in kept and two in kept
    ]


def _other(
    holder: Mapping[str, Any], document: Callable[[str], Mapping[str, Any]]
) -> Mapping[str, Any] | None:
    return document(holder["document"]) if "document" in holder else None


def _place(span: Mapping[str, Any] | None, document: Callable[[str], Mapping[str, Any]]) -> Side | None:
    return _side(document(span["document"]), span, ((span["quote"], "differs"),), _NEAR) if span else None


def _joined(spans: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Spans that follow each other in one document within a few words are one passage."""
    kept: list[dict[str, Any]] = []
    for span in spans:
        last = kept[-1] if kept else None
        if last and last["document"] == span["document"] and 0 <= span["start"] - last["end"] < 3:
            last["end"], last["quote"] = span["end"], last["quote"] + " " + span["quote"]
        else:
            kept.append(dict(span))
    return kept


def _marked(quotes: Sequence[str]) -> list[tuple[tuple[str, str], ...]]:
    """Each quote as pieces; the first is held against the nearest other, the others against the first."""
    if len(quotes) == 1:
        return [((quotes[0], ""),)]
    return [tuple(_pieces(quote, quotes[1] if at == 0 else quotes[0])) for at, quote in enumerate(quotes)]


def _pieces(quote: str, other: str) -> Iterator[tuple[str, str]]:
    mine, theirs = _WORD.findall(quote), _WORD.findall(other)
    same = SequenceMatcher(None, list(map(_bare, mine)), list(map(_bare, theirs)), autojunk=False)
    for tag, start, end, _, _ in same.get_opcodes():
        words = "".join(mine[start:end])
        if words:
            yield words, "" if tag == "equal" or not any(map(str.isalnum, words)) else "differs"


def _bare(word: str) -> str:
    return " " if word.isspace() else word.casefold().replace("’", "'").replace("“", '"').replace("”", '"')


def _side(
    document: Mapping[str, Any],
    span: Mapping[str, Any],
    pieces: tuple[tuple[str, str], ...],
    reach: int = _CONTEXT,
) -> Side:
    text = document["text"]
    start, end = span["start"], span["end"]
    before = text[max(0, start - reach) : start]
    after = text[end : end + reach]
    return Side(
        document,
        span,
        ("…" if start > reach else "") + before,
        pieces,
        after + ("…" if end + reach < len(text) else ""),
    )
