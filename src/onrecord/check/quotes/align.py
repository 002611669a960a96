"""The longest matches first: where the words of a quotation stand in a passage.

Word-level edit distance scatters stop words over a passage; here the longest common run is fixed first and the rest is
looked for on its left and right, as a reader does. A run of a word or two counts only beside what is matched already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.check.quotes.lexicon import table


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """`size` words of the quotation from `ours` on are the words of the passage from `theirs` on."""

    ours: int
    theirs: int
    size: int


@dataclass(frozen=True, slots=True)
class _Area:
    ours: tuple[int, int]
    theirs: tuple[int, int]
    left: bool = False
    right: bool = False


@cache
def weak_words() -> frozenset[str]:
    """Words that stand in every passage."""
    lists = table("classes")
    return frozenset(w for kind in ("function", "noise") for w in lists[kind] if " " not in w)


def align(ours: Sequence[str], theirs: Sequence[str]) -> list[Block]:
    """Blocks in the order of both texts; `ours` words that are empty strings match nothing."""
    exact = _whole(ours, theirs)
    if exact is not None:
        return [Block(0, exact, len(ours))]
    places: dict[str, list[int]] = {}
    for at, word in enumerate(theirs):
        places.setdefault(word, []).append(at)
    found: list[Block] = []
    open_areas = [_Area((0, len(ours)), (0, len(theirs)))]
    while open_areas:
        area = open_areas.pop()
        block = _longest(ours, theirs, places, area)
        if block is not None and _believed(ours, block, area):
            found.append(block)
            open_areas += _beside(block, area)
    return sorted(found)


def _whole(ours: Sequence[str], theirs: Sequence[str]) -> int | None:
    if not ours or "" in ours:
        return None
    size, at = len(ours), -1
    first, rest = ours[0], list(ours)
    for at in range(len(theirs) - size + 1):
        if theirs[at] == first and list(theirs[at : at + size]) == rest:
            return at
    return None


def longest(ours: Sequence[str], theirs: Sequence[str]) -> Block | None:
    """The longest run of words that both have."""
    wanted = set(ours)
    places: dict[str, list[int]] = {}
    for at, word in enumerate(theirs):
        if word in wanted:
            places.setdefault(word, []).append(at)
    return _longest(ours, theirs, places, _Area((0, len(ours)), (0, len(theirs))))


def _beside(block: Block, area: _Area) -> list[_Area]:
    (a, b), (c, d) = area.ours, area.theirs
    end, stop = block.ours + block.size, block.theirs + block.size
    parts = []
    if a < block.ours and c < block.theirs:
        parts.append(_Area((a, block.ours), (c, block.theirs), area.left, True))
    if end < b and stop < d:
        parts.append(_Area((end, b), (stop, d), True, area.right))
    return parts


def _longest(
    ours: Sequence[str], theirs: Sequence[str], places: dict[str, list[int]], area: _Area
) -> Block | None:
    (a, b), (c, d) = area.ours, area.theirs
    best: list[Block] = []
    size = 0
    ending: dict[int, int] = {}
    for i in range(a, b):
        now: dict[int, int] = {}
        for j in places.get(ours[i], ()) if ours[i] else ():
            if c <= j < d:
                now[j] = run = ending.get(j - 1, 0) + 1
                if run > size:
                    best, size = [], run
                if run == size:
                    best.append(Block(i - run + 1, j - run + 1, run))
        ending = now
    if len(best) < 2:
        return best[0] if best else None
    return max(best, key=lambda block: _context(ours, theirs, block, area))


def _context(ours: Sequence[str], theirs: Sequence[str], block: Block, area: _Area) -> tuple[int, int]:
    """Among equally long runs: the one beside a fixed block, whose neighbours on both sides are ours too."""
    (a, b), (c, d) = area.ours, area.theirs
    end, stop = block.ours + block.size, block.theirs + block.size
    before = set(ours[max(a, block.ours - 8) : block.ours])
    after = set(ours[end : min(b, end + 8)])
    shared = len(before.intersection(theirs[max(c, block.theirs - 10) : block.theirs])) + len(
        after.intersection(theirs[stop : min(d, stop + 10)])
    )
    skew_left = abs((block.theirs - c) - (block.ours - a)) if area.left else 1000
    skew_right = abs((d - stop) - (b - end)) if area.right else 1000
    return shared, -min(skew_left, skew_right)


def _believed(ours: Sequence[str], block: Block, area: _Area) -> bool:
    """A short run is a coincidence unless it lies close to what is matched already."""
    strong = sum(word not in weak_words() for word in ours[block.ours : block.ours + block.size])
    if block.size >= 3 and strong:
        return True
    if not (area.left or area.right):
        return block.size >= 2 or strong > 0
    reach = 2 + 3 * strong + 3 * (block.size - 1)
    (a, b), (c, d) = area.ours, area.theirs
    # Words that follow on in the quotation may have lost a little between them.
    if (area.left and block.ours == a) or (area.right and block.ours + block.size == b):
        reach += 3
    near_left = area.left and max(block.theirs - c, block.ours - a) <= reach
    near_right = area.right and max(d - block.theirs - block.size, b - block.ours - block.size) <= reach
    return near_left or near_right
