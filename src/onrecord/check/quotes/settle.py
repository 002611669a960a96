"""Where a match may stand in two places: blocks are moved to an ellipsis, and small ones to the words that follow them.

The longest run is matched first; what is left may then be matched far away although the same words stand near.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise, product

from onrecord.check.quotes.align import Block, weak_words

# Words of the passage between two blocks that make a gap; words of a block that may be lost by moving it nearer.
WIDE, LOST = 6, 3
# Words at an end of a quotation that chance may hold, and words of it between them and the rest.
FEW, APART = 6, 2
# A wide gap over which a word that tells may be given up.
FAR = 13


def settle(
    ours: Sequence[str], theirs: Sequence[str], blocks: Sequence[Block], cuts: Set[int] = frozenset()
) -> list[Block]:
    """The same blocks, with as few wide gaps as the words allow, and gaps that lie at ellipses."""
    found = list(blocks)
    for i in range(len(found) - 1):
        one, two = found[i], found[i + 1]
        if two.theirs - one.theirs - one.size >= WIDE:
            found[i], found[i + 1] = _nearer(ours, theirs, one, two)
    for i in range(len(found) - 1):
        found[i], found[i + 1] = _at_cut(ours, theirs, found[i], found[i + 1], cuts)
    return _without_strays(ours, [block for block in found if block.size])


def _without_strays(ours: Sequence[str], blocks: list[Block]) -> list[Block]:
    """Without a few words at an end that stand far off in the passage, and apart in the quotation too: they are there by chance."""
    for i, (one, two) in enumerate(pairwise(blocks)):
        if two.theirs - one.theirs - one.size < WIDE:
            continue
        for side, rest in ((blocks[: i + 1], blocks[i + 1 :]), (blocks[i + 1 :], blocks[: i + 1])):
            if _stray(ours, side, abs(two.ours - one.ours - one.size)):
                return _without_strays(ours, rest)
    return blocks


def _stray(ours: Sequence[str], side: Sequence[Block], apart: int) -> bool:
    words = [word for block in side for word in ours[block.ours : block.ours + block.size]]
    strong = sum(word not in weak_words() for word in words)
    return apart >= APART and len(words) < FEW and strong < 2


def _nearer(ours: Sequence[str], theirs: Sequence[str], one: Block, two: Block) -> tuple[Block, Block]:
    """The left block right before the right one, or the right one right after the left, where nearly all of it stands there."""
    end = one.theirs + one.size
    far = two.theirs - end >= FAR
    for lost, slack in product(range(LOST + 1), range(3)):
        left, right = one.size - lost, two.size - lost
        at, to = two.theirs - slack - left, end + slack
        moved = at > one.theirs and _same(ours, theirs, one.ours, at, left)
        if moved and _kept(ours, left, lost, one.ours + left, far):
            return Block(one.ours, at, left), _grown(ours, theirs, two, one.ours + left, at + left)
        moved = to + right <= two.theirs and _same(ours, theirs, two.ours + lost, to, right)
        if moved and _kept(ours, right, lost, two.ours, far):
            return one, Block(two.ours + lost, to, right)
    return one, two


def _kept(ours: Sequence[str], size: int, lost: int, at: int, far: bool) -> bool:
    """Whether a block may be moved that keeps `size` words and loses those at `at`: two stay; from far, one that tells may go."""
    strong = sum(word not in weak_words() for word in ours[at : at + lost])
    return size >= 2 and strong <= (min(1, size // 6) if far else 0)


def _grown(ours: Sequence[str], theirs: Sequence[str], block: Block, i: int, j: int) -> Block:
    """The block with the words before it that both sides have, from `i` and `j` on."""
    more = 0
    while block.ours - more > i and block.theirs - more > j:
        if ours[block.ours - more - 1] != theirs[block.theirs - more - 1]:
            break
        more += 1
    return Block(block.ours - more, block.theirs - more, block.size + more)


def _same(ours: Sequence[str], theirs: Sequence[str], i: int, j: int, size: int) -> bool:
    return list(ours[i : i + size]) == list(theirs[j : j + size])


def _at_cut(
    ours: Sequence[str], theirs: Sequence[str], one: Block, two: Block, cuts: Set[int]
) -> tuple[Block, Block]:
    """Where the quotation runs on and the passage does not, the gap moved to an ellipsis nearby, if the words allow it."""
    gap, at = two.theirs - one.theirs - one.size, one.ours + one.size
    if at != two.ours or gap < 1:
        return one, two
    for cut in sorted(cuts, key=lambda cut: abs(cut - at)):
        left, right = at - cut, cut - at  # words given to the right block, or to the left one
        if 0 < left < one.size and _same(ours, theirs, cut, two.theirs - left, left):
            return Block(one.ours, one.theirs, one.size - left), Block(
                cut, two.theirs - left, two.size + left
            )
        if 0 < right < two.size and _same(ours, theirs, at, one.theirs + one.size, right):
            return Block(one.ours, one.theirs, one.size + right), Block(
                cut, two.theirs + right, two.size - right
            )
    return one, two
