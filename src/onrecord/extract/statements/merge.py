"""The encoder's relations and the rules' attributions as one list: the encoder leads, the rules keep what they are surer of."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from onrecord.encoder.attitude import is_known
from onrecord.encoder.tagger import Relation
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.quotes import Quote, Range
from onrecord.extract.statements.settle import settled
from onrecord.extract.statements.story import parted
from onrecord.extract.statements.words import verbs, words

_TAIL = re.compile(r"[\s,;:]*(?:\s(?:late |early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?[\s,;:]*\Z")
_FORMS = {"label", "dash", "headline"}  # told by form alone: the rules have the last word
_BORROWED = {"ahead", "follow"}
_DANGLING = frozenset(
    ("to", "of", "in", "on", "at", "by", "with", "from", "for", "into", "than", "the", "a", "an", "and", "or")
)
_CLAUSE = re.compile(r"(?:[^,;:.!?—–\n\"“”]|(?<=\d)[.,](?=\d))*")
_NICKNAME = re.compile(r"[\"“][A-Z][\w.]*(?: [A-Z][\w.]*)?[\"”](?= [A-Z])")
_FORENAME = re.compile(r"\b[A-Z][\w'’-]*\.? \Z")
_REST_OF_NAME = re.compile(r"(?:(?<=[\"”])| [\"“][A-Z][\w.]*(?: [A-Z][\w.]*)?[\"”])(?: [A-Z][\w'’-]+)+")
_NAMING = frozenset(("called", "known", "dubbed", "nicknamed", "named", "titled", "entitled", "codenamed"))
_NEAR = 3  # characters between what touches: a mark and a blank
_FAR = 40  # characters between a cue and what was said
SURE = 0.2  # a relation’s least score; tuned on PolNeAR dev
SURE_ALONE = 0.3  # where no source is named
SURE_CUELESS = (
    0.55  # where no word tells of saying and nothing is quoted; 9 of 13 below it were wrong on PolNeAR dev
)


def merged(
    rules: Sequence[Found], relations: Sequence[Relation], text: str, quotes: Sequence[Quote]
) -> list[Found]:
    """Every attribution once, in the order of the text; the rules' alone where the encoder found nothing."""
    if not relations:
        return list(rules)
    found = [one for group in _groups(rules, relations, quotes) for one in _of_group(text, group)]
    return sorted(found, key=lambda one: (one.start, one.content[0]))


@dataclass(slots=True)
class _Group:
    """What lies in one stretch of the text that nothing crosses: what is far apart is never held side by side."""

    rules: list[Found] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    quotes: Sequence[Quote] = ()


def _groups(
    rules: Sequence[Found], relations: Sequence[Relation], quotes: Sequence[Quote]
) -> Iterator[_Group]:
    edges, reach = [0], [0]
    found: list[Found | Relation] = [*rules, *relations]
    places = [*map(_extent, found), *((q.start, q.end) for q in quotes)]
    for start, end in sorted(places):
        if start >= reach[-1]:
            edges.append(start)
            reach.append(end)
        reach[-1] = max(reach[-1], end)
    groups = [_Group(quotes=_about(quotes, edge)) for edge in zip(edges, reach, strict=True)]
    for rule in rules:
        groups[bisect_right(edges, _extent(rule)[0]) - 1].rules.append(rule)
    for relation in relations:
        groups[bisect_right(edges, _extent(relation)[0]) - 1].relations.append(relation)
    yield from groups


def _extent(one: Found | Relation) -> Range:
    places = (*one.source, *one.cue, *one.content)
    return min(start for start, _ in places), max(end for _, end in places)


def _of_group(text: str, group: _Group) -> list[Found]:
    rules, quotes = group.rules, group.quotes
    formed = [rule for rule in rules if rule.kind in _FORMS]
    running = [
        piece for rule in rules if rule.kind in _BORROWED for piece in rule.content if _runs(piece, quotes)
    ]
    learned = [_without(_learned(text, one, quotes), running) for one in group.relations]
    kept = [_with_rule(text, one, rules) for one in learned if one.content and not _supposed(text, one)]
    kept = [_past_colon(text, one, rules) for one in kept]
    kept = [_uncut(one, rules, quotes) for one in kept]
    kept = [_apart(one, rules, quotes) for one in kept]
    kept = [_followed(one, rules, kept, quotes) for one in kept]
    kept = [_mended(text, part) for one in kept for part in parted(text, one)]
    kept = [one for one in kept if one.content and not _silent(text, one) and not _empty(text, one)]
    kept = [one for one in kept if _sure(text, one) and not any(_share(one, rule) > 0.3 for rule in formed)]
    added = [rule for rule in rules if rule.kind in _FORMS or (_missed(rule, kept) and _wanted(rule, quotes))]
    return [*kept, *added]


