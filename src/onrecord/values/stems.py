"""Words of what is counted, made alike: lower case, the singular, one word for its synonyms; and the lists that say so."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*(?:['’][^\W\d_]+)?", re.U)


@cache
def _table(name: str) -> dict[str, Any]:
    with (files("onrecord") / "data" / "figures" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def lists() -> dict[str, Any]:
    """The word lists of `measures.toml`."""
    return _table("measures")


@cache
def patterns(table: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    """The patterns of one table of `scope.toml`, by name."""
    found = _table("scope")[table]
    return {name: tuple(re.compile(one, re.I) for one in some) for name, some in found.items()}


@cache
def _same() -> dict[str, str]:
    return {word: group[0] for group in lists()["same"] for word in group}


@cache
def stem(word: str) -> str:
    """A word in lower case and the singular; the first of its synonyms."""
    low = re.sub(r"['’]s$|['’]$", "", word.lower())
    low = _same().get(low, low)
    if len(low) > 3 and low.endswith("ies"):
        low = low[:-3] + "y"
    elif len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        low = low[:-1]
    return _same().get(low, low)


@cache
def stems(name: str) -> frozenset[str]:
    """The words of a list of `measures.toml`, stemmed."""
    return frozenset(stem(word) for word in lists()[name])


@cache
def plain(name: str) -> frozenset[str]:
    """The words of a list of `measures.toml`, as they stand."""
    return frozenset(lists()[name])
