"""Clauses in which the words alone do not tell a promise from a forecast: `They will work`, `the Board will be opening`.

There the encoder's head for speech acts decides. Read by eye on White House documents of `benchmarks/sample300.txt`
(130 statements, 60 speeches, 30 briefings): of such clauses, those in sentences that the head gives 0.6 or more were plans or
promises in nine of ten cases, those below 0.4 in one of ten. As a filter on what the rules are sure of, the head would have
dropped five right clauses for each wrong one, so that it is not asked about them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from onrecord.extract.clauses import clause_end, plain, subject
from onrecord.extract.commitments.found import Clause, Found, can_bind, overlap, says_something
from onrecord.extract.commitments.words import words
from onrecord.model import CommitmentKind

SURE = 0.6  # the head's least chance of a promise
_PRONOUN = re.compile(
    r"\b(?P<who>[Hh]e|[Ss]he|[Tt]hey) will\s+(?:(?:also|now|then|both|each|jointly|together|further) )*(?P<verb>(?:not |never )?[a-z]+)"
)
_DOING = re.compile(r"(?:\swill(?: also)?|['’]ll(?: also)?) be (?P<verb>[a-z]+ing)\b")


def unsure(
    sentence: str, kept: Sequence[Found], names: frozenset[str], promises: Callable[[], bool]
) -> list[Found]:
    """Clauses that only the sentence's act tells to bind, beside those that the rules kept; `promises` is asked once at most."""
    clause = Clause(plain(sentence), False, names)
    new = [
        one
        for one in (*_by_pronoun(clause), *_by_doing(clause))
        if says_something(clause.text, one)
        and not words().not_unsure.match(clause.text, one.action[0])
        and not any(overlap(one, other) for other in kept)
    ]
    return new if new and promises() else []


def _by_pronoun(clause: Clause) -> Iterator[Found]:
    """`They will undertake joint efforts`, where the pronoun opens its clause."""
    for cue in _PRONOUN.finditer(clause.text):
        who = subject(clause.text, cue.end("who"))
        if who is None or who.link != "main" or words().not_institution.match(clause.text, cue.start("verb")):
            continue
        yield _found(clause, cue, cue.span("who"))


def _by_doing(clause: Clause) -> Iterator[Found]:
    """`The Board will be opening the pier`, of someone who can bind themselves."""
    for cue in _DOING.finditer(clause.text):
        who = subject(clause.text, cue.start())
        if who is None or who.link != "main" or not can_bind(clause, who):
            continue
        yield _found(clause, cue, (who.start, who.end))


def _found(clause: Clause, cue: re.Match[str], who: tuple[int, int]) -> Found:
    end, at = clause_end(clause.text, cue.end()), cue.start("verb")
    kind: CommitmentKind = "plan" if words().meets.match(clause.text, at) else "pledge"
    if cue["verb"].startswith(("not ", "never ")):
        kind = "assurance"
    return Found(kind, who[0], end, cue.span(), who, (at, end))
