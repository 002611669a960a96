"""Units around a number: signs and names of money, percent, measures, times, ages, multiples, and rates."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from onrecord.extract.figures.words import closed, is_plural, singular, some
from onrecord.values.amount import Number, Word, low_at, number_at
from onrecord.values.units import Forms, measures, money_signs, money_words, symbols


class Unit(NamedTuple):
    """A unit's code (ISO 4217, percent, UCUM, `1`), its kind, the token after it, a factor for the value."""

    code: str | None
    kind: str
    end: int
    factor: float = 1.0
    flags: tuple[str, ...] = ()


def money_before(words: list[Word], i: int) -> tuple[str, int] | None:
    """The currency whose sign stands before token `i` (`$` alone is `$`) and the sign's first token."""
    signs = money_signs()
    for size in (4, 3, 2, 1):
        start = i - size
        if start < 0:
            continue
        sign = "".join(word.text for word in words[start:i])
        if sign not in signs or (size > 1 and "$" in sign and not _compact(words, start)):
            continue
        if sign.isalpha() and not _code(words, i, sign):
            continue
        return signs[sign], start
    if words[i - 1].text == "$" and i:
        return "$", i - 1
    return None


def _compact(words: list[Word], start: int) -> bool:
    """`US $5` may hold one blank, `sold A $5 pie` none of ours."""
    return words[start].text != "A" or words[start + 1].glued


def _code(words: list[Word], i: int, sign: str) -> bool:
    return words[i].glued or (len(sign) == 3 and sign.isupper()) or sign in ("Rs", "Dh", "Dhs")


def unit_after(words: list[Word], number: Number) -> Unit | None:
    """The unit that follows a number; null for a counted or a bare one."""
    at = number.end
    if at >= len(words):
        return None
    if words[at].text == "-" and words[at].glued and at + 1 < len(words) and words[at + 1].glued:
        at += 1
    if number.vague and words[at].low == "of" and at + 1 < len(words):
        return _money(words, at + 1, number) or _measure(words, at + 1) or _time(words, at + 1, number)
    if words[at].low in ("new", "additional", "more", "extra") and at + 1 < len(words):
        more = _match(measures(), words, at + 1) or _match(money_words(), words, at + 1)
        if words[at + 1].low in ("barrels", "barrel"):
            return _measure(words, at + 1)
        if more and words[at + 1].low in ("dollars", "euros"):
            return _money(words, at + 1, number)
        if more and len(words[at + 1].low) > 4 and not words[at + 1].low.startswith("pound"):
            return _measure(words, at + 1)
    return (
        _share(words, at)
        or _money(words, at, number)
        or _multiple(words, at, number)
        or _time(words, at, number)
        or _measure(words, at)
    )


def _share(words: list[Word], at: int) -> Unit | None:
    low, ahead = words[at].low, low_at(words, at + 1)
    behind = (
        ahead == "of"
        and at + 2 < len(words)
        and (words[at + 2].text[0].isupper() or low_at(words, at + 2) == "the")
    )
    if low in ("point", "points") and (behind or ahead not in ("of", "man", "plan", "person")):
        return Unit("point", "share", at + 1)
    if low in ("%", "percent", "pct", "percents") or (low == "pc" and words[at].glued):
        if ahead == "points" or (ahead == "point" and low_at(words, at + 2) not in ("of",)):
            return Unit("percentage point", "share", at + 2)
        return Unit("percent", "share", at + 1)
    if low == "per" and ahead == "cent":
        return Unit("percent", "share", at + 2)
    if low == "percentage" and ahead in ("point", "points", "-"):
        return Unit("percentage point", "share", at + 2 + (ahead == "-"))
    if (low == "basis" and ahead in ("point", "points")) or low in ("bps", "bp"):
        return Unit("basis point", "share", at + 1 + (low == "basis"))
    return None


