"""Whether two claims are of two places, or one of them of a place more."""

from __future__ import annotations

import re

from onrecord.check.claims import Claim, beside_it
from onrecord.values.place import is_place


def places(claim: Claim) -> frozenset[str]:
    """The places named around a figure, as stems."""
    return frozenset(name for name in claim.names if is_place(name.title()))


def alone(a: Claim, b: Claim) -> frozenset[str]:
    """Places around the first that the other's sentence has not."""
    return places(a) - set(b.words)


def two_places(a: Claim, b: Claim) -> bool:
    """Whether each has a place that the other has not: Iraq, Syria."""
    return bool(alone(a, b)) and bool(alone(b, a))


def wider(a: Claim, b: Claim) -> frozenset[str]:
    """Places that one of two has more than the other, which names some too: Syria of Iraq and Syria."""
    one, other = alone(a, b), alone(b, a)
    both = bool(places(a)) and bool(places(b)) and not (one and other)
    return one | other if both else frozenset()


def joined(a: Claim, b: Claim) -> bool:
    """Whether a place more is joined to one that both name: `in Iraq and Syria`."""
    more, shared = wider(a, b), places(a) & places(b)
    said = re.sub(r"\band (?:in )?(?:the )?", "and ", f"{a.around.whole} {b.around.whole}".lower())
    pairs = ((one, other) for one in more for other in shared)
    return any(f"{one} and {other}" in said or f"{other} and {one}" in said for one, other in pairs)


def beside(a: Claim, b: Claim) -> frozenset[str]:
    """Places so near one figure that they are most likely its own, where the other's sentence has none of them."""
    return (alone(a, b) | alone(b, a)) & (beside_it(a) | beside_it(b))
