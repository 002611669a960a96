"""Sentences of a paragraph that never end inside a quotation, and their tokens."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.extract.statements.quotes import Quote, Range
from onrecord.extract.statements.words import speech_forms, words

# Stand for the characters of a quotation; the second where its sentence may have ended, the third where it has.
_HELD, _ENDED, _STOPPED = "\ue000", "\ue001", "\ue002"

TOKEN = re.compile(
    rf"{_HELD}*[{_ENDED}{_STOPPED}]|{_HELD}+|(?:[A-Za-z]\.){{2,}}|(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|Lt|Col|Adm|St|Jr|Sr|Prof|Rev|Hon|Amb|No)\."
    r"|[A-Z]\.(?=\s+[A-Z])|[#@$€£]?\w+(?:[-'’.,&/]\w+)*|--+|[^\w\s]"
)
_END = re.compile(
    rf"[.!?…]+[)\]*_]*(?=\s+[*_]{{0,3}}[A-Z0-9(\[@#\ue000\ue001\ue002'‘—–-])|[{_ENDED}{_STOPPED}](?=\s+[A-Z(\[\ue000\ue001\ue002])|(?<=[a-z]{{4}})\.(?=[A-Z][a-z]{{2,}} )"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Sens?|Reps?|Gov|Prof|St|No|vs?|Jr|Sr|Inc|Corp|Ltd|Co|Jan|Feb|Mar|Apr|Jun"
    r"|Jul|Aug|Sept?|Oct|Nov|Dec|Adm|Amb|Hon|Rev|Pres|Sec|Dept|cf|approx|etc|e\.g|i\.e|a\.m|p\.m)|\b[A-Z]|\b[A-Z]\.[A-Z]"
    r"|\b[A-Z]\.[A-Z]\.[A-Z])\.$"
)
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$")
_WORD = re.compile(r"\s*([^\s,]+)(,?)")
LONGEST = 400  # tokens; the longest honest sentences, of resolutions, stay about there


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a whole quotation (`quote`), with its place; `low` is the word in lower case."""

    start: int
    end: int
    word: str
    low: str
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence `[start, end)` with its tokens; a quotation is one token."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    quotes: tuple[Quote, ...]


def sentences(text: str, block: Range, quotes: Sequence[Quote]) -> Iterator[Sentence]:
    """The sentences of a paragraph; one of more than `LONGEST` tokens is cut."""
    masked = _masked(text, block, quotes)
    at = 0
    for stop in (*_ends(masked), len(masked)):
        lead = len(masked[at:stop]) - len(masked[at:stop].lstrip())
        if masked[at:stop].strip():
            start, end = block[0] + at + lead, block[0] + at + len(masked[at:stop].rstrip())
            low, high = (bisect_left(quotes, edge, key=lambda q: q.start) for edge in (start, end))
            tokens = tuple(_tokens(text, masked, block[0], (start, end), quotes[low:high]))
            yield from _cut(start, end, tokens, tuple(quotes[low:high]))
        at = stop


def _cut(start: int, end: int, tokens: tuple[Token, ...], quotes: tuple[Quote, ...]) -> Iterator[Sentence]:
    """One sentence, or several where it never ends: what reads it looks back and forth in it."""
    if len(tokens) <= LONGEST:
        yield Sentence(start, end, tokens, quotes)
        return
    for at in range(0, len(tokens), LONGEST):
        some = tokens[at : at + LONGEST]
        yield Sentence(some[0].start, some[-1].end, some, tuple(t.quote for t in some if t.quote))


def _masked(text: str, block: Range, quotes: Sequence[Quote]) -> str:
    parts, at = [], block[0]
    for quote in quotes:
        last = text[quote.start : quote.stop].rstrip()[-1:]
        mark = _STOPPED if last == "." else _ENDED if last in ("!", "?", "…") or not quote.closed else _HELD
        parts += [text[at : quote.start], _HELD * (quote.end - quote.start - 1), mark]
        at = quote.end
    return "".join((*parts, text[at : block[1]]))


def _ends(masked: str) -> Iterator[int]:
    for match in _END.finditer(masked):
        if match.group() == _STOPPED:
            yield match.end()
        elif match.group() == _ENDED:
            if not _says_who(masked, match.end()):
                yield match.end()
        elif (
            match.group() != "."
            or not _ABBREVIATED.search(masked, max(0, match.start() - 12), match.end())
            or (
                _INITIALS.search(masked, max(0, match.start() - 4), match.end())
                and _opens(masked, match.end())
            )
        ):
            yield match.end()


def _opens(masked: str, at: int) -> bool:
    """Whether a word that only opens a sentence follows: `in Washington, D.C. The leaders ...`."""
    word = _WORD.match(masked, at)
    return bool(word) and word is not None and word[1] in words("sentence_openers")


def _says_who(masked: str, at: int) -> bool:
    """Whether `Smith asked.` follows, which belongs to the quotation before it."""
    for _ in range(8):
        word = _WORD.match(masked, at)
        if not word or word[1][0] in (_HELD, _ENDED, _STOPPED):
            return False
        bare = word[1].rstrip(".?!:;").lower()
        if bare in speech_forms() and word[1][0].islower():
            after = _WORD.match(masked, word.end())
            return not after or after[1].lower() not in words("after_indirect")
        if word[1][-1] in ".?!:;" and len(bare) > 3:
            return False
        at = word.end()
    return False


def _tokens(text: str, masked: str, base: int, reach: Range, quotes: Sequence[Quote]) -> Iterator[Token]:
    held = {quote.start: quote for quote in quotes}
    for match in TOKEN.finditer(masked, reach[0] - base, reach[1] - base):
        start, end = base + match.start(), base + match.end()
        word = text[start:end]
        yield Token(
            start,
            end,
            word,
            word.lower(),
            held.get(start) if match.group()[0] in (_HELD, _ENDED, _STOPPED) else None,
        )


def whole(token: Token) -> bool:
    """Whether a token is a whole quotation and no scare quote: it ends with a mark or has more than five words."""
    if token.quote is None:
        return False
    inner = token.word[token.quote.inner - token.start : token.quote.stop - token.start].rstrip()
    return inner[-1:] in tuple(",.?!…—-") or inner.count(" ") > 3
