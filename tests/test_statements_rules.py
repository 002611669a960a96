"""What the rules alone must leave out, whatever the encoder finds beside them."""

from __future__ import annotations

import pytest

from onrecord.extract.statements.story import attributions

NOTHING = {
    "a passive tells nobody's words": "The crews were told of the storm and were urged to stay ashore.",
    "a plan to say something": "Ada Lund is expected to say on Friday whether the port will close.",
    "a possibility": "She may announce a date.",
    "a supposition": "If the engineers say the pier is safe, the market will open.",
    "a noun": "The reports of the committee fill three shelves.",
    "claimed by": "The raid claimed by the smugglers ended before dawn.",
    "are highlights": "Below are highlights from the reports of each office.",
    "a state": "The United States will send two ships.",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_nothing_is_said(text: str) -> None:
    assert attributions(text, [(0, len(text))]) == []


def test_a_clause_with_who_stays_out_of_the_source() -> None:
    text = "Ana Torres, who ran the ferries for ten years, said the boats are old."
    (found,) = attributions(text, [(0, len(text))])
    assert [text[a:b] for a, b in found.source] == ["Ana Torres"]


def test_a_sentence_after_a_closed_quotation_begins_anew() -> None:
    text = '"The lamp is lit." She also said the tower was cold.'
    found = [one for one in attributions(text, [(0, len(text))]) if one.cue]
    assert [text[a:b] for one in found for a, b in one.content] == ["the tower was cold"]
