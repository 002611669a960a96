"""The patterns of data/events.toml, compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_PLACE = r"(?:[A-Z][\w’'-]+|al-[A-Z]\w+)(?: (?:al-)?[A-Z][\w’'-]+){0,3}"
_PLACES = rf"{_PLACE}(?:, {_PLACE})*(?:,? and {_PLACE})?"
_SIDE = r"(?:[Tt]he )?(?:[A-Z][\w’'-]+|[A-Z]{2,}|army|coalition|militants)(?: (?:of the |of )?(?:coast guard|security forces|defen[cs]e forces|opposition|rebel|armed|special|democratic|tribal|[A-Z][\w’'-]+|forces|troops|militants|fighters|militia|army|guard|group|government|control)){0,4}"


@dataclass(frozen=True, slots=True)
class Kind:
    """One type of event: its patterns, and what else its sentence must hold (`amount`, `person`, `place`, `day`)."""

    name: str
    needs: str
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """All types in the order in which they are tried, and the words of factuality."""

    kinds: tuple[Kind, ...]
    told: re.Pattern[str]
    planned: re.Pattern[str]
    possible: re.Pattern[str]
    denied: re.Pattern[str]
    people: re.Pattern[str]
    illness: re.Pattern[str]
    not_places: re.Pattern[str]
    place_kind: re.Pattern[str]
    general: re.Pattern[str]
    forces: frozenset[str]


@cache
def words() -> Words:
    """The lists, read once."""
    table = tomllib.loads(files("onrecord.data").joinpath("events.toml").read_text(encoding="utf-8"))
    named, facts = table["words"], table["factuality"]
    marks = {key: rf"(?:\b|(?<=\w))(?:{'|'.join(facts[key])})(?!\w)" for key in facts}
    return Words(
        kinds=tuple(_kind(row, named) for row in table["type"]),
        told=re.compile(marks["told"]),
        planned=re.compile(marks["planned"]),
        possible=re.compile(marks["possible"]),
        denied=re.compile(marks["denied"]),
        people=re.compile(rf"\b{named['people']}", re.I),
        illness=re.compile(rf"\b{named['illness']}", re.I),
        not_places=re.compile(named["not_places"]),
        place_kind=re.compile(rf"(?:{named['kind']})\Z"),
        general=re.compile(rf"\b{named['general']}\b", re.I),
        forces=frozenset(table["forces"]["units"]),
    )


def _kind(row: dict[str, str], named: dict[str, str]) -> Kind:
    return Kind(
        row["name"], row.get("needs", ""), tuple(_compiled(pattern, named) for pattern in row["patterns"])
    )


def _compiled(pattern: str, named: dict[str, str]) -> re.Pattern[str]:
    parts = {
        "places": _PLACES,
        "place": _PLACE,
        "side": _SIDE,
        **{key: named[key] for key in ("kind", "force", "people")},
    }
    for key, value in parts.items():
        pattern = pattern.replace("{" + key + "}", value)
    return re.compile(pattern)
