"""What a document's rows depend on besides its bytes: the code and words that read and extract, and the campaign."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import onrecord
from onrecord.model import Campaign
from onrecord.store.mapper import plain
from onrecord.text import digest

PARTS = ("data", "encoder", "extract", "read", "segment", "values", "model.py", "pipeline.py", "text.py")
CHECKED_BY = ("check", *PARTS)
LARGE = 1_000_000  # bytes; weights above it are told apart by name and size alone


@cache
def code(parts: tuple[str, ...] = PARTS) -> str:
    """A hash of the code and data that turn bytes into rows, or of other parts."""
    root = Path(onrecord.__file__).parent
    whole = hashlib.sha256()
    for part in parts:
        top = root / part
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and "__pycache__" not in path.parts:
                whole.update(f"{path.relative_to(root)} {path.stat().st_size}".encode())
                whole.update(path.read_bytes() if path.stat().st_size < LARGE else b"")
    return whole.hexdigest()[:16]


def checking() -> str:
    """A hash of the code and data that compare rows: where it is another, nothing of an earlier comparison stands."""
    return code(CHECKED_BY)


def key(campaign: Campaign, sidecar: object) -> str:
    """By what a file was read: where it is the same, reading again would give the same rows."""
    return digest(code(), repr(plain(campaign)), repr(sidecar))
