"""What a figure is about when that stands before it: the subject of its clause, the noun it is a measure of."""

from __future__ import annotations

from onrecord.extract.figures.objects import Phrase, left
from onrecord.extract.figures.words import some
from onrecord.values.amount import Word

_BREAK = frozenset((";", ":", "—", "–", "--", "(", ")", "“", "”", '"'))


def _low(words: list[Word], i: int) -> str:
    return words[i].low if 0 <= i < len(words) else ""


def is_verb(words: list[Word], k: int) -> bool:
    """Whether token `k` looks like a finite verb or a participle."""
    word = words[k]
    if word.kind != "word" or (word.text[0].isupper() and k > 0):
        return False
    low = word.low
    if low in some("auxiliaries") or low in some("verbs") or low in some("up") or low in some("down"):
        return _low(words, k - 1) not in some("determiners")
    return low.endswith("ed") and len(low) > 3 and _low(words, k - 1) not in some("determiners")


def of_phrase(words: list[Word], first: int) -> Phrase | None:
    """The noun before `of`, `at`, `to` or a bare `worth` in front of the figure: `a fine of $3`, `fees by up to 24`."""
    at = first - 1
    if _low(words, at) in ("of", "at", "for", "worth", "by", "with", "from", "to"):
        found = left(words, at)
        if found is not None and not is_verb(words, found.last - 1):
            return found
    return None


def subject(words: list[Word], first: int) -> Phrase | None:
    """The subject of the clause that holds token `first`."""
    verb = _verb_before(words, first)
    if verb is None:
        return None
    while verb > 0 and (
        is_verb(words, verb - 1)
        or words[verb - 1].low in some("adverbs")
        or words[verb - 1].low.endswith("ly")
        or words[verb - 1].low == "to"
    ):
        verb -= 1
    if _low(words, verb - 1) in ("which", "who", "that", ","):
        verb -= 1
        while verb > 0 and words[verb - 1].text == ",":
            verb -= 1
    if _low(words, verb - 1) in ("and", "but"):
        return subject(words, verb - 1)
    return left(words, verb)


def _verb_before(words: list[Word], first: int) -> int | None:
    for k in range(first - 1, -1, -1):
        if words[k].text in _BREAK and k < first - 1:
            return None
        if is_verb(words, k):
            return k
    return None
