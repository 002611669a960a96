"""Every question that an interface may ask of a record: one file a noun, one envelope for all answers."""

from __future__ import annotations
