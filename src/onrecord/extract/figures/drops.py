"""Why a number counts nothing: a short fixed reason, or null where it does."""

from __future__ import annotations

from collections.abc import Callable

from onrecord.extract.figures.ages import age
from onrecord.extract.figures.dated import dates, digit
from onrecord.extract.figures.labels import address, capital, label, named, part, score
from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.spoken import told_off, unfinished
from onrecord.extract.figures.words import closed, is_plural, not_figures, some, verb_forms
from onrecord.values.amount import Word, low_at, numerals, text_at

Rule = Callable[[list[Word], Quantity], str | None]


def drop_reason(words: list[Word], q: Quantity) -> str | None:
    """The first reason for which a quantity is no figure."""
    rules = (*_ANY, *_BARE) if q.kind == "count" else _ANY
    return next((reason for rule in rules if (reason := rule(words, q))), None)


def _corrected(words: list[Word], q: Quantity) -> str | None:
    """`750 [715] million`: the number that the editor's brackets correct."""
    at = q.last
    bracket = text_at(words, at) == "[" and digit(words, at + 1) and text_at(words, at + 2) == "]"
    return "corrected" if bracket and words[q.number].kind == "num" and q.scale == 1 else None


def _listed(words: list[Word], q: Quantity) -> str | None:
    """Numbers of lists and notes: `1.` and `(2)` at a head, `[3]`; `Two, ...` said at the head of a sentence."""
    if told_off(words, q):
        return "list number"
    if q.kind != "count" or words[q.number].kind != "num" or q.first != q.number:
        return None
    before, ahead = text_at(words, q.number - 1), text_at(words, q.last)
    if (
        all(word.kind == "punct" for word in words[: q.number])
        and ahead in (".", ")", "")
        and q.last + 1 <= len(words)
        and words[q.number].text.isdigit()
    ):
        return "list number"
    if before in ("“", '"', "‘") and ahead in ("”", '"', "’"):
        return "name"
    told = words[q.number].text.isdigit() and q.value <= 20 and before in ("(", "[") and ahead in (")", "]")
    if told and (q.number <= 1 or words[q.number - 2].kind == "punct" or words[q.number - 2].low in closed()):
        return "list number"
    return "list number" if before == "[" and ahead == "]" else None


def _slashed(words: list[Word], q: Quantity) -> str | None:
    """`1/3` alone is a day or a page; `1/3 of the fleet` is a third."""
    slashed = q.kind == "fraction" and words[q.number].kind == "num" and text_at(words, q.number + 1) == "/"
    return (
        "date or time"
        if slashed and low_at(words, q.last) not in ("of", "the", "cup", "mile", "inch")
        else None
    )


def _at_one_point(words: list[Word], q: Quantity) -> str | None:
    """`at one point in the race` is a time."""
    at = q.number
    once = q.unit == "point" and words[at].low in ("one", "some", "this") and low_at(words, at - 1) == "at"
    return "idiom" if once else None


def _duration(words: list[Word], q: Quantity) -> str | None:
    plus = q.kind == "count" and q.last > q.number + 1 and low_at(words, q.last - 1) in ("plus", "so")
    bare = q.kind == "count" and words[q.number].kind == "word" and q.value <= 12
    if bare and low_at(words, q.first - 1) == "or" and low_at(words, q.first - 2) in some("time_units"):
        return "duration"  # `a week or two`
    quarters = q.kind == "fraction" and low_at(words, q.last - 1) == "quarters"
    year = q.last + 1 < len(words) and (
        words[q.last + 1].kind == "num" or low_at(words, q.last + 2) == "year"
    )
    if (
        quarters
        and (low_at(words, q.last) != "of" or year)
        and low_at(words, q.first - 1) in ("first", "last", "past", "next")
    ):
        return "duration"
    spanned = plus and low_at(words, q.after + q.hyphen) in some("time_units")
    return "duration" if q.kind == "duration" or spanned else None


def _frequency(words: list[Word], q: Quantity) -> str | None:
    if q.kind != "count":
        return None
    at = q.last + (q.approximator == "vague" and low_at(words, q.last) == "of")
    return "frequency" if low_at(words, at) in not_figures("frequency") else None


def _kind(words: list[Word], q: Quantity) -> str | None:
    """`two-state solution`, `24-hour`, `one-on-one`: kinds, not counts."""
    if q.kind not in ("count", "fraction"):
        return None
    ahead = low_at(words, q.last + 1)
    if words[q.number].glued and [w.low for w in words[max(q.number - 3, 0) : q.number]] == ["-", "on", "-"]:
        return "kind"
    if q.hyphen and ahead in not_figures("kinds") and not (ahead == "state" and q.value > 4):
        return "kind"
    return "kind" if q.hyphen and q.value == 1 else None


def _cut(words: list[Word], q: Quantity) -> str | None:
    return "broken off" if unfinished(words, q) else None


def _idiom(words: list[Word], q: Quantity) -> str | None:
    if q.kind not in ("count", "measure") or words[q.number].kind != "word":
        return None
    low = q.number
    pairs = {
        f"{low_at(words, low - 1)} {low_at(words, low)} {low_at(words, low + 1)}",
        f"{low_at(words, low - 1)} {low_at(words, low)}",
        f"{low_at(words, low)} {low_at(words, low + 1)}",
    }
    wide = f"{low_at(words, low - 2)} {low_at(words, low - 1)} {low_at(words, low)}"
    triple = f"{low_at(words, low)} {low_at(words, low + 1)} {low_at(words, low + 2)}"
    return "idiom" if (pairs | {wide, triple}) & not_figures("idioms") else None