def _sure(text: str, one: Found) -> bool:
    quoted = any(mark in text[a:b] for a, b in one.content for mark in '"“”')
    least = SURE_CUELESS if not one.cue and not quoted else SURE if one.source else SURE_ALONE
    return (one.score or 0.0) >= least


def _wanted(rule: Found, quotes: Sequence[Quote]) -> bool:
    """Whether what only a rule found may stand: quotations and `according to`, which no encoder is needed to see."""
    return rule.kind in {*_BORROWED, "according"} or any(
        a <= q.start < b for a, b in rule.content for q in quotes
    )


def _past_colon(text: str, one: Found, rules: Sequence[Found]) -> Found:
    """`one` with nothing of what stands before a colon: `A sad mark: According to X, ten ferries were lost.`"""
    twin = next(
        (r for r in rules if r.kind == "according" and any(_overlap(a, b) for a in one.cue for b in r.cue)),
        None,
    )
    after = twin and text[max(0, twin.start - 3) : twin.start].rstrip().endswith(":")
    return replace(one, content=twin.content) if twin and after else one


def _without(one: Found, running: Sequence[Range]) -> Found:
    """`one` without the paragraphs of a running quotation, which are statements of their own."""
    return replace(
        one, content=tuple(p for p in one.content if not any(a <= p[0] and p[1] <= b for a, b in running))
    )


def _with_rule(text: str, one: Found, rules: Sequence[Found]) -> Found:
    """`one` with what the rule that found it too is surer of."""
    twin = max(rules, key=lambda rule: _share(one, rule), default=None)
    one = replace(one, source=_trimmed(text, one.source))
    return settled(text, one, twin) if twin and twin.kind not in _BORROWED and _both(one, twin) else one


def _uncut(one: Found, rules: Sequence[Found], quotes: Sequence[Quote]) -> Found:
    """`one` with whole quotations where it cut into them and a rule with the same cue has them whole."""
    twin = next((r for r in rules if r.cue and any(_overlap(a, b) for a in r.cue for b in one.cue)), None)
    if not twin:
        return one
    whole = {(quote.start, quote.end) for quote in quotes if quote.closed}
    cut = [
        p
        for p in twin.content
        if p in whole and any(_overlap(p, q) and q != p and _inside(q, p) for q in one.content)
    ]
    left = [q for q in one.content if not any(_overlap(p, q) for p in cut)]
    return replace(one, content=tuple(sorted((*left, *cut)))) if cut else one


def _inside(piece: Range, other: Range) -> bool:
    return other[0] <= piece[0] and piece[1] <= other[1]


def _apart(one: Found, rules: Sequence[Found], quotes: Sequence[Quote]) -> Found:
    """`one` without whole quotations that have a cue of their own: `"...," Lund said. "...," she added.`"""
    if len(one.content) < 2 or not one.cue:
        return one
    marks = {quote.start for quote in quotes}
    theirs = [
        piece
        for rule in rules
        if rule.kind == "say" and rule.cue and not any(_overlap(a, b) for a in rule.cue for b in one.cue)
        for piece in rule.content
        if piece[0] in marks and rule.cue[0][0] >= piece[1]
    ]
    left = tuple(
        piece for piece in one.content if not any(a <= piece[0] and piece[1] <= b for a, b in theirs)
    )
    return replace(one, content=left) if left else one


def _followed(one: Found, rules: Sequence[Found], kept: Sequence[Found], quotes: Sequence[Quote]) -> Found:
    """`one` with the whole quotations that a rule joins to it and that nobody else holds."""
    twin = max(rules, key=lambda rule: _both(one, rule), default=None)
    if not twin or _both(one, twin) < 0.5 * _length(one.content):
        return one
    marks = {quote.start for quote in quotes}
    more = [
        p for p in twin.content if p[0] in marks and not any(_overlap(p, q) for k in kept for q in k.content)
    ]
    return replace(one, content=tuple(sorted((*one.content, *more)))) if more else one


def _mended(text: str, one: Found) -> Found:
    """`one` without pieces that hold no word, with `went on` whole, and with no content that breaks off at a preposition."""
    cue = tuple(_gone_on(text, *piece) for piece in one.cue)
    content = tuple(_ended(text, *piece) for piece in one.content if re.search(r"\w", text[slice(*piece)]))
    content = tuple(piece for piece in content if not _nickname(text, *piece))
    return replace(one, source=_named_whole(text, one.source), cue=cue, content=content)


