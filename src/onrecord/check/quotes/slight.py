"""Changes of a word of weight that change next to nothing: it stands nearby, is written nearly so, or is part of a name."""

from __future__ import annotations

import re
from functools import cache

from onrecord.check.quotes.align import weak_words
from onrecord.check.quotes.edits import Change, Range, named, stem
from onrecord.check.quotes.lexicon import covered, phrases, table
from onrecord.check.quotes.words import Words

# Words around a change among which its own words are looked for on the other side.
NEARBY = 12
# Letters that two writings of one word differ by at their ends, of words and of names.
ENDING, NAME_ENDING = 4, 2
_BY_SOUND = re.compile(r"\s?[\[(]\s*(?:ph|phonetic|sp\??)\s*[\])]", re.IGNORECASE)


def slight(ours: Words, theirs: Words, change: Change) -> bool:
    """Whether a change of a name or another word of weight changes next to nothing."""
    return (
        _only_opens(ours, theirs, change)
        or _echoed(ours, theirs, change)
        or _written_so(ours, theirs, change)
        or _part_of_name(ours, theirs, change)
        or by_sound(theirs, change)
    )


def for_none(ours: Words, theirs: Words, change: Change) -> bool:
    """Whether words of weight stand on one side for words without any."""
    return not change.one_sided and not (_strong(ours, change.ours) and _strong(theirs, change.theirs))


def by_sound(theirs: Words, change: Change) -> bool:
    """The transcript says behind a word that it wrote it by its sound: "(ph)"."""
    at = change.theirs[1] - 1
    return at >= change.theirs[0] and bool(_BY_SOUND.match(theirs.text, theirs.ends[at]))


def _only_opens(ours: Words, theirs: Words, change: Change) -> bool:
    """ "But" or "because" that begins a sentence, or a filler, more or less."""
    norms = ours.norms[slice(*change.ours)] or theirs.norms[slice(*change.theirs)]
    if change.one_sided and norms and covered("filler", norms) == len(norms):
        return True
    return change.one_sided and norms in (["but"], ["because"], ["and"], ["so"], ["well"])


def _strong(side: Words, part: Range) -> list[str]:
    return [_like(side.norms[i]) for i in range(*part) if side.norms[i] not in weak_words()]


def _echoed(ours: Words, theirs: Words, change: Change) -> bool:
    """What stands on one side alone stands on the other a few words on."""
    mine, his = _strong(ours, change.ours), _strong(theirs, change.theirs)
    return _near(mine, theirs, change.theirs) and _near(his, ours, change.ours)


def _like(norm: str) -> str:
    """What stands for all words that mean the same as this one."""
    return _alike().get(norm) or stem(norm)


@cache
def _alike() -> dict[str, str]:
    return {word: group[0] for group in table("alike")["groups"] for word in group}


def _near(stems: list[str], side: Words, at: Range) -> bool:
    around = side.norms[max(0, at[0] - NEARBY) : at[1] + NEARBY]
    return set(stems) <= set(map(_like, around))


def _written_so(ours: Words, theirs: Words, change: Change) -> bool:
    """One word on either side, of which one is the other's beginning."""
    mine = ours.norms[slice(*change.ours)]
    his = [theirs.norms[i] for i in range(*change.theirs) if not _stage(theirs, i)]
    if len(mine) != 1 or len(his) != 1:
        return False
    short, long = sorted((mine[0], his[0]), key=len)
    most = NAME_ENDING if change.kind == "name" else ENDING
    return len(short) > 2 and long.startswith(short) and len(long) - len(short) <= most


def _stage(side: Words, i: int) -> bool:
    """Words in capitals that a transcript puts into speech: "... BELL RINGING ..."."""
    raw = side.text[side.starts[i] : side.ends[i]]
    return len(raw) > 3 and raw.isupper()


def _part_of_name(ours: Words, theirs: Words, change: Change) -> bool:
    """A first name or a title more or less before a name that both have."""
    for side, part, other, rest in (
        (ours, change.ours, theirs, change.theirs),
        (theirs, change.theirs, ours, change.ours),
    ):
        if part[0] < part[1] < len(side) and all(other.norms[i] in phrases("title") for i in range(*rest)):
            names = all(named(side, i) or side.norms[i] in phrases("title") for i in range(*part))
            if (
                names
                and named(side, part[1])
                and side.text[side.ends[part[1] - 1] : side.starts[part[1]]] == " "
            ):
                return True
    return False
