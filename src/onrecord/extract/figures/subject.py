"""What a figure is about when that stands before it: the subject of its clause, the noun it is a measure of."""

from __future__ import annotations

from functools import cache

from onrecord.extract.figures.leftward import left
from onrecord.extract.figures.objects import Phrase, beyond, run, temporal
from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.words import adjectives, closed, is_plural, some, verb_forms, verbs
from onrecord.values.amount import Word, low_at, numerals

_FAR = 150  # words that are searched before a figure: a list without an end has no clause
_BREAK = frozenset((";", ":", "—", "–", "--", "(", ")", "“", "”", '"'))


@cache
def _never() -> frozenset[str]:
    """Words that are no verbs anywhere: the usual ones between two verbs, asked first."""
    small = some("conjunctions") | some("determiners") | some("pronouns") | frozenset(numerals().small)
    return small - some("auxiliaries") - verbs() - some("up") - some("down")


def is_verb(words: list[Word], k: int) -> bool:
    """Whether token `k` looks like a finite verb or a participle."""
    word = words[k]
    if (
        word.kind != "word"
        or word.text == "IS"
        or (word.text[0].isupper() and k > 0 and not word.text.isupper() and not _opens(words, k))
    ):
        return False
    if word.low in _never():
        return False
    low, behind = word.low, low_at(words, k - 1)
    if behind in some("cut_before") and low in ("cut", "cuts", "hike", "hikes"):
        return False  # `tax cuts`
    relative = behind == "that" and (low in some("up") or low in some("down") or low in verb_forms())
    if (behind in some("determiners") and not relative) or behind == "-":
        return False
    if (
        behind in adjectives()
        and low_at(words, k - 2) in some("determiners")
        and low not in some("auxiliaries")
    ):
        return False
    if low_at(words, k + 1) == "of" and (low in some("up") or low in some("down")):
        return False
    if low in some("auxiliaries") or low in verbs() or low in some("up") or low in some("down"):
        return True
    if low.endswith("ed") and len(low) > 3:
        return True
    if low.endswith("ing") and len(low) > 4 and low not in some("ing_nouns"):
        ahead = words[k + 1] if k + 1 < len(words) else None
        if ahead is not None and (ahead.kind == "num" or ahead.text == "$" or ahead.low in _OPENS):
            return True
        return behind in _BEFORE_ING or behind in some("auxiliaries")
    return _present(words, k)


def _opens(words: list[Word], k: int) -> bool:
    """`- **Increase loans by 5 percent`: the first word of a bullet, a verb of a move."""
    low = words[k].low
    return k < 5 and (low in some("up") or low in some("down")) and all(w.kind == "punct" for w in words[:k])


_BEFORE_ING = frozenset((",", "(", "while", "after", "before", "by", "and", "of", ""))
_OPENS = frozenset(
    (
        "about",
        "around",
        "roughly",
        "nearly",
        "almost",
        "them",
        "him",
        "us",
        "approximately",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    )
)
_HOLDS = frozenset(
    (
        "of",
        "at",
        "for",
        "worth",
        "by",
        "with",
        "from",
        "to",
        "in",
        "on",
        "between",
        "around",
        "as",
        "off",
        "over",
    )
)


def _present(words: list[Word], k: int) -> bool:
    """`buyers pull the carts`, `the firm employs around 600`: a verb by the numbers of the nouns around it."""
    low, behind = words[k].low, words[k - 1] if k else None
    if behind is None or behind.kind != "word" or low in closed():
        return False
    if behind.low in (
        "not",
        "will",
        "would",
        "could",
        "can",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "to",
    ):
        return True
    if behind.low in closed() or words[k].text[0].isupper():
        return False
    ahead = words[k + 1] if k + 1 < len(words) else None
    opens = ahead is not None and (
        ahead.kind == "num" or ahead.text == "$" or ahead.low in _OPENS or ahead.low in some("determiners")
    )
    return opens and is_plural(low) != is_plural(behind.low)


