"""The word lists of data/commitments.toml as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.model import CommitmentKind


@dataclass(frozen=True, slots=True)
class Bullets:
    """Patterns of list items and of the lines that introduce them."""

    verb: re.Pattern[str]
    plans: re.Pattern[str]
    announces: re.Pattern[str]
    past: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled patterns; each takes one sentence."""

    bullets: Bullets
    reported: tuple[tuple[CommitmentKind, re.Pattern[str]], ...]
    directive: tuple[tuple[CommitmentKind, re.Pattern[str]], ...]
    announced: re.Pattern[str]
    not_bound: re.Pattern[str]
    modal_call: re.Pattern[str]
    not_called: re.Pattern[str]
    not_subjects: frozenset[str]
    actors: re.Pattern[str]
    first_person: re.Pattern[str]
    not_first: re.Pattern[str]
    deeds: re.Pattern[str]
    institutions: frozenset[str]
    own: frozenset[str]
    things: frozenset[str]
    that: re.Pattern[str]
    ahead: re.Pattern[str]
    not_institution: re.Pattern[str]
    not_unsure: re.Pattern[str]
    not_before: re.Pattern[str]
    not_asked: re.Pattern[str]
    not_addressed: frozenset[str]
    meets: re.Pattern[str]
    condition: re.Pattern[str]
    due: re.Pattern[str]
    joint: re.Pattern[str]


@cache
def words() -> Words:
    """The lists, read once."""
    table = tomllib.loads(files("onrecord.data").joinpath("commitments.toml").read_text(encoding="utf-8"))
    return Words(
        bullets=_bullets(table["bullets"]),
        reported=tuple((row["kind"], _reported(row)) for row in table["reported"]),
        directive=tuple((row["kind"], _directive(row)) for row in table["directive"]),
        announced=_any(table["announced"]["things"], r"\b", r"\b"),
        not_bound=_any(table["not_bound"]["acts"], r"\s*(?:be )?", r"\b"),
        **_called(table),
        **_bound(table),
        not_unsure=_any(table["unsure"]["not_actions"], r"(?:not |never )?", ""),
        meets=_any(table["meet"]["verbs"], r"(?:also |then |now )?", r"\b"),
        condition=_any(table["condition"]["words"], r"(?:^|,\s+|\s)", r"\s"),
        due=_any(table["due"]["words"], r"\b", r"\s+\Z"),
        joint=_any(table["joint"]["titles"], r"\b", ""),
    )


def _called(table: Mapping[str, Any]) -> dict[str, Any]:
    modal, calls = table["modal_call"], table["not_calls"]
    return {
        "modal_call": _any(modal["modals"], r"\s", r"\s+(?P<verb>(?:also |now |not |once again )?[a-z]+)"),
        "not_called": _any(modal["not_actions"], r"", r"\b"),
        "not_subjects": frozenset(modal["not_subjects"]),
        "actors": re.compile(rf"(?:{'|'.join(modal['actors'])})$"),
        "not_before": _any(calls["before"], r"\b", r"\s+\Z"),
        "not_asked": _any(calls["acts"], "", r"\b"),
        "not_addressed": frozenset(calls["addressees"]),
    }


def _bound(table: Mapping[str, Any]) -> dict[str, Any]:
    first, third = table["first_person"], table["institutions"]
    return {
        "first_person": re.compile(
            r"\b(?P<subject>[Ww]e|I)(?:\s+(?:will|shall|are going to|am going to)|['’](?:ll|re going to|m going to))"
            r"\s+(?:(?:also|now|then|soon|still|certainly|absolutely|definitely|all|both|together|,)\s+)*(?P<verb>(?:not |never )?[a-z]+)"
        ),
        "not_first": _any(first["not_actions"], r"", r"(?![\w’'])"),
        "deeds": _any(first["deeds"], r"", r"(?![\w’'])"),
        "institutions": frozenset(third["heads"]),
        "own": frozenset(third["own"]),
        "things": frozenset(third["things"]),
        "that": re.compile(r"\bthat\s*\Z"),
        "ahead": re.compile(
            r"\b(?:will|would|shall|plans? to|(?:is|are) (?:now |also )?(?:\w+ing|\w+ed)|can now|intends?|[A-Z]\w+ is)\b"
        ),
        "not_institution": _any(third["not_actions"], r"", r"\b"),
    }


def _bullets(table: Mapping[str, Sequence[str]]) -> Bullets:
    return Bullets(
        verb=re.compile(rf"(?:{'|'.join(table['verbs'])})(?:e|es|s|ing|ting|ning|ying|y)?\b(?!ed)", re.I),
        plans=_any(table["plans"], r"\b", ""),
        announces=_any(table["announces"], r"\b", ""),
        past=_any(table["past"], r"\b", ""),
    )


def _directive(row: Mapping[str, Sequence[str]]) -> re.Pattern[str]:
    groups = (rf"(?P<{name}>{'|'.join(row[name])})" for name in ("ing", "past", "present"))
    return re.compile(rf"\b(?:{'|'.join(groups)})\s+", re.I)


def _any(patterns: Sequence[str], before: str, after: str) -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(patterns)}){after}", re.I)


def _reported(row: Mapping[str, Any]) -> re.Pattern[str]:
    """A verb of binding with what it takes: an infinitive, an amount, a that-clause, a gift; an announcement takes anything."""
    verbs, phrases = row["verbs"], row["phrases"]
    forms = "|".join(form for verb in verbs for form in _forms(verb))
    amount = r"(?:(?:an?|additional|further|extra|new|up to|more than|over|at least|nearly|about|some|approximately|total of|the first) ){0,3}[$€£]?\d"
    gift = r"(?!(?:and|or|at|in|on|by|with|from|for|as|of|to) )(?:an? |the |its |their |his |her |new |additional |further )?(?:[\w-]+ ){0,3}(?:\w+ing|support|aid|assistance|funding|troops|forces|package|help|money|sanctions|actions|steps|measures|initiatives?|programs?|grants?|investments?|commitments?|rules?)\b"
    takes = rf"(?:(?:today |on \w+ |this week |also |jointly )?(?:to(?=\s+[a-z])|that(?=\s)|(?={amount})|(?={gift})))"
    if row["kind"] == "offer":  # shops offer services; only help is offered to someone
        help = r"(?:\w+ ){0,2}(?:support|aid|assistance|help|troops|forces|condolences)\b"
        takes = rf"(?:to(?=\s+[a-z])|(?={amount})|(?={help}))"
    if row["kind"] == "announcement":
        takes = r"(?:(?:today|on \w+|this week|also) )?(?:that(?=\s)|(?=[\w$€£]))"
    return re.compile(
        rf"\b(?:(?P<verb>{forms or '(?!)'})\s+{takes}|(?P<phrase>{'|'.join(phrases)})(?=\s))", re.I
    )


def _forms(verb: str) -> tuple[str, ...]:
    """Base form, third person and past of a regular verb; `swear`, `undertake` and doubled consonants by hand."""
    odd = {
        "swear": ("swear", "swears", "swore", "sworn"),
        "undertake": ("undertake", "undertakes", "undertook"),
        "commit": ("commit", "commits", "committed"),
        "plan": ("plan", "plans", "planned"),
    }
    stem = verb.removesuffix("e")
    return odd.get(verb, (verb, f"{verb}s", f"{stem}ed"))
