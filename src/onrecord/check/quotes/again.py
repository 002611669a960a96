"""What stands of an earlier run: documents whose quotations would be held against the same passages again.

For each document that prints quotations the record keeps a hash of what they were held against (the passages that the index
offers, each with the hash of its document), the ids of its findings, and its open quotations, those without a passage.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from onrecord.check.quotes.candidates import INDIRECT, PRINTED, candidates
from onrecord.check.quotes.checker import Checker, Question
from onrecord.check.quotes.marks import SHORT, word_count
from onrecord.model import Standing
from onrecord.text import digest

KEPT = "quotes"
PRESS = "press"  # the key under which the groups of printed forms are kept; no document's id
# Candidates in the press that are looked at.
OTHERS = 12
Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Open:
    """A quotation without a passage: where it begins, its words, and where others print words of it."""

    start: int
    words: int
    others: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One document's quotations: hashes of it and of what they were held against, findings, and those left open."""

    own: str
    against: str
    findings: tuple[str, ...]
    open: tuple[Open, ...] = ()


@dataclass(slots=True)
class Earlier:
    """What is known from the last run, and what is to be kept of this one."""

    checker: Checker
    signatures: Mapping[str, str]
    standing: set[str]
    entries: Mapping[str, Entry]
    groups: Mapping[str, Sequence[str]]
    now: dict[str, Entry] = field(default_factory=dict)
    groups_now: dict[str, Sequence[str]] = field(default_factory=dict)

    def entry(self, document: str, questions: Iterable[Question]) -> Entry | None:
        """The entry of a document all of whose findings stand; null where it must be checked."""
        found = self.entries.get(document)
        if found is None or found.own != self.signature(document) or not self._stand(found.findings):
            return None
        starts = {one.start for one in found.open}
        return found if self.against(questions, starts) == found.against else None

    def group(self, places: Sequence[Place]) -> Standing | None:
        """The findings of a group of printed forms, where they stand."""
        key = self.group_key(places)
        ids = self.groups.get(key)
        if ids is None or not self._stand(ids):
            return None
        self.groups_now[key] = ids
        return Standing(tuple(ids))

    def group_key(self, places: Sequence[Place]) -> str:
        """What the findings of a group depend on."""
        return digest(*(f"{document} {start} {self.signature(document)}" for document, start in places))

    def signature(self, document: str) -> str:
        """The hash of a document."""
        return self.signatures.get(document, "")

    def against(self, questions: Iterable[Question], open: set[int]) -> str:
        """A hash of all that these questions are held against; `open` are the starts of those without a passage."""
        return digest(*(repr(part) for question in questions for part in self._inputs(question, open)))

    def _inputs(self, question: Question, open: set[int]) -> Iterator[Any]:
        checker, start = self.checker, question.quote.start
        yield start, question.quote.end
        short = word_count(question.quote) < SHORT
        if not short:
            for candidate, fuller in checker.shortlist(question):
                place = candidate.main
                yield place.start, place.end, sorted(place.grams), fuller, self._of(candidate.document)
        if short or start in open:
            yield [self._of(document) for document in checker.on_day(question)]
        if start in open:
            for kind in (PRINTED, INDIRECT):
                for found in islice(candidates(checker.grams, kind, question.quote), OTHERS):
                    yield found.main.start, found.main.end, self._of(found.document)

    def _of(self, document: str) -> tuple[str, str]:
        return document, self.signature(document)

    def _stand(self, ids: Iterable[str]) -> bool:
        return self.standing.issuperset(ids)

    def keep(self) -> None:
        """Keep what this run found, for the next."""
        before = {document: _written(entry) for document, entry in self.entries.items()}
        kept = {document: _written(entry) for document, entry in self.now.items()}
        changed = {document: raw for document, raw in kept.items() if before.get(document) != raw}
        self.checker.lookup.keep(KEPT, {**changed, PRESS: json.dumps(self.groups_now).encode()})


def earlier(checker: Checker) -> Earlier:
    """What the record keeps of the last run."""
    kept = dict(checker.lookup.kept(KEPT))
    groups = json.loads(kept.pop(PRESS, b"{}"))
    entries = {document: _read(raw) for document, raw in kept.items()}
    return Earlier(checker, checker.lookup.signatures(), checker.lookup.standing("quotes"), entries, groups)


def _written(entry: Entry) -> bytes:
    places = [[one.start, one.words, one.others] for one in entry.open]
    return json.dumps([entry.own, entry.against, entry.findings, places], separators=(",", ":")).encode()


def _read(raw: bytes) -> Entry:
    own, against, findings, places = json.loads(raw)
    return Entry(
        own,
        against,
        tuple(findings),
        tuple(Open(start, words, tuple((d, s) for d, s in others)) for start, words, others in places),
    )
