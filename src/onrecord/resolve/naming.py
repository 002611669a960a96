"""What a measure is called: what is counted, what is said of it, where, over which time, and as what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.resolve.dated import Dated
from onrecord.resolve.phrases import borrowed, continued, says_nothing
from onrecord.values.stems import WORD, plain, stem, stems

_ROLES = {
    "rise": "rise",
    "fall": "fall",
    "change": "change",
    "effect": "as an effect",
    "share": "share",
    "site": "at one site",
    "asked": "asked for",
    "new": "newly given",
    "given": "given",
}
_SHARED = 0.6  # of the sentences have a word that a name may borrow
_BORROWED = 3  # words
_FULLER, _SHARE = (
    0.15,
    0.5,
)  # of the figures have the fuller words for what is counted; say what it is a share of


def name_of(group: Sequence[Dated], weight: Mapping[str, float]) -> str:
    """The name of a measure, in the words of its figures as far as these go."""
    first = group[0].topic
    wording = _wording(group)
    parts = [wording, "" if first.named else _said(group, wording)]
    if _bare_verb(group, parts[1]):
        parts[:2] = [f"{parts[1]} {wording}", ""]
    owner = first.place.endswith(("’s", "'s"))
    if first.place and not owner and first.place not in " ".join(parts):
        parts.append(f"in {first.place}")
    if first.loose and not parts[1] and parts[0] == wording and not first.words and not first.place:
        parts.append(_borrowed(group, weight))
    tail = [_ROLES.get(first.role, ""), first.period, _status(group)]
    return ", ".join([" ".join(filter(None, parts)), *filter(None, tail)])


def _bare_verb(group: Sequence[Dated], said: str) -> bool:
    """Whether what is said is a verb before the number (`[create] 900 jobs`), which goes before the noun."""
    if not said or " " in said or said.endswith(("ed", "ing")):
        return False
    return all(item.near is not None and said in item.near.before for item in group)


def _said(group: Sequence[Dated], wording: str) -> str:
    """What the figures say of the counted noun: the words behind it, else the one by which they were put together."""
    first = group[0].topic
    if first.role in ("asked", "new", "given"):
        return first.shown
    phrase = continued(group)
    if first.shown and stem(first.shown.split()[0].strip("()")) not in {
        stem(w) for w in WORD.findall(phrase)
    }:
        ahead = [
            item.figure.object.start < item.figure.spans[0].start for item in group if item.figure.object
        ]
        shown = "" if sum(ahead) * 2 > len(ahead) else _commonest([item.topic.shown for item in group])
        phrase = phrase if first.shown.startswith("(") or (phrase and not shown) else shown
        phrase = phrase or shown
    idle = phrase.lower() in wording.lower() or (" " not in phrase and says_nothing(phrase))
    return "" if idle else phrase


def _status(group: Sequence[Dated]) -> str:
    """A goal where most figures are said to be one; else what the topic says."""
    goals = sum(item.figure.status == "goal" for item in group)
    return "goal" if goals * 2 > len(group) else group[0].topic.status


def _wording(group: Sequence[Dated]) -> str:
    first = group[0].topic
    if first.named:
        return first.head
    if first.role in ("asked", "new", "given"):
        return " ".join((*sorted(first.words), "aid"))
    quotes = [_cleaned(item.figure.object.quote) for item in group if item.figure.object]
    wording = _fuller(_even(quotes)) or first.head
    shares = sum(item.figure.share_of is not None for item in group)
    part = first.unit == "percent" and shares >= _SHARE * len(group) and first.role in ("level", "share")
    return f"share of {wording}" if part else wording


def _cleaned(quote: str) -> str:
    """The counted words without the article, the mark or the `more` before them."""
    words = " ".join(quote.strip("*_ ").split())
    return re.sub(r"^(?:more|additional|new|other|different|such|the|historic|record) (?=\w)", "", words)


def _even(quotes: Sequence[str]) -> list[str]:
    """The quotes, where one begins with a capital that another has not, written without."""
    small = {quote for quote in quotes if quote[:1].islower()}
    return [low if (low := quote[:1].lower() + quote[1:]) in small else quote for quote in quotes]


def _fuller(quotes: Sequence[str]) -> str:
    """The commonest words for what is counted, or those that say the same and more and stand often enough."""
    best = _commonest(quotes)
    counts = Counter(quotes)
    wide = [
        one
        for one, count in counts.items()
        if count >= max(2, _FULLER * len(quotes)) and _words(best) < _words(one) and len(one.split()) < _LONG
    ]
    return max(sorted(wide), key=lambda one: (counts[one], len(one)), default=best)


_LONG = 9  # words that a name has at most for what is counted


def _words(quote: str) -> frozenset[str]:
    return frozenset(stem(word) for word in WORD.findall(quote))


def _commonest(found: Sequence[str]) -> str:
    """The one that stands most often, of equals the longest."""
    counts = Counter(filter(None, found))
    return max(sorted(counts), key=lambda one: (counts[one], len(one)), default="")


def _borrowed(group: Sequence[Dated], weight: Mapping[str, float]) -> str:
    """The most telling words that the sentences share, in brackets, where the counted noun says little."""
    counts = Counter(word for item in group for word in item.words)
    idle = stems("skipped") | stems("ignored") | plain("idle")
    shared = [w for w, n in counts.items() if n >= _SHARED * len(group) and w not in idle]
    best = sorted(shared, key=lambda word: (-weight.get(word, 0.0) * counts[word], word))[:_BORROWED]
    return borrowed(group, best)