def of_phrase(words: list[Word], first: int) -> Phrase | None:
    """The noun before `of`, `at` or `worth` in front of the figure: `a fine of $3`, `a contract worth up to 24`."""
    return _before(words, first - 1) if low_at(words, first - 1) in ("of", "at", "worth") else None


def _before(words: list[Word], end: int) -> Phrase | None:
    if end > 1 and low_at(words, end - 2) in ("they", "we", "you", "i", "he", "she", "who"):
        return None  # `they import 10 percent`
    if end < 1 or is_verb(words, end - 1) or _doing(words, end - 1):
        return None
    found = left(words, end)
    return None if found is None or words[found.head].low in some("no_holders") else found


def _doing(words: list[Word], k: int) -> bool:
    low = words[k].low
    return (
        low.endswith("ing") and low not in some("ing_nouns") and len(low) > 5 and words[k].text[0].islower()
    )


def holder(words: list[Word], q: Quantity) -> Phrase | None:
    """The noun that a figure modifies: after its hyphen (`a 79-member group`), before a preposition (`a run of seven games`)
    or just before it (`area 32 m2`)."""
    if q.hyphen or q.kind == "age":
        return _compounded(words, q)
    found = _held(words, q.first, q.kind == "count")
    if found is None and q.kind == "share" and low_at(words, q.after) in ("from", "off", "on"):
        found = beyond(words, q.after + 1)
    return None if found is None or temporal(words, found) else found


def _compounded(words: list[Word], q: Quantity) -> Phrase | None:
    at = q.last + q.hyphen
    if q.kind == "count":
        while at < len(words) and (words[at].glued or at == q.last + 1):
            at += 1
    found = run(words, at, False) if at < len(words) else None
    return found or (_before(words, q.first - 1) if low_at(words, q.first - 1) in ("a", "an", ",") else None)


def _held(words: list[Word], first: int, counted: bool) -> Phrase | None:
    at = first - 1
    if (
        at >= 0
        and words[at].kind == "word"
        and words[at].low not in closed()
        and words[at].low not in some("fillers")
        and low_at(words, at - 1) not in ("a", "an")
    ):
        return None if counted else _noun_before(words, at)
    while at > 0 and (
        words[at].low in some("determiners")
        or words[at].low in some("fillers")
        or (at == first - 1 and words[at - 1].low in ("a", "an"))
    ):
        at -= 1
    if low_at(words, at) in _HOLDS:
        return _before(words, at)
    adverbial = at < first - 1 and at >= 0 and words[at].kind == "word" and words[at].low not in closed()
    return _noun_before(words, at) if adverbial and not counted else None


def _noun_before(words: list[Word], at: int) -> Phrase | None:
    """The noun that ends at token `at`; `people earning [9]` gives the people."""
    if (
        words[at].low not in some("ing_nouns")
        and _doing(words, at)
        and at
        and words[at - 1].low not in closed()
    ):
        return _before(words, at)
    return _before(words, at + 1)


def topic(words: list[Word], first: int) -> Phrase | None:
    """The subject of the figure's clause; where that is a pronoun, a participle's or missing, the sentence's."""
    found = _usable(words, subject(words, first))
    if found is not None:
        return found
    start = max(first - _FAR, 1)
    verb = next(
        (k for k in range(start, first) if is_verb(words, k) and not words[k].low.endswith("ing")), None
    )
    found = _subject_of(words, verb) if verb else None
    return _usable(words, found or _opening(words, first))


def _usable(words: list[Word], phrase: Phrase | None) -> Phrase | None:
    """No verb alone is a subject; after an imperative its object is (`Get the mirror for $40`)."""
    if phrase is not None and words[phrase.head].low in some("time_units"):
        return None
    if phrase is None or phrase.last - phrase.first > 1:
        return phrase
    low = words[phrase.first].low
    if phrase.first == 0 and (low in verbs() or low in some("auxiliaries")) and len(words) > 1:
        return beyond(words, 1)
    verbal = (
        low in verbs()
        or low in some("comparatives")
        or (low.endswith("ing") and low not in some("ing_nouns"))
    )
    return None if verbal and words[phrase.first].text.islower() else phrase


