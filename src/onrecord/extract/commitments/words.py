"""The word lists of data/commitments.toml as patterns."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.model import CommitmentKind


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled patterns; each takes one sentence."""

    reported: tuple[tuple[CommitmentKind, re.Pattern[str]], ...]
    directive: tuple[tuple[CommitmentKind, re.Pattern[str]], ...]
    modal_call: re.Pattern[str]
    not_called: re.Pattern[str]
    not_subjects: frozenset[str]
    first_person: re.Pattern[str]
    not_first: re.Pattern[str]
    institutions: frozenset[str]
    not_institution: re.Pattern[str]
    not_before: re.Pattern[str]
    not_asked: re.Pattern[str]
    meets: re.Pattern[str]
    condition: re.Pattern[str]
    due: re.Pattern[str]


@cache
def words() -> Words:
    """The lists, read once."""
    table = tomllib.loads(files("onrecord.data").joinpath("commitments.toml").read_text(encoding="utf-8"))
    return Words(
        reported=tuple((row["kind"], _reported(row["verbs"], row["phrases"])) for row in table["reported"]),
        directive=tuple((row["kind"], _any(row["phrases"], r"\b", r"\s+")) for row in table["directive"]),
        modal_call=_any(table["modal_call"]["modals"], r"\s", r"\s+(?P<verb>(?:also |now |not )?[a-z]+)"),
        not_called=_any(table["modal_call"]["not_actions"], r"", r"\b"),
        not_subjects=frozenset(table["modal_call"]["not_subjects"]),
        first_person=re.compile(
            r"\b(?P<subject>[Ww]e|I)(?:\s+(?P<will>will|shall|are going to|am going to|’re going to)|(?P<short>['’]ll|['’]re going to|['’]m going to))"
            r"\s+(?:also |now |always |then |soon |still )?(?P<verb>(?:not |never )?[a-z]+)"
        ),
        not_first=_any(table["first_person"]["not_actions"], r"", r"\b"),
        institutions=frozenset(table["institutions"]["heads"]),
        not_institution=_any(table["institutions"]["not_actions"], r"", r"\b"),
        not_before=_any(table["not_calls"]["before"], r"\b", r"\s+\Z"),
        not_asked=_any(table["not_calls"]["acts"], "", r"\b"),
        meets=_any(table["meet"]["verbs"], r"(?:also |then |now )?", r"\b"),
        condition=_any(table["condition"]["words"], r"(?:^|,\s+|\s)", r"\s"),
        due=_any(table["due"]["words"], r"\b", r"\s+\Z"),
    )


def _any(patterns: Sequence[str], before: str, after: str) -> re.Pattern[str]:
    return re.compile(f"{before}(?:{'|'.join(patterns)}){after}", re.I)


def _reported(verbs: Sequence[str], phrases: Sequence[str]) -> re.Pattern[str]:
    """A verb of binding with what it takes: an infinitive, an amount, a that-clause."""
    forms = "|".join(form for verb in verbs for form in _forms(verb))
    amount = r"(?:(?:an? )?(?:additional|further|extra|new|up to|more than|over|at least|nearly|about|some|total of) ){0,2}[$€£]?\d"
    takes = rf"(?:to(?=\s+[a-z])|that(?=\s)|(?={amount})|(?=(?:an? |the |its |their |his |her |new )(?:\w+ )?(?:\w+ing|support|aid|assistance|funding|troops|forces|package|help|money)\b))"
    return re.compile(rf"\b(?:(?:{forms})\s+{takes}|(?:{'|'.join(phrases)})(?=\s))", re.I)


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
