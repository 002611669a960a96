"""What a quantity counts, by its kind: the noun after it, what money is for, what a percent is of or moved."""

from __future__ import annotations

from onrecord.extract.figures.behind import behind, inserted, timely
from onrecord.extract.figures.following import MOVES, following
from onrecord.extract.figures.increases import destined
from onrecord.extract.figures.leftward import left
from onrecord.extract.figures.movers import brought, counted_before, counted_of, lowered, marked, mover
from onrecord.extract.figures.objects import Phrase, attached, beyond, past_amount, run
from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.shares import (
    asked,
    begins,
    contested,
    level,
    person,
    polled,
    raced,
    rated,
    tally,
)
from onrecord.extract.figures.subject import is_verb, of_phrase, of_verb, subject
from onrecord.extract.figures.words import adjectives, closed, is_plural, some
from onrecord.values.amount import Word, low_at

_LEADING = frozenset(("of", "outside", "more", "other", "additional", "new", "or", "such"))


def thing(words: list[Word], q: Quantity, about: Phrase | None, held: Phrase | None = None) -> Phrase | None:
    """The phrase that a quantity counts or measures; null where no words say."""
    if q.kind == "count":
        return counted(words, q)
    if q.kind == "fraction":
        halved = low_at(words, q.first - 1) in ("in", "by") and low_at(words, q.after) not in ("of", "the")
        found = mover(words, q) if halved else _whole(words, q.after)
        alone = found is None and (begins(words, q) or low_at(words, q.after) in (",", "—", "--"))
        return asked(words, q, None) if alone else found
    if q.kind == "multiple":
        return _multiplied(words, q, about)
    return _measured(words, q, about, held)


def counted(words: list[Word], q: Quantity) -> Phrase | None:
    """The noun phrase that a bare number counts."""
    at = q.after
    if q.hyphen:
        return _compound(words, q.last + 1)
    if low_at(words, q.last) == "-" and words[q.last].glued:
        return _suspended(words, q.last + 1)
    if low_at(words, at) in some("marks"):
        return None
    of = low_at(words, at) == "of"
    while (low_at(words, at) in _LEADING or low_at(words, at) in some("determiners")) and at < q.after + 3:
        if low_at(words, at) == "or":
            return None
        if low_at(words, at) in some("determiners") and not of:
            return None
        at += 1
    start = at if of else q.after
    if not of and at < len(words) and _owner(words[at]):
        return None
    if low_at(words, at) == "others" and not of:
        return Phrase(at, at + 1, at)
    single = q.value == 1 and not of
    at = past_amount(words, at)
    if single and _anaphoric(words, at):
        return None
    found = run(words, at, not single) or (_adjectival(words, q, at) if not of else None)
    if found is None or not _counts(words, found):
        return None
    return attached(words, Phrase(start if not of else found.first, found.last, found.head))


def _anaphoric(words: list[Word], at: int) -> bool:
    """`just one more short one`: the noun is left to what was said before."""
    return any(
        word.low in ("one", "ones") and all(w.kind == "word" for w in words[at:k])
        for k, word in enumerate(words[at : at + 4], at)
    )


def _owner(word: Word) -> bool:
    """`the 30,000 Vale's lawyers returned`: an owner by name is not counted."""
    return word.text[0].isupper() and word.low.endswith(("'s", "’s")) and not is_plural(word.low[:-2])


def _suspended(words: list[Word], at: int) -> Phrase | None:
    """`four-, five- and six-cylinder engines`."""
    for k in range(at, min(at + 7, len(words) - 1)):
        if words[k].text == "-" and words[k].glued and words[k + 1].glued and words[k + 1].kind == "word":
            return _compound(words, k + 1)
    return None


