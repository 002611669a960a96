"""Transcripts: turns with their speakers, stage directions apart, questions apart from answers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.model import Document, Segment, TurnKind
from onrecord.segment.blocks import Range, paragraphs
from onrecord.text import trim
from onrecord.values.label import CLOSING, LABEL, NAMED, STAGE

_BLANK = re.compile(r"\n\s*\n\s*\Z")  # a line of no-break spaces is an empty one
_ASKS = re.compile(r"(?:Q|QUESTION|REPORTER|JOURNALIST|PRESS|MEDIA)\b", re.I)


@dataclass(slots=True)
class _Open:
    """A turn whose end is not reached yet."""

    label: Range | None
    speaker: str | None
    start: int
    blocks: list[Range] = field(default_factory=list)


def transcript(document: Document) -> Iterator[Segment]:
    """Headings, turns and stage directions; where no label stands, the title's speaker has one turn."""
    blocks = paragraphs(document)
    names = _names(document.text, blocks)
    heads = _sure(document.text, blocks, [_label(document.text, block, names) for block in blocks])
    first = next((at for at, head in enumerate(heads) if head), None)
    body = _after_headings(document, blocks) if first is None else first
    yield from (Segment("heading", start, end) for start, end in blocks[:body])
    yield from _kinds(_turns(document, blocks[body:], heads[body:]))


def _names(text: str, blocks: Sequence[Range]) -> frozenset[str]:
    """Names that stand before a colon more than once and so are labels."""
    found = Counter(match["label"] for start, end in blocks if (match := NAMED.match(text, start, end)))
    return frozenset(name for name, times in found.items() if times > 1)


def _label(text: str, block: Range, names: frozenset[str]) -> re.Match[str] | None:
    found = LABEL.match(text, *block)
    if found is None:
        found = NAMED.match(text, *block)
        return found if found and found["label"] in names else None
    return found


def _sure(
    text: str, blocks: Sequence[Range], heads: Sequence[re.Match[str] | None]
) -> list[re.Match[str] | None]:
    """A label in the middle of a paragraph (`... about\\nSWIFT: at what point`) is one only if it opens another."""
    opening = {
        head["label"]
        for (start, _), head in zip(blocks, heads, strict=True)
        if head and (start < 3 or _BLANK.search(text, max(0, start - 12), start))
    }
    lone = not opening
    return [head if head and (lone or head["label"] in opening) else None for head in heads]


def _after_headings(document: Document, blocks: Sequence[Range]) -> int:
    """Where the speech begins in a text without labels: after short lines at the top that are no sentences."""
    for at, (start, end) in enumerate(blocks[:8]):
        if document.text[end - 1] in '.?!:,”"—)' and not CLOSING.match(document.text, start, end):
            return at
    return 0


def _turns(
    document: Document, blocks: Sequence[Range], heads: Sequence[re.Match[str] | None]
) -> Iterator[Segment]:
    current = None if heads and heads[0] else _Open(None, document.speaker, blocks[0][0] if blocks else 0)
    for block, head in zip(blocks, heads, strict=True):
        if head:
            yield from _close(document, current)
            current = _Open((head.start("label"), head.end()), head["label"], head.end())
            block = head.end(), block[1]
        elif CLOSING.match(document.text, *block):
            yield Segment("stage", *block, turn_kind="stage")
            continue
        if current and block[0] < block[1]:
            current.blocks.append(block)
    yield from _close(document, current)


def _close(document: Document, turn: _Open | None) -> Iterator[Segment]:
    if turn is None or not turn.blocks:
        return
    while len(turn.blocks) > 1 and STAGE.fullmatch(document.text, *turn.blocks[-1]):
        turn.blocks.pop()
    start, end = trim(document.text, turn.blocks[0][0], turn.blocks[-1][1])
    label = trim(document.text, *turn.label) if turn.label else None
    spoken = tuple(part for part in (_spoken(document.text, block) for block in turn.blocks) if part)
    yield Segment("turn", start, end, label, turn.speaker, "speech", paragraphs=spoken)


def _spoken(text: str, block: Range) -> tuple[Range, ...]:
    """The ranges of a paragraph between its stage directions."""
    found: list[Range] = []
    at = block[0]
    for stage in STAGE.finditer(text, *block):
        found.append((at, stage.start()))
        at = stage.end()
    found.append((at, block[1]))
    trimmed = (trim(text, *piece) for piece in found)
    return tuple((a, b) for a, b in trimmed if any(map(str.isalnum, text[a:b])))


def _kinds(turns: Iterator[Segment]) -> Iterator[Segment]:
    """Who speaks next after a question answers it."""
    before: TurnKind = "speech"
    for turn in turns:
        if turn.kind != "turn":
            yield turn
            continue
        kind: TurnKind = "question" if turn.label and _ASKS.match(turn.speaker or "") else "speech"
        if kind == "speech" and before == "question":
            kind = "answer"
        before = kind
        yield replace(turn, turn_kind=kind)
