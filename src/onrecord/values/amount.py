"""Words of a sentence with their places, and the numbers written in them, in digits or in words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import isfinite
from typing import Any, NamedTuple


class Word(NamedTuple):
    """One token: half-open place, text, lower case, kind (`num`, `word`, `punct`), whether glued to the one before."""

    start: int
    end: int
    text: str
    low: str
    kind: str
    glued: bool


class Number(NamedTuple):
    """A number read at a token: its value, the token after it, the scale word it ended with, and how it was written."""

    value: float
    end: int
    scale: float = 1.0
    vague: bool = False
    fraction: bool = False
    flags: tuple[str, ...] = ()


DIGITS = 40  # characters; what is longer counts nothing, and a float cannot hold it
_TOKEN = re.compile(
    r"(?P<num>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,]*\d)|\d[\d,]*\d\.\d+|\d[\d,]*\d|\d+\.\d+|\d+|(?<![\w.])\.\d+|[½¼¾⅓⅔⅛])"
    r"|(?P<word>(?:U\.S\.|U\.K\.|U\.N\.|E\.U\.)(?:['’]s)?|[a-z]\.[a-z]\.|[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<punct>\.\.\.|--|[^\s\w]|_)",
    re.I,
)


def lex(text: str, start: int, end: int) -> list[Word]:
    """The tokens of `text[start:end]`; hyphens stand alone, white space of any kind parts words."""
    found: list[Word] = []
    last = -1
    for match in _TOKEN.finditer(text, start, end):
        a, b = match.span()
        words = match.group()
        kind = match.lastgroup or "punct"
        kind = "word" if kind == "num" and b - a > DIGITS else kind
        found.append(Word(a, b, words, words.lower(), kind, a == last))
        last = b
    return found


@dataclass(frozen=True, slots=True)
class Numerals:
    """The number words of `data/figures/numbers.toml`."""

    small: dict[str, float]
    scale: dict[str, float]
    short: dict[str, float]
    money_short: dict[str, float]
    vague: dict[str, float]
    parts: dict[str, float]
    glyphs: dict[str, float]


@cache
def numerals() -> Numerals:
    """The number words, read once."""
    with (files("onrecord") / "data" / "figures" / "numbers.toml").open("rb") as file:
        table: dict[str, dict[str, Any]] = tomllib.load(file)
    return Numerals(**{name: {key: float(v) for key, v in part.items()} for name, part in table.items()})


_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\.\d+")


def digits(words: str) -> tuple[float, tuple[str, ...]]:
    """The value of digits with separators; groups of a wrong length keep their value and are flagged as a typo."""
    value = numerals().glyphs.get(words)
    if value is not None:
        return value, ()
    flags = () if _GROUPS.fullmatch(words) else ("typo",)
    return float(words.replace(",", "")), flags


def number_at(words: list[Word], i: int, money: bool = False) -> Number | None:
    """The longest number that starts at token `i`, in digits, in words or as a fraction; null where none starts."""
    word = words[i]
    if word.kind not in ("num", "word"):
        return None
    if word.kind == "num":
        found: Number | None = _digits_at(words, i, money)
    else:
        found = _fraction_at(words, i) or _vague_at(words, i) or _spelled_at(words, i)
    if found is not None and found.scale > 1 and not found.vague:
        found = _rescaled(words, found)
    return found if found and isfinite(found.value) else None


def _rescaled(words: list[Word], number: Number) -> Number:
    """`fifty-seven thousand — million people`: a scale put right behind a dash."""
    end = number.end
    scale = numerals().scale.get(low_at(words, end + 1), 0.0)
    dash = low_at(words, end) in ("—", "–", "--") and scale >= 1000
    if not dash or low_at(words, end + 2) == "-":
        return number
    value = _times(number.value / number.scale, scale)
    return number._replace(
        value=value, end=end + 2, scale=scale, flags=number.flags + _changed(scale, number)
    )


def _changed(scale: float, number: Number) -> tuple[str, ...]:
    return ("correction",) if scale != number.scale else ()


def low_at(words: list[Word], i: int) -> str:
    """The word at `i` in lower case; empty beyond either end."""
    return words[i].low if 0 <= i < len(words) else ""


def text_at(words: list[Word], i: int) -> str:
    """The word at `i` as written; empty beyond either end."""
    return words[i].text if 0 <= i < len(words) else ""


def _digits_at(words: list[Word], i: int, money: bool) -> Number:
    value, flags = digits(words[i].text)
    end = i + 1
    value, end = _glyph(words, end, value)
    value, end = _and_a_half(words, end, value)
    value, end = _power(words, end, value)
    scale, end = _scale_at(words, end, money)
    if scale > 1:
        value, end = _lesser(words, end, value, scale)
    if low_at(words, end) == "/" and end == i + 1 and _plain_fraction(words, i):
        bottom, _ = digits(words[i + 2].text)
        return Number(value / bottom, i + 3, fraction=True)
    return Number(_times(value, scale), end, scale, flags=flags)


def _lesser(words: list[Word], end: int, value: float, scale: float) -> tuple[float, int]:
    """`1 trillion 400 billion`: the smaller part behind the greater one, in the greater one's scale."""
    if end + 1 >= len(words) or words[end].kind != "num" or words[end].glued:
        return value, end
    more, _ = digits(words[end].text)
    less, after = _scale_at(words, end + 1, False)
    if not 1 < less < scale or more * less >= scale or not value.is_integer():
        return value, end
    return value + more * less / scale, after


