"""Offset-safe helpers: words with their places, row identity, and the map between source and document text.

Offsets are Unicode code points, half-open. Nothing here knows about persons, dates or courts.
"""

from __future__ import annotations

import bisect
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.errors import SpanError
from onrecord.model import Document, Span

WORD = re.compile(r"\w+(?:['’]\w+)*")
_HEADLINE = 200  # characters; no headline is longer
_SPACE = re.compile(r"\s+")


def span_of(document: Document, start: int, end: int) -> Span:
    """The span of `document.text[start:end]`; an empty or outside range is a SpanError."""
    if not 0 <= start < end <= len(document.text):
        raise SpanError(
            f"{document.id}: no span [{start}:{end}) in a text of {len(document.text)} code points"
        )
    return Span(document.id, start, end, document.text[start:end])


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """`start, end` with white space at both edges left out."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def check_span(text: str, span: Span) -> None:
    """Raise SpanError unless the span's quote is exactly what stands at its offsets."""
    found = text[span.start : span.end] if 0 <= span.start < span.end <= len(text) else None
    if found != span.quote:
        raise SpanError(
            f"{span.document}[{span.start}:{span.end}) is {found!r}, the span says {span.quote!r}"
        )


def fold(words: str) -> str:
    """`words` for comparing: NFKC, case folded, white space as single blanks."""
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", words)).strip().casefold()


def digest(*parts: str) -> str:
    """A 16-digit hexadecimal hash of the parts (SHA-256, first 64 bits)."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


class Ids:
    """Row ids for one document: a hash of document, kind, words and their position among equal words.

    Offsets and runs do not enter, so a moved boundary elsewhere keeps the ids of rows whose words are the same.
    Ask in the order of the text.
    """

    def __init__(self, document: str) -> None:
        self._document = document
        self._seen: Counter[tuple[str, str]] = Counter()

    def new(self, kind: str, words: str) -> str:
        """The id of the next row of `kind` with these words."""
        key = kind, fold(words)
        self._seen[key] += 1
        return digest(self._document, kind, key[1], str(self._seen[key]))


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """A piecewise linear map from offsets of a made text to offsets of the text it was made from.

    `starts[i]` in the made text stands for `origins[i]`; between two starts offsets run in parallel, and a
    piece whose characters were replaced as a whole maps to its start.
    """

    starts: Sequence[int]
    origins: Sequence[int]
    whole: Sequence[bool]

    def origin(self, offset: int) -> int:
        """The offset in the text before, of `offset` in the text after."""
        i = bisect.bisect_right(self.starts, offset) - 1
        return self.origins[i] + (0 if self.whole[i] else offset - self.starts[i])


def normalise(raw: str) -> tuple[str, OffsetMap]:
    """NFC text with `\\n` line ends and without a byte-order mark at its head, and its map back to `raw`."""
    if raw.isascii() and "\r" not in raw:
        return raw, OffsetMap((0,), (0,), (False,))
    made: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    whole: list[bool] = []
    size = 0
    for match in _CLUSTER.finditer(raw):
        before = match.group()
        after = _clean(before, match.start() == 0)
        plain = after == before
        if not (plain and whole and not whole[-1]):
            starts.append(size)
            origins.append(match.start())
            whole.append(not plain)
        made.append(after)
        size += len(after)
    return "".join(made), OffsetMap(starts or (0,), origins or (0,), whole or (False,))


# A run that NFC cannot change alone, a letter with its accents, a run of other scripts with what stands before it.
_CLUSTER = re.compile(
    r"\r\n?|\A\ufeff|[\x00-\x0c\x0e-\u02ff]+(?![\u0300-\U0010ffff])|[^\r][\u0300-\u036f]+(?![\u0300-\U0010ffff])"
    r"|[^\r]?[\u0300-\U0010ffff]+|.",
    re.S,
)


def _clean(cluster: str, leading: bool) -> str:
    if cluster[0] == "\r":
        return "\n"
    return "" if cluster == "\ufeff" and leading else unicodedata.normalize("NFC", cluster)


def lines(text: str) -> Iterable[tuple[int, int]]:
    """Half-open ranges of the lines that hold words, white space at the edges left out."""
    found = (trim(text, match.start(), match.end()) for match in re.finditer(r"[^\n]+", text))
    return (line for line in found if line[0] < line[1])


# Characters of the longest sentence; what reads a clause looks back and forth in its sentence, so that a text of 200,000
# characters without a full stop would cost hours. The longest honest ones, of resolutions, stay below it.
LONGEST = 3000


@lru_cache(4)
def small_words(text: str) -> frozenset[str]:
    """The words that a text has in small letters, so that their capitals elsewhere tell nothing."""
    return frozenset(re.findall(r"\b[a-z]+\b", text))


def headlined(text: str, at: int) -> bool:
    """Whether the line at this place is written as a headline: most of its words begin with a capital, and no stop ends it."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    if len(line) > _HEADLINE:
        return False
    some: list[str] = [word for word in WORD.findall(line) if word[0].isalpha()]
    if len(some) < 4:
        return False
    return sum(word[0].isupper() for word in some) > 0.7 * len(some)


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterable[tuple[int, int]]:
    """Half-open ranges of the sentences of `text[start:end]`, white space at the edges left out.

    A full stop after a known abbreviation, a single capital or inside a number ends none. What has none for more than
    `LONGEST` characters is cut at a blank.
    """
    stop = len(text) if end is None else end
    at = start
    for match in _STOP.finditer(text, start, stop):
        if match.group(1) == "." and _ABBREVIATED.search(
            text, max(at, match.start() - 12), match.start() + 1
        ):
            continue
        yield from _piece(text, at, match.end(2) if match[1] else match.start())
        at = match.end()
    yield from _piece(text, at, stop)


def _piece(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    start, end = trim(text, start, end)
    while end - start > LONGEST:
        blank = text.rfind(" ", start + 1, start + LONGEST)
        cut = blank if blank > 0 else start + LONGEST
        yield trim(text, start, cut)
        start, _ = trim(text, cut, end)
    if start < end:
        yield start, end


_STOP = re.compile(r"([.!?…]+)([\"'”’)\]]*)(?:\s+(?=[\"'“‘(\[—–-]*[A-Z0-9])|\s*\n\s*)|\n\s*\n\s*")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|St|No|vs?|Jr|Sr|Inc|Corp|Ltd|Co|Jan|Feb|Mar|Apr|Jun|Jul"
    r"|Aug|Sept?|Oct|Nov|Dec|Adm|Amb|Hon|Rev|Pres|Sec|Dept|Gov|Con|Res|Nos|Vol|cf|approx|etc|e\.g|i\.e)|\b[A-Z]|\b[A-Z]\.[A-Z])\.$"
)
