"""How many units a rule's words count."""

from __future__ import annotations

from onrecord.extract.times.patterns import Groups


def count(groups: Groups) -> float | None:
    """The number that was read (`2 1/2`, `a couple of`, `two and a half`, one for `a`); null for few, several, many, twelve to eighteen."""
    if groups.get("v") or groups.get("r"):
        return None
    if groups.get("c"):
        return 2
    half = 0.5 if groups.get("half") else 0
    if groups.get("h"):
        return 0.5
    number = groups.get("n")
    if number is None:
        return 1 + half
    value = number[0].value
    return _fraction(value) if isinstance(value, str) else float(value) + half


def _fraction(words: str) -> float:
    """`2 1/2`."""
    whole, part = words.split()
    over, under = part.split("/")
    return float(whole.replace(",", "")) + int(over) / (int(under) or 1)
