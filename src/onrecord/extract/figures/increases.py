"""What a sum of an increase or a cut is for, and what one sum takes from the next: `$3 million, an increase of $1 million for docks`."""

from __future__ import annotations

from onrecord.extract.figures.behind import FOR
from onrecord.extract.figures.objects import Phrase, attached, beyond, infinitive
from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.words import some
from onrecord.values.amount import Word, low_at

_SINCE = frozenset(("over", "from", "above", "since", "on", "below"))
_LINKS = frozenset(("for", "in", "to"))


def move_noun(words: list[Word], q: Quantity) -> int | None:
    """The token of `increase` in `an increase of $5` and `a $5 increase`."""
    before = q.first - 2 if low_at(words, q.first - 1) == "of" else -1
    after = q.last + 1 if q.hyphen else q.after
    moves = some("moves_up") | some("moves_down")
    return next((k for k in (before, after) if low_at(words, k) in moves), None)


def destined(words: list[Word], q: Quantity) -> Phrase | None:
    """`an increase of $5 million over 2019 for docks`: the docks, behind what the sum is compared with."""
    noun = move_noun(words, q)
    if noun is None:
        return None
    at = _past_comparison(words, max(q.after, noun + 1))
    at += low_at(words, at) == "," and low_at(words, at + 1) == "for"
    if low_at(words, at) not in _LINKS or infinitive(words, at):
        return None
    found = beyond(words, at + 1)
    named = found is not None and words[found.head].text[0].isupper() and low_at(words, at) == "in"
    return attached(words, found, FOR) if found is not None and not named else None


def _past_comparison(words: list[Word], at: int) -> int:
    """The token after `over 2021`, `from fiscal year 2021`, `over last year`; `at` itself without one."""
    if low_at(words, at) not in _SINCE:
        return at
    for k in range(at + 1, min(at + 5, len(words))):
        year = words[k].kind == "num" and len(words[k].text) == 4 and words[k].text[:2] in ("19", "20")
        low = words[k].low
        if (
            year
            or (
                low in some("time_units")
                and low_at(words, k + 1) not in ("20", "19")
                and not _dated(words, k)
            )
            or low in ("levels", "level")
        ):
            return k + 1 + (low_at(words, k + 1) in ("levels", "level"))
        if low not in some("determiners") | {"fiscal", "fy", "last", "previous", "prior", "year"}:
            break
    return at


def _dated(words: list[Word], k: int) -> bool:
    return k + 1 < len(words) and words[k + 1].kind == "num"
