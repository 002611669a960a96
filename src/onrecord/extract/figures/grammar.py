"""Quantities over the tokens of one sentence: approximator, money sign, number, range, unit, rate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from onrecord.extract.figures.approximate import looked_back
from onrecord.extract.figures.measured import Unit, money_before, per_after, unit_after
from onrecord.extract.figures.multiples import multiplied, one_in, ratio
from onrecord.extract.figures.quantity import Quantity, approximated
from onrecord.extract.figures.words import some
from onrecord.values.amount import Number, Word, low_at, number_at, numerals


def starts() -> frozenset[str]:
    """Words that may begin a number."""
    table = numerals()
    more = ("a", "half", "several", "few", "couple", "tens", "many")
    return frozenset((*table.small, *table.scale, *table.vague, *more))


_STARTS = starts()


Reader = Callable[[list[Word], int], Quantity | None]


def quantities(words: list[Word], *more: Reader) -> Iterator[Quantity]:
    """All quantities of a sentence, in order; none overlaps another. What `more` read goes before the rest."""
    i = 0
    while i < len(words):
        word = words[i]
        found = None
        if word.kind == "num" or word.low in _STARTS:
            found = (
                next((found for reader in more if (found := reader(words, i))), None)
                or ratio(words, i)
                or _ranged(words, i)
                or approximated(words, one_in(words, i) or _single(words, i))
            )
        elif word.kind == "word":
            found = multiplied(words, i)
        if found is None:
            i += 1
            continue
        yield found
        i = max(found.last, i + 1)


def _single(words: list[Word], i: int) -> Quantity | None:
    """One number with its unit, without approximators."""
    money = money_before(words, i)
    number = number_at(words, i, money is not None) or _article(words, i)
    if number is None or _part_of_word(words, i, number):
        return None
    if number.fraction:
        number = _of_one(words, number)
    first = money[1] if money else i
    sign = _signed(words, first)
    unit = _money(words, money[0], number) if money else unit_after(words, number)
    if number.vague and unit is None:
        unit = _vague_money(words, number)
    value = float(f"{number.value * (unit.factor if unit else 1.0):.12g}")
    if sign:
        value, first = -value, first - 1
    return _quantity(
        words,
        number,
        Unit("1", "fraction", number.end) if number.fraction and not unit else unit,
        (first, i, value),
    )


def _article(words: list[Word], i: int) -> Number | None:
    """`over a dollar`, `about a percentage point`: the article is a number behind an approximator."""
    if words[i].low != "a" or looked_back(words, i)[1] is None:
        return None
    number = Number(1.0, i + 1)
    unit = unit_after(words, number)
    return number if unit is not None and unit.kind in ("money", "share") else None


def _money(words: list[Word], code: str, number: Number) -> Unit:
    """`$75 U.S.` says whose dollar after the number."""
    named = (
        low_at(words, number.end) in ("us", "u.s.", "usd")
        and words[number.end].text.isupper()
        and code == "$"
    )
    if named:
        return Unit("USD", "money", number.end + 1)
    again = code == "$" and low_at(words, number.end) == "dollars"
    return Unit(code, "money", number.end + again)


def _part_of_word(words: list[Word], i: int, number: Number) -> bool:
    """`a third term` is no fraction; `a` needs a scale."""
    if (
        words[i].low in ("a", "one")
        and number.fraction
        and words[number.end - 1].low
        in ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "quarter")
    ):
        return low_at(words, number.end) not in (
            "of",
            "the",
            ",",
            ".",
            "in",
            "to",
            "are",
            "is",
            "that",
            "more",
            "less",
            "were",
            "",
        )
    if number.fraction and words[i].low == "half":
        return not _is_half(words, i)
    return False


def _is_half(words: list[Word], i: int) -> bool:
    """`half of`, `half the`, `by half`, `in half`, `more than half`; not `second half`, `half-hour`."""
    ahead, behind = low_at(words, i + 1), low_at(words, i - 1)
    if ahead in ("-", "way") or behind in (
        "first",
        "second",
        "other",
        "latter",
        "-",
        "third",
        "final",
        "better",
        "last",
        "this",
    ):
        return ahead == "of" and behind in ("other",)
    if ahead in ("of", "the", "a", "their", "his", "our", "its", "that", "those", "all", "as", "an", "what"):
        return ahead not in ("a", "an") or low_at(words, i + 2) not in some("time_units")
    return behind in (
        "by",
        "in",
        "than",
        "about",
        "nearly",
        "almost",
        "over",
        "roughly",
        "least",
        "and",
        "only",
    ) or ahead in ("are", "were", "is", "said", "have")


def _signed(words: list[Word], first: int) -> bool:
    """`-7 points`, `minus 1.4 degrees`."""
    sign = words[first - 1] if first else None
    if sign is None or sign.text not in ("-", "−", "minus", "negative"):
        return False
    if sign.text == "negative":
        return low_at(words, first - 2) in ("a", "net", "at", "of", "by")
    if words[first].kind == "word" and sign.text != "minus":
        return False  # `-One poll`
    if sign.text == "minus":
        return low_at(words, first - 2) != "or"
    return words[first].glued and (not sign.glued or low_at(words, first - 2) == "minus")


def _of_one(words: list[Word], number: Number) -> Number:
    """`half of 1 percent`, `a quarter of a percentage point`: a part of one percent."""
    at = number.end + (low_at(words, number.end) == "of")
    if low_at(words, at) not in ("a", "one", "1") or low_at(words, at + 1) not in (
        "percent",
        "percentage",
        "%",
        "point",
    ):
        return number
    return number._replace(end=at + 1, fraction=False)


_MONEY = frozenset(("cash", "money"))


def _vague_money(words: list[Word], number: Number) -> Unit | None:
    """`billions for roads`, `took millions from banks`: sums without a word for them."""
    low = words[number.end - 1].low
    given = {word.low for word in words[max(number.end - 7, 0) : number.end]} & some("gifts")
    if low == "thousands" and given and low_at(words, number.end) != "of":
        return Unit("$", "money", number.end)
    if low not in ("millions", "billions", "trillions") or low_at(words, number.end) in (
        "of",
        "who",
        "have",
        "are",
    ):
        return None
    near = {word.low for word in words[max(number.end - 5, 0) : number.end - 1]}
    spent = bool(near & some("sum_verbs")) or low_at(words, number.end) in some("sum_participles")
    at = number.end + (low_at(words, number.end) in ("”", '"', "more"))
    if low_at(words, at) == "in" and any(w.low in some("sums") | _MONEY for w in words[at + 1 : at + 4]):
        return Unit("$", "money", number.end)
    follows = low_at(words, number.end) in (
        "for",
        "from",
        "in",
        "on",
        "more",
        "toward",
        "to",
        "each",
        "worth",
    )
    return Unit("$", "money", number.end) if spent or (low != "millions" and follows) else None


def _quantity(words: list[Word], number: Number, unit: Unit | None, at: tuple[int, int, float]) -> Quantity:
    first, i, value = at
    last = unit.end if unit else number.end
    per, after = per_after(words, last) if unit is None or unit.kind != "age" else (None, last)
    hyphen = (
        low_at(words, last) == "-" and words[last].glued and last + 1 < len(words) and words[last + 1].glued
    )
    return Quantity(
        first, last, i, last if unit is None else after, value, None if number.vague else value,
        "vague" if number.vague else "exact", unit.code if unit else None, unit.kind if unit else "count",
        per, number.scale, hyphen, number.flags + (unit.flags if unit else ()),
    )  # fmt: skip


def _ranged(words: list[Word], i: int) -> Quantity | None:
    """`between 20 and 30`, `from 5 to 7 percent`, `$2 to $3 million`, `20-30`: low and high."""
    a = _single(words, i)
    if a is None or a.kind in ("fraction", "age") or low_at(words, i - 1) in some("months"):
        return None
    at = a.last + _suspended(words, a.last)
    joint = low_at(words, at)
    head = low_at(words, a.first - 1)
    if head in _ABOUT and low_at(words, a.first - 2) in ("between", "from"):
        head = low_at(words, a.first - 2)
    if not _joins(joint, head):
        return None
    start = at + 1
    b = next((q for k in range(start, min(start + 4, len(words))) if (q := _second(words, start, k))), None)
    if b is None or not _pairs(a, b, joint, words):
        return None
    return _range(words, a, b, head)


def _suspended(words: list[Word], at: int) -> bool:
    """`a 2- to 5-year term`: the hyphen that waits for its noun."""
    hangs = low_at(words, at) == "-" and words[at].glued and at + 1 < len(words) and not words[at + 1].glued
    return hangs and low_at(words, at + 1) in ("to", "or")


_ABOUT = ("about", "around", "roughly", "approximately", "nearly")


def _second(words: list[Word], start: int, k: int) -> Quantity | None:
    if words[k].kind != "num" and words[k].low not in _STARTS:
        return None
    found = _single(words, k)
    lead = {w.low for w in words[start : found.first]} if found else set()
    return (
        found
        if found and lead <= {"about", "around", "roughly", "as", "many", "even", "perhaps", "approximately"}
        else None
    )


def _joins(joint: str, head: str) -> bool:
    if head == "between":
        return joint in ("and", "to", "-", "–")
    return joint in ("to", "-", "–", "or") or joint == "/"


def _pairs(a: Quantity, b: Quantity, joint: str, words: list[Word]) -> bool:
    """Whether two numbers make one range: units agree, the first is less, both small where `or` joins them."""
    if a.unit is not None and (a.unit != b.unit and not _same_money(a, b)):
        return False
    if joint == "to" and b.kind in ("money", "share") and a.unit is None and _yearly(words[a.number].text):
        return False  # `$3 in 2014 to $5 in 2015`
    if joint == "to" and b.scale > 1 and _yearly(words[a.number].text) and low_at(words, a.first - 1) == "in":
        return False  # `from 1 million in 2014 to 2 million`
    if a.unit == b.unit == "percent" and any(
        w.low in ("lost", "loses", "losing", "won", "beat") for w in words[max(a.first - 5, 0) : a.first]
    ):
        return False  # `lost 36 percent to 51 percent`
    if a.unit == b.unit == "percent" and low_at(words, a.first - 1) == "(" and _scored(words, a.first - 1):
        return False  # `led by 15 points (52 percent to 37 percent)`
    low, high = _ends(words, a, b)
    if joint == "or":
        return (
            a.unit is None
            and low < high <= low * 2
            and (high <= 12 or a.approximator != "exact")
            and high - low <= 2
        )
    if joint == "/":
        return a.kind == b.kind == "money" and low < high
    if joint in ("-", "–") and not b.unit and not b.flags and b.kind == "count":
        if (
            len(words[a.number].text) == 3
            and len(words[b.number].text) == 4
            and "," not in words[b.number].text
        ):
            return False
        wordy = b.last < len(words) and words[b.last].kind == "word"
        return (
            low < high
            and wordy
            and words[b.last].low not in ("victory", "win", "lead", "loss", "vote", "decision", "on", "in")
        )
    return low < high or low_at(words, a.first - 1) == "from"


def _scored(words: list[Word], at: int) -> bool:
    """Whether points stand just before a bracket, which then holds the two shares that they part."""
    return low_at(words, at - 1) in ("point", "points")


def _yearly(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and text[:2] in ("19", "20")


def _same_money(a: Quantity, b: Quantity) -> bool:
    return a.kind == b.kind == "money" and b.number == b.first


def _ends(words: list[Word], a: Quantity, b: Quantity) -> tuple[float, float]:
    """`$2 to $3 million`: the first takes the scale of the second when it has none."""
    low, high = a.value, b.value
    if (
        a.scale == 1
        and b.scale > 1
        and b.scale != 12
        and "," not in words[a.number].text
        and low <= high / b.scale * 1.0001
    ):
        low *= b.scale
    return low, high


def _range(words: list[Word], a: Quantity, b: Quantity, head: str) -> Quantity | None:
    low, high = _ends(words, a, b)
    if low > high or (head == "from" and changes(words, a.first - 1)):
        return None
    base = approximated(words, replace(a, last=a.last))
    assert base is not None
    first = base.first - 1 if low_at(words, base.first - 1) in ("between", "from") else base.first
    return replace(
        b, first=first, number=a.number, low=low, high=high, approximator="between", flags=a.flags + b.flags
    )


def changes(words: list[Word], at: int) -> bool:
    """Whether the clause before token `at` speaks of a move, so that `from A to B` are two levels."""
    for k in range(at - 1, max(at - 15, -1), -1):
        low = words[k].low
        if low.startswith("rang") or (words[k].kind == "punct" and low != "-"):
            break
        if low in some("moving") and k > at - 7:
            return True
        if low not in ("up", "down") and (low in some("up") or low in some("down")):
            return True
    return False
