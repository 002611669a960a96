"""Copies, forms, shared passages, silent edits, and transcripts against each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from onrecord.check.copies import copies
from onrecord.check.differences import differences
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


NOTE = (
    "The council regrets the loss of the ferry Anna near the mouth of the river Osh on Sunday night. "
    "Our thoughts are with the crew and with the families who wait at the quay for word of them."
)
BRIEFING = """MS. REY: Good morning. Before your questions I have one thing to read out, and it is short.
{note} That is all I have on it.
Q: Will the harbour be closed today?
MS. REY: The harbour master will tell you by noon, and I have nothing to add to what he says about the tide and the wind.
{more}
"""


def test_a_note_that_is_read_out_in_a_briefing_is_a_passage_of_it_and_no_copy() -> None:
    said = BRIEFING.format(
        note=NOTE, more=" ".join(f"We spoke of ship {i} and of pier {i + 7}." for i in range(90))
    )
    note = make(NOTE, "statement", "2021-05-05", outlet="Council", title="Statement on the ferry Anna")
    record = _record(note, make(said, "transcript", "2021-05-05", outlet="Council", title="Morning briefing"))
    (found,) = _checked(record, list(copies(record)))
    assert found.verdict == "shared_passage"
    assert [span.quote for span in found.spans] == [NOTE.removesuffix("."), NOTE.removesuffix(".")]
    assert "The council regrets" in found.why


def test_two_passages_that_two_pairs_share_are_two_findings() -> None:
    tales = [
        " ".join(f"{word}{i} and {word}{i + 1} sleep." for i in range(60)) for word in ("ox", "mule", "hen")
    ]
    letter = LETTER.format(place="Osh", month="May", name="Kemal Belov")
    record = _record(
        make(f"{tales[0]} {letter}", "news", "2021-05-05", outlet="A"),
        make(f"{letter} {tales[1]} {STORY}", "news", "2021-05-06", outlet="B"),
        make(f"{STORY} {tales[2]}", "news", "2021-05-07", outlet="C"),
    )
    found = _checked(record, list(copies(record)))
    assert sorted(len(f.items) for f in found) == [2, 2]
    assert {f.verdict for f in found} == {"shared_passage"}


def test_a_release_filed_among_the_speeches_is_still_of_the_form() -> None:
    rows = [("Osh", "May", "Kemal Belov"), ("Tarn", "June", "Ines Falk"), ("Qarim", "July", "Dunja Rey")]
    genres = ("statement", "transcript", "statement")
    record = _record(
        *(
            make(
                LETTER.format(place=p, month=m, name=n),
                genre,
                f"2021-0{i}-05",
                title=f"Council approves aid for {p}",
            )
            for i, ((p, m, n), genre) in enumerate(zip(rows, genres, strict=True), 5)
        )
    )
    (found,) = _checked(record, list(copies(record)))
    assert (found.verdict, len(found.items)) == ("template", 3)


def test_two_transcripts_of_one_long_speech_are_no_form() -> None:
    told = [
        f"In year {i} the people of valley {i * 3} built mill {i * 7} beside the water." for i in range(160)
    ]
    other = [line.replace("people", "women and men") if i % 3 else line for i, line in enumerate(told)]
    record = _record(
        make(" ".join(told), "transcript", "2021-05-05", title="Remarks by the Speaker at the Mill"),
        make(
            " ".join(other),
            "transcript",
            "2021-05-06",
            title="Remarks of the Speaker at the Mill, as delivered",
        ),
    )
    (found,) = _checked(record, list(copies(record)))
    assert found.verdict in ("same_copy", "write_through")


def _differences(one: str, two: str) -> list[tuple[str, str | None, str | None]]:
    a, b = make(one, "news", "2021-05-05"), make(two, "news", "2021-05-06")
    found = differences(a, b, ([(0, len(one))], [(0, len(two))]))
    return [(d.kind, d.one and d.one.quote, d.two and d.two.quote) for d in found]


def test_a_sentence_that_is_gone_is_told_whole_and_its_neighbours_by_their_words() -> None:
    one = "The dam at Osh holds nine lakes of water. Nobody has looked at its gates since the flood. The mayor slept well."
    two = "The dam at Osh holds two lakes of water. The mayor slept badly."
    assert _differences(one, two) == [
        ("number", "nine", "two"),
        ("sentence", "Nobody has looked at its gates since the flood.", None),
        ("content_word", "well", "badly"),
    ]


def test_a_sentence_that_stands_elsewhere_now_was_moved() -> None:
    first, middle, last = (
        "The gates were shut at noon.",
        "Rain fell on the upper fields.",
        "Farmers went home by boat.",
    )
    assert _differences(f"{first} {middle} {last}", f"{middle} {last} {first}") == [("moved", first, first)]


def test_a_sentence_that_was_cut_in_two_has_lost_no_words() -> None:
    one = "The engineers from four states looked at the walls and the farmers waited beside the eastern road."
    two = "The engineers from four states looked at the walls. The farmers waited beside the eastern road."
    assert [kind for kind, _, _ in _differences(one, two)] == ["function_word"]


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
    doubt, *lighter = _checked(record, list(transcripts(record)))
    assert doubt.verdict == "in_doubt"
    assert "belov" in doubt.why
    assert "Bellow" in doubt.why
    assert len(lighter) == 2  # what hangs on the doubtful word is held against neither outlet
    assert all(f.severity <= 12 and f.why.endswith("the transcript may be wrong there") for f in lighter)


def _printed(record: MemoryRecord, *outlets: str) -> list[Finding]:
    record.add(*transcript(SAID, "2021-05-04"))
    for outlet in outlets:
        text = (
            f'{outlet}: "Nobody in the valley shall wait for cold water for another three years," Arda said.'
        )
        record.add(*story(text, "2021-05-05", "Arda", outlet=outlet))
    return [f for f in quotes(record) if isinstance(f, Finding)]


def test_a_word_more_in_two_outlets_puts_the_transcript_in_doubt_and_in_one_does_not() -> None:
    record = MemoryRecord()
    record.add_rows(_printed(record, "Tarn Post", "Qarim Wire"))
    doubt, *lighter = _checked(record, list(transcripts(record)))
    assert '2 outlets print "cold" before "water for another"' in doubt.why
    assert [f.severity for f in lighter] == [12, 12]
    alone = MemoryRecord()
    alone.add_rows(_printed(alone, "Tarn Post"))
    assert not list(transcripts(alone))


def test_a_finding_weighs_again_what_it_did_when_nobody_else_prints_its_words() -> None:
    record = MemoryRecord()
    record.add_rows(_printed(record, "Tarn Post", "Qarim Wire"))
    _, lighter, _ = (f for f in transcripts(record) if isinstance(f, Finding))
    alone = MemoryRecord()
    (own,) = [f for f in _printed(alone, "Tarn Post", "Qarim Wire") if f.id == lighter.id]
    alone.add_rows([lighter])
    assert list(transcripts(alone)) == [own]


def test_a_speaker_who_leaves_the_prepared_text_is_no_fault_of_a_transcript() -> None:
    record = MemoryRecord()
    record.add(*transcript(SAID, "2021-05-04", fidelity="prepared"))
    record.add(*transcript(SAID.replace("shall wait", "should wait"), "2021-05-04", fidelity="as_delivered"))
    (found,) = transcripts(record)
    assert isinstance(found, Finding)
    assert found.severity <= 20
    assert "prepared" in found.why


def test_one_speech_given_at_two_places_on_a_day_is_of_two_occasions() -> None:
    record = MemoryRecord()
    titles = (
        "Remarks by Ms. Arda at the University of Tarn",
        "Remarks by Ms. Arda at Qarim Technical University",
    )
    for title, text in zip(titles, (SAID, SAID.replace("Belov", "Osh")), strict=True):
        record.add(*transcript(text, "2021-05-04", title=title))
    assert not list(transcripts(record))


def _versions(*texts: str, **more: Any) -> list[Finding]:
    record = MemoryRecord()
    made = [
        replace(make(text, "news", "2021-05-05", path="dams.html", **more), version=i, source=f"s{i}")
        for i, text in enumerate(texts, 1)
    ]
    record.add(made[-1])
    for old in reversed(made[:-1]):
        record.replaced(made[-1].id, old)
    return list(versions(record))


def test_every_time_a_page_was_changed_is_told() -> None:
    found = _versions(
        STORY, STORY.replace("nine of them", "two of them"), STORY.replace("nine of them", "six of them")
    )
    assert [f.values["changes"][0]["after"]["quote"] for f in found] == ["six", "two"]  # type: ignore[index]
    assert [v["version"] for v in found[0].values["versions"]] == [2, 3]  # type: ignore[attr-defined]


def test_a_paragraph_that_is_gone_is_named_before_words_of_little_weight() -> None:
    gone = " No date was given for the work on the smaller dams, which feed the wells of the old town."
    (found,) = _versions(STORY, STORY.replace(gone, "").replace("Engineers", "Experts"))
    assert '"No date was given' in found.why
    assert "is gone" in found.why


def test_a_paragraph_that_was_moved_is_not_said_to_stand_where_it_stood() -> None:
    first, rest = STORY.split(". ", 1)
    (found,) = _versions(STORY, f"{rest} {first}.")
    assert "stands elsewhere now" in found.why
    assert found.severity < 35


def test_another_text_at_the_same_address_is_no_edit_of_the_first() -> None:
    other = " ".join(f"Boat {i} of Tarn carries lamp oil to the outer island {i * 2}." for i in range(20))
    (found,) = _versions(STORY, other)
    assert "another text" in found.why
    assert found.values["changes"] == []
    assert found.severity < 35


def test_entries_of_one_feed_that_bear_its_address_are_no_versions() -> None:
    url = "https://example.org/feed"
    one, two = (make(text, "news", "2021-05-05", url=url) for text in (STORY, STORY.replace("nine", "two")))
    record = _record(replace(one, source="feed", part="1"), replace(two, source="feed", part="2"))
    assert list(versions(record)) == []
