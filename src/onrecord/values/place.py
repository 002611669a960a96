"""What a place's name means: the states with their names, demonyms and capitals; towns; regions."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class State:
    """A state by ISO 3166-1 code, with the names and demonyms under which English texts know it."""

    iso: str
    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capital: str


@cache
def states() -> tuple[State, ...]:
    """All states of data/states.csv."""
    lines = files("onrecord.data").joinpath("states.csv").read_text(encoding="utf-8").splitlines()
    return tuple(
        State(row["iso"], row["name"], _split(row["aliases"]), _split(row["demonyms"]), row["capital"])
        for row in csv.DictReader(lines)
    )


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


@cache
def state_names() -> Mapping[str, State]:
    """States by each name and alias as written."""
    return {name: state for state in states() for name in (state.name, *state.aliases)}


@cache
def demonyms() -> Mapping[str, State]:
    """States by demonym in the singular and plural; a demonym of two states (`Congolese`) is left out."""
    found: dict[str, list[State]] = {}
    for state in states():
        for word in state.demonyms:
            for form in (word, f"{word}s"):
                found.setdefault(form, []).append(state)
    return {word: some[0] for word, some in found.items() if len(some) == 1}


@cache
def capitals() -> Mapping[str, State]:
    """States by the capital that the press uses for their government."""
    return {state.capital: state for state in states() if state.capital}


@cache
def _listed(key: str) -> frozenset[str]:
    table = tomllib.loads(files("onrecord.data").joinpath("places.toml").read_text(encoding="utf-8"))
    return frozenset(table[key])


def regions() -> frozenset[str]:
    """Places of data/places.toml."""
    return _listed("names") | _listed("american")


@cache
def towns() -> frozenset[str]:
    """Names of towns above 50,000 people; many are also words and surnames."""
    lines = files("onrecord.data").joinpath("towns.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#")) - _listed("not_towns")


def is_place(name: str) -> bool:
    """Whether a name is that of a state, a region or a town."""
    return name in state_names() or name in regions() or name in towns()
