"""Every row of `tests/quotes/ranking.md`: what a finding is worth; and how what is worth little is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.check.quotes import quotes
from onrecord.model import Finding
from tests.quote_record import MemoryRecord, story, transcript

WORTH = {"much": range(60, 101), "some": range(30, 60), "little": range(30)}


def _rows() -> Iterator[Any]:
    path = Path(__file__).parent.joinpath("quotes", "ranking.md")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and cells[-1] in WORTH:
            yield pytest.param(*cells, id=f"{number}")


def _found(said: str, printed: str, published: str = "2021-05-05") -> Finding:
    record = MemoryRecord()
    record.add(*transcript(f"MS. ARDA: {said}", "2021-05-04"))
    record.add(*story(f'"{printed}" Arda said.', published, "Arda"))
    return next(f for f in quotes(record) if isinstance(f, Finding))


@pytest.mark.parametrize(("said", "printed", "worth"), list(_rows()))
def test_row(said: str, printed: str, worth: str) -> None:
    found = _found(said, printed)
    assert found.severity in WORTH[worth], (found.severity, found.why)


def test_a_negation_that_went_with_its_words_is_not_said_to_be_missing() -> None:
    said = "The reason they are not cheering me is, I do not want their money and never did."
    found = _found(said, said.replace("not cheering", "booing"))
    assert found.why == '"booing" is printed where "not cheering" was said; other words around a negation'


def test_a_word_that_the_transcript_wrote_by_its_sound_may_be_wrong_there() -> None:
    said = "I think that Minister Kurio (ph) should be ashamed of what he did to the wells."
    found = _found(said, said.replace("Kurio (ph)", "Curiel"))
    assert found.why.endswith("the transcript wrote the word by its sound, and may be wrong")


def test_a_line_of_another_occasion_is_worth_less() -> None:
    said = "The engineers will repair the great dam of the upper valley before the snow comes to the fields."
    printed = said.replace("will", "can")
    assert _found(said, printed, "2021-08-20").severity < 40 <= _found(said, printed).severity
