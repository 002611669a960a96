"""Findings of quotations: who, when, against what, and when nothing may be said."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onrecord.check.quotes import blocks, placed, quotes, verify, verify_text
from onrecord.check.quotes.candidates import common
from onrecord.check.quotes.growth import grow
from onrecord.encoder.weights import VECTORS, available
from onrecord.model import Finding, Speaker, Statement
from onrecord.queries.verifying import verify_draft
from onrecord.run.build import Options, build
from onrecord.store import Store
from onrecord.store.grams import MemoryGrams
from onrecord.text import check_span, span_of
from tests.quote_record import MemoryRecord, day, make, story, transcript

SPEECH = """MS. ARDA: Good morning. The river valley would be a preferred initial area of focus for our teams.
We will send two hundred engineers to the dam if the council agrees. The mayor said, the wells of the old town are poisoned and dry.

MR. BELOV: Thank you. We have paid for all of the schools in the upper valley since the flood.
"""


def _record(*stories: tuple[str, str, str]) -> MemoryRecord:
    record = MemoryRecord()
    record.add(*transcript(SPEECH, "2021-05-04", title="Talks at the dam", fidelity="as_delivered"))
    for text, published, speaker in stories:
        record.add(*story(text, published, speaker))
    return record


def _only(record: MemoryRecord) -> Finding:
    (found,) = quotes(record)
    for span in found.spans:
        check_span(record.document(span.document).text, span)
    return found


def test_a_lost_limit_is_named_with_both_sides() -> None:
    text = 'Arda spoke on Tuesday. "The river valley would be a preferred area of focus for our teams," she said.'
    found = _only(_record((text, "2021-05-05", "Arda")))
    values = dict(found.values)
    assert (found.verdict, values["speaker"], values["occasion"]) == ("elided", "same", "same")
    assert values["may_change_meaning"]
    assert values["changes"] == ["qualifier"]
    assert found.why.startswith('"initial" before "area of focus" is missing; it limited the statement')
    assert values["against"]["fidelity"] == "as_delivered"  # type: ignore[index]


def test_a_condition_behind_the_cut_counts_unless_the_story_tells_it() -> None:
    quoted = '"We will send two hundred engineers to the dam," Arda said'
    lone = _only(_record((f"{quoted} on Tuesday.", "2021-05-05", "Arda")))
    told = _only(_record((f"{quoted}, if the council votes for it.", "2021-05-05", "Arda")))
    assert (lone.verdict, lone.values["changes"]) == ("elided", ["condition"])
    assert told.verdict == "typography"


def test_words_of_another_speaker_are_not_the_speakers() -> None:
    text = '"We have paid for all of the schools in the upper valley," Arda said.'
    found = _only(_record((text, "2021-05-05", "Arda")))
    assert (found.values["speaker"], found.values["second_hand"]) == ("other", False)
    assert "not Arda's" in found.why
    assert found.severity >= 70


def test_a_speaker_who_repeats_someone_is_second_hand() -> None:
    text = '"The wells of the old town are poisoned and dry," said the mayor, Kemal Osh.'
    found = _only(_record((text, "2021-05-05", "Kemal Osh")))
    assert (found.values["speaker"], found.values["second_hand"]) == ("other", True)


def test_a_line_said_on_several_days_is_no_alteration() -> None:
    record = _record(
        ('"We will rebuild the bridge over the Tarn stone by stone," Arda said.', "2021-05-05", "Arda")
    )
    record.add(
        *transcript("MS. ARDA: We will rebuild the bridge over the Tarn stone by stone.", "2021-02-01")
    )
    record.add(*transcript("MS. ARDA: We will repair the bridge over the Tarn stone by stone.", "2021-05-04"))
    found = _only(record)
    assert (found.verdict, found.values["occasion"], found.severity) == ("typography", "other", 0)


def test_of_equal_passages_the_nearest_day_is_taken() -> None:
    record = _record(
        ('"We will rebuild the bridge over the Tarn stone by stone," Arda said.', "2021-05-05", "Arda")
    )
    for date in ("2021-01-09", "2021-05-04", "2021-08-01"):
        record.add(
            *transcript(f"MS. ARDA: {date}. We will rebuild the bridge over the Tarn stone by stone.", date)
        )
    assert _only(record).values["against"]["date"] == "2021-05-04"  # type: ignore[index]


AROUND = (
    '"The river valley would be a preferred initial area of focus," {0} said. '
    '"Our ships will never again carry grain to the eastern ports," {0} said. '
    '"We will send two hundred engineers to the dam," {0} added, if the council agrees.'
)


def test_not_found_needs_a_story_of_the_occasion_and_its_transcript() -> None:
    def verdict(text: str, published: str, speaker: str) -> str:
        found = quotes(_record((text.format(speaker), published, speaker)))
        return next(f.verdict for f in found if "ships" in str(f.values["quotation"]))

    told = AROUND.replace('ports," {0} said', 'ports," {0} told reporters')
    alone = AROUND.partition(". ")[2].partition(". ")[0] + "."
    verdicts = [
        verdict(AROUND, "2021-05-05", "Arda"),
        verdict(AROUND, "2021-09-05", "Arda"),
        verdict(AROUND, "2021-05-05", "Kemal Osh"),
        verdict(told, "2021-05-05", "Arda"),
        verdict(alone, "2021-05-05", "Arda"),  # she may have said it elsewhere on that day
    ]
    assert verdicts == ["not_found", *["unchecked"] * 4]


def test_a_transcript_that_is_not_whole_lacks_nothing() -> None:
    record = MemoryRecord()
    record.add(*transcript(SPEECH, "2021-05-04", title="Talks at the dam (partial)"))
    record.add(*story(AROUND.format("Arda"), "2021-05-05", "Arda"))
    assert "not_found" not in {f.verdict for f in quotes(record)}


def test_a_tweet_is_no_splice_of_a_speech() -> None:
    text = (
        'In a tweet Arda said, "The river valley would be a preferred initial area of focus. We will send two hundred '
        'engineers to the dam."'
    )
    found = _only(_record((text, "2021-05-05", "Arda")))
    assert found.verdict == "unchecked"
    assert "tweet" in found.why


@pytest.mark.parametrize(
    ("speaker", "published", "verdict"),
    [
        ("Arda", "2021-05-05", "verbatim"),
        ("Belov", "2021-05-05", "unchecked"),
        ("Arda", "2021-09-05", "unchecked"),
    ],
)
def test_a_few_words_need_speaker_and_occasion(speaker: str, published: str, verdict: str) -> None:
    found = _only(_record((f'It is "a preferred initial area," {speaker} said.', published, speaker)))
    assert found.verdict.replace("typography", "verbatim") == verdict


def test_verify_finds_a_passage_and_asks_for_the_speaker() -> None:
    found = verify(
        _record(),
        "We have paid for all of the schools in the upper valley",
        speaker="Belov",
        occasion="2021-05-04",
    )
    assert (found.verdict, found.values["speaker"], found.values["occasion"]) == ("verbatim", "same", "same")
    other = verify(_record(), "We have paid for all of the schools in the upper valley", speaker="Arda")
    assert other.values["speaker"] == "other"


def test_every_quotation_of_a_draft_is_held_against_the_record() -> None:
    draft = 'She wants "two hundred engineers to the dam if the mayor agrees" and “a preferred initial area of focus for our teams”.'
    found = verify_text(_record(), draft, printed=day("2021-05-05"))
    assert [f.verdict for f in found] == ["wording", "verbatim"]
    assert [f.values["quotation"]["start"] for f in found] == [11, 70]  # type: ignore[index]


BLOCK = """The minister put it so:

