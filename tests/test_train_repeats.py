"""Copies of sentences that no annotator saw are cut out of what is trained on; every label keeps its words."""

from __future__ import annotations

from train.repeats import repeated, shown, unseen

LIST = "Members that sent aircraft are Norland, Sudria and Westria."
FIRST = f"The port of Varn is open again.\n{LIST}\nCrews rested in Varn."
SECOND = f"{LIST} The mayor of Oster thanked them all for coming."


def at(text: str, quote: str, kind: int, nth: int = 0) -> tuple[int, int, int]:
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return start, start + len(quote), kind


def quotes(document: tuple[str, list[tuple[int, int, int]]]) -> list[tuple[str, int]]:
    return [(document[0][a:b], k) for a, b, k in document[1]]


def test_a_sentence_that_is_labelled_elsewhere_is_cut_where_it_bears_no_label() -> None:
    first = (FIRST, [at(FIRST, "The port of Varn", 2), at(FIRST, "Varn", 2), at(FIRST, "Varn", 2, 1)])
    second = (SECOND, [at(SECOND, "Norland", 2), at(SECOND, "Oster", 2)])
    assert repeated([first, second]) == {LIST}
    assert [FIRST[a:b] for a, b in unseen(first, {LIST})] == [LIST]
    one, two = shown([first, second])
    assert LIST not in one[0]
    assert quotes(one) == quotes(first)
    assert two == second


def test_a_repeated_sentence_without_any_label_is_cut_everywhere() -> None:
    first, second = (FIRST, [at(FIRST, "Varn", 2)]), (SECOND, [at(SECOND, "Oster", 2)])
    assert not any(LIST in text for text, _ in shown([first, second]))


def test_a_sentence_of_one_document_stays_without_labels() -> None:
    alone = (SECOND, [at(SECOND, "Oster", 2)])
    assert shown([alone]) == [alone]
