"""Whether a date of the sentence is the figure's own, and whether the figure is due by it."""

from __future__ import annotations

from onrecord.extract.figures.found import Found
from onrecord.extract.figures.words import some, verb_forms
from onrecord.values.amount import Word

_RELATIVES = frozenset(("who", "which", "that"))


def apart(item: Found, place: int) -> bool:
    """Whether a date at character `place` belongs to another clause: `built in 1966 and carries [50,000] cars`,
    `[40] firms in an effort that began in 2021`."""
    words, q = item.words, item.quantity
    at = next((k for k, word in enumerate(words) if word.start >= place), len(words))
    if at < q.first:
        between = range(at + 1, q.first)
        opens = at < 3  # `Today, ...` holds for all that follows
        return any(words[k].text == ";" or (not opens and _verb_joined(words, k)) for k in between)
    end = item.object.last if item.object and item.object.first >= q.first else q.after
    between = range(max(end, q.last), at)
    return any(
        words[k].text in (";", "—", "--")
        or words[k].low in some("clause_words")
        or (words[k].low in _RELATIVES and k > end)
        for k in between
    )


def due(item: Found, place: int) -> bool:
    """Whether a date at character `place` is the day by which a figure is reached: `[9 percent] of its fleet by 2030`."""
    words, q = item.words, item.quantity
    at = next((k for k, word in enumerate(words) if word.start >= place), len(words)) - 1
    while at >= q.last and (words[at].low in some("due_words") or words[at].kind == "punct"):
        at -= 1
    led = at >= q.last and (
        words[at].low == "by" or [word.low for word in words[at - 1 : at + 1]] == ["later", "than"]
    )
    if not led or item.role == "from":
        return False
    return not any(word.kind == "num" or word.low in _RELATIVES for word in words[q.last : at])


def _verb_joined(words: list[Word], k: int) -> bool:
    return words[k].low in ("and", "but") and k + 1 < len(words) and words[k + 1].low in verb_forms()
