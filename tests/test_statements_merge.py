"""What the rules and the encoder find becomes one list: nothing twice, nothing lost, the rules' sure things kept."""

from __future__ import annotations

from onrecord.encoder.tagger import Relation
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.merge import merged
from onrecord.extract.statements.quotes import quotations
from onrecord.extract.statements.story import attributions


def _relation(text: str, source: str, cue: str, *content: str) -> Relation:
    def place(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    ranges = tuple(place(words) for words in content)
    return Relation(
        (place(source),) if source else (), (place(cue),) if cue else (), ranges, 0.9, attitude=False
    )


def _merged(text: str, *relations: Relation) -> list[Found]:
    blocks = [
        (start, start + len(part))
        for part in text.split("\n\n")
        if (start := text.index(part)) >= 0 and part.strip()
    ]
    quotes = [quote for some in quotations(text, blocks) for quote in some]
    return merged(attributions(text, blocks), relations, text, quotes)


def _words(text: str, found: Found) -> list[str]:
    return [text[a:b] for a, b in found.content]


def test_without_the_encoder_the_rules_stand_alone() -> None:
    text = "Ada Lund said the port is full."
    assert [_words(text, one) for one in _merged(text)] == [["the port is full"]]


def test_what_both_find_is_there_once() -> None:
    text = "Ada Lund said the port is full."
    found = _merged(text, _relation(text, "Ada Lund", "said", "the port is full"))
    assert [_words(text, one) for one in found] == [["the port is full"]]


def test_what_only_the_encoder_finds_is_there() -> None:
    text = "Lund's anger at the crews was no secret."
    found = _merged(text, _relation(text, "Lund", "anger at", "the crews"))
    assert [(one.kind, _words(text, one)) for one in found] == [("learned", ["the crews"])]


def test_what_only_the_rules_find_is_there_in_its_place() -> None:
    text = '"The port is full," Ada Lund said. Lund\'s anger at the crews was no secret.'
    found = _merged(text, _relation(text, "Lund's", "anger at", "the crews"))
    assert [one.kind for one in found] == ["say", "learned"]


def test_what_is_only_supposed_is_left_out() -> None:
    text = "If the crews say the port is full, the fair is off."
    assert _merged(text, _relation(text, "the crews", "say", "the port is full")) == []


def test_a_place_and_a_weekday_are_no_part_of_a_source() -> None:
    text = '"The port is full," said Ada Lund at a fair in Oslo.'
    found = _merged(text, _relation(text, "Ada Lund at a fair in Oslo", "said", '"The port is full,"'))
    assert [text[slice(*one.source[0])] for one in found] == ["Ada Lund"]


def test_a_missing_source_comes_from_the_rules() -> None:
    text = '"The port is full," Ada Lund said.'
    found = _merged(text, _relation(text, "", "", '"The port is full,"'))
    assert [text[slice(*one.source[0])] for one in found] == ["Ada Lund"]


def test_marks_belong_to_the_words_that_they_hold() -> None:
    text = '"The port is full," Ada Lund said.'
    found = _merged(text, _relation(text, "Ada Lund", "said", "The port is full"))
    assert _words(text, found[0]) == ['"The port is full,"']


def test_a_quotation_that_follows_joins_its_statement() -> None:
    text = '"The port is full," Ada Lund said. "The fair is off."'
    found = _merged(text, _relation(text, "Ada Lund", "said", '"The port is full,"'))
    assert [_words(text, one) for one in found] == [['"The port is full,"', '"The fair is off."']]


def test_a_paragraph_that_runs_on_stands_alone() -> None:
    text = '"The port is full.\n\n"The fair is off," Ada Lund said.'
    found = _merged(text, _relation(text, "Ada Lund", "said", '"The port is full.', '"The fair is off,"'))
    assert [_words(text, one) for one in found] == [['"The port is full.'], ['"The fair is off,"']]


def test_a_label_keeps_the_last_word() -> None:
    text = 'Ada Lund: "The port is full."'
    found = _merged(text, _relation(text, "Ada", ":", "The port"))
    assert [(one.kind, text[slice(*one.source[0])]) for one in found] == [("label", "Ada Lund")]


def test_denial_by_the_encoder_is_negative() -> None:
    text = "Lund's people have denied the report."
    found = _merged(text, _relation(text, "Lund's people", "have denied", "the report"))
    assert [one.negative for one in found] == [True]


def test_a_quotation_with_its_own_cue_is_a_statement_of_its_own() -> None:
    text = '"The port is full," Ada Lund said. "The fair is off," she added.'
    both = _relation(text, "Ada Lund", "said", '"The port is full,"', '"The fair is off,"')
    assert [_words(text, one) for one in _merged(text, both)] == [
        ['"The port is full,"'],
        ['"The fair is off,"'],
    ]


def test_a_quotation_is_never_cut() -> None:
    text = '"The port is full. The fair is off," she added.'
    found = _merged(text, _relation(text, "she", "added", 'The fair is off,"'))
    assert [_words(text, one) for one in found] == [['"The port is full. The fair is off,"']]


def test_a_content_that_breaks_off_goes_on_to_the_end_of_its_clause() -> None:
    text = "Port officials say the firm is holding on to fewer than 5.5 boats in Oslo, or less."
    found = _merged(text, _relation(text, "Port officials", "say", "the firm is holding on to"))
    assert _words(text, found[0]) == ["the firm is holding on to fewer than 5.5 boats in Oslo"]


def test_a_verb_of_no_list_far_from_the_words_says_nothing() -> None:
    text = "Ada Lund made the trip to the harbour with forty of her crew to see how to swim in the cold."
    assert not _merged(text, _relation(text, "Ada Lund", "made", "how to swim in the cold"))


def test_a_piece_without_words_is_left_out_and_went_on_is_whole() -> None:
    text = 'We swim " on, Ada Lund went on to the crews.'
    found = _merged(text, _relation(text, "Ada Lund", "went", '"', "We swim"))
    assert [(_words(text, one), [text[a:b] for a, b in one.cue]) for one in found] == [
        (["We swim"], ["went on"])
    ]
