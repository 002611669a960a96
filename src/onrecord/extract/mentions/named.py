"""A naming found in a text, before it is a row."""

from __future__ import annotations

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
