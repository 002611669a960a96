"""Words before and after a number that say how exact it is."""

from __future__ import annotations

from onrecord.extract.figures.words import after, before, signals, skipped
from onrecord.model import Approximator
from onrecord.values.amount import Word, low_at

# Prepositions that are approximators only when the number follows at once.
_NEAR = frozenset(("over", "above", "under", "below", "around", "near", "about"))


def looked_back(words: list[Word], first: int) -> tuple[int, Approximator | None]:
    """The token where the approximators before `first` begin, and their kind; `(first, None)` without one."""
    at = first
    kind: Approximator | None = None
    while True:
        start, found = _one_back(words, at)
        if found is None:
            return at, kind
        at, kind = start, _stronger(found, kind)


def _stronger(found: Approximator, kind: Approximator | None) -> Approximator:
    """Of two approximators (`up to about 20`) the bound counts."""
    return found if kind is None or kind in ("about", "exact") else kind


_BEYOND = frozenset(("shy", "just", "above", "below", "over", "under", "north", "well"))
_NONE = frozenset(("no", "none", "nobody", "neither", "nothing"))


def negated(words: list[Word], first: int, kind: Approximator | None) -> Approximator | None:
    """`no other ship carried more than 3`: at most so many."""
    if kind != "more_than" or words[first].low not in ("more", "higher", "greater", "larger"):
        return kind
    for k in range(first - 1, max(first - 8, -1), -1):
        if words[k].kind == "punct":
            break
        if words[k].low in _NONE:
            return "at_most"
    return kind


def _one_back(words: list[Word], first: int) -> tuple[int, Approximator | None]:
    end = first
    for step in range(3):
        found = _phrase(words, end)
        if found and (step == 0 or found[2] not in _NEAR) and not _preposition(words, found[0], found[2]):
            return found[0], found[1]
        if step == 2 or low_at(words, end - 1) not in skipped() or (low_at(words, end - 1) == "$"):
            break
        end -= 1
    return first, None


def _phrase(words: list[Word], end: int) -> tuple[int, Approximator, str] | None:
    """The longest approximator that ends just before token `end`: start, kind, words."""
    for parts, kind in before().get(low_at(words, end - 1), ()):
        start = end - len(parts)
        if start >= 0 and all(words[start + k].low == part for k, part in enumerate(parts)):
            return start, kind, " ".join(parts)
    return None


def _preposition(words: list[Word], start: int, phrase: str) -> bool:
    """`questions about two issues`, `talks over 20 points`, `turn around 3`: not an approximator."""
    behind = low_at(words, start - 1)
    if (
        behind in ("point", "points", "percent", "%", "feet", "miles", "degrees")
        and phrase.split()[0] in _BEYOND
    ):
        return True  # `5 points shy of the 46`
    table = signals("prepositions")
    if phrase == "minimum" or (phrase == "estimated" and behind in ("they", "he", "she", "we")):
        return False
    return behind in table.get(phrase, ())


def looked_on(words: list[Word], last: int) -> tuple[int, Approximator | None]:
    """The token where the approximator after `last` ends, and its kind."""
    for parts, kind in after().get(low_at(words, last), ()):
        if all(low_at(words, last + k) == part for k, part in enumerate(parts)):
            if parts[0] == "-" and not words[last].glued:
                continue
            if (
                parts == ("plus",)
                and words[last].glued is False
                and low_at(words, last + 1) not in ("people",)
            ):
                continue
            if parts in (("minimum",), ("maximum",), ("tops",)):
                continue
            return last + len(parts), kind
    return last, None