def _adjectival(words: list[Word], q: Quantity, at: int) -> Phrase | None:
    """`a three course meal`: a compound without its hyphen, behind an article."""
    if low_at(words, q.first - 1) not in (
        "a",
        "an",
        "the",
        "this",
        "that",
        "our",
        "your",
        "its",
        "their",
        "his",
        "her",
    ) or at >= len(words):
        return None
    found = run(words, at, False)
    if found is None or found.last - found.first < 2 or not words[at].text.islower():
        return None
    return Phrase(at, at + 1, at) if words[at].low not in adjectives() else found


def _counts(words: list[Word], phrase: Phrase) -> bool:
    return words[phrase.head].low not in ("percent", "times") and words[phrase.head].low not in some("months")


def _compound(words: list[Word], at: int) -> Phrase | None:
    """`79-member coalition` counts members."""
    if at >= len(words) or words[at].kind != "word":
        return None
    last = at
    while (
        low_at(words, last + 1) == "-"
        and words[last + 1].glued
        and last + 2 < len(words)
        and words[last + 2].kind == "word"
        and low_at(words, last + 2) not in ("strong", "long", "plus")
    ):
        last += 2
    return Phrase(at, last + 1, last)


def _whole(words: list[Word], at: int) -> Phrase | None:
    """What a fraction is of."""
    if low_at(words, at) == "of" or low_at(words, at) in some("determiners"):
        found = beyond(words, at + (low_at(words, at) == "of"))
        return attached(words, found) if found else None
    return run(words, at, True) if at < len(words) and words[at].kind == "word" else None


def _multiplied(words: list[Word], q: Quantity, about: Phrase | None) -> Phrase | None:
    at = q.after
    if low_at(words, at) == "as" and low_at(words, at + 1) in ("many", "much"):
        found = run(words, at + 2, low_at(words, at + 1) == "many")
        return attached(words, found) if found else None
    if q.hyphen or (at < len(words) and words[at - 1].low == "fold"):
        return run(words, at + q.hyphen, False)
    if (
        low_at(words, at) in some("determiners")
        or "verb" in q.flags
        or words[q.number].low in ("double", "triple")
    ):
        found = beyond(words, at)
        if found:
            return counted_of(words, attached(words, found))
        if "verb" in q.flags:
            about = counted_before(words, q.number) or of_verb(words, q.number) or about
        return counted_of(words, about) if about and "verb" in q.flags else None
    return None


def _measured(words: list[Word], q: Quantity, about: Phrase | None, held: Phrase | None) -> Phrase | None:
    """Money is for, and a percent is of, what stands after it; else what moved or is measured."""
    if q.kind == "measure" and low_at(words, q.first - 1) == "(" and q.first > 1:
        before = left(words, q.first - 1)
        return before if before is None or not _measure_in(words, before) else None
    ends = low_at(words, q.first - 1) in ("to", "from", "at", "by") and held is not None
    if (
        ends
        and held is not None
        and words[held.head].low in some("sums")
        and low_at(words, q.after) not in ("of",)
    ):
        return held
    if q.kind == "measure" and (
        low_at(words, q.after) == "away" or low_at(words, q.first - 1) in some("goes")
    ):
        return None
    if q.kind == "money" and low_at(words, q.after) in some("marks"):
        return marked(words, q)
    found = (
        _bounded(words, q)
        or _capped(words, q)
        or _after_colon(words, q)
        or lowered(words, q)
        or brought(words, q)
        or inserted(words, q)
        or behind(words, q)
    )
    if found is None and tally(words, q) and low_at(words, q.after) in some("leads"):
        return run(words, q.after, False)  # `her 64%-27% advantage`
    if found is None and tally(words, q):
        return contested(words, q, about)
    found = found or following(words, q)
    if found is not None:
        return found
    if q.kind == "share":
        return _percent(words, q, about, held)
    return _standing(words, q) or mover(words, q) or _moved(words, q, about, held)


def _measure_in(words: list[Word], phrase: Phrase) -> bool:
    """`7 m3/s (247 cu ft/s)`: the measure itself stands before the bracket, no noun."""
    return words[phrase.first].kind == "num" and low_at(words, phrase.last) == "("


