"""The words by which a name is known to be a body's."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from onrecord.values.name import lists


def table() -> Mapping[str, Any]:
    """The data file of organisations."""
    return lists("organisations.toml")


@cache
def heads(key: str) -> frozenset[str]:
    """The words of one list of heads, such as `last` or `of`."""
    return frozenset(table()["heads"][key])


@cache
def around(key: str) -> frozenset[str]:
    """The words of one list of what stands around a body's name."""
    return frozenset(table()["around"][key])


@cache
def _before() -> re.Pattern[str]:
    of, on = "|".join(sorted(heads("of") | heads("more_of"))), "|".join(sorted(heads("on")))
    return re.compile(rf"\b(?:(?:{of}) (?:of|for)|(?:{on}) on)\b")


def is_headed(words: str) -> bool:
    """Whether it ends with, or holds before `of`, a word that bodies are called by."""
    some = words.split()
    ends = some[-1] in heads("last") or (
        some[-1] in heads("more") and some[-2:-1] != [] and some[-2] in heads("last")
    )
    return ends or holds_head(" ".join(some))


def holds_head(words: str) -> bool:
    """Whether a head stands before `of`, `for` or `on` in words with single blanks."""
    return bool(_before().search(words))
