"""Communiqués, statements and fact sheets: headings, paragraphs, numbered paragraphs, bullets and signatories."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.model import Document, Segment
from onrecord.segment.blocks import Range, paragraphs

_NUMBERED = re.compile(r"\(?(?P<number>\d{1,3}|[a-z]|[ivx]{1,5}|[IVX]{1,5})[.)]\s+(?=\S)")
_BULLET = re.compile(r"[-•*–·▪o]\s+(?=\S)")
_SIGNED = re.compile(
    r"(?:For (?:the )?(?:Government|Republic|Kingdom|United|European|[A-Z]\w+\Z)|(?i:signed\b|done (?:at|in) |agreed (?:at|in) |endorsed by))"
)
_SENTENCE = re.compile(r"[.?!;,:”\"…]\s*\Z")


def communique(document: Document) -> Iterator[Segment]:
    """Segments of a text that an office issued; each keeps its number where it has one."""
    blocks = paragraphs(document)
    closing = _closing(document.text, blocks)
    for nth, block in enumerate(blocks):
        yield Segment("signatory", *block) if nth >= closing else _segment(document, nth, block)


def _segment(document: Document, nth: int, block: Range) -> Segment:
    text = document.text
    if found := _NUMBERED.match(text, *block):
        return Segment("numbered", found.end(), block[1], number=found["number"])
    if found := _BULLET.match(text, *block):
        return Segment("bullet", found.end(), block[1])
    words = text[slice(*block)]
    short = len(words.split()) <= 16 and not _SENTENCE.search(words)
    return Segment("heading" if short or (nth == 0 and words == document.title) else "paragraph", *block)


def _closing(text: str, blocks: list[Range]) -> int:
    """Where the signatories begin: after a closing formula, short lines that are no sentences."""
    for at in range(len(blocks) - 1, max(0, len(blocks) - 40), -1):
        if _SIGNED.match(text, *blocks[at]) and all(_name(text, block) for block in blocks[at:]):
            return at
    return len(blocks)


def _name(text: str, block: Range) -> bool:
    return block[1] - block[0] < 120 and text[block[1] - 1] not in "?!"