def _times(value: float, scale: float) -> float:
    return float(f"{value * scale:.12g}")


def _plain_fraction(words: list[Word], i: int) -> bool:
    below = words[i + 2].text if i + 2 < len(words) else ""
    top = words[i].text
    small = len(top) == 1 and below.isdigit() and 1 < int(below) <= 10 and int(top) < int(below)
    return small and words[i + 1].glued and words[i + 2].glued and low_at(words, i + 3) != "/"


def _power(words: list[Word], end: int, value: float) -> tuple[float, int]:
    """`2.998×10^8`, `1.6 x 10−19`."""
    if low_at(words, end) not in ("×", "x", "*") or low_at(words, end + 1) != "10":
        return value, end
    at = end + 2 + (low_at(words, end + 2) == "^")
    sign = -1 if low_at(words, at) in ("−", "-") else 1
    at += sign < 0
    if at >= len(words) or words[at].kind != "num" or not words[at].glued or len(words[at].text) > 2:
        return value, end
    return float(f"{value * 10.0 ** (sign * int(digits(words[at].text)[0])):.12g}"), at + 1


def _glyph(words: list[Word], end: int, value: float) -> tuple[float, int]:
    glyph = numerals().glyphs.get(low_at(words, end))
    return (value + glyph, end + 1) if glyph else (value, end)


def _and_a_half(words: list[Word], end: int, value: float) -> tuple[float, int]:
    """`two and a half`, `four-and-a-half`, `2-1/2`, `2 1/2`."""
    at = end
    read: list[str] = []
    while len(read) < 3 and at < len(words):
        if words[at].text != "-":
            read.append(words[at].low)
        at += 1
    if read[:1] == ["and"] and read[1:2] in (["a"], ["one"]):
        part = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}.get(read[-1])
        if part:
            return value + part, at
    at = end + (low_at(words, end) == "-")
    if (
        at < len(words)
        and words[at].kind == "num"
        and low_at(words, at + 1) == "/"
        and _plain_fraction(words, at)
    ):
        return value + float(words[at].text) / float(words[at + 2].text), at + 3
    return value, end


def _scale_at(words: list[Word], end: int, money: bool) -> tuple[float, int]:
    """The product of scale words at `end` (`hundred million`), also after a hyphen (`1.8 billion`, `2-million`)."""
    table = numerals()
    scale = 1.0
    if low_at(words, end) == "]" and low_at(words, end + 1) in table.scale and words[end - 2].text == "[":
        end += 1  # an editor's number: `[715] million`
    if end < len(words) and words[end].glued and words[end].kind == "word":
        short = table.short.get(words[end].text) or table.short.get(
            words[end].low if len(words[end].low) > 1 else ""
        )
        short = short or (table.money_short.get(words[end].low) if money else None)
        if short:
            return short, end + 1
    while end < len(words):
        at = end + (words[end].text == "-" and words[end].glued)
        one = table.scale.get(low_at(words, at)) or (
            table.short.get(low_at(words, at)) if len(low_at(words, at)) > 1 else None
        )
        if not one or (one == 12 and scale > 1):
            break
        scale, end = scale * one, at + 1
    return scale, end


def _fraction_at(words: list[Word], i: int) -> Number | None:
    """`half`, `a third`, `two-thirds`, `three quarters`, `half a million`, `a million and a half`."""
    table = numerals()
    low = words[i].low
    if low == "half":
        return _half(words, i)
    if low == "a" and low_at(words, i + 1) == "half":
        scaled = _half(words, i + 1)
        return scaled if scaled.scale > 1 else None
    top = 1.0 if low in ("a", "one") else table.small.get(low, 0.0)
    if not top:
        return None
    at = i + 1 + (low_at(words, i + 1) == "-")
    bottom = table.parts.get(low_at(words, at))
    if not bottom or (top == 1) == low_at(words, at).endswith("s"):
        return None
    if top >= bottom and bottom != 2:
        return None
    if (
        low_at(words, at + 1) == "of"
        and low_at(words, at + 2) == "a"
        and low_at(words, at + 3) in table.scale
    ):
        scale = table.scale[low_at(words, at + 3)]
        return Number(_times(top / bottom, scale), at + 4, scale)
    return Number(top / bottom, at + 1, fraction=True)


