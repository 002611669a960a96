"""Every row of `tests/quotes/indirect.md`, read from the two stories as the product reads them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.check.quotes import quotes
from onrecord.model import Document, Finding
from onrecord.pipeline import extract
from tests.quote_record import MemoryRecord, make

FIRST = datetime.date(2021, 3, 2)
AROUND = "SELM, March 2 -- Ministers met in Selm on Tuesday.\n\n{0}\n\nThe harbour was calm in the evening."


def _rows() -> Iterator[Any]:
    path = Path(__file__).parent.joinpath("quotes", "indirect.md")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[2].isdigit():
            yield pytest.param(
                cells[0], cells[1], int(cells[2]), cells[3] == "yes", id=f"{number} {cells[4]}"
            )


def _story(record: MemoryRecord, text: str, days: int, outlet: str) -> Document:
    published = (FIRST + datetime.timedelta(days=days)).isoformat()
    document = make(AROUND.format(text), "news", published, outlet=outlet)
    return record.add(document, extract(document).statements)


@pytest.mark.parametrize(("agency", "paper", "days", "told"), list(_rows()))
def test_row(agency: str, paper: str, days: int, told: bool) -> None:
    record = MemoryRecord()
    one = _story(record, agency, 0, "Selm Agency")
    two = _story(record, paper, days, "Dam Courier")
    found = [f for f in quotes(record) if isinstance(f, Finding) and f.verdict == "paraphrase_in_quotes"]
    assert bool(found) == told, [f.why for f in quotes(record) if isinstance(f, Finding)]
    if told:
        assert {span.document for span in found[0].spans} == {one.id, two.id}
        assert found[0].why.startswith("Dam Courier prints in quotation marks what Selm Agency")