def _opening(words: list[Word], first: int) -> Phrase | None:
    """The noun phrase that opens the sentence, as in `Homes from $5 to $9 stay 70 days; $1 million, 99 days`."""
    found = beyond(words, 0) if words[0].low not in some("prepositions") else None
    if found is None or found.last >= first or words[found.first].kind != "word" or temporal(words, found):
        return None
    if any(word.low in numerals().small or word.low in numerals().parts for word in words[: found.last]):
        return None
    if words[found.head].low in adjectives() or words[found.head].low.endswith("ly"):
        return None
    closed_off = found.last < len(words) and words[found.last].text in (",", ":", "—", "–", "-")
    return found if words[found.head].text[0].isalpha() and not closed_off else None


def subject(words: list[Word], first: int) -> Phrase | None:
    """The subject of the clause that holds token `first`."""
    verb = _verb_before(words, first)
    return None if verb is None else _subject_of(words, verb)


def of_verb(words: list[Word], verb: int) -> Phrase | None:
    """The subject of the verb at token `verb`; null where that is a pronoun or a verb alone."""
    return _usable(words, _subject_of(words, verb))


def _subject_of(words: list[Word], verb: int) -> Phrase | None:
    if words[verb].low.endswith("ing") and low_at(words, verb - 1) not in some("auxiliaries"):
        absolute = verb and words[verb - 1].kind == "word" and words[verb - 1].low not in closed()
        return left(words, verb) if absolute else None
    if words[verb].low in ("up", "down") and verb > 1:
        if words[verb - 1].text in ("–", "—", "--"):
            return subject(words, verb - 1)  # `prices are falling — down $2`
        verb -= is_verb(words, verb - 1)
    while verb > 0 and _verbal(words, verb - 1):
        verb -= 1
        if words[verb].low == "to" and not is_verb(words, verb - 1):
            return subject(words, verb)
    aside = _aside(words, verb)
    if aside:
        return left(words, aside)
    if low_at(words, verb - 1) in ("which", "who", "that", ","):
        verb -= 1
        while verb > 0 and words[verb - 1].text == ",":
            verb -= 1
    if low_at(words, verb - 1) in ("and", "but", "or", "then"):
        before = _verb_before(words, verb - 1)
        return None if before is None else _subject_of(words, before)
    if verb > 2 and words[verb - 1].text == ")":
        verb = max((k for k in range(verb - 1) if words[k].text == "("), default=verb)
    return left(words, verb)


def _aside(words: list[Word], verb: int) -> int:
    """The comma that opens an insertion before the verb: `Turnout, by contrast, was`, `Acme, the maker of oil, rose`; or 0."""
    if verb < 4 or words[verb - 1].text != ",":
        return 0
    for k in range(verb - 2, max(verb - 14, 0), -1):
        if words[k].text == "," or words[k].text in _BREAK:
            return k if words[k].text == "," and words[k + 1].low not in ("who", "which", "that") else 0
        if is_verb(words, k) and words[k - 1].low != "to":
            return k - 1 if words[k - 1].text == "," else 0
    return 0


def _verbal(words: list[Word], k: int) -> bool:
    """Whether token `k` is part of the verb to its right: `has slowly been`, `is expected to`."""
    word = words[k]
    if word.text == "IS":
        return False  # the group, no verb
    if (
        word.low in some("adverbs")
        or word.low == "to"
        or (word.low.endswith("ly") and word.text[0].islower())
    ):
        return True
    if word.low in some("auxiliaries"):
        return True
    return is_verb(words, k) and (low_at(words, k - 1) in some("auxiliaries") or low_at(words, k + 1) == "to")


def _verb_before(words: list[Word], first: int) -> int | None:
    for k in range(first - 1, max(first - _FAR, -1), -1):
        if words[k].text in _BREAK and k < first - 1:
            return None
        if is_verb(words, k):
            return k
    return None
