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
    learned = [_settled(_learned(text, one, quotes), rules, running) for one in relations]
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


def _settled(one: Found, rules: Sequence[Found], running: Sequence[Range]) -> Found:
    """A learned attribution without the paragraphs that stand alone, and with the rule's source where it has none."""
    content = tuple(
        piece for piece in one.content if not any(a <= piece[0] and piece[1] <= b for a, b in running)
    )
    one = replace(one, content=content)
    twin = next((rule for rule in rules if rule.source and _share(one, rule) > 0.5), None)
    if twin and not one.source:
        return replace(one, source=twin.source, cue=one.cue or twin.cue)
    return one


def _missed(rule: Found, kept: Sequence[Found]) -> bool:
    """Whether no learned attribution holds any of what a rule found."""
    return all(_share(one, rule) == 0 for one in kept)


def _share(one: Found, other: Found) -> float:
    """The overlap of two contents as a share of the longer, in characters."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in other.content)
    longer = max(sum(b - a for a, b in some.content) for some in (one, other))
    return both / longer if longer else 0.0
