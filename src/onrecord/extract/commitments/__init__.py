"""What someone bound themselves to, or called on others to do."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.model import Commitment, Page, Problem


def commitments(page: Page) -> Iterator[Commitment | Problem]:
    """What someone bound themselves to, or called on others to do."""
    yield from ()
