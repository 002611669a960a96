"""A year that no text states is inferred only from what the story quotes, and only when the dateline agrees."""

from __future__ import annotations

from onrecord.check.years import years
from onrecord.model import Date, Dateline, Document, Finding, Span
from tests.memory import Memory

SAID = "We will open the harbour. We will not leave before that."


def record(dateline: str, passages: int, verdict: str = "verbatim") -> Memory:
    day = Date("2021-03-09", "2021-03-09", "2021-03-09", "stated")
    speech = Document(id="speech", source="s", part="", text=SAID, published=day, genre="transcript")
    line = Dateline("SELM", dateline, "TNA")
    story = Document(id="story", source="t", part="", text=SAID, dateline=line, genre="news")
    made = Memory([speech, story])
    made.put(_finding(number, verdict) for number in range(passages))
    return made


def _finding(number: int, verdict: str) -> Finding:
    spans = (Span("story", number, number + 2, SAID[number : number + 2]), Span("speech", 0, 2, SAID[:2]))
    return Finding(
        id=f"f{number}",
        document=None,
        spans=spans,
        made_by="test",
        check="quotes",
        verdict=verdict,
        items=(),
        why="",
    )


def test_two_passages_and_an_agreeing_dateline_give_the_year() -> None:
    ((id, date),) = years(record("March 9", 2))
    assert (id, date.value, date.basis, len(date.evidence)) == ("story", "2021-03-09", "inferred", 4)
    assert "2 passages" in date.why


def test_one_passage_is_not_enough() -> None:
    assert not list(years(record("March 9", 1)))


def test_another_day_gives_nothing() -> None:
    assert not list(years(record("March 10", 3)))


def test_altered_words_give_nothing() -> None:
    assert not list(years(record("March 9", 3, "wording")))
