"""One question at a time against the record: candidates by the index, the best passage, and what speaks for it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Generic, TypeVar

from onrecord.check.quotes.align import Block, weak_words
from onrecord.check.quotes.candidates import (
    PART,
    PRINTED,
    SPOKEN,
    Candidate,
    Cluster,
    candidates,
    clusters,
    common,
    promising,
    window,
)
from onrecord.check.quotes.credible import credible, replayed, second_hand
from onrecord.check.quotes.marks import Quote
from onrecord.check.quotes.passage import Passage, passage
from onrecord.check.quotes.people import Same, mistaken, same_speaker
from onrecord.check.quotes.times import Occasion, When, after_print, bounds, distance, expected, occasion
from onrecord.check.quotes.verdict import GRAVEST, Compared, Match, compare, needed, settled
from onrecord.check.quotes.words import words
from onrecord.lookup import Grams, Lookup
from onrecord.model import Date, Speaker

T = TypeVar("T")
# Candidates whose date and speaker are looked at, and those that are aligned.
LOOKED_AT, ALIGNED, LONG = 16, 4, 12
# Days over which one occasion may go.
WEEK = 7
# Dates that are asked for one by one; then all are read at once.
FEW = 64
# Documents of which the text, the rest, all words, and all words with their places are kept.
TEXTS, ABOUT, NORMS, WHOLE = 1000, 4000, 400, 48
# The share of a quotation beyond which no passage that shares fewer of its runs is looked at.
NEARLY = 0.8
# The share of the words that a passage must have that must stand there in runs of three. Of 2,600 passages found on the
# mutation bench and in stories of 2016 none has less than two thirds.
IN_RUNS = 0.5


@dataclass(frozen=True, slots=True)
class Question:
    """A quotation with what its printer says about it."""

    quote: Quote
    document: str | None = None
    speaker: Speaker | None = None
    when: When = field(default_factory=When)
    statement: str | None = None
    told: frozenset[str] = frozenset()
    channel: str = ""
    translated: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The best passage for a question, and how it stands to it."""

    match: Match
    passage: Passage
    found: Compared
    speaker: Same
    second_hand: bool
    occasion: Occasion
    turn: str
    kind: str = SPOKEN
    days: int = 0

    @property
    def exact(self) -> bool:
        """Every word is there."""
        return self.match in ("verbatim", "typography")


@dataclass(slots=True)
class Kept(Generic[T]):
    """A few recent values by key, each made by the same function."""

    most: int
    make: Callable[[str], T]
    values: OrderedDict[str, T] = field(default_factory=OrderedDict)

    def __call__(self, key: str) -> T:
        """The value under the key, made where none is kept."""
        if key in self.values:
            self.values.move_to_end(key)
            return self.values[key]
        made = self.values[key] = self.make(key)
        if len(self.values) > self.most:
            self.values.popitem(last=False)
        return made


