"""Holding the words of a quotation against a passage: what matches, what was cut, joined, tidied, glossed or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.check.quotes.align import Block, align, weak_words
from onrecord.check.quotes.edges import losses
from onrecord.check.quotes.edits import MEANING, Change, changes
from onrecord.check.quotes.lexicon import covered, phrases
from onrecord.check.quotes.marks import SHORT, Quote, word_count
from onrecord.check.quotes.passage import Passage, begins_sentence, between, plain
from onrecord.check.quotes.settle import settle
from onrecord.check.quotes.words import UNHEARD_MARK, sounds

Match = Literal[
    "verbatim",
    "typography",
    "elided",
    "tidied",
    "gloss",
    "wording",
    "spliced",
    "paraphrase_in_quotes",
    "translated",
    "not_found",
    "unchecked",
]
# The gravest first: a quotation is called by the gravest thing done to it.
GRAVEST: tuple[Match, ...] = ("spliced", "wording", "elided", "tidied", "gloss", "typography", "verbatim")
SPLICE = 6
# Words that may stand for what a transcript did not hear.
UNHEARD = 6
_DASH = re.compile(r"[—–…]|--|\s-\s|-\s*$|\.\.\.")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)$")
# Words within which a repetition is one.
AGAIN = 24
_PAUSE = re.compile(r"[,;:—–…]|--|\s-\s|\.\.\.")


@dataclass(frozen=True, slots=True)
class Gap:
    """Words between two blocks (or before the first, or after the last) on both sides."""

    ours: tuple[int, int]
    theirs: tuple[int, int]
    edge: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """A quotation against a passage: `covered` and `strong` are the shares of its words and of its telling words found."""

    match: Match
    blocks: tuple[Block, ...]
    done: tuple[Match, ...]
    changes: tuple[Change, ...]
    lost: tuple[Change, ...]
    covered: float
    strong: float
    order_changed: bool = False
    size: int = 0


def compare(ours: Quote, held: Passage, told: frozenset[str] = frozenset(), least: float = 0.0) -> Compared:
    """What was done to the passage to make the quotation; `told` are words that its printer says around it.

    Where the passage holds less than the share `least` of its words, no more is looked at.
    """
    norms = ["" if i in ours.gloss else norm for i, norm in enumerate(ours.words.norms)]
    blocks = settle(norms, held.words.norms, align(norms, held.words.norms), ours.cuts)
    moved = _moved(norms, held, blocks)
    share, strong = _shares(norms, [*blocks, *moved], ours)
    if not blocks or share < max(least, NEAR[0]) or strong < NEAR[1]:
        return Compared("not_found", (*blocks, *moved), (), (), (), share, strong)
    done: list[Match] = ["spliced"] if moved else []
    changed: list[Change] = []
    for gap in _gaps(norms, held, blocks):
        gap = _unmoved(gap, moved)
        kinds, made = _judge(ours, held, gap)
        done += kinds
        changed += made
    # A word or two in quotation marks is a term, not a statement that was cut from its condition.
    whole = word_count(ours) >= SHORT
    lost = tuple(c for c in losses(ours, held, blocks) if whole and told.isdisjoint(_cue(held, c)))
    if any(change.kind in MEANING and not _only_but(held, change) for change in lost):
        done.append("elided")
    if not done and _said_twice(held, blocks):
        done.append("tidied")
    if not done:
        done.append(_characters(ours, held, blocks))
    match = min(done, key=GRAVEST.index)
    return Compared(
        match,
        (*blocks, *moved),
        tuple(dict.fromkeys(done)),
        tuple(changed),
        lost,
        share,
        strong,
        bool(moved),
        len(norms),
    )


# Shares of the quotation's words, and of its telling words, that a passage must hold to be the one quoted; below the
# first and above the second it is the same thing in other words. Chosen on 373 press quotations of 2016 and, for what
# must not be found, on sentences of speeches taken out of the record.
FOUND, NEAR = (0.6, 0.5), (0.4, 0.5)
# The share that a sentence of this many words must have where neither speaker nor occasion speaks for it, how much less a
# word more asks, and the words that allow a change more.
ALONE = (0.84, 8, 0.014, 10)


def settled(found: Compared, sure: bool = True) -> Match:
    """The match, once a passage that shares too few words is called what it is.

    Not `sure` of speaker and occasion, a short sentence is found only with one small change: the speeches of a year hold
    most short sentences in some similar form.
    """
    if not sure:
        return found.match if _telling_alone(found) else "not_found"
    if found.covered >= FOUND[0] and found.strong >= FOUND[1]:
        return found.match
    if found.covered >= NEAR[0] and found.strong >= NEAR[1]:
        return "paraphrase_in_quotes"
    return "not_found"


def needed(size: int, sure: bool) -> float:
    """The share of its words that a quotation of `size` words must have in a passage to be settled as found there."""
    return NEAR[0] if sure else min(ALONE[0], max(FOUND[0], ALONE[0] - (size - ALONE[1]) * ALONE[2]))


def _telling_alone(found: Compared) -> bool:
    return (
        found.covered >= needed(found.size, sure=False)
        and found.strong >= FOUND[1]
        and len(found.changes) <= 1 + found.size // ALONE[3]
    )


def _cue(held: Passage, change: Change) -> list[str]:
    start, end = change.theirs
    first = held.words.norms[start : min(end, start + 2)]
    alone = first if change.kind == "condition" else held.words.norms[start : min(end, start + 8)]
    return [*alone, " ".join(first)] if len(first) > 1 else alone


def _only_but(held: Passage, change: Change) -> bool:
    """Speech runs on with "but": worth telling, and no cut; "yet" at the end of its sentence is no "but"."""
    return change.kind != "qualifier" and held.words.norms[change.theirs[0]] in ("but", "however", "yet")


def may_change_meaning(found: Compared) -> list[str]:
    """The kinds of edit that may change what the speaker is understood to have said."""
    lost = found.lost if "elided" in found.done else ()
    return list(dict.fromkeys(c.kind for c in (*found.changes, *lost) if c.kind in MEANING))


def _shares(norms: list[str], blocks: list[Block], ours: Quote) -> tuple[float, float]:
    hit = {i for block in blocks for i in range(block.ours, block.ours + block.size)}
    every = [i for i, norm in enumerate(norms) if norm and (i not in ours.parens or i in hit)]
    telling = [i for i in every if norms[i] not in weak_words() and not _turns(norms[i])]
    share = sum(i in hit for i in every) / len(every) if every else 0.0
    return share, sum(i in hit for i in telling) / len(telling) if telling else share


def _turns(norm: str) -> bool:
    """A modal or a negation: it tells what was said of a thing, not which passage speaks of it."""
    return (norm,) in phrases("modal").get(norm, ()) or (norm,) in phrases("negation").get(norm, ())


def _moved(norms: list[str], held: Passage, blocks: list[Block]) -> list[Block]:
    """Stretches that the passage holds in another order."""
    hit = {i for block in blocks for i in range(block.ours, block.ours + block.size)}
    rest = ["" if i in hit else norm for i, norm in enumerate(norms)]
    if sum(map(bool, rest)) < 4 or not blocks:
        return []
    used = {i for b in blocks for i in range(b.theirs, b.theirs + b.size)}
    said = ["" if i in used else norm for i, norm in enumerate(held.words.norms)]
    found = [b for b in align(rest, said) if b.size >= 4 and rest[b.ours]]
    return [b for b in found if sum(map(tells, norms[b.ours : b.ours + b.size])) >= 2]


def tells(norm: str) -> bool:
    """Whether a word says of what a passage speaks."""
    return norm not in weak_words() and not _turns(norm) and norm not in ("know", "think")


def _unmoved(gap: Gap, moved: list[Block]) -> Gap:
    """The gap without words that were found elsewhere."""
    taken = {i for b in moved for i in range(b.ours, b.ours + b.size)}
    left = [i for i in range(*gap.ours) if i not in taken]
    if len(left) == gap.ours[1] - gap.ours[0]:
        return gap
    ours = (left[0], left[-1] + 1) if left else (gap.ours[0], gap.ours[0])
    return Gap(ours, (gap.theirs[0], gap.theirs[0]), gap.edge)


def _gaps(norms: list[str], held: Passage, blocks: list[Block]) -> Iterator[Gap]:
    first, last = blocks[0], blocks[-1]
    if first.ours:
        start = first.theirs
        while start > 0 and first.theirs - start < first.ours and not begins_sentence(held, start):
            start -= 1
        yield Gap((0, first.ours), (start, first.theirs), edge=True)
    for one, two in pairwise(blocks):
        yield Gap((one.ours + one.size, two.ours), (one.theirs + one.size, two.theirs))
    end = last.ours + last.size
    if end < len(norms):
        stop = at = last.theirs + last.size
        while at < len(held) and at - stop < len(norms) - end and not begins_sentence(held, at):
            at += 1
        yield Gap((end, len(norms)), (stop, at), edge=True)


def _judge(ours: Quote, held: Passage, gap: Gap) -> tuple[list[Match], list[Change]]:
    """The kinds of thing done in one gap, and its edits."""
    if _joined(ours, held, gap) or (gap.edge and _joined_wider(ours, held, gap)):
        return ["typography"], []
    plain_words = [i for i in range(*gap.ours) if i not in ours.gloss and i not in ours.parens]
    marked = any(gap.ours[0] <= cut <= gap.ours[1] for cut in ours.cuts)
    cut = gap.theirs[1] - gap.theirs[0]
    if not cut and not (gap.ours[1] - gap.ours[0]):
        return [], []
    if not plain_words:
        return _cut(ours, held, gap, marked)
    done: list[Match] = [] if len(plain_words) == gap.ours[1] - gap.ours[0] else ["gloss"]
    gap = Gap((plain_words[0], plain_words[-1] + 1), gap.theirs, gap.edge)
    if gap.edge and marked:
        gap = Gap(gap.ours, (gap.theirs[1], gap.theirs[1]), True)
    if _joined(ours, held, gap) or (len(plain_words) <= UNHEARD and unheard(held, *gap.theirs)):
        return [*done, "typography"], []
    far = cut - len(plain_words) >= SPLICE or _joint(held, gap)
    if far:
        gap = Gap(gap.ours, (gap.theirs[0], gap.theirs[0]))
        done.append("elided" if marked else "spliced")
    made = list(changes(ours.words, gap.ours, held.words, gap.theirs))
    return ([*done, "wording"] if made else [*done, "typography"]), made


def _cut(ours: Quote, held: Passage, gap: Gap, marked: bool) -> tuple[list[Match], list[Change]]:
    """A gap in which the quotation has no words of its own but an editor's."""
    glossed = gap.ours[1] > gap.ours[0]
    if not glossed and gap.theirs[0] == gap.theirs[1]:
        return [], []
    if glossed:
        return ["gloss"], []
    if marked:
        return ["elided"], []
    if tidy(held, *gap.theirs):
        return ["tidied"], _hedges(ours, held, gap)
    if gap.theirs[1] - gap.theirs[0] >= SPLICE or _joint(held, gap):
        return ["spliced"], []
    made = list(changes(ours.words, gap.ours, held.words, gap.theirs))
    # Without its "n't" or "will" a sentence says another thing; that is no cut but a change of words.
    turned = made[0].kind in ("negation", "modal") and gap.theirs[1] - gap.theirs[0] <= 2
    return ["wording" if turned else "elided"], made


