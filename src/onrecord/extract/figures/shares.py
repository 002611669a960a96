"""What a percent is of where no words right behind it say: the people asked, or the thing whose level it is."""

from __future__ import annotations

from onrecord.extract.figures.leftward import left
from onrecord.extract.figures.objects import Phrase, beyond
from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.words import adjectives, closed, is_plural, some, verb_forms
from onrecord.values.amount import Word, low_at

_JOINS = frozenset(
    (
        "and",
        "but",
        "while",
        "whereas",
        "that",
        "though",
        "although",
        "as",
        "only",
        "just",
        "another",
        "including",
        "with",
    )
)
_FAR = 150  # words before a percent among which its people are looked for
_TIED = frozenset(("to", "-", "–", "versus", "vs"))
_ASKED = frozenset(("likely", "registered", "polled", "surveyed"))


def tally(words: list[Word], q: Quantity) -> bool:
    """`44 percent to 37`, `62%-32%`: one of the two shares of a vote or a poll."""
    if q.unit != "percent":
        return False
    after = q.last + _qualified(words, q.last)
    ahead = low_at(words, after) in _TIED and after + 1 < len(words) and words[after + 1].kind == "num"
    before = q.first - 1
    apart = low_at(words, before - 1) in ("percent", "%") or low_at(words, before - 2) in ("percent", "%")
    behind = low_at(words, before) in _TIED and apart
    return (ahead or behind) and not _moving(words, q.first)


def _qualified(words: list[Word], at: int) -> bool:
    """`40 percent [positive] to 51 percent negative`."""
    return low_at(words, at) in adjectives() and low_at(words, at + 1) in _TIED


def _moving(words: list[Word], first: int) -> bool:
    """Whether a verb of move stands before, so that `to` gives a level: `cut the duty of 9 percent to 4`."""
    for k in range(first - 1, max(first - 12, -1), -1):
        low = words[k].low
        if words[k].text in (";", ":", ",", "—", "--"):
            return False
        if low == "from" and k > first - 5:
            return True
        if (low in some("up") or low in some("down")) and not low.startswith("los"):
            return True
    return False


def begins(words: list[Word], q: Quantity) -> bool:
    """`, and 28 percent say`: a percent that is its clause's own subject."""
    before, after = low_at(words, q.first - 1), q.after
    if before == ":" and q.first > 0:
        return True
    opens = q.first == 0 or words[q.first - 1].kind == "punct" or before in _JOINS
    if not opens or after >= len(words) or words[q.first - 1].text == "(":
        return False
    low = words[after].low
    if low in ("who", "either", "each") or low in some("auxiliaries") or low in some("poll_verbs"):
        return True
    return low in verb_forms() or (low.endswith("ed") and words[after].text.islower())


def verb_behind(words: list[Word], q: Quantity, at: int) -> bool:
    """`64 percent call him able`: a verb behind a bare percent, no noun."""
    bare = q.kind == "share" and not q.hyphen and low_at(words, q.first - 1) not in some("determiners")
    if not bare or words[at].low not in some("poll_verbs"):
        return False
    ahead = words[at + 1] if at + 1 < len(words) else None
    # `51 percent support of the people` names a noun, `51 percent support Vale` does not.
    return words[at].low not in ("support", "approval") or (
        ahead is not None and ahead.kind == "word" and ahead.low not in some("prepositions")
    )


def part(words: list[Word], at: int) -> bool:
    """`72 percent white, 13 percent African American`, `15 percent satisfied`: what a part of the whole is, no noun."""
    low = words[at].low
    if low not in some("groups") and low not in adjectives() and not low.endswith("ed"):
        return False
    end = at + 1 + (low_at(words, at + 1) == "american")
    return end >= len(words) or words[end].kind == "punct" or words[end].low in ("and", "or", "while", "to")


def doing(words: list[Word], at: int) -> bool:
    """`with 13 percent [supporting] another`: a verb's -ing form."""
    ahead = low_at(words, at + 1)
    verbal = ahead in some("determiners") or ahead in closed() or ahead in ("another", "other")
    return words[at].low.endswith("ing") and verbal


def level(words: list[Word], q: Quantity, subject: Phrase | None) -> Phrase | None:
    """What a bare percent stands for: a subject that is a thing; of persons and of polls, the people asked."""
    if q.first > 0 and words[q.first - 1].text == "(":
        return _bracketed(words, q)
    subject = members(words, subject)
    if subject is not None and not person(words, subject) and not _tells(words, subject):
        return subject
    return _with(words, q) or rated(words, q) or asked(words, q, subject)


def _tells(words: list[Word], subject: Phrase) -> bool:
    """`the poll`, `an average of polls`: what tells a share, not what it is of."""
    tail = words[subject.head + 1 : subject.last]
    mean = words[subject.head].low in ("average", "averages") and any(w.low in some("tellers") for w in tail)
    return mean or words[subject.head].low in some("tellers")