class Checker:
    """Answers questions from one record; keeps what it has read of it."""

    def __init__(self, lookup: Lookup, grams: Grams) -> None:
        self.lookup = lookup
        self.grams = grams
        self.text = Kept(TEXTS, lookup.text)  # a document's text
        self.about = Kept(ABOUT, lookup.about)  # a document without its text
        self._speakers = Kept(ABOUT, lookup.speakers)
        self._voices = Kept(ABOUT, self._voices_of)
        self._norms = Kept(NORMS, self._norms_of)
        self._whole = Kept(WHOLE, self._whole_of)
        self._dates: dict[str, Date | None] = {}
        self._days: list[tuple[tuple[int, int], list[str]]] | None = None

    # ---- what is known about documents and turns -----------------------------------------------------------------------

    def date(self, document: str) -> Date | None:
        """When a document's words were said or printed."""
        if document not in self._dates and len(self._dates) == FEW:
            self._dates = dict(self.lookup.dates())
        if document not in self._dates:
            self._dates[document] = self.about(document).published
        return self._dates[document]

    def speaker(self, document: str, row: str) -> Speaker | None:
        """Who speaks in a turn, statement or, where neither is told, document."""
        turn, _, statement = row.partition(" ")
        if row:
            known = self._speakers(document)
            return known.get(statement) or known.get(turn)
        named = self.about(document).speaker
        return Speaker(name=named, as_written=named) if named else None

    def on_day(self, question: Question) -> Iterator[str]:
        """Transcripts and statements of the occasion that a quotation is of."""
        days = self._by_day()
        for held, documents in days[slice(*_reach(question.when, days))]:
            if expected(question.when, held):
                yield from documents

    def _by_day(self) -> list[tuple[tuple[int, int], list[str]]]:
        """The documents of an occasion by their first and last day, in order of time."""
        if self._days is None:
            found: dict[tuple[int, int], list[str]] = {}
            for document in sorted(self.grams.held(SPOKEN)):
                held = bounds(self.date(document))
                if held is not None and held[1] - held[0] <= WEEK:
                    found.setdefault(held, []).append(document)
            self._days = sorted(found.items())
        return self._days

    def occasions(self, question: Question) -> list[str]:
        """Those of them in which the quotation's speaker speaks."""
        return [
            document
            for document in self.on_day(question)
            if any(same_speaker(question.speaker, voice) == "same" for voice in self._voices(document))
        ]

    # ---- answering -------------------------------------------------------------------------------------------------------

    def answer(self, question: Question, kind: str = SPOKEN, without: str | None = None) -> Answer | None:
        """The best passage, or null where none holds enough of the quotation's words."""
        best: Answer | None = None
        for candidate, fuller in self.shortlist(question, kind, without):
            made = self.held(question, kind, candidate)
            if made and (best is None or _worth(made) > _worth(best)):
                best = made
            if made and made.speaker == "same" and made.found.covered >= NEARLY and not fuller:
                break
            # The rest are no fuller and, of those as full, none is nearer in time.
            if best and best.exact and (best.speaker == "same" or question.speaker is None):
                break
        return best

    def shortlist(
        self, question: Question, kind: str = SPOKEN, without: str | None = None
    ) -> list[tuple[Candidate, bool]]:
        """The candidates that are read, in order, each with whether a fuller one comes later."""
        found = (c for c in candidates(self.grams, kind, question.quote) if c.document != without)
        ordered = self._ordered(question, found)[:ALIGNED]
        return [
            (c, any(later.weight > 1.02 * c.weight for later in ordered[number + 1 :]))
            for number, c in enumerate(ordered)
        ]

    def against(self, question: Question, fullest: Question) -> Answer | None:
        """A printing held against a fuller printing of the same words."""
        text, start, end = fullest.quote.words.text, fullest.quote.start, fullest.quote.end
        document = fullest.document or ""
        held = passage(document, text, [(start, end, fullest.statement or "")])
        return self._judged(question, PRINTED, held, compare(question.quote, held, question.told))

    def _ordered(self, question: Question, found: Iterable[Candidate]) -> list[Candidate]:
        """The fullest first; among those about as full, the nearest in time."""
        # A single run of a long quotation is a phrase that others use too.
        least = 2 if len(question.quote.words) >= LONG else 1
        near = list(_fullest(c for c in islice(found, LOOKED_AT) if len(c.main.grams) >= least))
        return sorted(
            near,
            key=lambda c: (
                -round(4 * c.main.weight / near[0].weight),
                distance(question.when, self.date(c.document)),
                c.document,
            ),
        )

    def held(
        self, question: Question, kind: str, candidate: Candidate, least: float = 0.0, row: int = 1
    ) -> Answer | None:
        """The answer that a candidate gives; null where it holds too little, or less than the share `least` or `row` words on end."""
        near = occasion(question.when, self.date(candidate.document)) == "same"
        need = max(least, needed(len(question.quote.words), sure=near))
        if not promising(self.grams, kind, question.quote, candidate, need * IN_RUNS, row):
            return None
        text = self.text(candidate.document)
        held = window(self.grams, kind, question.quote, candidate.document, [candidate.main], text)
        found = compare(question.quote, held, question.told, need)
        rest = _uncovered(question.quote, found)
        if rest and kind == SPOKEN and max((b.size for b in found.blocks), default=0) >= PART:
            far = self._far(question.quote, rest, candidate)
            if far:
                wide = window(
                    self.grams, kind, question.quote, candidate.document, [candidate.main, *far], text
                )
                joined = compare(question.quote, wide, question.told, need)
                if joined.covered > found.covered + 0.1 and _parts_tell(question.quote, joined):
                    held, found = wide, joined
        return self._judged(question, kind, held, found)

    def _far(self, ours: Quote, rest: list[tuple[int, int]], candidate: Candidate) -> list[Cluster]:
        """Where in the whole document the parts stand that the passage lacks."""
        found: list[Cluster] = []
        for start, end in rest:
            norms = ours.words.norms[start:end]
            near = next(clusters(self.grams, SPOKEN, norms, inside=candidate.document), None)
            if near and 2 * len(near.grams) >= end - start - 2:
                found.append(near)
            else:  # every run of it is a common one
                found += common(self.grams, norms, candidate.document, self.text(candidate.document))
        return found

    def _judged(self, question: Question, kind: str, held: Passage, found: Compared) -> Answer | None:
        if not found.blocks:
            return None
        main = max(found.blocks, key=lambda b: b.size)
        turn, date = held.turns[main.theirs], self.date(held.document)
        theirs = self.speaker(held.document, turn)
        who = same_speaker(question.speaker, theirs)
        clip = replayed(held, main.theirs)
        when = occasion(question.when, date)
        when = "unknown" if clip and when == "other" else when
        match = settled(found, sure=when == "same" and who != "other")
        second = who == "other" and second_hand(held, found.blocks, question.quote, question.speaker)
        later = not clip and after_print(question.when, date)
        # Press against press, any likeness is worth a look.
        believed = kind != SPOKEN or second or credible(question.quote, found, match, who, when, later)
        if match == "not_found" or not believed:
            return None
        who = who if second else shown(question, who, theirs)
        return Answer(match, held, found, who, second, when, turn, kind, distance(question.when, date))

    def short(self, question: Question) -> Answer | None:
        """A quotation of under six words: only where its speaker says it on its occasion."""
        for document in self.occasions(question):
            if not _stands_in(question.quote, self._norms(document)):
                continue
            held = self._whole(document)
            found = compare(question.quote, held)
            if found.covered == 1.0 and len(found.blocks) == 1:
                made = self._judged(question, SPOKEN, held, found)
                if made and made.speaker == "same":
                    return made
        return None

    def _norms_of(self, document: str) -> Sequence[str]:
        ranges = ((start, end) for start, end, _ in self.grams.ranges(SPOKEN, document))
        return words(self.text(document), ranges, stage=True).norms

    def _voices_of(self, document: str) -> Sequence[Speaker]:
        rows = dict.fromkeys(row for _, _, row in self.grams.ranges(SPOKEN, document))
        return list(dict.fromkeys(filter(None, (self.speaker(document, row) for row in rows))))

    def _whole_of(self, document: str) -> Passage:
        return passage(document, self.text(document), self.grams.ranges(SPOKEN, document))


