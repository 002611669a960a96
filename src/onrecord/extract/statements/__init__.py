"""Who said what: quotations, indirect speech, paragraphs of turns and written statements."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.encoder.tagger import tagger
from onrecord.extract.statements.about import topics_of
from onrecord.extract.statements.blocks import blocks
from onrecord.extract.statements.days import Days
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.gathered import printed
from onrecord.extract.statements.merge import merged
from onrecord.extract.statements.quotes import Range, quotations
from onrecord.extract.statements.releases import issuer_words, joint, office, sides
from onrecord.extract.statements.rows import row
from onrecord.extract.statements.speakers import Resolver
from onrecord.extract.statements.story import attributions
from onrecord.extract.statements.turns import label_speaker, second_hand
from onrecord.extract.statements.unmarked import beside, speaker_at, unmarked
from onrecord.extract.statements.words import words
from onrecord.model import Page, Span, Speaker, Statement, Turn
from onrecord.text import Ids


def statements(page: Page) -> Iterator[Statement]:
    """Every statement of a page in the order of its text: turns, written statements, or a story."""
    return map(topics_of(page.campaign), _by_genre(page))


def _by_genre(page: Page) -> Iterator[Statement]:
    if page.turns:
        return _of_turns(page)
    return _of_release(page) if page.document.genre == "statement" else _of_story(page)


def _of_story(page: Page) -> Iterator[Statement]:
    ids, resolver, days = Ids(page.document.id), Resolver(page), Days(page)
    text, ranges = page.document.text, blocks(page)
    quotes = [quote for some in quotations(text, ranges) for quote in some]
    found = merged(attributions(text, ranges), tagger().read(text, ranges), text, quotes)
    blocked = unmarked(text, ranges)
    theirs, plain = _speakers(resolver, blocked), set(blocked)
    for one, speaker in _with_speakers(resolver, beside(text, found, blocked), blocked, theirs):
        at = speaker_at(one, blocked)
        made = row(page.document, ids, one, speaker, theirs[at] if at is not None else None)
        yield days.dated(replace(made, mode="direct") if one in plain else made)


def _with_speakers(
    resolver: Resolver, others: Sequence[Found], blocked: Sequence[Found], theirs: Sequence[Speaker]
) -> list[tuple[Found, Speaker]]:
    """Everything found with its speaker, in the order of the text."""
    both = [*zip(others, _speakers(resolver, others), strict=True), *zip(blocked, theirs, strict=True)]
    return sorted(both, key=lambda pair: (pair[0].start, pair[0].content[0]))


def _speakers(resolver: Resolver, found: Sequence[Found]) -> list[Speaker]:
    """A speaker for each: its own, or for a quotation with no source that of the one before or after it."""
    some: list[Speaker | None] = []
    for one in found:
        if one.source:
            some.append(resolver.of(one.source, one.start))
        else:
            before = next((s for s in reversed(some) if s), None)
            follows = _borrowed(before, "before") if one.kind == "follow" and before else None
            nobody = Speaker(why="no source is named") if _nobodys(resolver.text, one) else None
            some.append(follows or nobody)
    for i in range(len(some) - 1, -1, -1):
        if some[i] is None:
            near = (
                some[i + 1]
                if i + 1 < len(some) and found[i].kind == "ahead"
                else (some[i - 1] if i else None)
            )
            some[i] = _borrowed(near, "beside it") if near else Speaker(why="no source is named")
    return [s or Speaker(why="no source is named") for s in some]


def _nobodys(text: str, one: Found) -> bool:
    """Whether words of saying leave out whose it is: `was expected`, `reportedly`, `seems`; a quotation is always somebody's."""
    if not one.cue:
        return False
    passive = text[slice(*one.cue[0])].lower().split()[0] in words("be")
    told = any(mark in text[a:b] for a, b in one.content for mark in ('"', "“", "«", "''"))
    return passive or (one.kind == "learned" and not told)


def _quoted(text: str, one: Found) -> bool:
    return text[one.content[0][0]] in "\"“«„'‘" and one.content[0][0] <= one.start


def _borrowed(speaker: Speaker, where: str) -> Speaker:
    return replace(speaker, why=speaker.why or f"goes on with the quotation {where}")


def _of_turns(page: Page) -> Iterator[Statement]:
    ids, resolver, days = Ids(page.document.id), Resolver(page), Days(page)
    for turn in page.turns:
        if turn.kind == "stage":
            continue
        speaker = label_speaker(page, resolver, turn)
        others = list(second_hand(page, turn))
        for paragraph in turn.paragraphs:
            yield _spoken(page, ids, turn, paragraph, speaker)
            for one in others:
                if paragraph[0].start <= one.start < paragraph[-1].end:
                    made = row(page.document, ids, one, resolver.of(one.source, one.start), speaker)
                    yield replace(days.dated(made), turn=turn.id)