> We will send two hundred engineers
> to the dam.
>
> — Minister Arda

Others write "> so" in a line.
"""


@pytest.mark.parametrize("read", [BLOCK, BLOCK.replace("> ", "").replace(">", "")])
def test_a_block_of_a_draft_is_a_quotation_without_marks(read: str) -> None:
    marked = list(blocks(read)) or list(placed(BLOCK, read))
    (found,) = verify_text(_record(), read, day("2021-05-05"), (), marked)
    assert (found.values["speaker"], found.values["changes"]) == ("same", ["condition"])
    (start, end, speaker) = marked[0]
    assert (read[start:end].split()[0], read[start:end].split()[-1]) == ("We", "dam.")
    assert speaker is not None
    assert speaker.name == "Minister Arda"


def test_a_draft_is_told_whose_words_it_gives_to_another(tmp_path: Path) -> None:
    text = (
        "# Talks at the dam\n\n"
        '"We have paid for all of the schools in the upper valley," Lena Arda said on Tuesday.\n\n'
        '"We have paid for all of the schools in the upper valley," Jan Belov said.\n'
    )
    (tmp_path / "talks.txt").write_text(
        SPEECH.replace("MS. ARDA", "LENA ARDA").replace("MR. BELOV", "JAN BELOV")
    )
    (tmp_path / "talks.txt.toml").write_text('date = "2021-05-04"\ngenre = "transcript"\ntitle = "Talks"\n')
    build([tmp_path], tmp_path / "r.sqlite", None, Options(workers=1))
    draft = tmp_path / "draft.md"
    draft.write_text(text)
    with Store(tmp_path / "r.sqlite") as store:
        found = verify_draft(store, draft).data
    assert [one["values"]["speaker"] for one in found] == ["other", "same"]
    assert "Jan Belov's, not Lena Arda's" in found[0]["why"]


def test_ids_stay_when_a_better_passage_comes() -> None:
    record = _record(
        ('"Our ships will never again carry grain to the eastern ports," Arda said.', "2021-05-05", "Arda")
    )
    before = _only(record)
    record.add(
        *transcript("MS. ARDA: Our ships will never again carry grain to the eastern ports.", "2021-05-04")
    )
    after = _only(record)
    assert (before.id, before.verdict, after.verdict) == (after.id, "unchecked", "typography")


def test_the_index_is_kept_in_the_record(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    with Store(path, write=True) as store:
        grams = store.grams()
        grams.add("spoken", "one", [5, 3, 9], [0, 10, 20], [(0, 30, "t")])
        grams.flush()
        grams.add("spoken", "two", [3, 3], [4, 8], [(0, 12, "")])
        grams.flush()
    with Store(path) as store:
        grams = store.grams()
        which, places, often = grams.find("spoken", [3, 77], 100)
        assert (which, often) == ([0, 0, 0], [3, 3, 3])
        found = [
            (document, place - base) for place in places for document, base in [grams.locate("spoken", place)]
        ]
        assert sorted(found) == [("one", 10), ("two", 4), ("two", 8)]
        assert grams.held("spoken") == {"one", "two"}
        assert list(grams.ranges("spoken", "one")) == [(0, 30, "t")]


def test_a_dropped_document_is_found_no_more() -> None:
    grams = MemoryGrams()
    for document in ("one", "two"):
        grams.add("spoken", document, [7], [0], [(0, 9, "")])
    grams.flush()
    grams.drop("spoken", "one")
    _, places, _ = grams.find("spoken", [7], 10)
    assert sorted(grams.locate("spoken", place)[0] for place in places) == ["", "two"]
    assert grams.held("spoken") == {"two"}


def test_places_inside_one_document_are_found_however_often_the_runs_stand_elsewhere() -> None:
    grams = MemoryGrams()
    for name in ("one", "two", "three"):
        grams.add("spoken", name, [7, 7, 9], [0, 8, 20], [(0, 30, "t")])
    grams.flush()
    grams.drop("spoken", "one")
    which, places, often = grams.find("spoken", [9, 7], 4, inside="two")
    found = [(i, place - grams.locate("spoken", place)[1]) for i, place in zip(which, places, strict=True)]
    assert (found, often) == ([(0, 20)], [3]), "the common one would be one too many"
    assert grams.find("spoken", [9, 7], 100, inside="two")[0] == [0, 1, 1]
    assert grams.find("spoken", [9, 7], 100, inside="one") == ([], [], [])


def test_words_of_common_runs_are_found_where_they_stand_in_a_row() -> None:
    record = MemoryRecord()
    text = "MR. REED: We will go on and on. We will (applause) go on with the work of the day."
    document = record.add(*transcript(text, "2019-03-01"))
    [place] = common(grow(record), ["will", "go", "on", "with", "the", "work"], document.id, text)
    assert text[place.start : place.end] == "will (applause) go on with the work"
    assert common(grow(record), ["go", "on", "to", "the", "end", "of"], document.id, text) == []


def test_statements_without_turns_are_official_words_too() -> None:
    record = _record(
        (
            '"The ministers welcome the return of the fishing fleet to Qarim," it says.',
            "2021-06-02",
            "council",
        )
    )
    record.add(
        make(
            "The ministers welcome the return of the fishing fleet to Qarim.\n\nDone.",
            "statement",
            "2021-06-01",
        )
    )
    assert _only(record).verdict == "typography"


def test_printed_forms_of_one_utterance_stand_side_by_side() -> None:
    record = MemoryRecord()
    full = '"We counted forty ships in the strait and none of them carried grain," Osh said.'
    less = '"We counted fourteen ships in the strait and none of them carried grain," Osh said.'
    part = 'Osh spoke of "forty ships in the strait and none of them" on Friday.'
    for text, outlet in ((full, "Tarn Post"), (less, "Qarim Wire"), (part, "Harbour News")):
        record.add(*story(text, "2021-05-06", "Osh", outlet=outlet))
    found = [f for f in quotes(record) if f.verdict == "printed_differently"]
    assert len(found) == 1
    assert len(found[0].items) == 3
    assert '"fourteen"' in found[0].why or '"forty"' in found[0].why
    for span in found[0].spans:
        check_span(record.document(span.document).text, span)


def test_two_utterances_that_share_a_phrase_are_not_one_printed_otherwise() -> None:
    record = MemoryRecord()
    one = '"It is grand to say you will go to all nine ports, but it may not be the most effective use of your time," Osh said.'
    two = '"You lot are going to be the most effective messengers," Osh said.'
    record.add(*story(one, "2021-05-06", "Osh", outlet="Tarn Post"))
    record.add(*story(two, "2021-05-08", "Osh", outlet="Qarim Wire"))
    assert not [f for f in quotes(record) if f.verdict == "printed_differently"]


def test_a_shorter_printing_is_no_difference() -> None:
    record = MemoryRecord()
    for text in (
        '"We counted forty ships in the strait and none of them carried grain," Osh said.',
        'Osh saw no hope: "None of them carried grain," he said, "not one."',
        '"We counted forty ships in the strait," Osh told reporters.',
    ):
        record.add(*story(text, "2021-05-06", "Osh"))
    assert {f.verdict for f in quotes(record)} == {"unchecked"}


def test_a_printing_that_begins_earlier_is_no_other() -> None:
    record = MemoryRecord()
    for text in (
        '"Look, nobody is counting them, and we saw no ships in the strait between March and June," Osh said.',
        'Osh went on: "We saw no ships in the strait between March and June, and none of them has come back since."',
    ):
        record.add(*story(text, "2021-05-06", "Osh"))
    assert {f.verdict for f in quotes(record)} == {"unchecked"}


def test_a_common_turn_of_phrase_makes_no_utterance() -> None:
    record = MemoryRecord()
    for text in (
        '"It may not be the most effective use of your time to count every boat," a captain said.',
        '"You guys are gonna be the most effective messengers," a teacher told them.',
    ):
        record.add(*story(text, "2021-05-06", "they"))
    assert {f.verdict for f in quotes(record)} == {"unchecked"}


def test_words_of_one_who_is_named_beside_them_are_not_said_to_be_anothers() -> None:
    text = '"We have paid for all of the schools in the upper valley since the flood," Belov said of Arda.'
    assert _only(_record((text, "2021-05-05", "Arda"))).values["speaker"] == "unknown"


def test_who_says_that_he_can_say_it_repeats_nobody() -> None:
    record = MemoryRecord()
    said = "MR. BELOV: We will do something special there. And I can say that I do not have to be careful in town, or anywhere."
    record.add(*transcript(said, "2021-02-04"))
    record.add(
        *story('"Now that I do not have to be careful in town any more," Arda said.', "2021-05-05", "Arda")
    )
    assert _verdicts(record) == ["unchecked"]


def test_one_outlets_summary_in_anothers_quotation_marks() -> None:
    record = MemoryRecord()
    text = "Osh said the strait would be closed to grain ships until the end of the winter."
    document = make(text, "news", "2021-05-06", outlet="Qarim Wire")
    span = span_of(document, 9, len(text) - 1)
    row = Statement(
        id="s",
        document=document.id,
        spans=(span,),
        made_by="t",
        mode="indirect",
        speaker=Speaker(name="Osh"),
        content=(span,),
    )
    record.add(document, [row])
    record.add(
        *story(
            '"The strait would be closed to grain ships until the end of the winter," Osh said.',
            "2021-05-06",
            "Osh",
        )
    )
    found = [f for f in quotes(record) if f.verdict == "paraphrase_in_quotes"]
    assert len(found) == 1
    assert "Qarim Wire" in found[0].why


def test_passages_out_of_order_are_told_once() -> None:
    text = (
        '"We will send two hundred engineers to the dam if the council agrees," Arda said. '
        '"The river valley would be a preferred initial area of focus for our teams."'
    )
    record = _record((text, "2021-05-05", "Arda"))
    found = [f for f in quotes(record) if f.verdict == "reordered"]
    assert len(found) == 1
    assert found[0].why.startswith("of 2 passages one stands in another order")


def test_an_office_with_a_place_is_nobodys_name() -> None:
    text = '"We have paid for all of the schools in the upper valley since the flood," the Tarn senator said.'
    assert _only(_record((text, "2021-05-05", "the Tarn senator"))).values["speaker"] == "unknown"


def test_a_speaker_who_names_the_one_he_quotes_is_second_hand() -> None:
    record = MemoryRecord()
    said = "MR. BELOV: Now what Osh told us there was this: the bridges of the old town will stand for ages. Do you agree?"
    record.add(*transcript(said, "2021-05-04"))
    record.add(
        *story('"The bridges of the old town will stand for ages," Osh said.', "2021-05-05", "Kemal Osh")
    )
    found = _only(record)
    assert (found.values["speaker"], found.values["second_hand"]) == ("other", True)


def test_what_was_said_near_in_meaning_is_offered_with_a_score() -> None:
    pytest.importorskip("onnxruntime")
    asked = "Money for every classroom in the highland villages came from us alone"
    found = verify(_record(), asked, speaker="Belov", occasion="2021-05-04")
    near: Any = found.values["nearest"]
    assert found.verdict == "not_found"
    assert all(0.4 <= one["score"] <= 1 for one in near)
    assert not available(VECTORS) or "schools" in near[0]["quote"]


def _verdicts(record: MemoryRecord) -> list[str]:
    return [found.verdict for found in quotes(record) if "match" in found.values]


def test_what_was_said_after_the_printing_is_no_source_but_in_the_very_words() -> None:
    said = "MS. ARDA: We will rebuild the old bridge over the Tarn stone by stone this year."
    changed = '"We will repair the old bridge over the Tarn stone by stone this year," Arda said.'
    for text, verdict in ((changed, "unchecked"), (changed.replace("repair", "rebuild"), "typography")):
        record = MemoryRecord()
        record.add(*transcript(said, "2021-05-20"))
        record.add(*story(text, "2021-05-05", "Arda"))
        assert _verdicts(record) == [verdict]


def test_a_clip_that_is_played_later_was_said_before() -> None:
    said = (
        "MR. OSH: Listen to her.\n\n(BEGIN VIDEO CLIP)\n\nMS. ARDA: We will rebuild the old bridge stone by stone, Osh, "
        "this year.\n\n(END VIDEO CLIP)\n\nMR. OSH: There you have it."
    )
    record = MemoryRecord()
    record.add(*transcript(said, "2021-05-07"))
    record.add(
        *story('"We will rebuild the old bridge stone by stone this year," Arda said.', "2021-05-05", "Arda")
    )
    assert _verdicts(record) == ["elided"]


@pytest.mark.parametrize(
    "text",
    ["There is no question about it.", "We have a ton of work to do.", "She should be ashamed of herself."],
)
def test_a_common_line_of_another_speaker_on_another_day_is_nobodys_words(text: str) -> None:
    record = MemoryRecord()
    said = "MR. BELOV: There is no question about it. We have a lot of work to do. She should be ashamed of herself."
    record.add(*transcript(said, "2021-02-04"))
    record.add(*story(f'"{text}" Arda said.', "2021-05-05", "Arda"))
    assert _verdicts(record) == ["unchecked"]


def test_what_the_next_quotation_prints_is_not_lost() -> None:
    said = (
        "MS. ARDA: We need steady hands on the dam this year, not a council that sleeps through every storm."
    )
    text = '"We need steady hands on the dam this year," Arda said. "Not a council that sleeps through every storm."'
    record = MemoryRecord()
    record.add(*transcript(said, "2021-05-04"))
    record.add(*story(text, "2021-05-05", "Arda"))
    assert not any(found.values["lost"] for found in quotes(record) if "match" in found.values)


def test_a_description_with_an_article_is_nobodys_name() -> None:
    text = (
        '"We have paid for all of the schools in the upper valley since the flood," The Harbour nominee said.'
    )
    found = _only(_record((text, "2021-05-05", "The Harbour nominee")))
    assert found.values["speaker"] == "unknown"


def test_a_short_line_right_after_a_word_of_saying_is_second_hand() -> None:
    record = MemoryRecord()
    said = (
        "MR. BELOV: They slept through the flood and said what difference do ten dead mules make. For shame."
    )
    record.add(*transcript(said, "2021-05-04"))
    record.add(*story('"What difference do ten dead mules make?" Arda asked.', "2021-04-05", "Arda"))
    assert _only(record).values["second_hand"] is True


def test_one_who_speaks_to_another_does_not_repeat_him() -> None:
    record = MemoryRecord()
    said = "MR. BELOV: Mayor Arda, let us stay on this. You have been very critical of the fishing fleet since March."
    record.add(*transcript(said, "2021-02-04"))
    record.add(*story('"You have been very critical of me," Arda told him.', "2021-05-05", "Arda"))
    assert _verdicts(record) == ["unchecked"]


def test_headlines_and_single_words_have_no_place_in_an_order() -> None:
    text = (
        "Arda: 'We Will Send Two Hundred Engineers'\n\nArda spoke of the \"dam\".\n\n"
        '"The river valley would be a preferred initial area of focus for our teams," she said.'
    )
    record = _record((text, "2021-05-05", "Arda"))
    assert "reordered" not in {found.verdict for found in quotes(record)}


INTERPRETED = "PRESIDENT OSH: (As interpreted.) We shall put up again all the bridges which the river took from our towns."
OTHERWISE = '"We will put up again all the bridges which a flood took away from our towns,"'


@pytest.mark.parametrize(
    ("said", "by", "match"),
    [
        (INTERPRETED, "Osh said.", "translated"),
        (INTERPRETED.replace("(As interpreted.) ", ""), "Osh said in Turkish on Monday.", "translated"),
        (INTERPRETED.replace("(As interpreted.) ", ""), "Osh said in Turkish parliament.", "wording"),
        (INTERPRETED.replace("(As interpreted.) ", ""), "Osh said.", "wording"),
    ],
)
def test_another_translation_is_no_change_of_words(said: str, by: str, match: str) -> None:
    record = MemoryRecord()
    record.add(*transcript(said, "2021-05-04"))
    record.add(*story(f"{OTHERWISE} {by}", "2021-05-05", "Osh"))
    assert _verdicts(record) == [match]
