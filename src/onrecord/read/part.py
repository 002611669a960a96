"""What a format's reader yields for each document that it finds in a source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.model import Furniture


@dataclass(frozen=True, slots=True)
class Part:
    """The text of one document, with what its format says of it; `name` tells parts of one source apart.

    Offsets of furniture are those of the text in NFC: a reader that marks furniture normalises first.
    """

    text: str
    name: str = ""
    metadata: Mapping[str, str] = field(default_factory=dict)
    furniture: tuple[Furniture, ...] = ()
