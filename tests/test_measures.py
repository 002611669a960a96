"""Measures and the findings about them, on invented documents held in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from onrecord.check.figures import figures as check
from onrecord.check.verdicts import interval, verdict
from onrecord.model import Campaign, Date, Document, Figure, Finding, Measure, Page
from onrecord.pipeline import extract
from onrecord.resolve.measures import measures


class Held:
    """A record in memory: what resolve and check may ask."""

    def __init__(self, *texts: tuple[str, str], campaign: Campaign | None = None, **decided: str) -> None:
        self.names, self.pinned = campaign or Campaign(), decided
        self.pages: list[Page] = [extract(_document(f"d{i}", *text)) for i, text in enumerate(texts)]
        self.figures = {f.id: f for page in self.pages for f in page.figures}
        self.made: list[Measure] = []
        for row in list(measures(self)):
            if isinstance(row, Measure):
                self.made.append(row)
            elif isinstance(row, Figure):
                self.figures[row.id] = row

    def document(self, id: str) -> Document:
        return next(page.document for page in self.pages if page.document.id == id)

    def documents(self) -> Iterator[Document]:
        return iter([page.document for page in self.pages])

    def rows(self, kind: type[Any], document: str | None = None) -> Iterator[Any]:
        if kind is Measure:
            return iter(self.made)
        found = self.figures.values() if kind is Figure else ()
        return iter([row for row in found if document in (None, row.document)])

    def campaign(self) -> Campaign:
        return self.names

    def dates(self) -> Iterator[tuple[str, Date | None]]:
        return iter([(page.document.id, page.document.published) for page in self.pages])

    def decided(self, kind: type[Any], field: str) -> dict[str, object]:
        """Decisions are given by a figure's words, as `m3100="plants"` for 3,100."""
        numbers = {f"m{figure.low:.0f}": figure.id for figure in self.figures.values() if figure.low}
        return {numbers[words]: measure for words, measure in self.pinned.items()}

    def by_id(self, kind: type[Any], ids: Iterable[str]) -> Sequence[Any]:
        return [self.figures[id] for id in ids if id in self.figures]


def _document(id: str, day: str, text: str) -> Document:
    return Document(
        id=id, source=id, part="", text=text, genre="news", published=Date(day, day, day, "stated")
    )


def _findings(held: Held) -> list[Finding]:
    return list(check(held))


def test_one_thing_told_on_four_days_is_one_dated_series() -> None:
    days = ("2031-01-04", "2031-02-04", "2031-03-04", "2031-04-04")
    told = zip(days, ("6.1", "6.3", "6.8", "6.9"), strict=True)
    held = Held(*((day, f"The unemployment rate stood at {value} percent.") for day, value in told))
    (measure,) = held.made
    assert [point.as_of.value for point in measure.series if point.as_of] == list(days)
    assert all(figure.measure == measure.id for figure in held.figures.values())


def test_places_are_two_measures_and_near() -> None:
    held = Held(
        ("2031-01-04", "The rebels lost 40 percent of the land in Sumer and 20 percent of the land in Elam."),
        ("2031-02-04", "The rebels lost 45 percent of the land in Sumer and 25 percent of the land in Elam."),
    )
    assert len(held.made) == 2
    first, second = held.made
    assert {first.place, second.place} == {"Sumer", "Elam"}
    assert second.id in first.near


def test_a_few_jobs_at_one_plant_are_not_the_jobs_of_a_country() -> None:
    held = Held(
        *(
            (f"2031-0{n}-04", f"The government says that the economy created {n + 5} million jobs.")
            for n in range(1, 5)
        ),
        ("2031-05-01", "The plant created 900 jobs."),
    )
    assert [len(measure.series) for measure in held.made] == [4]


