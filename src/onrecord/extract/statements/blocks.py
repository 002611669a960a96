"""The paragraphs of a document that can hold statements."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.statements.quotes import Range
from onrecord.model import Page
from onrecord.text import trim

_KINDS = {"paragraph", "lead", "numbered", "bullet", "quoted", "heading", "caption"}


_DATELINE = re.compile(
    r"[A-Z][A-Z .,'/-]{3,40}(?:,? \(?[A-Z][a-z]+\.?(?: \d{1,2})?\)?)?(?:, [A-Z][a-z.]+ ?[A-Z]?[a-z]*)?(?: ?\([\w ./-]{2,30}\))?\s*(?:--|[—–:-])\s+(?=\S)"
)


def blocks(page: Page) -> list[Range]:
    """Paragraph ranges by the page's segments, in the order of the text; by blank lines where there are none."""
    if page.segments:
        some = [
            trim(page.document.text, s.start, s.end)
            for s in page.segments
            if s.kind in _KINDS and s.start < s.end
        ]
    else:
        some = list(_by_lines(page.document.text))
    return [_past_dateline(page.document.text, block) for block in some]


def _past_dateline(text: str, block: Range) -> Range:
    """`block` without `WASHINGTON, Nov 14 (KUNA) --`."""
    dateline = _DATELINE.match(text, *block)
    return (dateline.end(), block[1]) if dateline and dateline.end() < block[1] else block


def _by_lines(text: str) -> Iterator[Range]:
    for part in re.finditer(r"\S.*?(?=\n[ \t]*\n|\Z)", text, re.S):
        lines = part.group().split("\n")
        if any(len(line) > 110 for line in lines) or all(len(line) < 40 for line in lines):
            yield from (line.span() for line in re.compile(r"[^\n]*\S").finditer(text, *part.span()))
        else:
            yield trim(text, *part.span())
