"""Every row of `tests/quotes/translated.md`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.check.quotes import quotes
from onrecord.model import Finding
from tests.quote_record import MemoryRecord, story, transcript

SAID = "We shall close the gates of the harbour tonight and nobody will leave the island before the morning."


def _rows() -> Iterator[Any]:
    path = Path(__file__).parent.joinpath("quotes", "translated.md")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = [cell.strip().removeprefix("-") for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[-1] in ("yes", "no"):
            yield pytest.param(*cells, id=f"{number}")


@pytest.mark.parametrize(("head", "turn", "beside", "printed", "told"), list(_rows()))
def test_row(head: str, turn: str, beside: str, printed: str, told: str) -> None:
    record = MemoryRecord()
    record.add(*transcript(f"{head}\n\nMR. OSH: {turn} {SAID}", "2021-05-04"))
    record.add(*story(f'"{printed}" {beside}', "2021-05-05", "Osh"))
    (found,) = (f for f in quotes(record) if isinstance(f, Finding))
    assert (found.verdict == "translated") == (told == "yes"), found.verdict
    if told == "yes":
        assert (found.severity, found.values["may_change_meaning"]) == (5, False)
        assert found.why == "a translation, whose wording is not compared"