def _named_whole(text: str, source: tuple[Range, ...]) -> tuple[Range, ...]:
    """`source` with the rest of a name that a nickname in quotation marks cuts."""
    if not source or not (after := _REST_OF_NAME.match(text, source[-1][1])):
        return source
    return (*source[:-1], (source[-1][0], after.end()))


def _nickname(text: str, start: int, end: int) -> bool:
    """Whether a quotation stands inside a name: `Captain Ole “Ice” Brandt`."""
    found = _NICKNAME.match(text, start)
    if not found or found.end() < end:
        return False
    return bool(_FORENAME.search(text[max(0, start - 20) : start]))


def _gone_on(text: str, start: int, end: int) -> Range:
    more = text[start:end].lower() in ("went", "goes", "going") and re.compile(r" on\b").match(text, end)
    return start, more.end() if more else end


def _ended(text: str, start: int, end: int) -> Range:
    """`is holding on to` goes on to the end of its clause."""
    last = text[start:end].rsplit(None, 1)[-1].lower()
    if last not in _DANGLING or not text[end : end + 2].strip():
        return start, end
    rest = _CLAUSE.match(text, end)
    return start, rest.end() if rest and text[end : end + 1] == " " else end


def _silent(text: str, one: Found) -> bool:
    """Whether nothing is said: a thing is only named (`also called "Q4"`), or a cue that no list knows stands far off."""
    cue = " ".join(text[a:b] for a, b in one.cue).lower().split()
    if _NAMING & set(cue) and not one.source and _length(one.content) < 30:
        return True
    says = any(not verb.rest for word in cue for verb in verbs().get(word, ()))
    if not cue or says or any(is_known(word) for word in cue):
        return False
    told = any(mark in text[a:b] for a, b in one.content for mark in '"“”')
    return not told and one.content[0][0] - one.cue[-1][1] > _FAR


def _empty(text: str, one: Found) -> bool:
    """Whether the words only point elsewhere: `said that yesterday`, `has said many times`."""
    said = " ".join(text[a:b] for a, b in one.content).lower().replace(",", " ").split()
    return all(word in words("says_nothing") for word in said)


def _supposed(text: str, one: Found) -> bool:
    """Whether nobody has said it yet: `if the engineers say ...`."""
    return bool(one.source) and text[: one.source[0][0]].rsplit(None, 1)[-1:] in (
        ["if"],
        ["If"],
        ["unless"],
        ["Unless"],
    )


def _trimmed(text: str, source: Sequence[Range]) -> tuple[Range, ...]:
    """`source` without a comma or a weekday at its end."""
    if not source:
        return ()
    start, end = source[-1]
    found = _TAIL.search(text, start, end)
    return (*source[:-1], (start, found.start() if found and found.start() > start else end))


def _learned(text: str, one: Relation, quotes: Sequence[Quote]) -> Found:
    cue = " ".join(text[a:b] for a, b in one.cue).lower().split()
    content = tuple(
        _with_marks(text, part, quotes) for piece in one.content for part in _divided(text, piece, quotes)
    )
    negative = bool(set(cue) & words("negations")) != bool(set(cue) & words("denials"))
    return Found(one.source, one.cue, content, "learned", one.attitude, negative, one.score)


def _divided(text: str, piece: Range, quotes: Sequence[Quote]) -> Iterator[Range]:
    """`piece` in parts where one quotation ends and the next begins."""
    start, end = piece
    for left, right in pairwise(_about(quotes, piece)):
        if start < left.end <= right.start < end and not text[left.end : right.start].strip():
            yield start, left.end
            start = right.start
    yield start, end


def _about(quotes: Sequence[Quote], piece: Range) -> Sequence[Quote]:
    """The quotations that touch a piece."""
    low = bisect_left(quotes, piece[0] - _NEAR, key=lambda q: q.end)
    return quotes[low : bisect_right(quotes, piece[1] + _NEAR, key=lambda q: q.start)]


def _with_marks(text: str, piece: Range, quotes: Sequence[Quote]) -> Range:
    """`piece` with the marks of a quotation whose words it holds, and without a mark of one whose words it does not."""
    start, end = piece
    for quote in _about(quotes, piece):
        if quote.closed and quote.stop <= start < quote.end < end:
            start = quote.end + len(text[quote.end : end]) - len(text[quote.end : end].lstrip())
        if start < quote.start < end <= quote.inner:
            end = start + len(text[start : quote.start].rstrip())
        if start <= quote.inner and quote.stop <= end + 1 and end > quote.start and start < quote.end:
            start, end = min(start, quote.start), max(end, quote.end)
    return start, end


def _runs(piece: Range, quotes: Sequence[Quote]) -> bool:
    return any(q.start == piece[0] and (not q.closed or q.goes_on) for q in _about(quotes, piece))


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
