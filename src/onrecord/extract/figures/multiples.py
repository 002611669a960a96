"""Parts and multiples written as words: `one in five`, `by 3-to-1`, `twice as many`, `tenfold`."""

from __future__ import annotations

from onrecord.extract.figures.quantity import Quantity, approximated
from onrecord.extract.figures.words import adjectives, signals, some
from onrecord.values.amount import Word, low_at, number_at, numerals


def one_in(words: list[Word], i: int) -> Quantity | None:
    """`one in five`, `nine out of ten`, `three of every four`: a fraction."""
    top = number_at(words, i)
    if top is None or top.vague or top.fraction or top.value > 99:
        return None
    at = top.end
    form = (low_at(words, at), low_at(words, at + 1))
    if form == ("out", "of") or form in (("in", "every"), ("of", "every"), ("for", "every")):
        at += 2 + (low_at(words, at + 2) == "every")
    elif form[0] == "in" and (
        words[i].kind == "word" or (top.value < 10 and form[1] in ("10", "5", "4", "100"))
    ):
        at += 1
    elif not (
        form[0] == "of" and form[1] in ("10", "ten", "three", "four", "five") and _of_ten(words, i, at + 2)
    ):
        return None
    else:
        at += 1
    bottom = number_at(words, at) if at < len(words) and words[at].low != "a" else None
    if (
        bottom is None
        or bottom.fraction
        or bottom.value <= top.value
        or bottom.value > 1e6
        or low_at(words, bottom.end) in some("months")
    ):
        return None
    if form[0] == "in" and (low_at(words, bottom.end) in some("time_units") or 1900 < bottom.value < 2100):
        return None
    share = top.value / bottom.value
    return Quantity(i, bottom.end, i, bottom.end, share, share, "exact", "1", "fraction")


def _of_ten(words: list[Word], i: int, at: int) -> bool:
    """`nearly eight of 10 voters say`, not `six of 10 judges`, `the two of ten towns`."""
    asked = low_at(words, at) in some("people") or low_at(words, at + 1) in some("people")
    return asked and low_at(words, i - 1) not in some("determiners")


def ratio(words: list[Word], i: int) -> Quantity | None:
    """`by 3-to-1`, `outspent them 4-1`: how many times as much."""
    top = number_at(words, i)
    if top is None or top.vague or top.fraction or top.scale > 1 or not 1 < top.value < 100:
        return None
    joint = [word.low for word in words[top.end : top.end + 3]]
    spoken = joint == ["-", "to", "-"] or joint[:1] == ["to"]
    at = top.end + (3 if joint[:1] == ["-"] and spoken else 1)
    bottom = number_at(words, at) if at < len(words) else None
    if bottom is None or bottom.value != 1 or bottom.scale > 1 or not (spoken or _outdone(words, i, joint)):
        return None
    if (
        spoken
        and joint[0] == "to"
        and (low_at(words, bottom.end) in ("percent", "%") or words[i - 1].low == "from")
    ):
        return None
    q = Quantity(i, bottom.end, i, bottom.end, top.value, top.value, "exact", "1", "multiple")
    return approximated(words, q)


def _outdone(words: list[Word], i: int, joint: list[str]) -> bool:
    near = {word.low for word in words[max(i - 7, 0) : i]}
    bounded = low_at(words, i - 1) in ("by", "nearly", "than", "almost", "roughly", "about")
    return joint[:1] == ["-"] and (bounded or bool(near & some("outdone")))


def multiplied(words: list[Word], i: int) -> Quantity | None:
    """`doubled`, `twice as many`, `tenfold`: a multiple."""
    low = words[i].low
    value = _factor(low)
    if value is None:
        return None
    ahead = low_at(words, i + 1)
    if low in ("twice", "thrice"):
        if ahead not in ("as", "the", "that") or (ahead == "as" and not _compared(words, i + 2)):
            return None
    elif ahead in some("double_names") or not _verbal(words, i):
        return None
    if low.endswith("fold") and low_at(words, i - 1) in ("is", "are", "was", "were"):
        return None  # `our aim is threefold`
    flags = ("verb",) if low.endswith(("ed", "ing")) else ()
    q = Quantity(i, i + 1, i, i + 1, value, value, "exact", "1", "multiple", flags=flags)
    return approximated(words, q)


def _compared(words: list[Word], at: int) -> bool:
    """`twice as many`, `twice as fast as`; not `twice as judge`."""
    low = low_at(words, at)
    near = [word.low for word in words[at + 1 : at + 4]]
    later = "as" in near and "and" not in near[: near.index("as")]
    return low in ("many", "much", "likely") or low in adjectives() or later


def _verbal(words: list[Word], i: int) -> bool:
    low = words[i].low
    if low.endswith(("ed", "ing", "fold")) or (
        words[i].text[0].isupper() and (i == 0 or words[i - 1].kind == "punct")
    ):
        return True
    return low_at(words, i + 1) in (
        "the",
        "its",
        "their",
        "our",
        "his",
        "that",
        "what",
        "in",
        "from",
    ) or low_at(words, i - 1) in ("to", "will", "nearly", "more", "than", "almost")


def _factor(low: str) -> float | None:
    """The factor of a word such as `tripled` or `sixfold`."""
    table = signals("multiples")
    value = table.get(low)
    if value is None and low.endswith("fold") and low[:-4] in numerals().small:
        value = numerals().small[low[:-4]]
    return float(value) if value else None
