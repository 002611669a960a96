"""What differs between two texts of one thing: sentences that one alone has, and words changed in the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from onrecord.check.partners import Sentence, partners
from onrecord.check.quotes.align import Block, align
from onrecord.check.quotes.edits import GRAVEST, MEANING, changes
from onrecord.check.quotes.words import Words, words
from onrecord.model import Document, Span
from onrecord.text import sentences

Range = tuple[int, int]
# Words of a stretch that is compared word by word; above, sentences that differ are told as wholes.
LONG = 600


@dataclass(frozen=True, slots=True)
class Difference:
    """One change from text one to text two; `kind` is that of an edit, "sentence" for a whole one, or "moved"."""

    kind: str
    one: Span | None
    two: Span | None

    @property
    def grave(self) -> bool:
        """Whether it may change what is understood."""
        return self.kind in MEANING or self.kind == "name"


def differences(
    one: Document, two: Document, ranges: tuple[Sequence[Range], Sequence[Range]]
) -> list[Difference]:
    """All differences between these ranges of two documents, in the order of the texts."""
    mine, his = _sentences(one, ranges[0]), _sentences(two, ranges[1])
    keys = [sentence.key for sentence in mine], [sentence.key for sentence in his]
    found: list[Difference] = []
    for tag, a, b, c, d in SequenceMatcher(None, *keys, autojunk=False).get_opcodes():
        if tag != "equal":
            for left, right in partners(mine[a:b], his[c:d]):
                found += _stretch(one, two, left, right)
    return list(_moved(found))


def gravest(found: Sequence[Difference]) -> list[Difference]:
    """The same, the gravest kinds first; a whole sentence stands behind a name and before other words."""
    return sorted(found, key=lambda d: _ORDER.index(d.kind))


_AT = GRAVEST.index("name") + 1
_ORDER: tuple[str, ...] = (*GRAVEST[:_AT], "sentence", *GRAVEST[_AT:], "moved")


def _sentences(document: Document, ranges: Sequence[Range]) -> list[Sentence]:
    found = []
    for start, end in ranges:
        for part in sentences(document.text, start, end):
            w = words(document.text, (part,))
            if len(w):
                found.append(Sentence(part, w))
    return found


def _stretch(
    one: Document, two: Document, mine: Sequence[Sentence], his: Sequence[Sentence]
) -> Iterator[Difference]:
    """Sentences of two texts that are wordings of one thing, or that one text alone has."""
    left, right = _joined(one, [s.words for s in mine]), _joined(two, [s.words for s in his])
    blocks = align(left.norms, right.norms) if max(len(left), len(right)) <= LONG else []
    same = sum(block.size for block in blocks)
    if 2 * same < min(len(left), len(right)) or not same:
        yield from _wholes(one, two, mine, his)
        return
    for before, after in pairwise([Block(0, 0, 0), *blocks, Block(len(left), len(right), 0)]):
        a, c = before.ours + before.size, before.theirs + before.size
        if a < after.ours or c < after.theirs:
            yield from _gap(one, two, (left, right), ((a, after.ours), (c, after.theirs)))


def _wholes(
    one: Document, two: Document, mine: Sequence[Sentence], his: Sequence[Sentence]
) -> Iterator[Difference]:
    """One sentence that stands in the place of one other is a change; else each stands alone."""
    left, right = [_span(one, *s.range) for s in mine], [_span(two, *s.range) for s in his]
    if len(left) == len(right) == 1:
        yield Difference("sentence", left[0], right[0])
        return
    yield from (Difference("sentence", span, None) for span in left)
    yield from (Difference("sentence", None, span) for span in right)


def _moved(found: Sequence[Difference]) -> Iterator[Difference]:
    """What one text lacks here and has elsewhere was moved: told once, where it stood."""
    gone = [d for d in found if d.kind == "sentence" and not d.two]
    new = {_folded(d.two): d for d in found if d.kind == "sentence" and not d.one}
    pairs = {id(d): new.pop(_folded(d.one)) for d in gone if _folded(d.one) in new}
    arrived = {id(d) for d in pairs.values()}
    for d in found:
        if id(d) not in arrived:
            yield Difference("moved", d.one, pairs[id(d)].two) if id(d) in pairs else d


def _folded(span: Span | None) -> str:
    return " ".join(words(span.quote).norms) if span else ""


def _gap(
    one: Document, two: Document, sides: tuple[Words, Words], gap: tuple[Range, Range]
) -> Iterator[Difference]:
    if "".join(sides[0].norms[slice(*gap[0])]) == "".join(sides[1].norms[slice(*gap[1])]):
        return  # one word here, two there
    for change in changes(sides[0], gap[0], sides[1], gap[1]):
        yield Difference(
            change.kind, _part(one, sides[0], *change.ours), _part(two, sides[1], *change.theirs)
        )


def _joined(document: Document, parts: Sequence[Words]) -> Words:
    made = Words(document.text, [], [], [])
    for part in parts:
        made.norms.extend(part.norms)
        made.starts.extend(part.starts)
        made.ends.extend(part.ends)
    return made


def _part(document: Document, w: Words, start: int, end: int) -> Span | None:
    return _span(document, w.starts[start], w.ends[end - 1]) if start < end else None


def _span(document: Document, start: int, end: int) -> Span:
    return Span(document.id, start, end, document.text[start:end])