def _half(words: list[Word], i: int) -> Number:
    scales = numerals().scale
    for at in (i + 1, i + 2):
        if low_at(words, i + 1) in ("a", "-") or at == i + 1:
            one = scales.get(low_at(words, at))
            if one and (at == i + 1 or low_at(words, i + 1) in ("a", "-")):
                return Number(one / 2, at + 1, one)
    return Number(0.5, i + 1, fraction=True)


def _vague_at(words: list[Word], i: int) -> Number | None:
    """`tens of thousands`, `hundreds`, `several hundred`, `a few dozen`: low is the least that the words mean."""
    table = numerals()
    low = words[i].low
    if (
        low in ("tens", "dozens", "hundreds", "thousands", "millions", "scores", "billions")
        and low_at(words, i + 1) == "of"
    ):
        more = table.vague.get(low_at(words, i + 2))
        if more and more >= 1000:
            first = {"tens": 10.0, "dozens": 12.0, "scores": 20.0}.get(low) or table.vague[low]
            return Number(first * more, i + 3, more, vague=True)
    if low in table.vague:
        return Number(table.vague[low], _repeated(words, i), table.vague[low], vague=True)
    at = i + (low == "a")
    if low_at(words, at) in ("several", "few", "couple", "many"):
        after = at + 1 + (low_at(words, at + 1) == "of")
        scale, end = _scale_at(words, after, False)
        if scale > 1:
            return Number(2.0 * scale, end, scale, vague=True)
        if low_at(words, at) == "couple" and at == i + 1 and _coupled(words, at + 1):
            return Number(2.0, at + 1, vague=True)
    return None


def _repeated(words: list[Word], i: int) -> int:
    """The token after `millions`, or after `millions and millions and millions`."""
    end = i + 1
    while low_at(words, end) == "and" and low_at(words, end + 1) == words[i].low:
        end += 2
    return end


def _coupled(words: list[Word], at: int) -> bool:
    """`a couple [of]`, `a couple questions`, `a couple more friends`."""
    at += low_at(words, at) in ("more", "other")
    low = low_at(words, at)
    return low in ("of", "people") or (low.endswith("s") and not low.endswith("ss") and len(low) > 3)


def _spelled_at(words: list[Word], i: int) -> Number | None:
    table = numerals()
    low = words[i].low
    end = i
    if low == "a" and low_at(words, i + 1) in table.scale:
        value, end = 1.0, i + 1
    elif low in table.small:
        value, end = _below_hundred(words, i)
    elif low in table.scale:
        value = 1.0
        if i > 1 and words[i - 1].text == "-" and words[i - 2].low == "multi":
            return Number(table.scale[low], i + 1, table.scale[low], vague=True)
    else:
        return None
    total, group, largest, end = _groups(words, value, end)
    value, end = total + group, end
    value, end = _and_a_half(words, end, value) if largest == 1 else _scaled_half(words, end, value, largest)
    if value != total + group and largest == 1:
        scale, end = _scale_at(words, end, False)
        return Number(_times(value, scale), end, scale)
    return Number(value, end, largest)


def _scaled_half(words: list[Word], end: int, value: float, largest: float) -> tuple[float, int]:
    more, after = _and_a_half(words, end, 0.0)
    return (value + more * largest, after) if after > end else (value, end)


def _below_hundred(words: list[Word], i: int) -> tuple[float, int]:
    small = numerals().small
    value = small[words[i].low]
    at = i + 1 + (low_at(words, i + 1) == "-")
    unit = small.get(low_at(words, at), 0.0)
    if value >= 20 and 1 <= unit <= 9:
        return value + unit, at + 1
    return value, i + 1


def _groups(words: list[Word], value: float, end: int) -> tuple[float, float, float, int]:
    """Sum up `two hundred and five thousand three hundred`: total, open group, largest scale, token after."""
    table = numerals()
    total, group, largest = 0.0, value, 1.0
    while end < len(words):
        low = words[end].low
        hyphen = low == "-" and words[end].glued and low_at(words, end + 1) in table.scale
        scale = table.scale.get(low_at(words, end + 1) if hyphen else low)
        if scale:
            if scale == 100 or scale == 12:
                group *= scale
            elif total and scale > largest:
                break
            else:
                total, group = total + group * scale, 0.0
            largest, end = max(largest, scale), end + 1 + hyphen
            continue
        at = end + (low == "and" and largest > 1)
        if largest == 1 or low_at(words, at) not in table.small or (at > end and not _adds(words, at)):
            break
        more, after = _below_hundred(words, at)
        if group % 100 or more == 0:
            break
        group, end = group + more, after
    return total, group, largest, end


def _adds(words: list[Word], at: int) -> bool:
    """`two hundred and five` adds; `one hundred and two ministers` is read so too, `a hundred and one of` is not."""
    return low_at(words, at + 1) not in ("of", "other", "more") and words[at].low != "one"
