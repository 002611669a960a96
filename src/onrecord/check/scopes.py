"""Two documents of one day that count like things in another scope: the populated land and all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from onrecord.check.verdicts import Told, overlap, ratio, value
from onrecord.model import Figure, Lookup
from onrecord.text import WORD
from onrecord.values.compare import listed
from onrecord.values.units import kind

_LEAST = 13  # Fewer of anything are too many things at once.
_TIMES = 3  # A part that is smaller than so much of the whole is not taken for it.


def scoped(lookup: Lookup) -> Iterator[tuple[Told, Told]]:
    """Pairs of figures that one might take for the same, one of which is said to be of a narrower scope."""
    days = {
        id: date.value for id, date in lookup.dates() if date is not None and date.earliest == date.latest
    }
    like: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in lookup.rows(Figure):
        if figure.head and _counts(figure) and figure.document in days:
            like[figure.unit, figure.head.lower(), days[figure.document], figure.place or ""].append(figure)
    for group in like.values():
        if len({figure.document for figure in group}) > 1:
            told = [Told(figure, lookup.document(figure.document or "")) for figure in group]
            yield from ((a, b) for a, b in combinations(told, 2) if _alike(a, b))


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
