"""The counted phrase: a noun with its modifiers and the prepositional phrases that belong to it."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.extract.figures.measured import unit_after
from onrecord.extract.figures.words import adjectives, closed, is_plural, some, verb_forms, verbs
from onrecord.values.amount import Word, low_at, number_at, numerals


class Phrase(NamedTuple):
    """Tokens `[first, last)` and the head noun's token."""

    first: int
    last: int
    head: int


def inner(words: list[Word], k: int) -> bool:
    """Whether token `k` may stand inside a noun phrase."""
    word = words[k]
    if k > 0 and words[k - 1].text == "-" and words[k - 1].glued and word.glued:
        return word.kind != "punct"
    if (
        word.kind == "word"
        and k + 2 < len(words)
        and words[k + 1].text == "-"
        and words[k + 1].glued
        and words[k + 2].glued
    ):
        return True
    if word.low in some("attributive_adverbs") and k + 1 < len(words):
        ahead = words[k + 1]
        return ahead.kind == "word" and ahead.low not in closed() and ahead.low not in verbs()
    if word.low in ("previously", "recently", "currently", "initially", "already") and k + 1 < len(words):
        return words[k + 1].low.endswith("ed")
    if word.text == "I" and k > 0 and words[k - 1].text.istitle() and k + 1 < len(words):
        return words[k + 1].kind == "word" and not _said(words[k + 1].low)  # `the Title I schools`
    if word.kind == "word":
        return word.low not in closed() or word.text in ("US", "IT", "IS") or word.low.startswith("u.s")
    if word.text == "-" and word.glued and low_at(words, k + 1) in ("and", "or"):
        return low_at(words, k + 3) == "-"  # `low- and middle-income homes`
    if word.text in ("-", "–", "/", "&"):
        return (
            0 < k < len(words) - 1
            and (words[k + 1].glued or word.text == "&")
            and words[k + 1].kind != "punct"
            and not (word.text == "–" and not word.glued)
        )
    if word.text in ("®", "™"):
        return word.glued
    if word.text in ("“", '"', "‘"):
        return False
    return word.kind == "num" and word.glued and words[k - 1].text == "-"


def _said(low: str) -> bool:
    return low in verb_forms() or low in closed()


def run(words: list[Word], j: int, plural: bool) -> Phrase | None:
    """The noun phrase that begins at token `j`: up to its first plural noun, or to the last of its nouns."""
    k, head = j, -1
    while k < len(words):
        ahead = past_amount(words, k) if k > j else k
        joins = k > j and _adds(words, k)
        if (
            k > j
            and words[k].text == "("
            and low_at(words, k + 2) == ")"
            and k + 3 < len(words)
            and inner(words, k + 3)
        ):
            k += 3
            continue
        listed = (_series(words, k) or _paired(words, k)) if k > j and not joins else 0
        if listed:
            k = listed
            continue
        if ahead > k or joins:
            k = max(ahead, k + joins)
            continue
        if not inner(words, k) or (k > j and (_ends(words, k) or _dated(words, k))):
            break
        if words[k].kind == "word":
            head = k if words[k].low not in ("more", "other", "such", "same", "additional") else head
            if is_plural(words[k].low) and not _modifies(words, k) and not _letters(words[k]):
                return Phrase(j, k + 1, k)
        k += 1
    if plural:
        return _plural_inside(words, j, k)
    head = _trimmed(words, j, head)
    return Phrase(j, head + 1, head) if head >= j else None


def _letters(word: Word) -> bool:
    """`SARS`, `CHIPS`: a name in capitals ends no phrase for its last letter."""
    return len(word.text) > 2 and word.text.isupper()


def _adds(words: list[Word], k: int) -> bool:
    """`digital and physical sales`: a coordination of modifiers, with the plural close behind."""
    if words[k].text == ",":
        if k + 1 >= len(words) or not (_attributive(words, k - 1) and inner(words, k + 1)):
            return False
    elif words[k].low not in ("and", "or", "&") or is_plural(words[k - 1].low):
        return False
    for after in range(k + 1, min(k + 9, len(words))):
        low = words[after].low
        if low_at(words, after + 2) == ")" or low_at(words, after + 1) == ")" or low == ")":
            continue  # `training and technical help (TTA) guilds`
        if low in verbs() or not (inner(words, after) or low == "and"):
            return False
        if is_plural(low):
            return after > k + 1
    return False


def _paired(words: list[Word], k: int) -> int:
    """`humanitarian and food aid`, `high-quality, sustainable ships`: where the second modifier of one noun begins; or 0."""
    last = k + 2 < len(words) and inner(words, k + 1) and inner(words, k + 2) and words[k + 2].kind == "word"
    if not last or words[k + 1].low in verbs() or words[k + 2].low in verbs():
        return 0
    plain = words[k - 1].low in adjectives() and words[k - 2].text != "-"
    joined = words[k].low == "and" and plain and not is_plural(words[k + 1].low)
    compound = words[k].text == "," and words[k - 2].text == "-" and words[k + 1].low in adjectives()
    return k + 1 if joined or compound else 0


