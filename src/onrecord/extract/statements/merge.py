"""The encoder's relations and the rules' attributions as one list: the encoder leads, the rules keep what they are surer of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.encoder.tagger import Relation
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.quotes import Quote, Range
from onrecord.extract.statements.words import words

_FORMS = {"label", "dash", "headline"}  # told by form alone: the rules have the last word
_BORROWED = {"ahead", "follow"}
SAME = 0.5  # of the longer content's characters: two attributions are one


def merged(
    rules: Sequence[Found], relations: Sequence[Relation], text: str, quotes: Sequence[Quote]
) -> list[Found]:
    """Every attribution once, in the order of the text; the rules' alone where the encoder found nothing."""
    if not relations:
        return list(rules)
    running = [
        piece for rule in rules if rule.kind in _BORROWED for piece in rule.content if _runs(piece, quotes)
    ]
    formed = [rule for rule in rules if rule.kind in _FORMS]
    learned = [_learned(text, one, quotes) for one in relations]
    learned = [_settled(one, rules, learned, running) for one in learned]
    kept = [one for one in learned if one.content and not any(_share(one, rule) > 0.3 for rule in formed)]
    added = [rule for rule in rules if rule.kind in _FORMS or _missed(rule, kept)]
    return sorted((*kept, *added), key=lambda one: (one.start, one.content[0]))


def _learned(text: str, one: Relation, quotes: Sequence[Quote]) -> Found:
    cue = " ".join(text[a:b] for a, b in one.cue).lower().split()
    content = tuple(_with_marks(piece, quotes) for piece in one.content)
    negative = bool(set(cue) & words("negations")) != bool(set(cue) & words("denials"))
    return Found(one.source, one.cue, content, "learned", one.attitude, negative, one.score)


def _with_marks(piece: Range, quotes: Iterable[Quote]) -> Range:
    """`piece` with the marks of a quotation whose words it holds from end to end."""
    start, end = piece
    for quote in quotes:
        if start <= quote.inner and quote.stop <= end + 1 and end > quote.start and start < quote.end:
            start, end = min(start, quote.start), max(end, quote.end)
    return start, end


def _runs(piece: Range, quotes: Sequence[Quote]) -> bool:
    return any(q.start == piece[0] and (not q.closed or q.goes_on) for q in quotes)


def _settled(one: Found, rules: Sequence[Found], learned: Sequence[Found], running: Sequence[Range]) -> Found:
    """A learned attribution with what the rules are surer of: a missing source, quotations that follow, paragraphs that run on."""
    content = [piece for piece in one.content if not any(a <= piece[0] and piece[1] <= b for a, b in running)]
    twin = max(rules, key=lambda rule: _both(one, rule), default=None)
    if twin is None or _both(one, twin) < SAME * _length(one.content):
        return replace(one, content=tuple(content))
    content += [
        piece
        for piece in twin.content
        if not any(_overlap(piece, p) for other in learned for p in other.content)
    ]
    bare = not one.source and twin.source
    return replace(
        one,
        content=tuple(sorted(content)),
        source=twin.source if bare else one.source,
        cue=one.cue or (twin.cue if bare else ()),
    )


def _missed(rule: Found, kept: Sequence[Found]) -> bool:
    """Whether no learned attribution holds any of what a rule found."""
    return all(_both(one, rule) == 0 for one in kept)


def _share(one: Found, other: Found) -> float:
    """The overlap of two contents as a share of the longer, in characters."""
    longer = max(_length(one.content), _length(other.content))
    return _both(one, other) / longer if longer else 0.0


def _both(one: Found, other: Found) -> int:
    return sum(_overlap(a, b) for a in one.content for b in other.content)


def _overlap(a: Range, b: Range) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def _length(pieces: Sequence[Range]) -> int:
    return sum(b - a for a, b in pieces)
