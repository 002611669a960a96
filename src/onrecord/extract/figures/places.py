"""The place of a figure: the name behind a preposition of place, near it or at the head of its sentence."""

from __future__ import annotations

from onrecord.extract.figures.objects import Phrase
from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.words import adjectives, closed, is_plural, some, verbs
from onrecord.values.amount import Word, low_at
from onrecord.values.place import is_place

_CLAUSES = frozenset(
    (
        "as",
        "while",
        "after",
        "before",
        "when",
        "because",
        "if",
        "although",
        "though",
        "despite",
        "than",
        "unless",
    )
)
_STOPS = frozenset((";", ".", "—", "--", "”", "“"))
_BEHIND = frozenset(("in", "across", "throughout", "inside", "within", "near", "outside", "around"))
_BEFORE = frozenset(("in", "across", "throughout", "inside", "near"))
_AHEAD, _BACK, _LONGEST = 14, 12, 4  # tokens behind a figure, before it, and of a name
_TOLD = frozenset(
    ("said", "says", "told", "announced", "announces", "reported", "wrote", "added", "i", "we", "he", "she")
)


def place_of(words: list[Word], q: Quantity, phrase: Phrase | None) -> Phrase | None:
    """The name after `in`, `across`, `near` behind the counted phrase or inside it, else before the figure, else the one
    that opens the sentence."""
    start = phrase.first if phrase and phrase.first >= q.first else q.after
    return _behind(words, start) or _before(words, q) or _opening(words, q)


def _behind(words: list[Word], start: int) -> Phrase | None:
    for k in range(start, min(len(words) - 1, start + _AHEAD)):
        if k > start and words[k].kind == "num" and len(words[k].text) != 4:
            return None  # what follows is the next figure's
        if words[k].text in _STOPS or words[k].low in _CLAUSES:
            return None
        if words[k].low in _BEHIND and (named := _name(words, k + 1)):
            return named
    return None


def _before(words: list[Word], q: Quantity) -> Phrase | None:
    for k in range(q.first - 1, max(q.first - _BACK, -1), -1):
        if words[k].text in _STOPS or words[k].low in _CLAUSES:
            return None
        if words[k].low in _BEFORE:
            if k < 2 and any(word.low in _TOLD for word in words[k : min(k + 10, q.first)]):
                return None  # where somebody spoke
            if any(word.kind == "num" for word in words[max(k - 4, 0) : k]):
                return None  # the place of the figure before
            return _name(words, k + 1)
    return None


def _opening(words: list[Word], q: Quantity) -> Phrase | None:
    """`Near Oldport, 15 strikes hit six depots; ...`: the place of the whole sentence, unless it is where somebody spoke."""
    at = next((k for k in range(min(4, len(words))) if words[k].kind == "word"), 0)
    if low_at(words, at) not in _BEFORE:
        return None
    named = _name(words, at + 1)
    if named is None or low_at(words, named.last) != "," or named.last > q.first:
        return None
    spoken = any(word.low in _TOLD for word in words[named.last : min(named.last + 9, q.first)])
    return None if spoken else named


def _name(words: list[Word], at: int) -> Phrase | None:
    """The name that begins at a token, with a second one behind `and`; null where it names no place."""
    at += low_at(words, at) == "the"
    end = _capitals(words, at)
    if end is None:
        return None
    if low_at(words, end) == "and":
        more = end + 1 + (low_at(words, end + 1) == "the")
        other = _capitals(words, more)
        if (
            other is not None
            and _ended(words, other)
            and _known(words, at, end) == _known(words, more, other)
        ):
            end = other
    return Phrase(at, end, end - 1)


def _ended(words: list[Word], k: int) -> bool:
    return (
        k >= len(words)
        or words[k].kind == "punct"
        or words[k].low in some("prepositions") | some("conjunctions")
    )


def _known(words: list[Word], at: int, end: int) -> bool:
    return is_place(" ".join(word.text for word in words[at:end]))


def _capitals(words: list[Word], at: int) -> int | None:
    k = at
    days = some("months") | some("weekdays")
    while (
        k < len(words) and words[k].kind == "word" and words[k].text[0].isupper() and words[k].low not in days
    ):
        k += 1
    if k == at or k - at > _LONGEST or low_at(words, k) in ("v", "vs"):
        return None
    if (low_at(words, k) in ("-", "/") and words[k].glued) or words[k - 1].low in some("no_places"):
        return None
    if words[k - 1].low.endswith(("'s", "’s")) or _shouted(words[at:k]):
        return None
    return k if _known(words, at, k) or not _thing(words, at, k) else None


def _shouted(name: list[Word]) -> bool:
    """`USPS`, `INFRA`: a body by its letters, but for the few that are states."""
    first = name[0].text
    return len(name) == 1 and len(first) > 3 and first.isupper()


def _thing(words: list[Word], at: int, end: int) -> bool:
    """`in Rebuilding Homes`, `in Science`, `in Her Hands`, `in Fiscal Year 2022`: capitals that name no place."""
    name = words[at:end]
    if any(
        w.low in some("determiners") or w.low in some("pronouns") or w.low in some("no_place_words")
        for w in name
    ):
        return True
    first, last = name[0].low, name[-1].low
    if first.endswith("ing") and len(name) > 1:
        return True
    common = first in adjectives() and len(name) == 1
    follows = words[end] if end < len(words) else None
    titled = (
        follows is not None
        and follows.kind == "word"
        and follows.low not in closed()
        and is_plural(follows.low)
        and not (follows.low in verbs() or follows.low[:-1] in verbs())
    )
    return (
        common or (titled and len(name) > 1) or (len(name) > 1 and is_plural(last) and last.endswith("ments"))
    )
