"""The word lists of data/meetings.toml as patterns."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """Compiled patterns; each takes one sentence."""

    noun: re.Pattern[str]
    not_noun: re.Pattern[str]
    held: re.Pattern[str]
    planned: re.Pattern[str]
    met: re.Pattern[str]
    present: re.Pattern[str]
    attendance: frozenset[str]
    weak: frozenset[str]
    participants: re.Pattern[str]
    not_attendees: re.Pattern[str]
    not_places: re.Pattern[str]


@cache
def words() -> Words:
    """The lists, read once."""
    table = tomllib.loads(files("onrecord.data").joinpath("meetings.toml").read_text(encoding="utf-8"))
    nouns = "|".join(table["nouns"])
    return Words(
        noun=re.compile(
            rf"(?:(?:(?:the|a|an|this|second|first|third|\w+'s)\s+)?(?:[A-Za-z][\w.'’&/-]*\s+){{0,6}}?)?\b(?P<noun>{nouns})\b"
            r"(?P<of>\s+(?:of|between|with)\s+(?:the\s+)?(?:[\w.'’-]+\s+){0,6}?(?:ministers|leaders|coalition|countries|members|states|partners|officials|(?-i:[A-Z][\w’-]+(?: [A-Z][\w’-]+)*(?:,? and (?:President |Prime Minister )?[A-Z]\w+)?)))?",
            re.I,
        ),
        not_noun=re.compile("|".join(table["not_nouns"]), re.I),
        held=re.compile(rf"\b(?:{'|'.join(table['held'])})\b"),
        planned=re.compile(rf"\b(?:{'|'.join(table['planned'])})\b", re.I),
        met=re.compile(rf"\b(?:{'|'.join(table['met'])})\b"),
        present=re.compile(r"\b(?:here|joining|joined|present|gathered|attend\w*|representatives?)\b", re.I),
        attendance=frozenset(table["attendance"]),
        weak=frozenset(table["weak"]),
        participants=re.compile(rf"\b(?:{'|'.join(table['participants'])})", re.I),
        not_attendees=re.compile(rf"(?:{'|'.join(table['not_attendees'])})\b"),
        not_places=re.compile("|".join(table["not_places"]), re.I),
    )
