"""Two documents of one day that count like things in another scope: the populated land and all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from onrecord.check.held import Held
from onrecord.check.verdicts import Told, overlap, ratio, value
from onrecord.model import Figure
from onrecord.text import WORD
from onrecord.values.compare import listed
from onrecord.values.units import kind

_LEAST = 13  # Fewer of anything are too many things at once.
_TIMES = 3  # A part that is smaller than so much of the whole is not taken for it.


def scoped(held: Held) -> Iterator[tuple[Told, Told]]:
    """Pairs of figures that one might take for the same, one of which is said to be of a narrower scope."""
    like: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for document, figures in held:
        day = document.published
        if day is not None and day.earliest == day.latest:
            for figure in figures:
                if figure.head and _counts(figure):
                    key = figure.unit, figure.head.lower(), day.value, figure.place or ""
                    like[key].append(Told(figure, document))
    for group in like.values():
        if len({told.document.id for told in group}) > 1:
            yield from ((a, b) for a, b in combinations(group, 2) if _alike(a, b))


def _counts(figure: Figure) -> bool:
    plain = (
        figure.approximator != "vague" and not figure.same_as and not figure.multiple and not figure.change
    )
    counted = kind(figure.unit) == "count" and value(figure) >= _LEAST
    return plain and (counted or kind(figure.unit) in ("measure", "money"))


def _alike(a: Told, b: Told) -> bool:
    """Whether what is counted differs by a word of scope alone, and the numbers are of one size."""
    if a.document.id == b.document.id or overlap(a.figure, b.figure):
        return False
    one, other = _object(a.figure), _object(b.figure)
    apart = one ^ other
    sized = 1 / _TIMES <= ratio(a.figure, b.figure) <= _TIMES
    return sized and bool(apart) and apart <= listed("scopes") and bool((one & other) - listed("plain"))


def _object(figure: Figure) -> frozenset[str]:
    quote = figure.object.quote if figure.object else ""
    return frozenset(word.lower() for word in WORD.findall(quote))