def _percent(words: list[Word], q: Quantity, about: Phrase | None, held: Phrase | None) -> Phrase | None:
    """What a percent or points measure, where no noun follows."""
    whole = q.unit == "percent"
    if low_at(words, q.after) == "of" and low_at(words, q.after + 1) in ("those", "these", "them"):
        return None
    found = _standing(words, q)
    if found is not None and not raced(words, q, found):
        return found
    if begins(words, q) or (found is not None and words[found.head].low in some("scales")):
        return asked(words, q, None) if whole else None
    found = mover(words, q)
    ends = low_at(words, q.first - 1) in ("to", "from")
    if found is not None and not (_runner(words, found) and (ends or not whole)):
        return found
    found = _moved(words, q, about, held)
    if raced(words, q, found):
        return asked(words, q, about) if whole else None
    return found


def _runner(words: list[Word], phrase: Phrase) -> bool:
    """A candidate who rose three points is not what moved; the Dow is."""
    by_name = person(words, phrase) and low_at(words, phrase.first - 1) != "the"
    return by_name or words[phrase.head].low in some("persons")


def _bounded(words: list[Word], q: Quantity) -> Phrase | None:
    """`income above $50 for each`: the sum that is bounded."""
    near = (
        q.first > 0
        and q.kind == "money"
        and words[q.first].low in ("above", "below", "over", "under", "exceeding")
    )
    return left(words, q.first) if near and words[q.first - 1].low in some("sums") else None


def _capped(words: list[Word], q: Quantity) -> Phrase | None:
    """`the price of pills by capping it at $40`: a pronoun stands for the sum named before."""
    at = q.first - 1
    if low_at(words, at) not in ("at", "to") or low_at(words, at - 1) not in ("it", "them", "that"):
        return None
    near = (k for k in range(at - 2, max(at - 16, -1), -1) if words[k].low in some("sums"))
    k = next(near, None)
    return left(words, k + 1) if k is not None else None


def _after_colon(words: list[Word], q: Quantity) -> Phrase | None:
    """`The rate is the lowest in years: 4 percent.`, `The pay in that job: $9,000.`: what stands before the colon."""
    ends = q.after >= len(words) or words[q.after].kind == "punct" or low_at(words, q.after) == "and"
    if low_at(words, q.first - 1) != ":" or not ends or q.kind == "measure":
        return None
    found = subject(words, q.first - 1) or left(words, q.first - 1)
    fit = some("sums") if q.kind == "money" else some("levels") | some("sums")
    return found if found is not None and words[found.head].low in fit else None


def _moved(words: list[Word], q: Quantity, about: Phrase | None, held: Phrase | None) -> Phrase | None:
    """What rose, fell or stands at the figure: the noun before `to`, `by`, `at`; a percent's or a sum's subject."""
    before = low_at(words, q.first - 1)
    direct = (
        q.kind == "share" and q.first > 0 and words[q.first - 1].kind == "word" and before not in closed()
    )
    ends = (
        direct
        or before in ("to", "by", "from", "at", "above", "below", "record", "with")
        or q.kind == "measure"
    )
    if held is not None and (
        any(words[held.head].low in some(name) for name in MOVES[:2]) or _mean(words, held.last - 1)
    ):
        held = None
    if (
        held is not None
        and ends
        and (q.kind != "money" or before == "by" or words[held.head].low in some("sums"))
    ):
        return held
    subject = about or held
    if q.kind == "share" and polled(words, q.after):
        return held
    if q.unit in ("percentage point", "point"):
        measured = subject is not None and (
            words[subject.head].low in some("levels") | {"margin"}
            or (before in ("is", "was", "at", "of") and words[subject.head].low in some("leads"))
        )
        return subject if measured else rated(words, q)
    if q.kind == "share":
        return level(words, q, subject)
    if subject is None or q.kind != "money":
        return subject
    if before in some("amounting") and low_at(words, q.first - 2) in ("that", "which"):
        return left(words, q.first - 2) or subject
    if before in ("averaging", "totaling", "totalling", "costing"):
        return left(words, q.first - 1) or subject
    common = words[subject.head].text[0].islower() or subject.head == 0
    if before in some("amounting") and common and not timely(words, subject):
        return subject
    return subject if words[subject.head].low in some("sums") and _governed(words, q.first) else None