def _reach(when: When, days: Sequence[tuple[tuple[int, int], list[str]]]) -> tuple[int, int]:
    """The half-open range of these days that may be of an occasion: all where the year is not known, none without a date."""
    told = [b for b in (bounds(when.said_on), bounds(when.printed)) if b is not None]
    if not told:
        return (0, len(days)) if when.month_day else (0, 0)
    first = min(b[0] for b in told) - 2 * WEEK
    last = max(b[1] for b in told) + 2 * WEEK
    return bisect_left(days, first, key=_first_day), bisect_right(days, last, key=_first_day)


def _first_day(entry: tuple[tuple[int, int], list[str]]) -> int:
    return entry[0][0]


def shown(question: Question, who: Same, theirs: Speaker | None) -> Same:
    """Another speaker is told of only where a story's own may not have been read wrongly."""
    if who != "other" or not question.document or not question.speaker or not theirs:
        return who
    return "unknown" if mistaken(question.speaker, theirs, question.told) else who


def _worth(answer: Answer) -> float:
    """Which of two passages is the one quoted: the words first, then speaker and occasion, then nearness in time.

    A line repeated on another day without a change beats one of the right day with changes: a stump speech is no alteration.
    """
    found = answer.found
    words_worth = found.covered + 0.5 * found.strong - 0.03 * len(found.changes)
    words_worth -= 0.2 if "spliced" in found.done else 0.0
    words_worth -= 0.01 * GRAVEST[::-1].index(found.match)
    who = {"same": 0.12, "unknown": 0.0, "other": -0.05}[answer.speaker]
    when = {"same": 0.06, "unknown": 0.0, "other": -0.02}[answer.occasion]
    return words_worth + who + when - min(answer.days, 4000) * 1e-6


def _stands_in(ours: Quote, theirs: Sequence[str]) -> bool:
    """Whether the words of a quotation may stand in a row in these; an editor's words inside break the row."""
    if ours.parens:
        return True
    norms = ours.words.norms
    mine = [i for i in range(len(norms)) if i not in ours.gloss]
    if not mine or mine[-1] - mine[0] >= len(mine):
        return False
    first, wanted, at = norms[mine[0]], norms[mine[0] : mine[-1] + 1], -1
    for _ in range(theirs.count(first)):
        at = theirs.index(first, at + 1)
        if theirs[at : at + len(wanted)] == wanted:
            return True
    return False


def _fullest(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Those about as full as the first, which is the fullest."""
    top = 0.0
    for candidate in found:
        top = top or candidate.weight
        if candidate.weight < 0.6 * top:
            return
        yield candidate


def _uncovered(ours: Quote, found: Compared) -> list[tuple[int, int]]:
    """Runs of the quotation's words, five or more, that the passage lacks."""
    hit = {i for b in found.blocks for i in range(b.ours, b.ours + b.size)} | ours.gloss
    runs: list[tuple[int, int]] = []
    for i in range(len(ours.words)):
        if i not in hit:
            if runs and runs[-1][1] == i:
                runs[-1] = runs[-1][0], i + 1
            else:
                runs.append((i, i + 1))
    return [(start, end) for start, end in runs if end - start >= PART]


def _parts_tell(ours: Quote, found: Compared) -> bool:
    """Each far part of a splice says something: five words, two of them telling."""
    parts = [b for b in found.blocks if b.size >= 3] or list(found.blocks)
    return all(block.size >= PART - 1 and _telling(ours, block) >= 1 for block in parts) and any(
        _telling(ours, block) >= 3 for block in parts
    )


def _telling(ours: Quote, block: Block) -> int:
    return sum(n not in weak_words() for n in ours.words.norms[block.ours : block.ours + block.size])
