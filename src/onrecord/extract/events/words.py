"""The patterns of data/events.toml, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_PLACE = r"(?:[A-Z][\w’'-]+|al-[A-Z]\w+)(?: (?:al-)?[A-Z][\w’'-]+){0,3}"
_PLACES = rf"{_PLACE}(?:, {_PLACE})*(?:,? and {_PLACE})?"
_ACTOR = r"(?:[Tt]he )?(?:[A-Z][\w’'-]+|[A-Z]{2,})(?: (?:of the |of )?(?:coast guard|security forces|defen[cs]e forces|[A-Z][\w’'-]+|forces|troops|militants|fighters|militia|army|guard|group|government|control)){0,4}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of event: its patterns, and what else its sentence must hold (`amount`, `person`, `force`)."""

    name: str
    needs: str
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """All types in the order in which they are tried, and the words of factuality."""

    kinds: tuple[Kind, ...]
    planned: re.Pattern[str]
    possible: re.Pattern[str]
    denied: re.Pattern[str]
    people: re.Pattern[str]


@cache
def words() -> Words:
    """The lists, read once."""
    table = tomllib.loads(files("onrecord.data").joinpath("events.toml").read_text(encoding="utf-8"))
    return Words(
        kinds=tuple(
            Kind(row["name"], row.get("needs", ""), tuple(_compiled(pattern) for pattern in row["patterns"]))
            for row in table["type"]
        ),
        **{
            key: re.compile(rf"(?:\b|(?<=\w))(?:{'|'.join(table['factuality'][key])})\b")
            for key in ("planned", "possible", "denied")
        },
        people=re.compile(rf"\b(?:{'|'.join(table['people']['harm'])})s?\b", re.I),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(
        pattern.replace("{places}", _PLACES).replace("{place}", _PLACE).replace("{actor}", _ACTOR)
    )
