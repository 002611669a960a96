"""The word lists of `data/wording`, read once."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast


def _read(name: str) -> str:
    return files("onrecord.data.wording").joinpath(name).read_text(encoding="utf-8")


@cache
def table(name: str) -> Mapping[str, Any]:
    """A TOML file of word lists as it stands."""
    return cast(Mapping[str, Any], tomllib.loads(_read(f"{name}.toml")))


@cache
def pairs(name: str) -> Mapping[str, str]:
    """A CSV file of two columns: a variant and the word that it stands for."""
    rows = csv.reader(_read(f"{name}.csv").splitlines()[1:])
    return {row[0]: row[1] for row in rows}


@cache
def phrases(kind: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases of one class by their first word, longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in table("classes")[kind]:
        words = tuple(str(phrase).replace("-", " ").split())
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(group, key=len, reverse=True)) for first, group in found.items()}


def runs(kind: str, norms: list[str], start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Half-open ranges of `norms[start:end]` that are phrases of the class, longest first, left to right."""
    known, stop, at = phrases(kind), len(norms) if end is None else end, start
    while at < stop:
        size = 0
        for phrase in known.get(norms[at], ()):
            if at + len(phrase) <= stop and tuple(norms[at : at + len(phrase)]) == phrase:
                size = len(phrase)
                break
        if size:
            yield at, at + size
        at += size or 1


def covered(kind: str, norms: list[str], start: int = 0, end: int | None = None) -> int:
    """How many words of `norms[start:end]` lie in phrases of the class."""
    return sum(right - left for left, right in runs(kind, norms, start, end))
