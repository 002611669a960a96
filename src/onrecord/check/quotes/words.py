"""Words as they are compared, each with its place in the text.

A normalised word has no case, accents, quotation marks or hyphens; contractions are opened, number words become digits
("twenty-five", "$1.2 billion"), British spelling becomes American, transliterations fall together. The map back is the
half-open range of the raw token: two words of one contraction share it, a number of several tokens spans them.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from onrecord.check.quotes.lexicon import pairs, table

TOKEN = re.compile(
    r"\b[AaEe]l-(?=[A-Z][a-z])|\b[Aa](?:s|sh|r|n|d|t|z)-(?=[A-Z][a-z])"
    r"|[$£€]?\d+(?:,\d{3})*(?:\.\d+)?(?:%|[a-zA-Z]+)?"
    r"|(?:[A-Za-z]\.){2,}"
    r"|['’‘](?:em|cause|til)\b"
    r"|[^\W\d_]+(?:['’‘ʼ´`ʿʾ][^\W\d_]+)*"
)
# What a transcript's typist adds: stage directions, struck words, marks for doubt. None of it was said.
STAGE = re.compile(
    r"\(\s*(?:[^()]{0,40}\b)?(?:applause|laughter|laughs|inaudible|crosstalk|cross-talk|cheers|cheering|boos|booing|music|pause|"
    r"sic|ph|phonetic|break|bell ringing|bell rings|commercial break|off[- ]mic|video clip|unintelligible|indiscernible|"
    r"in progress|bleep(?:ed)?|speaks [a-z]+|as interpreted|via translation)\b[^()]{0,30}\)"
    r"|\[\s*(?:[^\[\]]{0,40}\b)?(?:applause|laughter|laughs|inaudible|crosstalk|cheers|cheering|boos|music|pause|sic|ph|phonetic|"
    r"unintelligible|indiscernible)\b[^\[\]]{0,30}\]"
    r"|~~[^~]{1,120}~~",
    re.IGNORECASE,
)
# Where its typist did not hear what was said.
UNHEARD_MARK = re.compile(
    r"[(\[][^()\[\]]{0,20}(?:inaudible|unintelligible|indiscernible|bleep|off[- ]mic)", re.IGNORECASE
)
_NUMBER = re.compile(r"([$£€]?)(\d+(?:,\d{3})*(?:\.\d+)?)(%|[a-zA-Z]*)")
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼ´`ʿʾ", "'"))
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)

Placed = tuple[str, int, int]
# What is longer between two blanks is not worth keeping.
LONG = 40
_CHUNK = re.compile(r"\S+")
# An article and a blank before a name are no word of their own: "al Baghdadi".
_NAME = re.compile(r" [A-Z][a-z]")
_articles: set[str] = set()
_cache: dict[str, tuple[Placed, ...]] = {}
_hashes: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Words:
    """Normalised words of a text: word `i` stands at `text[starts[i]:ends[i]]`."""

    text: str
    norms: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.norms)

    def raw(self, start: int, end: int) -> str:
        """The characters of words `start:end`."""
        return self.text[self.starts[start] : self.ends[end - 1]] if start < end else ""


def words(text: str, ranges: Iterable[tuple[int, int]] | None = None, stage: bool = False) -> Words:
    """The words of `text`, or of its `ranges`; with `stage` the typist's additions are left out."""
    norms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in ranges if ranges is not None else ((0, len(text)),):
        for left, right in _spoken(text, start, end) if stage else ((start, end),):
            _tokens(text, left, right, (norms, starts, ends))
    found = Words(text, norms, starts, ends)
    return found if _PARTS.isdisjoint(norms) else _numbers(found)


def sounds(text: str) -> str:
    """Text as it is heard: without blanks, case and marks, and with words of one sound as one of them."""
    words = (_LETTERS.sub("", word) for word in _bare(text).split())
    return "".join(pairs("sounds").get(word, word) for word in words)


_LETTERS = re.compile(r"[\W_]+")


def gram_hashes(norms: Sequence[str]) -> list[int]:
    """A 32-bit hash of each run of three words."""
    return cast("list[int]", run_hashes(norms).tolist())


def run_hashes(norms: Sequence[str], multipliers: Sequence[int] = _MULTIPLIERS) -> NDArray[np.uint32]:
    """A 32-bit hash of each run of as many words as there are multipliers."""
    codes = np.array([_hashes.get(norm) or _code(norm) for norm in norms], dtype=np.uint64)
    runs = max(len(codes) - len(multipliers) + 1, 0)
    total = np.zeros(runs, dtype=np.uint64)
    for at, multiplier in enumerate(multipliers):
        total += codes[at : at + runs] * np.uint64(multiplier)
    return (total >> np.uint64(32)).astype(np.uint32)


