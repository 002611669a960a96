"""What a figure claims, as the words around it: those beside it count most, and rare ones more than common ones."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from onrecord.check.held import Held
from onrecord.check.verdicts import Told, value
from onrecord.model import Date, Document, Figure
from onrecord.values.around import Around, around, period
from onrecord.values.compare import listed, moves
from onrecord.values.stems import plain, stem
from onrecord.values.units import kind

_TOKEN = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)?")
_BESIDE = 7  # words on each side that count in full; further ones by seven over their distance
_READ = 40  # words read on each side
_NAMED = 14  # words on each side in which names tell whose a figure is
_FEWEST = 3  # Two of anything are too many things at once.


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure with what its sentence says of it.

    `words` are stems, numbers, with how near they stand (0 to 1; once weighed, times how telling they are); `length` is
    the length of that vector. `day` is the day of publication as an ordinal, `stated` the date that the text states.
    """

    told: Told
    unit: str
    words: Mapping[str, float]
    length: float
    names: frozenset[str]
    object: frozenset[str]
    around: Around
    day: int
    stated: str

    @property
    def figure(self) -> Figure:
        """The figure that is claimed."""
        return self.told.figure

    @property
    def period(self) -> str:
        """The time counted over, by the words of the sentence."""
        return period(self.around)

    @property
    def moving(self) -> bool:
        """Whether its number is another on another day, by the time counted over, what is counted or a word beside it."""
        beside = f"{self.around.before[-90:]}#{self.around.behind[:90]}"
        level = stem(self.figure.head or "") in listed("levels")
        return level or moves(beside) or self.period in listed("running")


def claims(held: Held) -> list[Claim]:
    """Every figure of the record that can be held against another document's, its words weighed by how rare they are."""
    capital: Counter[str] = Counter()
    found = [claim for document, figures in held for claim in _read(document, figures, capital)]
    seen = Counter(word for claim in found for word in claim.words)
    whole = math.log(1 + len(found))
    weight = {word: math.log(1 + len(found) / count) / whole for word, count in seen.items()}
    return [_weighed(claim, weight, capital) for claim in found]


def _weighed(claim: Claim, weight: Mapping[str, float], capital: Counter[str]) -> Claim:
    words = {word: near * weight[word] for word, near in claim.words.items()}
    length = math.sqrt(sum(one * one for one in words.values())) or 1.0
    names = frozenset(name for name in claim.names if capital[name] > 0)
    return replace(claim, words=words, length=length, names=names)


def _read(document: Document, figures: Sequence[Figure], capital: Counter[str]) -> Iterator[Claim]:
    """A document's claims; `capital` counts inside sentences how much oftener a word is written with a capital letter."""
    day = _day(document.published)
    if day is None:
        return
    for figure in figures:
        if _claims(figure, document.text):
            words = around(figure, document.text)
            for token in _TOKEN.findall(f"{words.before} {words.behind}")[1:]:
                capital[stem(token)] += 1 if token[0].isupper() else -1
            yield _claim(figure, document, day, words)


def _day(when: Date | None) -> int | None:
    one_day = when and when.earliest and when.earliest == when.latest
    return date.fromisoformat(when.earliest).toordinal() if when and when.earliest and one_day else None


# `1 trillion [500 billion dollars]`, `[$798 million] [$698 million]`: the number is another, or put right by an editor.
_LOST = re.compile(
    r"(?:\d[.,]?\[|\b(?:thousand|million|billion|trillion)[,—– -]*|\d *[—–-]+,? *|\b\d{1,3}, )$"
)
_RIGHTED = re.compile(r"^(?:-[,\s]|, \d)|^\s*(?:\[\S*\d|[—–-]+\s*(?:[$€£]?\d|thousand|million|billion))")


