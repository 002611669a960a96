"""Every row of `tests/quotes/*.md`; the format is told in tests/quotes/README.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.check.quotes.marks import quote
from onrecord.check.quotes.passage import passage
from onrecord.check.quotes.verdict import compare, settled

HEAD = ["said", "printed", "match", "edits"]


def _rows() -> Iterator[Any]:
    for path in sorted(Path(__file__).parent.joinpath("quotes").glob("*.md")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if line.startswith("|") and len(cells) == 4 and cells != HEAD and set(line) - set("|-"):
                yield pytest.param(*cells, id=f"{path.stem}:{number}")


@pytest.mark.parametrize(("said", "printed", "match", "edits"), list(_rows()))
def test_row(said: str, printed: str, match: str, edits: str) -> None:
    found = compare(quote(printed), passage("d", said, [(0, len(said), "t")]))
    kinds = [change.kind for change in found.changes] + [f"lost: {change.kind}" for change in found.lost]
    assert settled(found) == match
    assert match == "not_found" or (", ".join(kinds) or "-") == edits