def test_two_numbers_for_one_meeting_clash_with_both_readings() -> None:
    held = Held(
        ("2031-11-14", "The host thanked representatives of 31 partners."),
        ("2031-11-14", "Ministers and representatives from 81 partners came to the hall."),
    )
    (finding,) = _findings(held)
    assert finding.verdict == "conflicts"
    readings = finding.values["readings"]
    assert isinstance(readings, list)
    assert [reading["low"] for reading in readings] == [31, 81]
    assert finding.values["explanations"] == []


def test_an_explanation_is_offered_with_its_evidence() -> None:
    held = Held(
        ("2031-11-14", "The host thanked representatives of 31 partners."),
        ("2031-11-14", "Ministers and representatives from 81 partners came to the hall."),
        ("2031-10-01", "The pact counts 81 members today."),
    )
    (finding,) = [one for one in _findings(held) if one.verdict == "conflicts"]
    assert "81 is elsewhere the number of members" in finding.why


def test_a_bound_and_a_number_inside_one_story() -> None:
    held = Held(
        (
            "2031-02-06",
            "The band has lost more than 97 percent of its land. Officials say it has lost 97.5 percent of its land.",
        )
    )
    assert [finding.verdict for finding in _findings(held)] == ["bounds"]


def test_a_total_whose_parts_do_not_add_up() -> None:
    held = Held(
        ("2031-02-06", "The blast killed five sailors – two officers, a cook and a pilot – on Friday.")
    )
    (finding,) = _findings(held)
    assert finding.verdict == "conflicts"
    assert "add up" in finding.why


def _figure(text: str) -> Figure:
    return extract(_document("d", "2031-01-01", text)).figures[0]


def test_verdicts_by_intervals_at_the_precision_written() -> None:
    exact = _figure("They spent $1.24 billion on aid.")
    round_ = _figure("They spent $1.2 billion on aid.")
    more = _figure("They spent more than $1.2 billion on aid.")
    other = _figure("They spent $1.9 billion on aid.")
    assert verdict(exact, round_)[0] == "rounds"
    assert verdict(more, exact)[0] == "bounds"
    assert verdict(round_, other)[0] == "conflicts"
    assert verdict(exact, exact)[0] == "agrees"
    assert verdict(exact, replace(exact, status="goal"))[0] == "scope"
    assert interval(round_)[0] == 1.15e9


def test_a_measure_that_the_campaign_file_names_takes_its_figures_and_keeps_places_apart() -> None:
    names = Campaign(name="Pact", measures={"share of land lost by the band": ("percent land",)})
    held = Held(
        ("2031-01-04", "The band has lost 40 percent of the land it held in Sumer and 20 percent in Elam."),
        ("2031-05-04", "The band has lost more than 90 percent of the land it held in both countries."),
        campaign=names,
    )
    made = {measure.name: measure for measure in held.made}
    assert set(made) == {
        "share of land lost by the band in Sumer",
        "share of land lost by the band in Elam",
        "share of land lost by the band in both countries",
    }
    assert all(measure.confirmed and len(measure.near) == 2 for measure in made.values())


def test_other_partners_are_not_the_partners() -> None:
    held = Held(
        (
            "2031-01-04",
            "The hosts thanked the 31 partners. The hosts and 27 other partners paid for schools.",
        ),
        campaign=Campaign(measures={"partners": ("partner",)}),
    )
    assert [len(measure.series) for measure in held.made if measure.confirmed] == [1]


def test_a_person_puts_a_figure_into_a_measure_of_its_own() -> None:
    told = [
        (f"2031-0{n}-04", f"Since it took office, the government has created {n + 2}00,000 jobs.")
        for n in range(1, 4)
    ]
    held = Held(*told, m300000="plants")
    assert sorted((measure.name, len(measure.series)) for measure in held.made) == [
        ("jobs created, since taking office", 2),
        ("plants", 1),
    ]


