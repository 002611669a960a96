"""Words that matter when two figures are compared: `data/figures/compare.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table() -> dict[str, Any]:
    with (files("onrecord") / "data" / "figures" / "compare.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def listed(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(_table()[name])


@cache
def apart() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    """What sets two like figures apart, with the patterns that show it in a sentence where `#` stands for the figure."""
    found: dict[str, list[str]] = _table()["apart"]
    return {name: tuple(re.compile(one, re.I) for one in some) for name, some in found.items()}


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.I) for one in _table()[name])


def moves(words: str) -> bool:
    """Whether words around a figure, which stands as `#`, say that it holds for today alone."""
    return any(one.search(words) for one in _patterns("moving"))


def foretold(words: str) -> bool:
    """Whether words before a figure say that it is reckoned for the whole of a time that still runs."""
    return any(one.search(words) for one in _patterns("foretold"))
