"""Quantities of a sentence with what they count and what their clause says of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.extract.figures.clause import change_of, place_of, status_of
from onrecord.extract.figures.drops import drop_reason
from onrecord.extract.figures.grammar import Quantity, quantities, starts
from onrecord.extract.figures.moves import direction, with_ends
from onrecord.extract.figures.objects import Phrase
from onrecord.extract.figures.subject import holder, topic
from onrecord.extract.figures.things import thing
from onrecord.model import FigureStatus
from onrecord.values.amount import Word, lex


@dataclass(frozen=True, slots=True)
class Found:
    """One quantity: `drop` says why it is no figure; `object` is the counted phrase, `about` the subject of its clause,
    `holder` the noun that it modifies (`a run of seven games`)."""

    words: list[Word]
    quantity: Quantity
    drop: str | None = None
    object: Phrase | None = None
    about: Phrase | None = None
    holder: Phrase | None = None
    change: str | None = None
    role: str | None = None
    status: FigureStatus = "actual"
    place: Phrase | None = None


@cache
def _trigger() -> re.Pattern[str]:
    words = sorted(
        starts() - {"a"}
        | {
            "doubled",
            "doubling",
            "tripled",
            "twice",
            "double",
            "quadrupled",
            "third",
            "quarter",
            "fifth",
            "tenth",
            "fourth",
        },
        key=len,
        reverse=True,
    )
    return re.compile(r"[0-9½¼¾⅓⅔]|\b(?:" + "|".join(words) + r"|\w+fold)\b", re.I)


def found(text: str, start: int, end: int) -> Iterator[Found]:
    """Every quantity of `text[start:end]`, dropped ones too, in order."""
    if not _trigger().search(text, start, end):
        return
    words = lex(text, start, end)
    every = with_ends(words, list(quantities(words)))
    for quantity in every:
        reason = drop_reason(words, quantity)
        yield Found(words, quantity, reason) if reason else read(words, quantity, every)


def read(words: list[Word], quantity: Quantity, every: list[Quantity]) -> Found:
    """One quantity with everything that its clause tells."""
    about = topic(words, quantity.first)
    held = holder(words, quantity.first)
    phrase = thing(words, quantity, about or held)
    change, role = change_of(words, quantity)
    if "from" in quantity.flags or "to" in quantity.flags:
        change = change or direction(quantity, every)
        role = "from" if "from" in quantity.flags else "to"
    return Found(
        words,
        quantity,
        None,
        phrase,
        about,
        held,
        change,
        role,
        status_of(words, quantity),
        place_of(words, quantity, phrase),
    )