def test_what_a_source_says_later_of_the_same_month_revises_its_number() -> None:
    held = Held(
        ("2031-02-04", "The economy created 467,000 jobs in January."),
        ("2031-03-04", "The economy created 504,000 jobs in January."),
    )
    (finding,) = _findings(held)
    assert finding.verdict == "revised"


def test_a_toll_that_rises_is_one_finding_with_all_its_numbers() -> None:
    held = Held(
        ("2031-02-06", "Officials counted 41 dead after the blast in Sumer."),
        ("2031-02-07", "Officials counted 45 dead after the blast in Sumer."),
        ("2031-02-08", "Officials counted 52 dead after the blast in Sumer."),
    )
    (finding,) = _findings(held)
    assert finding.verdict == "revised"
    assert len(finding.items) == 3


def test_words_of_scope_set_two_numbers_apart() -> None:
    held = Held(
        ("2031-02-06", "The group controls 90 square kilometers of land in Sumer."),
        ("2031-02-06", "The group controls 55 square kilometers of populated land in Sumer."),
    )
    assert [finding.verdict for finding in _findings(held)] == ["scope"]


def test_a_number_that_no_longer_holds_is_no_point_of_the_series() -> None:
    held = Held(
        ("2031-01-04", "The unemployment rate is 3.6 percent, down from 6.4 percent when she took office."),
        ("2031-02-04", "The unemployment rate is 3.7 percent, down from 6.4 percent when she took office."),
    )
    (measure,) = held.made
    assert len(measure.series) == 2


def test_aid_asked_for_and_aid_given_are_two_measures() -> None:
    held = Held(
        ("2031-01-04", "The king asked Congress for $30 million in military aid to Elam."),
        ("2031-01-05", "The king asked Congress for $33 million in military aid to Elam."),
        ("2031-02-04", "The kingdom has provided $25 million in military aid to Elam since the war began."),
        ("2031-03-04", "The kingdom has provided $28 million in military aid to Elam since the war began."),
    )
    assert sorted(measure.name for measure in held.made) == [
        "security aid to Elam, asked for",
        "security aid to Elam, given, since the war began",
    ]


def test_the_price_in_some_states_is_no_point_of_the_price() -> None:
    held = Held(
        ("2031-01-04", "The price of gas is $3.60. In 19 states the price of gas is $3.10."),
        ("2031-02-04", "The price of gas is $3.40."),
    )
    (measure,) = held.made
    assert [held.figures[point.figure].low for point in measure.series] == [3.6, 3.4]


def test_a_rate_behind_its_noun_keeps_it_apart_from_a_sum() -> None:
    held = Held(
        *((f"2031-0{n}-04", "We are releasing 1,000,000 barrels of oil a day.") for n in (1, 2)),
        *((f"2031-0{n}-05", "We are releasing 1,000,000 barrels of oil a month.") for n in (1, 2)),
    )
    assert len(held.made) == 2


def test_terms_of_one_case_each_form_no_series() -> None:
    days = ("2031-01-04", "2031-02-04", "2031-03-04")
    held = Held(*((day, "The fund pays 75 percent of the total eligible costs.") for day in days))
    assert held.made == []


def _names(*texts: str) -> list[str]:
    return sorted(
        one.name for one in Held(*((f"2031-0{n + 1}-04", text) for n, text in enumerate(texts))).made
    )


def test_a_measure_is_called_in_the_words_that_its_sources_share() -> None:
    assert _names(
        "The duke has named 43 nominees to serve as envoys.",
        "The duke has named 56 nominees to serve as envoys, and a cook.",
    ) == ["nominees to serve as envoys"]
    assert _names(
        "The law puts a $2,000 cap on costly pills for the old.", "A $2,000 cap on costly pills: gone."
    ) == ["cap on costly pills"]


def test_a_measure_takes_the_fuller_words_and_no_capital_of_a_sentence() -> None:
    assert _names(
        "The minimum tax is 15 percent.",
        "A corporate minimum tax of 15 percent is fair.",
        "Corporate minimum tax of 15 percent: signed.",
    ) == ["corporate minimum tax"]


