"""JSON lines: one file a noun, one object a line, UTF-8."""

from __future__ import annotations

import json
from pathlib import Path

from onrecord.queries.rows import NOUNS, Filters, rows
from onrecord.store import Store


def export_jsonl(store: Store, folder: Path) -> dict[str, int]:
    """Write `NOUN.jsonl` for every noun; a file appears only when it is whole."""
    return {f"{noun}.jsonl": _write(store, noun, folder / f"{noun}.jsonl") for noun in NOUNS}


def _write(store: Store, noun: str, path: Path) -> int:
    count = 0
    half = path.with_name(path.name + ".part")
    with half.open("w", encoding="utf-8", newline="\n") as lines:
        for row in rows(store, noun, Filters(whole=True)):
            lines.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    half.replace(path)
    return count
