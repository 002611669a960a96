"""What names are trained on: copies that no annotator saw are cut out, mentions are exchanged whole, every label keeps its words."""

from __future__ import annotations

import random

from train.repeats import repeated, shown, unseen
from train.swaps import Pool, clusters, form, swapped

FIRST = "The port of Varn is open again.\nMembers that sent aircraft are Norland and Sudria.\nCrews rested in Varn."
SECOND = "The mayor of Oster thanked them all for coming."
LIST = "Members that sent aircraft are Norland, Sudria and Westria."
FIRST_OF_TWO = f"The port of Varn is open again.\n{LIST}\nCrews rested in Varn."
SECOND_OF_TWO = f"{LIST} The mayor of Oster thanked them all for coming."


def at(text: str, quote: str, kind: int, nth: int = 0) -> tuple[int, int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return start, start + len(quote), kind


def quotes(document: tuple[str, list[tuple[int, int, int]]]) -> list[tuple[str, int]]:
    return [(document[0][a:b], k) for a, b, k in document[1]]


def test_a_sentence_that_is_labelled_elsewhere_is_cut_where_it_bears_no_label() -> None:
    first = (
        FIRST_OF_TWO,
        [
            at(FIRST_OF_TWO, "The port of Varn", 2),
            at(FIRST_OF_TWO, "Varn", 2),
            at(FIRST_OF_TWO, "Varn", 2, 1),
        ],
    )
    second = (SECOND_OF_TWO, [at(SECOND_OF_TWO, "Norland", 2), at(SECOND_OF_TWO, "Oster", 2)])
    assert repeated([first, second]) == {LIST}
    assert [FIRST_OF_TWO[a:b] for a, b in unseen(first, {LIST})] == [LIST]
    one, two = shown([first, second])
    assert LIST not in one[0]
    assert quotes(one) == quotes(first)
    assert two == second


def test_a_repeated_sentence_without_any_label_is_cut_everywhere() -> None:
    first, second = (
        (FIRST_OF_TWO, [at(FIRST_OF_TWO, "Varn", 2)]),
        (SECOND_OF_TWO, [at(SECOND_OF_TWO, "Oster", 2)]),
    )
    assert not any(LIST in text for text, _ in shown([first, second]))


def test_a_sentence_of_one_document_stays_without_labels() -> None:
    alone = (SECOND_OF_TWO, [at(SECOND_OF_TWO, "Oster", 2)])
    assert shown([alone]) == [alone]


def test_a_mention_goes_with_all_that_lies_in_it() -> None:
    spans = [at(FIRST, "The port of Varn", 2), at(FIRST, "Varn", 2), at(FIRST, "Varn", 2, 1)]
    found = [(FIRST[a:b], len(some)) for a, b, some in clusters(FIRST, spans)]
    assert found == [("The port of Varn", 2), ("Varn", 1)]


def test_mentions_that_cross_stay() -> None:
    assert list(clusters(FIRST, [at(FIRST, "The port", 1), at(FIRST, "port of Varn", 2)])) == []


def test_pronouns_stay_and_forms_tell_names_from_things() -> None:
    assert form("They", [(0, 4, 0)]) is None
    assert form("the harbour", [(0, 11, 2)]) == (frozenset([2]), False, True)
    assert form("Varn", [(0, 4, 2)]) == (frozenset([2]), True, False)


def test_an_exchanged_document_has_as_many_mentions_and_none_of_them_torn() -> None:
    first = (FIRST, [at(FIRST, "Varn", 2, 1), at(FIRST, "Norland", 2), at(FIRST, "Crews", 1)])
    second = (SECOND, [at(SECOND, "Oster", 2), at(SECOND, "The mayor of Oster", 0)])
    pool = Pool([first, second], 0.0)
    known = {q for d in (first, second) for q in quotes(d)}
    made = [swapped(*first, pool, 0.7, random.Random(seed)) for seed in range(20)]
    assert all(set(quotes(d)) <= known and len(d[1]) == 3 for d in made)
    assert len({d[0] for d in made}) > 3