def unheard(held: Passage, start: int, end: int) -> bool:
    """The transcript says that it did not hear what was said here."""
    return any(UNHEARD_MARK.search(between(held, i)) for i in range(start, end + 1) if i not in held.joints)


def _hedges(ours: Quote, held: Passage, gap: Gap) -> list[Change]:
    if not covered("hedge", held.words.norms, *gap.theirs) or _repeated(held, *gap.theirs):
        return []
    return [Change("qualifier", gap.ours, gap.theirs)]


def is_dashed(held: Passage, i: int) -> bool:
    """Whether a dash or an ellipsis stands before word `i`: what was being said there was broken off."""
    return bool(_DASH.search(between(held, i)))


def _joint(held: Passage, gap: Gap) -> bool:
    return any(gap.theirs[0] <= joint <= gap.theirs[1] for joint in held.joints)


def _joined(ours: Quote, held: Passage, gap: Gap) -> bool:
    """One word on one side, written as two on the other, or as another word of the same sound."""
    mine, his = ours.words.norms[slice(*gap.ours)], held.words.norms[slice(*gap.theirs)]
    if not mine or not his:
        return False
    if len(mine) == len(his) == 1 and mine[0][0].isdigit():
        return _ORDINAL.sub("", mine[0]) == _ORDINAL.sub("", his[0])
    if "".join(mine) == "".join(his) or _opened(mine, his) or _opened(his, mine):
        return True
    raw = sounds(ours.words.raw(*gap.ours)), sounds(held.words.raw(*gap.theirs))
    return bool(raw[0]) and raw[0] == raw[1]