def _match(forms: Forms, words: list[Word], at: int) -> tuple[str, int] | None:
    for parts, code in forms.get(words[at].low, ()):
        end = at + len(parts)
        if end <= len(words) and all(words[at + k].low == part for k, part in enumerate(parts)):
            return code, end
    return None


_CENTS = {"cents": ("USD", 0.01), "cent": ("USD", 0.01), "¢": ("USD", 0.01), "pence": ("GBP", 0.01)}


def _money(words: list[Word], at: int, number: Number) -> Unit | None:
    word = words[at]
    found = _match(money_words(), words, at)
    if found and word.low == "pounds" and (number.scale < 1e6 or low_at(words, at + 1) == "of"):
        found = None
    if (
        found
        and not (word.low == "real" and not found[1] - at > 1)
        and not (word.low == "won" and number.scale < 1e3)
    ):
        code = "$" if word.low in ("dollar", "dollars", "buck", "bucks") else found[0]
        return Unit(code, "money", found[1])
    if word.low == "grand" and (
        at + 1 >= len(words) or words[at + 1].low in closed() or words[at + 1].kind == "punct"
    ):
        return Unit("$", "money", at + 1, 1000.0)
    if word.low in _CENTS and number.scale == 1:
        code, factor = _CENTS[word.low]
        return Unit(code, "money", at + 1, factor, ("cents",))
    if word.text == "p" and word.glued and low_at(words, at + 1) not in (".", "m", "-"):
        return Unit("GBP", "money", at + 1, 0.01, ("cents",))
    if word.low in ("pounds", "pound") and number.scale >= 1e6 and low_at(words, at + 1) != "of":
        return Unit("GBP", "money", at + 1)
    if (
        word.text in money_signs()
        and (len(word.text) == 3 or not word.text.isalpha())
        and not _opens_number(words, at)
    ):
        return Unit(money_signs()[word.text], "money", at + 1)
    if word.text == "kn" and not word.glued:
        return Unit("HRK", "money", at + 1)
    if word.text == "$" and word.glued and not _opens_number(words, at):
        return Unit("$", "money", at + 1)
    return None


def _opens_number(words: list[Word], at: int) -> bool:
    return at + 1 < len(words) and words[at + 1].kind == "num" and words[at + 1].glued


def _multiple(words: list[Word], at: int, number: Number) -> Unit | None:
    low, ahead = words[at].low, low_at(words, at + 1)
    if low == "fold":
        return Unit("1", "multiple", at + 1)
    if low in ("x", "×") and words[at].glued:
        return Unit("1", "multiple", at + 1)
    if low == "times" and not number.value.is_integer():
        return Unit("1", "multiple", at + 1)
    if low == "times" and ahead in (
        "as",
        "more",
        "higher",
        "larger",
        "greater",
        "bigger",
        "the",
        "that",
        "less",
        "fewer",
        "faster",
        "longer",
        "what",
        "earnings",
        "its",
        "their",
        "likelier",
        "worse",
        "better",
        "stronger",
    ):
        later = low_at(words, at + 2)
        if ahead == "the" and later in ("charm", "last"):
            return None
        return Unit("1", "multiple", at + 1)
    return None


def _time(words: list[Word], at: int, number: Number) -> Unit | None:
    """Durations and ages."""
    low = words[at].low
    if low not in some("time_units") or (
        low in ("second", "quarter") and number.value != 1 and not words[at].glued and low == "second"
    ):
        return None
    if low in ("min", "sec", "mo", "second", "quarter", "quarters", "fall") and number.scale > 1:
        return None
    end = at + 1
    base = singular(low).rstrip("'’")
    if low_at(words, end) == "-" and low_at(words, end + 1) in ("old", "olds"):
        return Unit(base, "age", end + 2)
    if low_at(words, end) in ("old", "olds"):
        return Unit(base, "age", end + 1)
    if low_at(words, end) == "of" and low_at(words, end + 1) == "age":
        return Unit(base, "age", end + 2)
    return Unit(base, "duration", end)


