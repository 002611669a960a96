"""Copies, forms, shared passages, silent edits, and transcripts against each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onrecord.check.copies import copies
from onrecord.check.quotes import quotes
from onrecord.check.transcripts import transcripts
from onrecord.check.versions import versions
from onrecord.model import Finding, Statement
from onrecord.text import check_span, span_of
from tests.quote_record import MemoryRecord, make, story, transcript

STORY = (
    "Ministers of thirty-one states met in Qarim on Tuesday to speak about the dams of the upper valley. "
    "The host, Mara Arda, said that the first of the dams would be repaired before the winter storms set in. "
    "Engineers from four states have looked at the walls and found cracks in nine of them, officials said. "
    "Farmers in the valley have waited for three years for water to return to the eastern fields. "
    "No date was given for the work on the smaller dams, which feed the wells of the old town."
)
LETTER = (
    "The council today approved aid for the district of {place} after the storms of {month}. "
    "The aid makes money available for shelter, for the repair of roads and for the clearing of wells in {place}. "
    "Families who lost their homes may ask for help at the office of the council in the main square from Monday. "
    "{name} has been named to lead the work of recovery in the district. Further districts may be named later."
)


def _record(*documents: Any) -> MemoryRecord:
    record = MemoryRecord()
    for document in documents:
        record.add(document)
    return record


def _checked(record: MemoryRecord, found: list[Finding]) -> list[Finding]:
    for finding in found:
        for span in finding.spans:
            check_span(record.document(span.document).text, span)
    return found


def test_one_story_in_two_outlets_is_one_copy_and_its_difference_is_shown() -> None:
    other = STORY.replace("thirty-one", "eighty-one") + " (Qarim Wire)"
    one = make(STORY, "news", "2021-05-05", outlet="Tarn Post", title="Ministers meet")
    two = make(other, "news", "2021-05-06", outlet="Harbour News", title="Dams: ministers meet")
    record = _record(one, two)
    (found,) = _checked(record, list(copies(record)))
    assert (found.verdict, found.items) == ("same_copy", (one.id, two.id))
    assert "thirty-one" in found.why
    assert "eighty-one" in found.why
    assert found.severity >= 40


def test_a_story_that_grew_is_a_write_through() -> None:
    more = (
        STORY
        + " "
        + LETTER.format(place="Osh", month="May", name="Kemal Belov")
        + " The mayor of Osh spoke of a hard year."
    )
    record = _record(
        make(STORY, "news", "2021-05-05", outlet="Tarn Post", title="Ministers meet"),
        make(more, "news", "2021-05-05", outlet="Tarn Post", title="Ministers meet, aid approved"),
    )
    (found,) = _checked(record, list(copies(record)))
    assert found.verdict == "write_through"


def test_letters_of_one_form_are_never_merged_and_their_slots_are_listed() -> None:
    rows = [("Osh", "May", "Kemal Belov"), ("Tarn", "June", "Ines Falk"), ("Qarim", "July", "Dunja Rey")]
    record = _record(
        *(
            make(LETTER.format(place=p, month=m, name=n), "statement", f"2021-0{i}-05", title=f"Aid for {p}")
            for i, (p, m, n) in enumerate(rows, 5)
        )
    )
    (found,) = _checked(record, list(copies(record)))
    assert found.verdict == "template"
    members: Any = found.values["members"]
    slots = {d["here"]["quote"] for d in members[1]["differences"] if d["here"]}
    assert {"Tarn", "June"} <= slots


def test_stories_that_share_nothing_are_not_grouped() -> None:
    record = _record(
        make(STORY, "news", "2021-05-05"),
        make(LETTER.format(place="Osh", month="May", name="Belov"), "news", "2021-05-05"),
    )
    assert list(copies(record)) == []


def test_the_same_page_with_another_number_is_a_silent_edit() -> None:
    url = "https://example.org/dams"
    one = make(STORY, "news", "2021-05-05", url=url, path="a.html")
    two = make(
        STORY.replace("nine of them", "two of them"), "news", "2021-05-06", url=url + "?again", path="b.html"
    )
    record = _record(one)
    span = span_of(two, two.text.index("found cracks"), two.text.index(", officials"))
    record.add(
        two,
        [Statement(id="s", document=two.id, spans=(span,), made_by="t", mode="indirect", content=(span,))],
    )
    (found,) = _checked(record, list(versions(record)))
    assert found.items == (one.id, two.id)
    assert found.values["rows"] == ["s"]
    assert '"two" stands where "nine" stood' in found.why


def test_the_version_before_is_asked_of_the_record() -> None:
    old = make(STORY, "news", "2021-05-05", path="dams.html")
    new = replace(
        make(STORY.replace(" No date was given", " A date was given"), "news", "2021-05-05"),
        path="dams.html",
        version=2,
    )
    record = _record(new)
    record.replaced(new.id, old)
    (found,) = list(versions(record))
    assert found.items == (old.id, new.id)


SAID = """MS. ARDA: The first of the dams will be repaired before the winter. We have asked Minister Belov to lead the work.
Nobody in the valley shall wait for water for another three years, and the eastern fields will be green again.
"""


def test_two_transcripts_of_one_occasion_are_compared() -> None:
    record = MemoryRecord()
    one, rows = transcript(SAID, "2021-05-04")
    two, others = transcript(
        SAID.replace("shall wait", "should wait").replace("before the winter", "by the winter"), "2021-05-04"
    )
    record.add(one, rows)
    record.add(two, others)
    found = _checked(record, [f for f in transcripts(record) if f.verdict == "differ"])
    assert len(found) == 1
    assert "shall" in found[0].why


def test_a_name_that_two_outlets_heard_otherwise_puts_the_transcript_in_doubt() -> None:
    record = MemoryRecord()
    record.add(*transcript(SAID.replace("Belov", "Bellow"), "2021-05-04"))
    for outlet in ("Tarn Post", "Qarim Wire"):
        text = f'{outlet}: "We have asked Minister Belov to lead the work," Arda said.'
        record.add(*story(text, "2021-05-05", "Arda", outlet=outlet))
    record.add_rows(list(quotes(record)))
    (found,) = _checked(record, list(transcripts(record)))
    assert found.verdict == "in_doubt"
    assert "belov" in found.why
    assert "Bellow" in found.why
