"""Actors are shared by all documents; two of one name stay two; a name that fits two names nobody."""

from __future__ import annotations

from onrecord.model import Actor, Campaign, Date, Document, KnownActor, Statement
from onrecord.resolve.actors import actors
from tests.memory import Memory


def news(number: int, text: str) -> Document:
    day = f"2021-03-{number + 10}"
    return Document(
        id=f"d{number}", source="s", part="", text=text, genre="news", published=Date(day, day, day, "stated")
    )


def resolved(*texts: str, campaign: Campaign | None = None) -> Memory:
    record = Memory([news(number, text) for number, text in enumerate(texts)], campaign)
    record.put(actors(record))
    return record


def names(record: Memory, kind: str = "person") -> list[str]:
    return [actor.name for actor in record.rows(Actor) if actor.kind == kind]


def test_short_names_and_full_names_are_one_person() -> None:
    record = resolved(
        "Foreign Secretary Michael Vale said the port is open.",
        'Foreign Secretary Mike Vale said the port is closed. "It rained," Vale added.',
    )
    (person,) = (actor for actor in record.rows(Actor) if actor.kind == "person")
    speakers = {row.speaker.actor for row in record.rows(Statement)}
    assert speakers == {person.id}
    assert person.offices[0].title == "foreign secretary"
    assert {day.date.value for day in person.offices[0].attested if day.date} == {"2021-03-10", "2021-03-11"}
    assert not person.private


def test_two_of_one_surname_stay_two() -> None:
    record = resolved(
        "Minister Thomas Hale said yes.", "Senator Ruth Hale said no.", "Hale said the port is open."
    )
    assert sorted(names(record)) == ["Ruth Hale", "Thomas Hale"]
    unsure = list(record.rows(Statement, "d2"))
    assert [row.speaker.actor for row in unsure] == [None]
    assert "2 of that name" in unsure[0].speaker.why


def test_accents_short_forms_and_the_last_words_of_a_name_are_one_person() -> None:
    record = resolved(
        "Governor Michelle Luján Brandt said yes.",
        "Governor Lujan Brandt said the port is open.",
        "Minister Iván Osk said no. Minister Doug Vale said no.",
        "Minister Ivan Osk said yes. Minister Douglas Vale said yes.",
    )
    assert sorted(names(record)) == ["Douglas Vale", "Iván Osk", "Michelle Luján Brandt"]
    assert all(row.speaker.actor for row in record.rows(Statement))


def test_two_middle_initials_are_two_persons() -> None:
    record = resolved("President Thomas A. Hale said yes.", "President Thomas B. Hale said no.")
    assert len(names(record)) == 2


def test_states_and_organisations_have_one_name() -> None:
    record = resolved("Iraqi troops met U.S. troops.", "Iraq thanked the United States and NATO.")
    assert names(record, "state") == ["Iraq", "United States"]
    assert names(record, "organisation") == ["NATO"]


def test_the_campaign_file_names_its_actors() -> None:
    file = Campaign(name="Harbour Compact", actors=(KnownActor("Norland", "state", ("Norlanders",)),))
    record = resolved("The Norlanders said that they will pay.", campaign=file)
    assert names(record, "state") == ["Norland"]


def test_ids_do_not_depend_on_what_else_is_read() -> None:
    alone = resolved("Minister Thomas Hale said yes.")
    among = resolved("Minister Tom Hale said so.", "Minister Thomas Hale said yes. Iraq agreed.")
    assert {a.id for a in alone.rows(Actor)} <= {a.id for a in among.rows(Actor)}


def test_a_private_person_who_is_only_mentioned_is_private() -> None:
    record = resolved("The grocer of Maria Ortega was seen by Minister Thomas Hale.")
    assert {actor.name: actor.private for actor in record.rows(Actor)} == {
        "Maria Ortega": True,
        "Thomas Hale": False,
    }


def test_two_who_speak_together_are_neither_of_them() -> None:
    record = resolved(
        "Minister Ada Lund met Minister Olaf Brandt. Ada Lund and Olaf Brandt said the port is open."
    )
    (said,) = (row for row in record.rows(Statement) if "port is open" in row.content[0].quote)
    assert said.speaker.actor is None
    assert said.speaker.why == "several speakers"


def test_a_name_that_nobody_bears_has_a_reason() -> None:
    record = resolved("The Ferry Panel said the port is open.")
    speakers = [row.speaker for row in record.rows(Statement)]
    assert all(speaker.actor or speaker.why for speaker in speakers)


def test_who_only_a_title_names_is_an_actor() -> None:
    page = Document(
        id="d", source="s", part="", text="The port will open in the spring, before the ice has gone.",
        genre="statement", title="Statement by Harbour Spokesperson Ada Lund on the Port",
    )  # fmt: skip
    record = Memory([page])
    record.put(actors(record))
    (said,) = record.rows(Statement)
    (person,) = record.rows(Actor)
    assert (person.name, person.private, said.speaker.actor) == ("Ada Lund", False, person.id)


def test_a_short_form_is_the_one_body_that_is_called_so() -> None:
    record = resolved(
        "The Norland Harbour Authority (NHA) said the port is open.", "NHA said the port is closed.",
        "The U.S. Department of Harbours met the Department of Harbours.",
    )  # fmt: skip
    assert names(record, "organisation").count("Norland Harbour Authority") == 1
    assert "NHA" not in names(record, "organisation")
    assert len([name for name in names(record, "organisation") if "Department" in name]) == 1


def test_he_is_not_a_woman_of_his_surname() -> None:
    record = resolved(
        "President Joseph Hale met the First Lady, Jill Hale.",
        "President Hale spoke. He said the port is open.",
    )
    (said,) = (row for row in record.rows(Statement, "d1") if "port is open" in row.content[0].quote)
    assert said.speaker.name == "Joseph Hale"


def test_a_name_that_many_bodies_bear_is_no_actor() -> None:
    record = resolved(
        "The Task Force said the port is open.",
        "The Task Force said the port is closed.",
        "The Osk Pilots Council and the U.S. Department of Agriculture met USDA.",
    )
    assert names(record, "organisation") == ["Osk Pilots Council", "U.S. Department of Agriculture"]
    for number in (0, 1):
        (row,) = record.rows(Statement, f"d{number}")
        assert (row.speaker.actor, row.speaker.why) == (None, "a name that many bodies bear")


def test_mr_is_not_a_woman_of_his_surname() -> None:
    record = resolved(
        "Minister Thomas Hale met Minister Ruth Hale.", "“It rained,” said Mr. Hale at the pier."
    )
    (said,) = record.rows(Statement, "d1")
    assert said.speaker.name == "Thomas Hale"


def test_a_short_form_alone_leads_to_the_body_that_is_called_so() -> None:
    record = resolved("U.S. troops met.", "The U.S. said the port is open.")
    (said,) = record.rows(Statement, "d1")
    assert said.speaker.actor is not None
