"""Things that pairs connect, in groups (a forest of disjoint sets)."""

from __future__ import annotations

from collections import defaultdict
from typing import Generic, TypeVar

K = TypeVar("K", str, int, tuple[str, float], tuple[str, int, int])


class Joined(Generic[K]):
    """Things that were joined, directly or through others; the least of a group stands for it."""

    def __init__(self) -> None:
        self._parent: dict[K, K] = {}

    def root(self, one: K) -> K:
        """What stands for the group of this one."""
        while self._parent.setdefault(one, one) != one:
            self._parent[one] = self._parent[self._parent[one]]
            one = self._parent[one]
        return one

    def join(self, one: K, two: K) -> bool:
        """Make two groups one; false where they were one already."""
        least, other = sorted((self.root(one), self.root(two)))
        self._parent[other] = least
        return least != other

    def groups(self) -> list[list[K]]:
        """Each group and the groups in a stable order."""
        found: dict[K, list[K]] = defaultdict(list)
        for one in sorted(self._parent):
            found[self.root(one)].append(one)
        return [group for _, group in sorted(found.items())]