def _one(words: list[Word], q: Quantity) -> str | None:
    """`one` is mostly a pronoun or a determiner: it counts after `only`, `just`, `at least`, or beside the dead."""
    whole = q.kind == "money" and low_at(words, q.number + 1) not in numerals().scale
    if words[q.number].low != "one" or q.value != 1 or not (q.kind in ("count", "duration") or whole):
        return None
    behind, ahead = low_at(words, q.first - 1), low_at(words, q.last)
    if ahead == "of" and low_at(words, q.number - 1) in ("just", "only") and q.first < q.number:
        return "one of"  # `more than just one of the voices`
    if q.first < q.number and q.approximator not in ("about", "less_than"):
        return None
    if behind in ("only", "just"):
        fit = ahead not in closed() or ahead in ("", "of") or ahead in some("auxiliaries")
        return None if fit and not (ahead == "of" and low_at(words, q.last + 1) in _THINGS) else "pronoun"
    if ahead == "of":
        return "one of"
    if ahead in ("dead", "killed", "wounded", "injured", "death", "fatality", "injury") or _each(words, q):
        return None
    return "one"


def _each(words: list[Word], q: Quantity) -> bool:
    """`one count each of fraud`, `the two towns each chose one`, `one count of theft`: here it counts."""
    behind = [word.low for word in words[max(q.first - 3, 0) : q.first]]
    ahead = [word.low for word in words[q.last : q.last + 3]]
    return (
        "each" in ahead[1:]
        or ("each" in behind[:-1] and ahead[:1] in ([], ["."], [","]))
        or ahead[:2] == ["count", "of"]
    )


_THINGS = frozenset(("those", "these", "them", "us", "you"))


def _zero(words: list[Word], q: Quantity) -> str | None:
    if words[q.number].low != "zero" or q.kind != "count":
        return None
    counts = any(is_plural(low_at(words, k)) for k in range(q.last, q.last + 3))
    netted = low_at(words, q.number - 1 - (low_at(words, q.number - 1) == "-")) == "net"
    kind = netted or low_at(words, q.last) in ("emission", "emissions", "tolerance", "sum", "trust", "waste")
    return "idiom" if q.hyphen or not counts or kind else None


def _scale_alone(words: list[Word], q: Quantity) -> str | None:
    """`the hundred`, `per million`: a scale word without a number."""
    low = words[q.number].low
    if (
        low in ("hundred", "thousand", "million", "billion", "trillion")
        and q.first == q.number
        and q.kind != "money"
    ):
        return "no number" if low_at(words, q.number - 1) not in ("a", "half", "half-") else None
    if low in ("scores", "quarter", "quarters") and q.approximator == "vague":
        counts = any(is_plural(low_at(words, k)) for k in range(q.last + 1, q.last + 4))
        return None if low_at(words, q.last) == "of" and counts else "no number"
    return None


def _pronoun(words: list[Word], q: Quantity) -> str | None:
    """`the two`, `these three` and small words with nothing counted after them."""
    word = words[q.number]
    if (
        word.kind == "num"
        or q.kind != "count"
        or q.approximator == "vague"
        or q.first < q.number
        or q.value > 12
    ):
        return None
    ahead = words[q.last] if q.last < len(words) else None
    several = low_at(words, q.first - 1) == "the" and low_at(words, q.last) == "of"
    if several and low_at(words, q.last + 1) in ("them", "us", "you"):
        return "pronoun"  # `between the two of them`
    if (
        ahead is None
        or (ahead.kind == "punct" and ahead.text not in ("-", "$"))
        or ahead.low in closed() - {"of", "more"}
        or _finite(words, q.last)
    ):
        behind = low_at(words, q.first - 1)
        if behind in not_figures("pointing"):
            return "pronoun"
    return None


def _finite(words: list[Word], at: int) -> bool:
    """`the two [met] at dawn`, `the two [suggested] that`: a verb behind the number, where a noun would stand."""
    low = words[at].low
    if low.endswith("ed") and not is_plural(low):
        return low_at(words, at + 1) in closed() | {"both", "all"}
    return low in verb_forms() and not is_plural(low)


def _rank(words: list[Word], q: Quantity) -> str | None:
    """`the top 10`, `the bottom three`: ranks, unless a noun is counted."""
    if q.kind == "count" and low_at(words, q.first - 1) == "-" and low_at(words, q.first - 2) == "top":
        return "rank"
    if q.kind != "count" or low_at(words, q.first - 1) not in ("top", "bottom"):
        return None
    ahead = words[q.last] if q.last < len(words) else None
    return "rank" if ahead is None or ahead.kind != "word" or ahead.low in closed() else None


_ANY: tuple[Rule, ...] = (
    address,
    _corrected,
    part,
    label,
    dates,
    score,
    age,
    _slashed,
    _at_one_point,
    _duration,
    _listed,
    named,
    capital,
    _rank,
    _idiom,
    _one,
)
_BARE: tuple[Rule, ...] = (_cut, _frequency, _kind, _zero, _scale_alone, _pronoun)