def _governed(words: list[Word], first: int) -> bool:
    """Whether a verb ties a sum to its subject: `the cost is $5`; not `costs fell, including $5 for ...`."""
    at = first - 1
    while at > 0 and (
        words[at].low in _LIGHT or words[at].low in some("fillers") or words[at].low.endswith("ly")
    ):
        at -= 1
    return at >= 0 and is_verb(words, at) and words[at].low not in some("giving")


_LIGHT = frozenset(
    (
        "a",
        "an",
        "the",
        "at",
        "to",
        "by",
        "from",
        "of",
        "just",
        "only",
        "about",
        "up",
        "down",
        "now",
        "still",
        "over",
        "under",
        "than",
        "more",
        "less",
        "nearly",
        "well",
        "below",
        "above",
        "out",
        "as",
    )
)


_MEANS = frozenset(
    ("average", "total", "combined", "mean", "sum", "low", "lows", "high", "highs", "peak", "record")
)


def _mean(words: list[Word], noun: int) -> bool:
    """`an average of $5`, `at a historic low of 3 percent`: the noun at this token is not what is measured."""
    at = noun - 1
    while at > 0 and (
        words[at].low in adjectives() or words[at].low in some("fillers") or words[at].text == "-"
    ):
        at -= 1
    low = low_at(words, noun)
    plural = low in ("lows", "highs") and at < noun - 1
    return low in _MEANS and (low_at(words, at) in ("a", "an") or plural)


def _joint_first(words: list[Word], last: Phrase) -> Phrase:
    """`seized ships and vans worth $5`: the first noun of the two is the head."""
    at = last.first - 1
    noun = (
        low_at(words, at) == "and"
        and is_plural(low_at(words, at - 1))
        and low_at(words, at - 1) not in closed()
    )
    return Phrase(at - 1, last.last, at - 1) if noun else last


def _standing(words: list[Word], q: Quantity) -> Phrase | None:
    """`a fine of $3 billion`, `revenue of 20 million`: the noun just before."""
    first = q.first
    while low_at(words, first - 1) in ("+", "/", "-", "±", "plus", "minus", "or", "only", "just"):
        first -= 1
    if first != q.first and low_at(words, first - 1) == "error":
        return left(words, first)
    found = of_phrase(words, first) if low_at(words, first - 1) in ("of", "at", "worth") else None
    if found is not None and _mean(words, first - 2):
        return None
    if found is None or (
        q.kind == "money" and low_at(words, q.first - 1) == "at" and words[found.head].low not in some("sums")
    ):
        return None
    moves = any(words[found.head].low in some(name) for name in MOVES)
    if low_at(words, first - 1) == "worth" and is_plural(words[found.head].low):
        found = _joint_first(words, found)
    if q.kind == "money" and moves:
        thing = found.head > found.first or words[found.head].low not in some("bare_moves")
        return destined(words, q) or (found if thing else None)
    if q.kind != "money" and moves and found.head > found.first:
        return Phrase(found.first, found.head, found.head - 1)
    moved = any(words[found.head].low in some(name) for name in MOVES[:2])
    if q.kind != "money" and moved and low_at(words, found.head + 1) in ("in", "of", "for"):
        inner = beyond(words, found.head + 2)  # `a drop in traffic of 60 percent`
        return found if inner is None or inner.last > first else inner
    return found
