"""Saved web pages: the whole visible text, with all that is not the article marked as page furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from onrecord.errors import ReadError
from onrecord.model import Furniture
from onrecord.read.part import Part
from onrecord.text import fold, normalise

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset(
    ["script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button"]
)
_SPACE = re.compile(r"\s+")


def read_html(raw: bytes) -> Iterator[Part]:
    """One document; lines that trafilatura does not take for the article are furniture (`not the article`)."""
    lines = tuple(_lines(_tree(raw)))
    if not lines:
        raise ReadError("empty", "a page without visible words (made by a script?): save its text")
    kept = _kept(lines, _article(raw))
    yield Part("\n\n".join(lines), metadata=_metadata(raw), furniture=tuple(_furniture(lines, kept)))


def _tree(raw: bytes) -> Any:
    from trafilatura import load_html

    tree = load_html(raw)
    if tree is None:
        raise ReadError("damaged", "no HTML that can be parsed")
    return tree


def _lines(tree: Any) -> Iterator[str]:
    for line in "".join(_pieces(tree)).split("\0"):
        words = _SPACE.sub(" ", line).strip()
        if words:
            yield normalise(words)[0]


def _pieces(tree: Any) -> Iterator[str]:
    """The text of `tree` in reading order, `\\0` at block edges; without recursion, since pages can nest deeply."""
    from lxml import etree

    unseen = 0
    for action, node in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = node.tag if isinstance(node.tag, str) else ""
        unseen += (tag in _UNSEEN) * {"start": 1, "end": -1}.get(action, 0)
        words = node.text if action == "start" else node.tail
        if tag in _BLOCKS:
            yield "\0"
        if words and not unseen:
            yield words.replace("\0", "")


def _article(raw: bytes) -> str:
    import trafilatura

    return trafilatura.extract(raw, include_comments=False, include_tables=True, favor_recall=True) or ""


def _kept(lines: Sequence[str], article: str) -> list[bool]:
    known = {fold(line.lstrip("-• ")) for line in article.splitlines()}
    whole = fold(article)
    kept = [fold(line) in known or (len(line) > 60 and fold(line) in whole) for line in lines]
    return kept if any(kept) else [True] * len(lines)


def _furniture(lines: Sequence[str], kept: Sequence[bool]) -> Iterator[Furniture]:
    at = 0
    for line, keep in zip(lines, kept, strict=True):
        if not keep:
            yield Furniture(at, at + len(line), "not the article")
        at += len(line) + 2


def _metadata(raw: bytes) -> Mapping[str, str]:
    import trafilatura

    found: Any = trafilatura.extract_metadata(raw)
    if found is None:
        return {}
    values = {
        "title": found.title,
        "byline": found.author,
        "date": found.date,
        "outlet": found.sitename,
        "url": found.url,
        "language": found.language,
    }
    return {key: str(value) for key, value in values.items() if value}