def _with(words: list[Word], q: Quantity) -> Phrase | None:
    """`Vale has low support from sailors, with just 3 percent`: the level behind whose clause the share stands."""
    at = q.first - 1 - (low_at(words, q.first - 1) in ("just", "only", "a", "mere"))
    if low_at(words, at) != "with" or low_at(words, at - 1) != ",":
        return None
    near = (k for k in range(at - 2, max(at - 10, -1), -1) if words[k].low in some("levels"))
    k = next(near, None)
    return left(words, k + 1) if k is not None else None


def members(words: list[Word], phrase: Phrase | None) -> Phrase | None:
    """`a majority of sailors`: the sailors."""
    if phrase is None or words[phrase.head].low not in ("majority", "plurality", "minority"):
        return phrase
    inner = beyond(words, phrase.head + 2) if low_at(words, phrase.head + 1) == "of" else None
    return inner or phrase


_STANDS = frozenset(("at", "near", "around", "above", "below"))


def rated(words: list[Word], q: Quantity) -> Phrase | None:
    """`Vale had a rating of 40 points and Moss stands at 30`: the level that the sentence speaks of; none in a race."""
    before = low_at(words, q.first) if q.first < q.number else low_at(words, q.first - 1)
    if before not in _STANDS or tally(words, q):
        return None
    near = (k for k in range(q.first - 1, max(q.first - 40, -1), -1) if words[k].low in some("levels"))
    k = next(near, None)
    return left(words, k + 1) if k is not None else None


def _bracketed(words: list[Word], q: Quantity) -> Phrase | None:
    """`She won women (61 percent)`, `thin margins (4 percent)`; a thing gives way to people named in the sentence."""
    end = q.first - 1
    if low_at(words, end - 1) in ("point", "points"):
        return _people(words, q.first)
    while end > 0 and words[end - 1].low.endswith("ed"):
        end -= 1
    near = left(words, end) if end > 0 else None
    if near is not None and words[near.head].text[0].isupper() and is_plural(words[near.head].low):
        return near
    people = _people(words, q.first)
    return people if people is not None or near is None or person(words, near) else near


_COMMON = ("ment", "tion", "ity", "ness", "ance", "ence", "ship", "ism")


def person(words: list[Word], phrase: Phrase) -> bool:
    """A candidate by name or office, who is no share of anything."""
    head = words[phrase.head]
    opens = phrase.head == 0 or words[phrase.head - 1].kind == "punct"
    if opens and (
        head.low.endswith(_COMMON) or head.low in some("levels") | some("sums") | {"poverty", "growth"}
    ):
        return False  # `Unemployment is at 4 percent`
    named = head.text[0].isupper() and (phrase.head > 0 or not is_plural(head.low))
    return named or head.low in some("persons") or head.low in ("he", "she", "who")


def contested(words: list[Word], q: Quantity, about: Phrase | None) -> Phrase | None:
    """One of the two shares of a vote is of nobody named, unless the voters are its subject: `Voters chose Vale 52 to 37`."""
    about = members(words, about)
    voters = (
        about is not None
        and _many(words, about)
        and about.head < q.first
        and words[about.head].text.islower()
    )
    return about if voters else None


def asked(words: list[Word], q: Quantity, subject: Phrase | None) -> Phrase | None:
    """The people that a share of a poll is of: the nearest ones named before it, or a plural subject (`Officers`)."""
    people = _people(words, q.first)
    if subject is None or not _many(words, subject) or subject.head > q.first:
        return people
    return people if people is not None and people.head > subject.head else subject


def _many(words: list[Word], subject: Phrase) -> bool:
    low = words[subject.head].low
    apart = some("tellers") | some("scales") | some("persons") | some("time_units")
    return is_plural(low) and low not in apart and not words[subject.first].low.isdigit()


def _people(words: list[Word], first: int) -> Phrase | None:
    """The nearest people named before a figure in its sentence (`voters`, `Republicans`), with their adjectives."""
    for k in range(first - 1, max(first - _FAR, -1), -1):
        titled = words[k].text[0].isupper() and k + 1 < len(words) and words[k + 1].text[0].isupper()
        if words[k].low in some("people") and not titled:
            start = k
            while start and (words[start - 1].low in _ASKED or words[start - 1].low in adjectives()):
                start -= 1
                if start > 1 and words[start - 1].text == "-" and words[start].glued:
                    start -= 2
            return Phrase(start, k + 1, k)
    return None


def polled(words: list[Word], at: int) -> bool:
    """`15 percent in the polls`: what it is a share of is not said there."""
    return low_at(words, at) in ("in", "among") and any(
        word.low in ("poll", "polls", "survey", "surveys") for word in words[at + 1 : at + 4]
    )


def raced(words: list[Word], q: Quantity, found: Phrase | None) -> bool:
    """`Vale leads Moss 44 percent to 37`: neither candidate is what the percent is of."""
    if found is None:
        return False
    head = words[found.head]
    if found.last < q.first and low_at(words, q.first - 1) in some("gets"):
        return True
    if (head.text[0].isupper() and found.head > 0) or head.low in some("persons"):
        return True
    start = max(q.first - 9, 0)
    start = max((k + 1 for k in range(start, q.first) if words[k].text == ";"), default=start)
    near = any(words[k].low in some("races") for k in range(start, q.first) if k != found.head)
    return near and (found.head < 2 or head.low in some("scales"))