def _code(norm: str) -> int:
    if len(_hashes) > 1_000_000:
        _hashes.clear()
    code = _hashes[norm] = zlib.crc32(norm.encode()) or 1
    return code


def _spoken(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    at = start
    for match in STAGE.finditer(text, start, end):
        yield at, match.start()
        at = match.end()
    yield at, end


def _tokens(text: str, start: int, end: int, out: tuple[list[str], list[int], list[int]]) -> None:
    """The words between blanks, most of which were met before."""
    norms, starts, ends = out
    known, articles = _cache, _articles
    for match in _CHUNK.finditer(text, start, end):
        raw, left = match.group(), match.start()
        found = known.get(raw)
        if found is None:
            found = _learn(raw)
        if raw in articles and _NAME.match(text, match.end(), end):
            found = found[:-1]
        for norm, first, last in found:
            norms.append(norm)
            starts.append(left + first)
            ends.append(left + last)


def _learn(raw: str) -> tuple[Placed, ...]:
    """The words of what stands between two blanks, each with its place there."""
    if len(_cache) > 500_000:
        _cache.clear()
    tokens = list(TOKEN.finditer(raw))
    found = tuple((norm, *match.span()) for match in tokens for norm in _normalised(match.group()))
    if tokens and tokens[-1].end() == len(raw) and tokens[-1].group().lower() in ("al", "el"):
        _articles.add(raw)
    if len(raw) <= LONG:
        _cache[raw] = found
    return found


def _normalised(raw: str) -> list[str]:
    if raw[-1] == "-":
        return []
    if raw[0].isdigit() or raw[0] in "$£€":
        return _figure(raw)
    plain = raw.translate(_APOSTROPHES)
    word = _bare(plain)
    contractions = table("contractions")
    if word in contractions["words"]:
        return str(contractions["words"][word]).split()
    if word in pairs("names"):
        return [pairs("names")[word]]
    if "." in word or raw in ("US", "USA"):
        return ["u.s" if word.replace(".", "") in ("us", "usa") else word.replace(".", "")]
    return _opened(word)


def _opened(word: str) -> list[str]:
    contractions = table("contractions")
    for ending, meaning in contractions["endings"].items():
        if word.endswith(ending) and len(word) > len(ending):
            return [*_opened(word[: -len(ending)]), str(meaning)]
    if word.endswith("'s") and word[:-2] in contractions["is"]["after"]:
        return [word[:-2], "'s"]
    if word.endswith("s's"):  # "Paris's" is "Paris'"
        return [_spelled(word[:-2])]
    if word.endswith("'d") and len(word) > 2:
        return [word[:-2], "'d"]
    return [_spelled(word.replace("'", ""))]


def _bare(word: str) -> str:
    if word.isascii():
        return word.lower()
    split = unicodedata.normalize("NFKD", word)
    return "".join(c for c in split if not unicodedata.combining(c)).casefold()


def _spelled(word: str) -> str:
    known = pairs("spelling").get(word) or pairs("names").get(word) or table("numbers")["ordinals"].get(word)
    if known:
        return str(known)
    return _ISE.sub(r"iz\1", word) if len(word) > 5 else word


_ISE = re.compile(r"is(e|ed|es|er|ers|ing|ation|ations|ational)$")


def _figure(raw: str) -> list[str]:
    match = _NUMBER.fullmatch(raw)
    if match is None:  # a raised `²` is a digit and yet spells no number
        return [raw.lower()]
    money, digits, tail = match.groups()
    number, tail = digits.replace(",", ""), tail.lower()
    suffixes = table("numbers")["suffixes"]
    if tail in suffixes:
        number, tail = _plain(float(number) * suffixes[tail]), ""
    elif tail == "%":
        return [number, "percent"]
    elif tail:
        number = number + tail
    return [number, f"#{table('numbers')['currencies'][money]}"] if money else [number]


def _plain(value: float) -> str:
    return str(int(value)) if value == int(value) else repr(round(value, 6))


# ---- words that mean something only together ---------------------------------------------------------------------------

_UNITS: dict[str, int] = dict(table("numbers")["units"])
_TENS: dict[str, int] = dict(table("numbers")["tens"])
_MAGNITUDES: dict[str, int] = dict(table("numbers")["magnitudes"])
_PARTS = frozenset((*_UNITS, *_TENS, *_MAGNITUDES, "per", "'s", "'d", "#dollars", "#pounds", "#euros"))
_JOINT = re.compile(r"[\s\u00a0-]*\[?")  # "668 [thousand]"


def _numbers(found: Words) -> Words:
    """The same words with numbers of several tokens as one, and the contractions that need their neighbour opened."""
    made = Words(found.text, [], [], [])
    norms, done = found.norms, 0
    for at in [i for i, norm in enumerate(norms) if norm in _PARTS]:
        at = at - 1 if at > done and norms[at] in _MAGNITUDES and _counts(norms[at - 1]) else at
        at = at - 1 if at > done and norms[at][0] == "#" else at
        if at < done:
            continue
        _copy(made, found, done, at)
        norm, done, extra = _part(found, at)
        _put(made, norm, found.starts[at], found.ends[done - 1])
        if extra:
            _put(made, extra, found.starts[at], found.ends[done - 1])
    _copy(made, found, done, len(norms))
    return made


def _counts(norm: str) -> bool:
    return norm == "a" or norm[0].isdigit() or norm[0] == "#"


def _copy(made: Words, found: Words, start: int, end: int) -> None:
    made.norms.extend(found.norms[start:end])
    made.starts.extend(found.starts[start:end])
    made.ends.extend(found.ends[start:end])


def _put(made: Words, norm: str, start: int, end: int) -> None:
    made.norms.append(norm)
    made.starts.append(start)
    made.ends.append(end)


def _part(found: Words, at: int) -> tuple[str, int, str]:
    norm = found.norms[at]
    following = found.norms[at + 1] if at + 1 < len(found.norms) else ""
    if norm not in _PARTS and not norm[0].isdigit() and norm != "a":
        return norm, at + 1, ""
    if norm in ("'s", "'d"):
        if following in table("contractions")["is"]["adverbs"] and at + 2 < len(found.norms):
            following = found.norms[at + 2]
        return _auxiliary(norm, following), at + 1, ""
    if norm == "per":
        return ("percent", at + 2, "") if following == "cent" else (norm, at + 1, "")
    value, after, money = _number(found, at)
    if value is None:
        return norm.lstrip("#"), at + 1, ""
    return _plain(value), after, money


def _auxiliary(norm: str, following: str) -> str:
    known = table("contractions")["is"]
    if norm == "'s":
        return "has" if following in known["has"] else "is"
    return "had" if following in known["had"] or following.endswith("ed") else "would"


def _number(found: Words, at: int) -> tuple[float | None, int, str]:
    """The value of the number that begins at word `at`, the word after it, and its currency."""
    value, after = _small(found, at)
    if value is None:
        return None, at + 1, ""
    money = ""
    if after < len(found) and found.norms[after].startswith("#"):
        money, after = found.norms[after][1:], after + 1
    total = 0.0
    first = found.text[found.starts[at]]
    digits = first.isdigit() or first in "$£€"  # "$2 billion two-year plan" is no sum
    while after < len(found) and found.norms[after] in _MAGNITUDES and _touch(found, after):
        value, after = value * _MAGNITUDES[found.norms[after]], after + 1
        rest, end = (None, after) if digits else _rest(found, after, value)
        if rest is not None and end < len(found) and found.norms[end] in _MAGNITUDES and _touch(found, end):
            value, after = value + rest, end
        elif rest is not None:
            total, after = rest, end
            break
    return value + total, after, money


def _rest(found: Words, at: int, value: float) -> tuple[float | None, int]:
    if at < len(found) and found.norms[at] == "and" and _touch(found, at) and value >= 100:
        at += 1
    elif value < 100 or at >= len(found):
        return None, at
    if at >= len(found) or not _touch(found, at) or found.norms[at] not in (*_UNITS, *_TENS):
        return None, at
    rest, after = _small(found, at)
    return (rest, after) if rest is not None and rest < value else (None, at)


def _small(found: Words, at: int) -> tuple[float | None, int]:
    norm = found.norms[at]
    if norm in _UNITS:
        return _UNITS[norm], at + 1
    if norm in _TENS:
        unit = _UNITS.get(found.norms[at + 1], 0) if at + 1 < len(found) and _touch(found, at + 1) else 0
        return (_TENS[norm] + unit, at + 2) if 0 < unit < 10 else (_TENS[norm], at + 1)
    if norm == "a":
        near = at + 1 < len(found) and found.norms[at + 1] in _MAGNITUDES and _touch(found, at + 1)
        return (1, at + 1) if near else (None, at + 1)
    try:
        return float(norm), at + 1
    except ValueError:
        return None, at + 1


def _touch(found: Words, at: int) -> bool:
    """Only blanks or hyphens stand between this word and the one before."""
    return _JOINT.fullmatch(found.text, found.ends[at - 1], found.starts[at]) is not None or (
        found.starts[at] == found.starts[at - 1]
    )
