"""What may explain that two numbers clash, where the record holds evidence for it: offered, never asserted."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.lookup import Lookup
from onrecord.model import Figure
from onrecord.values.compare import listed

_LEAST = 13  # Below it, equal numbers are chance.
_NEAR = 0.05  # A membership grows; a count so near another's is of the same kind.


def explained(lookup: Lookup, pair: tuple[Figure, Figure], common: str) -> list[str]:
    """One of two clashing numbers is elsewhere on record that of the members, or is near it."""
    who = listed("comers") if common.startswith("attendance") else listed("comers") - listed("lands")
    if not all((figure.head or "").lower() in who for figure in pair):
        return []
    members = [
        row for row in lookup.rows(Figure) if (row.head or "").lower() in listed("members") and row.low
    ]
    return [offer for figure in pair for offer in _offers(figure, pair, members)][:2]


def _offers(figure: Figure, pair: tuple[Figure, Figure], members: list[Figure]) -> Iterator[str]:
    for other in members:
        elsewhere = other.document not in {one.document for one in pair} and other.approximator == "exact"
        if not elsewhere or (figure.low or 0) < _LEAST or other.low is None or figure.low is None:
            continue
        said = "“" + " ".join(other.spans[0].quote.split()) + "”"
        if other.low == figure.low and other.head != figure.head:
            yield f"{figure.low:g} is elsewhere the number of members ({said})"
            return
        if abs(other.low - figure.low) <= _NEAR * figure.low and other.head != figure.head:
            yield f"{figure.low:g} is near the number of members told elsewhere ({said})"
            return