def _series(words: list[Word], k: int) -> int:
    """`humane, legal, and economic aid`: where the last of a series of adjectives begins, from the comma behind the first; or 0."""
    if words[k].text != "," or words[k - 1].low not in adjectives():
        return 0
    for at in range(k + 1, min(k + 8, len(words) - 2)):
        if words[at].low in ("and", "or"):
            noun = words[at + 1].low in adjectives() and inner(words, at + 2) and at > k + 1
            return at + 1 if noun else 0
        if words[at].text != "," and not (inner(words, at) and words[at].low not in verbs()):
            return 0
    return 0


def _attributive(words: list[Word], k: int) -> bool:
    """`new, modern ships`, `well-paying, union jobs`: an adjective before a comma."""
    low = words[k].low
    undone = low.startswith("un") and low.endswith("ed")
    return low in adjectives() or undone or (words[k - 1].text == "-" and low.endswith(("ing", "ed")))


def _ends(words: list[Word], k: int) -> bool:
    """A verb or an adverb ends the phrase, unless it is the participle before a noun (`displaced people`)."""
    low = words[k].low
    if low in numerals().small and words[k - 1].text != "-" and low_at(words, k + 1) != "-":
        return words[k].text.islower()
    if (
        low in ("support", "back", "favor", "like", "trust", "prefer")
        and k + 1 < len(words)
        and words[k + 1].text[0].isupper()
    ):
        return True
    if low == "lives" and low_at(words, k + 1) in ("in", "on", "at"):
        return True
    if (
        low.endswith("s")
        and words[k].text.islower()
        and low_at(words, k + 1) in _OBJECTS
        and not is_plural(words[k - 1].low)
    ):
        return (
            low[:-1] in verbs()
            or low[:-2] in verbs()
            or low[:-1] in ("risk", "pass", "lack", "face", "cover")
        )
    if low in verb_forms() and is_plural(low) and words[k].text.islower():
        return True
    if low in verbs() and is_plural(low) and not words[k].text[0].isupper():
        ahead = low_at(words, k + 1)
        return (
            ahead in some("determiners")
            or ahead in some("pronouns")
            or ahead in ("to", "that", "by", "up", "out")
            or (k + 1 < len(words) and words[k + 1].kind == "num")
        )
    if words[k].kind != "word" or words[k - 1].text == "-" or low_at(words, k + 1) == "-":
        return False
    if words[k].text[0].isupper():
        return False
    stops = k + 1 >= len(words) or words[k + 1].kind == "punct" or words[k + 1].low in some("prepositions")
    if low in ("pay", "buy") and stops:
        return False  # `raised firefighter pay by`, `a $5 ad buy in Oldport`
    if low in verbs() or (
        low.endswith("ly") and len(low) > 4 and k + 1 < len(words) and words[k + 1].low in closed()
    ):
        return True
    noun = words[k - 1].low == "rights" and low in some("ing_nouns")
    if low.endswith("ing") and len(low) > 4 and is_plural(words[k - 1].low) and not noun:
        return True
    return low.endswith("ed") and len(low) > 3 and (k + 1 >= len(words) or not inner(words, k + 1))


_OBJECTS = frozenset(
    (
        "every",
        "everything",
        "each",
        "it",
        "them",
        "him",
        "her",
        "us",
        "something",
        "nothing",
        "all",
        "the",
        "a",
        "through",
    )
)


def _dated(words: list[Word], k: int) -> bool:
    """A time behind the noun is no part of it: `a market cap [last November]`, `200 deaths [Tuesday]`."""
    low = words[k].low
    if words[k - 1].low in some("before_days"):
        return False
    if low in ("last", "next", "this"):
        ahead = low_at(words, k + 1)
        return ahead in some("time_units") or ahead in some("months") or ahead in some("weekdays")
    return words[k].text[0].isupper() and low != "may" and (low in some("months") or low in some("weekdays"))


def _modifies(words: list[Word], k: int) -> bool:
    """Whether a plural stands before another noun (`women senators`, `United States troops`, `arms sales`)."""
    if k + 1 >= len(words):
        return False
    ahead = words[k + 1]
    if ahead.text == "-" and ahead.glued:
        return True
    if (
        ahead.kind != "word"
        or ahead.low in closed()
        or ahead.low in verbs()
        or (
            ahead.low.endswith(("ed", "ing"))
            and not (words[k].low == "rights" and ahead.low in some("ing_nouns"))
        )
    ):
        return False
    if (
        is_plural(ahead.low)
        and ahead.low[:-1] not in verbs()
        and words[k].text.islower()
        and ahead.text.islower()
    ):
        return low_at(words, k + 2) not in some("relied_on")  # `places parents know`
    if k > 1 and words[k - 1].text == "-" and words[k - 2].low in some("against"):
        return True  # `anti-aircraft guns`
    if words[k].low in some("plural_before"):
        return is_plural(ahead.low) or (
            ahead.low not in verbs()
            and not ahead.low.endswith("ly")
            and words[k].low in ("arms", "sports", "savings", "news", "rights")
        )
    return words[k].text[0].isupper() and (ahead.text[0].isupper() or is_plural(ahead.low))


