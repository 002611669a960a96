"""The one small encoder that extractors share: text -> tags, links, names, scores, vectors."""

from __future__ import annotations

from onrecord.encoder.weights import available

__all__ = ["available"]
