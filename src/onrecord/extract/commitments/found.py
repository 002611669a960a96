"""Clauses that bind or call, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.extract.commitments.clauses import clause_end, subject
from onrecord.extract.commitments.words import words
from onrecord.model import CommitmentKind

Range = tuple[int, int]

_WILL = re.compile(
    r"\s(?P<will>will|shall)\s+(?P<verb>(?:not |also |now |then |jointly |continue to )?[a-z]+)"
)
_SAID_WILL = re.compile(
    r"\b(?:said|says|added|announced|declared|stated|confirmed)(?: on \w+| \w+day)?,?(?: that)? (?P<who>they|it|he|she) (?:will|would) [“\"‘]?(?P<verb>[a-z]+)"
)
_INFINITIVE = re.compile(r"\s+(?P<who>[^,;:“\"”]{2,120}?)\s+(?P<to>(?:not )?to\s+[a-z]+)")
_NEVER_RESTS = re.compile(
    r"(?:not|never) (?:stop|rest|waver|cease|give up|relent|back down|walk away|forget|abandon|tire|yield|hesitate)"
)
_AGREED_PAST = re.compile(r"\bagreed that\b", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A clause, all ranges half-open in the sentence: the whole, its trigger, subject, action, and who is called on."""

    kind: CommitmentKind
    start: int
    end: int
    trigger: Range
    subject: Range | None
    action: Range
    addressee: Range | None = None


def find(sentence: str) -> list[Found]:
    """The commitments of a sentence in order; a clause gives one row, by the surest of its triggers."""
    kept: list[Found] = []
    for finder in FINDERS:
        for found in finder(sentence):
            if not any(
                found.action[0] < other.action[1] and other.action[0] < found.action[1] for other in kept
            ):
                kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def _directives(sentence: str) -> Iterator[Found]:
    """`called on X to do Y`: X is called on."""
    for kind, pattern in words().directive:
        for cue in pattern.finditer(sentence):
            asked = _INFINITIVE.match(sentence, cue.end() - 1)
            if asked is None or words().not_before.search(sentence, 0, cue.start()):
                continue
            if words().not_asked.match(sentence, asked.start("to") + 3):
                continue
            end = clause_end(sentence, asked.end())
            who = subject(sentence, cue.start())
            start = asked.start("to")
            yield Found(kind, cue.start(), end, cue.span(), who, (start + 3, end), asked.span("who"))


def _modal_calls(sentence: str) -> Iterator[Found]:
    """`X must do Y`, where X is not the speaker."""
    for cue in words().modal_call.finditer(sentence):
        who = subject(sentence, cue.start())
        if who is None or words().not_called.match(cue["verb"].removeprefix("not ")):
            continue
        named = sentence[slice(*who)]
        if named.lower() in words().not_subjects or not _can_act(named):
            continue
        end = clause_end(sentence, cue.end())
        kind: CommitmentKind = (
            "demand"
            if cue.group().split()[0].lower() == "must" and "must not" in cue.group().lower()
            else "call"
        )
        yield Found(kind, who[0], end, cue.span(), who, (cue.start("verb"), end), who)


def _first_person(sentence: str) -> Iterator[Found]:
    for cue in words().first_person.finditer(sentence):
        verb = cue["verb"].removeprefix("not ").removeprefix("never ")
        rest = sentence[cue.end("verb") - len(verb) :]
        if words().not_first.match(rest):
            continue
        end = clause_end(sentence, cue.end())
        start = cue.start("subject")
        kind: CommitmentKind = "pledge"
        if cue["verb"].startswith("not ") and not _NEVER_RESTS.match(sentence, cue.start("verb")):
            kind = "refusal"
        yield Found(kind, start, end, cue.span(), cue.span("subject"), (cue.start("verb"), end))


def _reported(sentence: str) -> Iterator[Found]:
    """`X pledged to do Y`, `we are committed to doing Y`, `they agreed to Y`."""
    for kind, pattern in words().reported:
        for cue in pattern.finditer(sentence):
            if _AGREED_PAST.match(sentence, cue.start()):
                continue
            who = subject(sentence, cue.start())
            end = clause_end(sentence, cue.end())
            if who is None or end - cue.end() < 4 or not _can_bind(sentence[slice(*who)]):
                continue
            yield Found(kind, who[0], end, cue.span(), who, _trimmed(sentence, cue.end(), end))


def _institutions(sentence: str) -> Iterator[Found]:
    """`The Department will do Y`: an institution that can bind itself in the third person."""
    for cue in _WILL.finditer(sentence):
        who = subject(sentence, cue.start())
        if who is None or not _institution(sentence[slice(*who)]):
            continue
        verb = cue["verb"].removeprefix("also ").removeprefix("now ").removeprefix("then ")
        if words().not_institution.match(sentence[cue.end("verb") - len(verb) :]):
            continue
        end = clause_end(sentence, cue.end())
        negated = cue["verb"].startswith("not ")
        kind: CommitmentKind = "plan" if words().meets.match(verb) else "assurance" if negated else "pledge"
        yield Found(kind, who[0], end, cue.span(), who, (cue.start("verb"), end))


def _said_will(sentence: str) -> Iterator[Found]:
    """`X said they will do Y`: the pronoun takes the saying's subject."""
    for cue in _SAID_WILL.finditer(sentence):
        if words().not_institution.match(sentence, cue.start("verb")):
            continue
        end = clause_end(sentence, cue.end())
        who = subject(sentence, cue.start())
        yield Found(
            "pledge", cue.start("who"), end, cue.span(), who or cue.span("who"), (cue.start("verb"), end)
        )


def _trimmed(sentence: str, start: int, end: int) -> Range:
    return start + len(sentence[start:end]) - len(sentence[start:end].lstrip()), end


def _institution(named: str) -> bool:
    last = re.sub(r"['’]s?$", "", named.split()[-1])
    pronoun = named.lower() in words().not_subjects
    capital = last[:1].isupper() and len(named.split()) <= 6 and not pronoun
    return last.lower() in words().institutions or (
        capital and last not in ("Day", "Week", "Act", "Americans", "People")
    )


def _can_act(named: str) -> bool:
    """Whether a subject can be called on: an institution, a name, a plural of persons; never a thing."""
    return _institution(named) or bool(
        re.search(r"(?:ers|ors|ists|ans|ies|people|everyone|others|all)$", named)
    )


def _can_bind(named: str) -> bool:
    lower = named.lower()
    return lower not in ("it", "that", "this", "which", "there", "what", "you", "who", "one")


FINDERS: tuple[Callable[[str], Iterator[Found]], ...] = (
    _directives,
    _reported,
    _modal_calls,
    _first_person,
    _said_will,
    _institutions,
)