def _joined_wider(ours: Quote, held: Passage, gap: Gap) -> bool:
    """At an edge, a word or two more of the passage may be needed to make the quotation's one."""
    start, end = gap.theirs
    first, last = gap.ours[0] == 0, gap.ours[1] == len(ours.words)
    wider = (Gap(gap.ours, (max(0, start - n * first), min(len(held), end + n * last))) for n in (1, 2))
    return any(_joined(ours, held, part) for part in wider)


def _opened(short: list[str], long: list[str]) -> bool:
    """ "Arda's been" for "Arda has been"."""
    return len(short) == 1 and len(long) == 2 and short[0] == long[0] + "s" and long[1] in ("is", "has")


def tidy(held: Passage, start: int, end: int) -> bool:
    """Whether words `start:end` are fillers, a repetition, a false start or another speaker's interjection."""
    if end - start > 12 or any(start < joint <= end for joint in held.joints):
        return False
    if _interjected(held, start, end) or _repeated(held, start, end) or _false_start(held, start, end):
        return True
    if said_again(held, start, end):
        return True
    left, right = _without_fillers(held, start, end)
    return left >= right or _repeated(held, left, right) or _false_start(held, left, right)


def _interjected(held: Passage, start: int, end: int) -> bool:
    if start == 0 or end >= len(held):
        return False
    turns = [turn.split(" ")[0] for turn in held.turns[start - 1 : end + 1]]
    return turns[0] not in turns[1:-1] and turns[-1] not in turns[1:-1]