def _claims(figure: Figure, text: str) -> bool:
    """Whether a figure says how much of something is so, in words that can be relied on."""
    span = figure.spans[0]
    odd = {"typo", "corrected", "from"} & set(figure.flags)
    if (
        figure.approximator == "vague"
        or figure.multiple
        or figure.same_as
        or odd
        or figure.status == "denied"
    ):
        return False
    counted = kind(figure.unit) == "count"
    if value(figure) <= 0 or (counted and (value(figure) < _FEWEST or not figure.head)):
        return False
    if figure.unit in ("1", "point") or stem(figure.head or "") in listed("unclaimed"):
        return False
    return not _LOST.search(text[max(0, span.start - 12) : span.start]) and not _RIGHTED.match(
        text[span.end : span.end + 16]
    )


def _claim(figure: Figure, document: Document, day: int, words: Around) -> Claim:
    before, behind = _TOKEN.findall(words.before)[::-1][:_READ], _TOKEN.findall(words.behind)[:_READ]
    own = frozenset(_said(_TOKEN.findall(figure.object.quote) if figure.object else ()))
    near = dict(_near(before))
    for word, share in _near(behind):
        near[word] = max(near.get(word, 0.0), share)
    near |= dict.fromkeys(own, 1.0)
    head = stem(figure.head or "")
    as_of = figure.as_of
    return Claim(
        told=Told(figure, document),
        unit=head if kind(figure.unit) == "count" else figure.unit,
        words=near,
        length=1.0,
        names=_names((*before[:_NAMED], *behind[:_NAMED])),
        object=own - {head},
        around=words,
        day=day,
        stated=as_of.value if as_of and as_of.basis == "stated" else "",
    )


def _near(tokens: Iterable[str]) -> Iterator[tuple[str, float]]:
    """Stems and numbers with how near they stand; the nearer of two comes last, so that it holds in a dict."""
    found = [
        (word, 1.0 if i < _BESIDE else _BESIDE / (i + 1))
        for i, token in enumerate(tokens)
        for word in _said((token,))
    ]
    return reversed(found)


def _said(tokens: Iterable[str]) -> Iterator[str]:
    """The stems of what says something: no article, pronoun, auxiliary."""
    for token in tokens:
        if token[0].isdigit():
            yield token
        elif len(token) > 1 and token.lower() not in listed("empty"):
            yield stem(token)


def _names(tokens: Iterable[str]) -> frozenset[str]:
    """Capitalised words, without those that name the whole."""
    idle = plain("whole") | plain("ignored") | listed("empty")
    found = (token for token in tokens if token[0].isupper() and token.isalpha() and len(token) > 1)
    return frozenset(stem(token) for token in found if token.lower() not in idle)


_WRITTEN = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_LISTED = 4  # Numbers on each side that may belong to one list.
_CHANCE = 20  # Smaller totals come about by chance.


def listed_in(claim: Claim, total: float) -> bool:
    """Whether the numbers right beside a figure in its sentence make this total together with it: a list of kinds."""
    before, behind = (
        [int(number.replace(",", "")) for number in _WRITTEN.findall(words)]
        for words in (claim.around.before, claim.around.behind)
    )
    ahead = list(accumulate(reversed(before[-_LISTED:]), initial=0))
    after = list(accumulate(behind[:_LISTED], initial=0))
    sums = {value(claim.figure) + one + other for one in ahead for other in after if one or other}
    return total >= _CHANCE and total in sums


def beside_it(claim: Claim) -> frozenset[str]:
    """The stems that stand so near a figure that a place among them is most likely its own."""
    before, behind = _TOKEN.findall(claim.around.before)[::-1], _TOKEN.findall(claim.around.behind)
    return frozenset(stem(token) for token in (*before[:_BESIDE], *behind[:_BESIDE]))


def likeness(a: Claim, b: Claim) -> tuple[float, float]:
    """How alike two claims are (0 to 1), and how much they share, in words that stand nowhere else."""
    if len(a.words) > len(b.words):
        a, b = b, a
    shared = sum(weight * b.words[word] for word, weight in a.words.items() if word in b.words)
    return shared / (a.length * b.length), shared
