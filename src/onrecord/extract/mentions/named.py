"""A naming found in a text, before it is a row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Named:
    """Half-open code points of the naming, what it names, and the office beside it."""

    start: int
    end: int
    kind: Literal["person", "state", "organisation", "group", "place", "office"]
    name: str
    office: str | None = None
    of: str | None = None


def any_of(names: Iterable[str]) -> str:
    """A pattern for any of some names, the longest first; a blank is any white space, such as one that breaks no line."""
    ordered = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s") for name in ordered)


def plain(words: str) -> str:
    """Words with single blanks between them."""
    return " ".join(words.split())