def _without_fillers(held: Passage, start: int, end: int) -> tuple[int, int]:
    """The range without fillers at its edges."""
    while start < end and (size := _filler(held, start, end)):
        start += size
    while start < end and (size := _filler_before(held, start, end)):
        end -= size
    return start, end


def _filler(held: Passage, at: int, end: int) -> int:
    norms = held.words.norms
    if norms[at] in phrases("noise"):
        return 1
    for phrase in phrases("filler").get(norms[at], ()):
        stop = at + len(phrase)
        if stop <= end and tuple(norms[at:stop]) == phrase and _paused(held, at, stop):
            return len(phrase)
    return 0


def _filler_before(held: Passage, start: int, end: int) -> int:
    return next((end - at for at in range(max(start, end - 5), end) if _filler(held, at, end) == end - at), 0)


def _paused(held: Passage, start: int, end: int) -> bool:
    return (
        begins_sentence(held, start)
        or bool(_PAUSE.search(between(held, start)))
        or (end < len(held) and bool(_PAUSE.search(between(held, end))))
    )


def _repeated(held: Passage, start: int, end: int) -> bool:
    norms, size = held.words.norms, end - start
    return norms[start:end] in (norms[end : end + size], norms[max(0, start - size) : start])


def said_again(held: Passage, start: int, end: int) -> bool:
    """Whether words `start:end`, three or more, stand once more in the same order right before or after."""
    norms, size = held.words.norms, end - start
    if size < 3:
        return False
    around = norms[max(0, start - AGAIN) : start], norms[end : end + AGAIN]
    return any(side[i : i + size] == norms[start:end] for side in around for i in range(len(side) - size + 1))


def _false_start(held: Passage, start: int, end: int) -> bool:
    """Words broken off by a dash, or taken up again; an aside has a dash on both sides, and is none."""
    if end >= len(held):
        return False
    norms, size = held.words.norms, end - start
    broken = any(_DASH.search(between(held, i)) for i in range(start + 1, end + 1))
    around = {*norms[end : end + size + 2], *norms[max(0, start - size - 1) : start]}
    again = sum(norm in around for norm in norms[start:end])
    if broken and 2 * again >= size:
        return True
    if size > 5 or not _DASH.search(between(held, end)):
        return False
    return again > 0 or not (start > 0 and _DASH.search(between(held, start)))


def _said_twice(held: Passage, blocks: list[Block]) -> bool:
    """The sentence begins or ends with the same words once more, which the quotation has once."""
    norms = held.words.norms
    start, end = blocks[0].theirs, blocks[-1].theirs + blocks[-1].size
    for size in range(1, 7):
        after = norms[end : end + size] == norms[max(start, end - size) : end]
        if after and begins_sentence(held, end + size) and not begins_sentence(held, end):
            return True
        before = start >= size and norms[start - size : start] == norms[start : start + size]
        if before and begins_sentence(held, start - size) and not begins_sentence(held, start):
            return True
    return False


def _characters(ours: Quote, held: Passage, blocks: list[Block]) -> Match:
    """Verbatim or typography, where every word is there in one run."""
    theirs, mine, block = held.words, ours.words, blocks[0]
    last = block.theirs + block.size - 1
    said = plain(theirs.text[theirs.starts[block.theirs] : theirs.ends[last]])
    if plain(mine.text[mine.starts[0] : mine.ends[-1]]) != said:
        return "typography"
    tail = plain(mine.text[mine.ends[-1] : ours.end])
    return (
        "verbatim"
        if plain(theirs.text[theirs.ends[last] :][: 4 * len(tail) + 80]).startswith(tail)
        else "typography"
    )
