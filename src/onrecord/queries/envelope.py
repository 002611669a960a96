"""The one shape of every answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Answer:
    """`data` as plain JSON, `next` the offset where more would begin (null where there is no more), and problems."""

    data: Any
    next: int | None = None
    problems: list[dict[str, Any]] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """The envelope as JSON knows it."""
        return {"data": self.data, "next": self.next, "problems": self.problems}