def _measure(words: list[Word], at: int) -> Unit | None:
    word = words[at]
    if word.low in ("pound", "pounds") and low_at(words, at + 1) not in ("sterling", "-"):
        return Unit("[lb_av]", "measure", at + 1)
    if word.low in ("barrel", "barrels"):
        return Unit("[bbl_us]", "measure", at + 1)
    if low_at(words, at + 1) in ("-", "/"):
        sign = _symbol(words, at)
        if sign is not None and sign.end > at + 1:
            return sign
    found = _match(measures(), words, at)
    if found:
        return Unit(found[0], "measure", found[1])
    return _symbol(words, at)


def _symbol(words: list[Word], at: int) -> Unit | None:
    table = symbols()
    for size in (4, 3, 2, 1):
        part = words[at : at + size]
        if len(part) < size or any(not word.glued for word in part[1:]):
            continue
        text = "".join(word.text for word in part)
        if text in table and _fits(words, at, size, text):
            return Unit(table[text], "measure", at + size)
    return None


def _fits(words: list[Word], at: int, size: int, text: str) -> bool:
    """One letter needs to be glued to its number or be no common word; nothing may be glued after."""
    after = words[at + size] if at + size < len(words) else None
    if after is not None and after.glued and after.kind in ("word", "num"):
        return False
    if words[at].glued:
        return not (text == "m" and is_plural(after.low if after else ""))
    if text in ("m", "C", "ft", "W", "V", "mi", "ha", "hp", "kt", "g"):
        return text in ("W", "V", "C", "hp", "kt", "ft", "m") and (
            after is None or not after.text[:1].isupper() or text in ("W", "V")
        )
    return True


@cache
def _per_signs() -> dict[str, str]:
    return dict(pair.split() for pair in some("per_signs"))


def per_after(words: list[Word], last: int) -> tuple[str | None, int]:
    """The denominator of a rate and the token after it: `per gallon`, `a day`, `an hour`, `/kWh`, `each`."""
    nouns = some("per_nouns")
    at = last + (low_at(words, last) == "-")
    low, ahead = low_at(words, at), low_at(words, at + 1)
    if low == "/" and words[at].glued and ahead in _per_signs() and words[at + 1].glued:
        return _per_signs()[ahead], at + 2
    if ahead == "-" and low in ("a", "per") and low_at(words, at + 2) in nouns:
        return low_at(words, at + 2), at + 3
    if low in ("a", "an") and low_at(words, at + 2) in (
        "ago",
        "earlier",
        "later",
        "before",
        "after",
        "from",
        "back",
        "prior",
    ):
        return None, last
    if low in ("a", "an", "per", "each", "every", "/") and ahead in nouns | some("time_units"):
        if low in ("each", "every") and ahead not in some("time_units"):
            return None, last
        if ahead == "square" and low_at(words, at + 2):
            return f"square {singular(low_at(words, at + 2))}", at + 3
        if (
            low in ("a", "an")
            and ahead
            in (
                "quarter",
                "head",
                "share",
                "second",
                "case",
                "unit",
                "game",
                "family",
                "student",
                "child",
                "worker",
                "household",
                "seat",
                "ticket",
                "pair",
                "pack",
                "trip",
                "shift",
                "season",
                "vote",
                "pop",
                "pill",
                "bottle",
            )
            and low == "a"
            and ahead not in ("share", "head", "second", "game", "pop")
        ):
            return None, last
        return singular(ahead), at + 2
    if low == "per" and at + 1 < len(words) and words[at + 1].kind == "word":
        return singular(words[at + 1].low), at + 2
    if low == "per" and at + 1 < len(words) and words[at + 1].kind == "num":
        number = number_at(words, at + 1)
        return (" ".join(w.text for w in words[at + 1 : number.end]), number.end) if number else (None, last)
    return None, last