def _plural_inside(words: list[Word], j: int, end: int) -> Phrase | None:
    for k in range(end - 1, j - 1, -1):
        if words[k].kind == "word" and (is_plural(words[k].low) or words[k].low.endswith(("ese",))):
            return Phrase(j, k + 1, k)
    return None


def _trimmed(words: list[Word], j: int, head: int) -> int:
    while head > j and (
        words[head].low.endswith("ly")
        or (words[head].low in verbs() and words[head].low not in ("pay", "buy"))
    ):
        head -= 1
    return head


_ATTACH = {"of", "across", "in", "throughout", "around", "from", "within", "inside", "outside", "along"}


def attached(words: list[Word], phrase: Phrase, more: frozenset[str] = frozenset()) -> Phrase:
    """The phrase with a second coordinated noun and up to two prepositional phrases."""
    phrase = _coordinated(words, phrase)
    for _ in range(2):
        at = phrase.last
        if low_at(words, at) not in _ATTACH | more:
            break
        inner = beyond(words, at + 1) if not infinitive(words, at) else None
        if inner is None or _temporal(words, inner):
            break
        phrase = Phrase(phrase.first, inner.last, phrase.head)
    return phrase


def infinitive(words: list[Word], at: int) -> bool:
    """`investment to repair roads`, not `aid to towns`, `help to Oldport`."""
    if words[at].low != "to" or at + 1 >= len(words):
        return False
    word = words[at + 1]
    bare = word.text[0].islower() and word.low not in some("determiners")
    return word.low in verbs() or (bare and not _plural_ahead(words, at + 1))


def _plural_ahead(words: list[Word], at: int) -> bool:
    found = run(words, at, False)
    return (
        found is not None
        and is_plural(words[found.head].low)
        and not (found.last - found.first > 1 and words[at].low not in adjectives())
    )


def _coordinated(words: list[Word], phrase: Phrase) -> Phrase:
    at = phrase.last
    if low_at(words, at) not in ("and", "or", "&") or not is_plural(words[phrase.head].low):
        return phrase
    more = run(words, at + 1, True)
    if (
        more is None
        or words[at + 1].low in numerals().vague
        or words[at + 1].low == "tens"
        or words[more.head].low in verbs()
        or words[more.head].low.endswith("ed")
        or words[at + 1].low in numerals().small
        or more.last - more.first > 3
        or (more.last < len(words) and words[more.last].low in some("auxiliaries") | verbs())
    ):
        return phrase
    return Phrase(phrase.first, more.last, phrase.head)


def beyond(words: list[Word], at: int) -> Phrase | None:
    """The noun phrase at `at`, an article or possessive before it left out."""
    at += low_at(words, at) == "all" and low_at(words, at + 1) in some("determiners")
    start = at
    while low_at(words, at) in some("determiners") and at < start + 2:
        at += 1
    at = past_amount(words, at)
    if at >= len(words):
        return None
    if gerund(words, at) and (
        at + 1 >= len(words) or words[at + 1].low in closed() or words[at + 1].kind != "word"
    ):
        return None
    found = run(words, at, False)
    if found is not None and at == start and gerund(words, found.first):
        return None
    return found


def gerund(words: list[Word], at: int) -> bool:
    """`for building roads`: a verb's -ing form, unless it is one of the nouns in -ing."""
    low = words[at].low
    plain = low not in some("ing_nouns") and low not in some("ing_adjectives")
    return low.endswith("ing") and plain and words[at].text[0].islower()


def past_amount(words: list[Word], at: int) -> int:
    """The token after an amount that stands before a noun: `an [8.5 kW] system`, `[250ml] bottles`."""
    sign = low_at(words, at) == "$"
    if at + sign >= len(words) or words[at + sign].kind != "num":
        return at
    number = number_at(words, at + sign)
    if number is None:
        return at
    unit = unit_after(words, number)
    end = unit.end if unit and unit.kind in ("measure", "money", "share") else number.end
    end += low_at(words, end) == "-"
    return end if end < len(words) and words[end].kind == "word" and words[end].low not in closed() else at


def temporal(words: list[Word], phrase: Phrase) -> bool:
    """Whether a phrase names a time: `March`, `the last two weeks`."""
    return _temporal(words, phrase)


def _temporal(words: list[Word], phrase: Phrase) -> bool:
    low = words[phrase.first].low.removesuffix("’s").removesuffix("'s")
    if low in some("time_units"):
        return True
    names = some("months") | some("weekdays") | some("time_words")
    return low in names or words[phrase.head].low in some("time_units")
