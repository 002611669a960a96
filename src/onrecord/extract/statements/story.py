"""A text of paragraphs: the attributions of each sentence, and quotations that need their neighbours to have a speaker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.extract.statements.forms import announcement, forms, said_next, signed
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.quotes import Quote, Range, quotations
from onrecord.extract.statements.relate import announcing, relations
from onrecord.extract.statements.sents import Sentence, sentences, whole


def attributions(text: str, blocks: Sequence[Range]) -> list[Found]:
    """Everything that the rules find in these paragraphs, in the order of the text."""
    found: list[Found] = []
    open_before = False
    announced: tuple[Range, Range] | None = None
    for block, quotes in zip(blocks, quotations(text, blocks), strict=True):
        if found and not quotes and (whose := signed(text, block)):
            found = _signed(text, found, whose, whose[1][0])
        said = announced and quotes and said_next(text, block, quotes, announced)
        found += [said] if said else _of_block(text, block, quotes, _Before(open_before, found))
        open_before = bool(quotes) and not quotes[-1].closed
        announced = _announced(text, block, quotes)
    return found


def _signed(text: str, found: list[Found], whose: tuple[Range, Range], at: int) -> list[Found]:
    """What was found, with a run of nobody's quotations right above a signature as the signer's."""
    first = len(found)
    while (
        first
        and not found[first - 1].source
        and not text[found[first - 1].content[-1][1] : at].strip(" *_\n")
    ):
        first, at = first - 1, found[first - 1].content[0][0]
    if first == len(found):
        return found
    opening = replace(found[first], source=(whose[0],), cue=(whose[1],), kind="dash")
    return [*found[:first], opening, *(replace(one, kind="follow") for one in found[first + 1 :])]


def _announced(text: str, block: Range, quotes: Sequence[Quote]) -> tuple[Range, Range] | None:
    """Source and cue of a paragraph that ends with a colon, so that the next one holds the words."""
    if not text[block[0] : block[1]].rstrip("* _").endswith(":"):
        return None
    last = list(sentences(text, block, quotes))[-1:]
    return announcement(text, block) or next((made for s in last if (made := announcing(s))), None)


@dataclass(frozen=True, slots=True)
class _Before:
    """What the paragraphs before left: whether a quotation runs on, and all that was found (its last may grow)."""

    runs: bool
    found: list[Found]


def _of_block(text: str, block: Range, quotes: Sequence[Quote], before: _Before) -> list[Found]:
    made = forms(text, block, quotes)
    if made:
        return made
    found: list[Found] = []
    for sentence in sentences(text, block, quotes):
        mine = [part for one in relations(sentence) for part in parted(text, one)]
        loose = _loose(sentence, mine)
        if loose and not mine and _only_quotes(sentence):
            found += _follow(text, found or before.found, loose, before.runs)
        else:
            found += mine
    return found


def parted(text: str, one: Found) -> Iterator[Found]:
    """`... to the group; "so do we."`: a whole quotation after a semicolon is a statement of its own."""
    start, end = one.content[-1]
    at = max(text.rfind('; "', start, end), text.rfind("; “", start, end))
    if at <= start or one.kind not in ("say", "learned"):
        yield one
        return
    yield replace(one, content=(*one.content[:-1], (start, at)))
    yield replace(one, content=((at + 2, end),))


def _loose(sentence: Sentence, mine: Sequence[Found]) -> list[Quote]:
    """Whole quotations of a sentence that no attribution holds."""
    taken = [piece for one in mine for piece in one.content]
    return [
        t.quote
        for t in sentence.tokens
        if t.quote and whole(t) and not any(a <= t.start and t.end <= b for a, b in taken)
    ]


def _only_quotes(sentence: Sentence) -> bool:
    return all(token.quote or not token.low[:1].isalnum() for token in sentence.tokens)


def _follow(text: str, found: list[Found], loose: Sequence[Quote], open_before: bool) -> Iterator[Found]:
    """Quotations that stand alone: joined to the one before in their paragraph, or statements that borrow a speaker."""
    for quote in loose:
        piece = (quote.start, quote.end)
        last = found[-1] if found else None
        if (
            last
            and quote.closed
            and last.kind in ("say", "follow", "label")
            and _ends_quoted(text, last, quote)
        ):
            found[-1] = replace(last, content=(*last.content, piece))
        else:
            ahead = not last and not open_before
            yield Found((), (), (piece,), "ahead" if ahead else "follow")


def _ends_quoted(text: str, last: Found, quote: Quote) -> bool:
    """Whether the attribution before holds a quotation and nothing else stands between."""
    held = any(text[a] in "\"“'‘«„" or text[b - 1] in "\"”'’»" for a, b in last.content)
    reach = max(end for _, end in (*last.content, *last.cue, *last.source))
    between = text[reach : quote.start]
    return held and len(between) < (400 if "\n\n" not in between else 160) and between.count("\n\n") < 2