def _spoken(page: Page, ids: Ids, turn: Turn, paragraph: tuple[Span, ...], speaker: Speaker) -> Statement:
    """A paragraph of a turn, stage directions left out, as its speaker's direct statement."""
    whole = Found((), (), tuple((span.start, span.end) for span in paragraph), "turn")
    made = row(page.document, ids, whole, speaker)
    label = (turn.label,) if turn.label else ()
    return replace(made, mode="direct", said_on=page.document.published, turn=turn.id, source=label)


def _of_release(page: Page) -> Iterator[Statement]:
    ids, resolver, days = Ids(page.document.id), Resolver(page), Days(page)
    issuer, text = _issuer(page, resolver), page.document.text
    ranges = blocks(page)
    blocked = unmarked(text, ranges)
    others = beside(text, attributions(text, ranges), blocked)
    told = _by_block(ranges, _with_speakers(resolver, others, blocked, _speakers(resolver, blocked)))
    plain, before = set(blocked), list[tuple[Found, Speaker]]()
    press = printed(page.document, ranges)
    for block, mine in zip(ranges, told, strict=True):
        near = [one for one, _ in (*before, *mine)]  # a line above may announce what stands here
        before, held = mine, press.get(block)
        if held:
            yield replace(row(page.document, ids, *held, issuer), mode="direct")
        elif _is_prose(text, block) and not _anothers(text, near, block):
            whole = row(page.document, ids, Found((), (), (block,), "release"), issuer)
            yield replace(whole, mode="direct", said_on=page.document.published)
        for one, speaker in mine:
            if not (held and one.cue == held[0].cue) and _is_told(text, one):
                made = row(page.document, ids, one, speaker, held[1] if held else issuer)
                yield days.dated(replace(made, mode="direct") if one in plain else made)


def _issuer(page: Page, resolver: Resolver) -> Speaker:
    """Whose a written statement is; `the two leaders` of a joint one are those who issue it."""
    issuing = issuer_words(page.document)
    issuer = sides(page.document) or (resolver.named(issuing) if issuing else None)
    issuer = issuer or joint(page.document) or office(page.document)
    if issuer.name and issuer.why == "several speakers":
        resolver.together = issuer.name
    return issuer


def _is_told(text: str, one: Found) -> bool:
    """Whether a release tells of another's saying here, not of its issuer's own or of a wish."""
    return not _own(text, one) and not one.attitude and _says(text, one)


def _by_block(
    ranges: Sequence[Range], found: Iterable[tuple[Found, Speaker]]
) -> list[list[tuple[Found, Speaker]]]:
    """What was found in each paragraph."""
    starts = [start for start, _ in ranges]
    told: list[list[tuple[Found, Speaker]]] = [[] for _ in ranges]
    for one, speaker in found:
        at = bisect_right(starts, one.start) - 1
        if at >= 0 and one.start < ranges[at][1]:
            told[at].append((one, speaker))
    return told


def _is_prose(text: str, block: Range) -> bool:
    """Whether a paragraph says something: a sentence, not a heading, a form of address or a signature."""
    said = text[block[0] : block[1]].split()
    if said and re.fullmatch(r"\[\d{1,3}\]", said[0]):
        return False  # a note
    if said and (said[-1].endswith(":") or said[0] == "Dear") and len(said) < 16:
        return False
    return len(said) >= 6 and bool(
        re.search(r"[.!?:;”\"]\)?\s*$", text[block[0] : block[1]]) or (len(said) > 14 and not _all_high(said))
    )


def _all_high(said: Sequence[str]) -> bool:
    """Whether every word has a capital but small joining words: `Ada Lund, Nominee for Envoy to the Isle of Vale`."""
    small = words("prepositions") | words("determiners") | {"and", "or", "&", "-", "–", "—"}
    return all(word.lower() in small or not word.lstrip("(“\"‘'*_")[:1].islower() for word in said)


def _says(text: str, one: Found) -> bool:
    """Whether what follows a label is prose, and no form of address or office: `Ada Lund: Nominee for Mayor`."""
    return one.kind not in ("label", "headline") or _is_prose(text, (one.content[0][0], one.content[-1][1]))


def _anothers(text: str, found: Sequence[Found], block: Range) -> bool:
    """Whether a paragraph is wholly the quoted words of somebody."""
    inside = sum(
        min(b, block[1]) - max(a, block[0])
        for one in found
        for a, b in (*one.content, *one.source, *one.cue)
        if block[0] <= a < block[1]
        and (one.kind in ("label", "dash", "ahead", "follow", "unmarked") or _quoted(text, one))
    )
    return inside > 0.85 * (block[1] - block[0])


def _own(text: str, one: Found) -> bool:
    """Whether the issuer speaks of their own saying: `I said`, `we urge`."""
    who = text[one.source[0][0] : one.source[0][1]].lower().split() if one.source else []
    return bool(who) and re.split("['’]", who[0])[0] in ("i", "we", "you", "which", "that")
