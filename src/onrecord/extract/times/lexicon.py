"""Text to tokens with classes: the words of data/times.toml, numbers, years, clock times and dates in digits."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.values.amount import DIGITS

TOKEN = re.compile(
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|[ap]\.m)\.(?=\W|\Z)"
    r"|[ap]\.m\b|Q[1-4]\b|[1-4]Q\b|H[12]\b|9/11\b|o['’]clock|\d{1,2}:\d\d(?::\d\d)?(?!\d)"
    r"|\d{4}-(?:0\d|1[0-2])(?:-\d\d)?(?![\d-])|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d)(?![\d/])"
    r"|\d{4}/(?:0\d|1[0-2])/[0-3]\d(?![\d/])|[0-3]?\d\.[01]?\d\.(?:19|20)\d\d(?![\d.])"
    r"|\d+(?:[.,]\d+)*(?:\s+\d/\d)?(?:st|nd|rd|th|s)?\b|['’]\d\ds\b|\d+|[^\W\d_]+|['’](?:s|ll)\b|\S",
    re.I,
)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)\Z", re.I)
_DECADE = re.compile(r"(?:['’]|(1[5-9]|20))(\d)0s\Z", re.I)


@dataclass(frozen=True, slots=True)
class Token:
    """Half-open range of the text, class, and what the word stands for (a month's number, a unit, a number)."""

    start: int
    end: int
    kind: str
    value: Any = None


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words to class and value, holidays longest first, and the words of tense."""

    words: Mapping[str, tuple[str, Any]]
    holidays: re.Pattern[str]
    firsts: frozenset[str]
    days: Mapping[str, str]
    known_days: Mapping[str, Mapping[str, str]]
    ahead: re.Pattern[str]
    behind: re.Pattern[str]
    scheduled: re.Pattern[str]
    either: re.Pattern[str]
    past: re.Pattern[str]


_TABLES = (
    ("months", "month", int),
    ("short_months", "mon", int),
    ("short_weekdays", "wkd", int),
    ("weekdays", "weekday", int),
    ("units", "unit", str),
    ("plural_units", "units", str),
    ("seasons", "season", str),
    ("dayparts", "daypart", str),
    ("moments", "moment", str),
    ("numbers", "word", float),
    ("ordinals", "ordinal", int),
    ("decades", "decade", str),
    ("often", "often", str),
    ("lengths", "lasting", str),
    ("now", "ref", str),
    ("days_off", "dayoff", int),
)
# Words that are another thing in small letters: the modal, the verbs.
_CAPITAL = frozenset(("may", "march", "sat", "sun", "mon", "wed", "dec", "jan", "mar", "apr"))


# `seemed to be` is past, whatever the infinitive.
_DID_TO = re.compile(
    r"\b(?:seemed|appeared|proved|happened|used|began|started|continued|managed|failed|refused|tried)\s+to(?:\s+[a-z]+){0,3}",
    re.I,
)
# `was scheduled to leave` may lie ahead of the story or behind it.
_WAS_TO = re.compile(
    r"\b(?:was|were|had(?:\s+been)?)\s+(?:scheduled|expected|due|set|slated|planning|planned|going|supposed)\s+to"
    r"(?:\s+[a-z]+){0,2}",
    re.I,
)


@cache
def lexicon() -> Lexicon:
    """data/times.toml, read once."""
    table = tomllib.loads(files("onrecord.data").joinpath("times.toml").read_text(encoding="utf-8"))
    words: dict[str, tuple[str, Any]] = {}
    for name, kind, read in _TABLES:
        words.update({word: (kind, read(value)) for value, list_ in table[name].items() for word in list_})
    for kind, list_ in table["words"].items():
        words.update({word: (kind, word) for word in list_})
    days = {word: value for value, list_ in table["holidays"].items() for word in list_}
    return Lexicon(
        words=words,
        holidays=_any(days),
        firsts=frozenset(re.match(r"\w+", word).group() for word in days if re.match(r"\w+", word)),  # type: ignore[union-attr]
        days=days,
        known_days=table["known_days"],
        ahead=_ahead(table["tense"]["ahead"], table["tense"]["speaking"], table["tense"]["having"]),
        behind=_behind(table["tense"]["behind"], table["tense"]["not_behind"]),
        scheduled=_scheduled(table["tense"]["scheduled"], table["tense"]["going"]),
        either=_WAS_TO,
        past=_DID_TO,
    )


def _behind(words: Iterable[str], but: Iterable[str]) -> re.Pattern[str]:
    """The past: any of the words, and what ends in -ed, but for some."""
    return _any(words, also=rf"(?<!\ba )(?<!\ban )(?!(?:{'|'.join(but)})(?!\w))[a-z]{{2,}}ed")


def _scheduled(words: Iterable[str], going: Iterable[str]) -> re.Pattern[str]:
    """The present of what stands in a calendar, and `is travelling`; in small letters, for shows have such names."""
    also = rf"(?:is|are|am|['’]re|['’]s)\s+(?:[a-z]+ly\s+|also\s+)?(?:{'|'.join(going)})"
    return re.compile(f"(?-i:{_any(words, also=also).pattern})")


def _ahead(words: Iterable[str], speaking: Iterable[str], having: Iterable[str]) -> re.Pattern[str]:
    """What is to come, with the verb; `'ll` hangs on its word, and `May` is a month."""
    said = rf"(?:(?<=want to)|(?<=wanted to)|(?<=like to))(?:\s+(?:also|just))*\s+(?:{'|'.join(speaking)})\b"
    said += r"|(?:(?<=could)|(?<=would)|(?<=might)|(?<=should)|(?<=may)|(?<=must))(?:\s+not)?\s+have"
    said += rf"(?:\s*\Z|\s+(?!(?:{'|'.join(having)})\b)[a-z]+)"
    said += r"|(?<=could)\s+(?:not\s+)?(?:immediately\s+)?be\s+(?:reached|located|found|determined|learned|seen|heard)"
    tail = r"(?:\s+(?:not|also|be|have|likely|officially))*(?:\s+[a-z]+)?"
    forms = _any(
        words,
        also=r"(?-i:may|can)|(?:ahead of|(?:hours|days|weeks|months) before)(?=(?:\s[\w'’-]+){0,6}\s\Z)",
    ).pattern
    return re.compile(rf"(?:{forms}|['’]ll(?!\w))(?!{said}){tail}", re.I)


def _any(words: Iterable[str], tail: str = "", also: str = r"(?!)") -> re.Pattern[str]:
    """Any of the words, the longest first, with what may follow it; or any word of a form."""
    inner = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{also}|{inner})(?!\w){tail}", re.I)


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]` with their classes; a word of no class has the class `other`."""
    known = lexicon().words
    found = []
    for match in TOKEN.finditer(text, start, end):
        word = match.group()
        low = word.lower()
        entry = (
            known.get(low) or known.get(low.rstrip("."))
            if word[0] not in "0123456789" or low[-1] == "q"
            else None
        )
        if entry is None:
            kind, value = _number(low) if low[0] in "0123456789'’" else ("other", None)
        elif low.rstrip(".") in _CAPITAL and word[0].islower():
            kind, value = "other", None
        else:
            kind, value = entry
        found.append(Token(match.start(), match.end(), kind, value))
    return merged(text, found)


def merged(text: str, found: list[Token]) -> list[Token]:
    """The tokens with numbers in words, spoken years and holidays each as one token."""
    made: list[Token] = []
    at = 0
    while at < len(found):
        token = found[at]
        if token.kind == "word":
            one, at = _spelled(found, at)
            made.append(one)
        elif (
            token.kind in ("other", "month")
            and text[token.start].isupper()
            and (day := _holiday(text, token))
        ):
            made.append(day)
            at += 1
            while at < len(found) and found[at].start < day.end:
                at += 1
        else:
            made.append(token)
            at += 1
    return made


def _holiday(text: str, token: Token) -> Token | None:
    words = lexicon()
    if text[token.start : token.end].lower() not in words.firsts:
        return None
    match = words.holidays.match(text, token.start)
    return (
        Token(match.start(), match.end(), "holiday", words.days[match.group().lower().replace("’", "'")])
        if match
        else None
    )


def _spelled(found: list[Token], at: int) -> tuple[Token, int]:
    """The number in words that begins at a token (`twenty-five`, `two thousand`, `nineteen eighty`), and where it ends."""
    first, total, last = found[at], found[at].value, found[at]
    values = [first.value]
    step = at + 1
    while step < len(found):
        skip = step + (found[step].kind == "dash" and found[step].start == last.end)
        if skip >= len(found) or found[skip].kind != "word":
            break
        values.append(found[skip].value)
        last, step = found[skip], skip + 1
    year = _spoken_year(values)
    if year:
        return Token(first.start, last.end, "year", year), step
    total = 0.0
    for value in values:
        total = max(total, 1) * value if value >= 100 else total + value
    return Token(first.start, last.end, "num", total), step


def _spoken_year(values: list[float]) -> int | None:
    """`nineteen seventy nine`, `twenty fourteen`."""
    if len(values) in (2, 3) and values[0] in (18, 19, 20) and 10 <= values[1] <= 90:
        rest = values[1] + (values[2] if len(values) == 3 else 0)
        return int(values[0] * 100 + rest) if rest < 100 else None
    return None


def _number(low: str) -> tuple[str, Any]:
    """The class of a token that begins with a digit (or is a decade's short form)."""
    if ":" in low:
        return "clock", low
    if "-" in low or "/" in low or low.count(".") == 2:
        return ("fraction", low) if " " in low else ("digits", low)
    if match := _DECADE.match(low):
        return "decade", (match[1] or "19") + match[2]
    if match := _ORDINAL.match(low):
        return "ordinal", int(match[1])
    if low.isdigit():
        return _whole(low)
    try:
        return "number", float(low.replace(",", ""))
    except ValueError:
        return "other", None


def _whole(low: str) -> tuple[str, Any]:
    if len(low) > DIGITS:
        return "other", None
    number = int(low)
    if len(low) == 4 and 1000 <= number <= 2199:
        return "year", number
    if len(low) <= 2 and 1 <= number <= 31:
        return "small", number
    return "number", float(number)