def test_a_share_and_a_goal_are_called_so() -> None:
    assert _names(
        "About 98 percent of mills are at work.", "The aide said that 99 percent of mills are at work."
    ) == ["share of mills at work"]
    assert _names(
        "Our goal is to cut the death rate from fever by 50 percent.",
        "The aim is to cut the death rate from fever by 50 percent.",
    ) == ["death rate from fever, fall, goal"]


def test_a_name_holds_no_time_and_no_half_of_a_clause() -> None:
    assert _names(
        "It raises pay for 200,000 masons on royal building contracts this year.",
        "The law raises pay for 200,000 masons on royal building contracts, while others wait.",
    ) == ["masons on royal building contracts"]


def test_what_holds_on_a_condition_or_in_some_places_is_no_series() -> None:
    assert not _names(
        "If the mills passed it on, the price of oats would fall by 50 cents a gallon.",
        "If the mills passed it on, the price of oats would fall by 60 cents a gallon.",
    )
    assert not _names(
        "There are nine states with oats prices under $4.00 a gallon.",
        "There are seven states with oats prices under $3.00 a gallon.",
    )


def _series(*texts: str) -> list[list[float | None]]:
    """The numbers of each measure of texts of the first days of four months."""
    held = Held(*((f"2031-0{n}-04", text) for n, text in enumerate(texts, 1)))
    return sorted([held.figures[point.figure].low for point in measure.series] for measure in held.made)


def test_what_a_cure_does_is_no_move_of_the_hospitals() -> None:
    fallen = "Hospitalizations are down by {} percent."
    assert _series(
        fallen.format(77),
        fallen.format(78),
        "The pill reduces hospitalizations by 90 percent.",
        fallen.format(76),
    ) == [[77, 78, 76]]


def test_what_was_found_on_taking_office_is_no_level_of_today() -> None:
    now = "The unemployment rate is {} percent."
    assert _series(
        now.format(3.6),
        now.format(3.7),
        "The unemployment rate stood at 6.4 percent when the king was sworn in.",
    ) == [[3.6, 3.7]]
    assert (
        _series(now.format(3.6), "We inherited a land in disarray: an unemployment rate of 6 percent.") == []
    )


def test_some_weeks_of_aid_are_not_all_of_it() -> None:
    weeks = (
        "In just the past few weeks, the kingdom has provided {} million in humanitarian assistance to Elam."
    )
    whole = "The kingdom has provided {} million in humanitarian assistance to Elam."
    assert _series(
        weeks.format("$293"), weeks.format("$300"), whole.format("$614"), whole.format("$650")
    ) == [
        [293e6, 300e6],
        [614e6, 650e6],
    ]


def test_guests_from_across_a_province_are_of_that_province() -> None:
    words = (
        "The palace today hosted {} elected officials and village leaders from across {} in the great hall."
    )
    assert _series(words.format(50, "Sumer"), words.format(52, "Elam"), words.format(49, "Akkad")) == []


def test_two_numbers_of_one_sentence_are_two_series() -> None:
    words = "Pupils may get ${} in debt relief."
    both = "Pupils may get $10,000 in debt relief, and poor pupils may get $20,000 in debt relief."
    texts = words.format("10,000"), both, words.format("20,000"), words.format("10,000")
    assert _series(*texts, words.format("10,500")) == [[10_000, 10_000, 10_000, 10_500], [20_000, 20_000]]


def test_jobs_at_two_sites_are_not_one_for_their_number() -> None:
    place = "It will create 7,000 building jobs at the plant of Amberwerk."
    held = Held(
        ("2031-01-04", place),
        ("2031-01-20", place),
        (
            "2031-02-04",
            "It will create 7,000 jobs at the plant of Velo.",
        ),
    )
    assert [len(measure.series) for measure in held.made] == [2]
