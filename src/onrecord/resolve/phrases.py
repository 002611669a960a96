"""The words behind what is counted, as the sources have them: `nominees [to serve as consuls]`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from onrecord.resolve.dated import Dated
from onrecord.values.stems import plain, stem

_MOST = 8  # words of a phrase
_SHARED = 0.4  # of the figures say it
_WORD = re.compile(r"(?:\b[A-Z]\.)+(?=\s|$)|[^\s.,;:!?()\[\]“”\"*_—–…]+")
# Where the phrase ends: at a stop, at another clause or number, at a time, which the name tells by itself.
_STOP = re.compile(
    r"(?<!\b[A-Z])\.(?=\s|$)|[,;:!?\n—–()\[\]“”\"*…]|\s-+\s|[$€£]|\b\d[\d,.]+|\b(?:and|or|but|while|because|when|as part|so that|since|if|after|before|than|thanks|compared|which|where|that|who"
    r"|last|this|next|today|yesterday|tonight|now|so far|alone|already|every|each|per|until"
    r"|over the|during the|within the|in the (?:first|last|past|next|coming)|(?:in|by|of|for|from) (?:(?:19|20)\d\d|January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(?:in|for|over|by) (?:just |about |only )?(?:\d+|one|two|three|four|five|six|ten|twelve|\w+teen) (?:days|weeks|months|years))\b",
    re.I,
)


def continued(group: Sequence[Dated]) -> str:
    """The longest phrase that begins right behind the counted noun in two fifths of a measure's figures, at least in two;
    empty where they part at once."""
    tails = [_tail(item) for item in group]
    least = max(2, _SHARED * len(group))
    for size in range(_MOST, 0, -1):
        counts = Counter(tuple(word.lower() for word in tail[:size]) for tail in tails if len(tail) >= size)
        for found, count in counts.most_common(3):
            if count >= least and _whole(found[-1]) and _says(found):
                return " ".join(next(tail[:size] for tail in tails if _same(tail, found)))
    return ""


_RATE = re.compile(
    r"^\W*(?:(?:a|an|per|each|every)\W+(?:day|week|month|year|hour|gallon|barrel)\b|for a month(?:’s supply)?)",
    re.I,
)


def says_nothing(word: str) -> bool:
    """Whether one word behind a noun tells nothing by itself: `where`, `adding`, `million`."""
    return (
        word in plain("ends") or word.endswith("ing") or word in ("million", "billion", "thousand", "hundred")
    )


def _whole(last: str) -> bool:
    """Whether a phrase may end with this word: no article, no owner without what is owned."""
    return last not in plain("ends") and not last.endswith(("’s", "'s", "s’"))


def _same(tail: list[str], found: tuple[str, ...]) -> bool:
    return tuple(word.lower() for word in tail[: len(found)]) == found


def _says(found: tuple[str, ...]) -> bool:
    """Whether a phrase has a word of meaning, and no verb at its end whose object is left out (`for threatening`)."""
    if found[-1].endswith("ing") and len(found) > 1 and found[-2] in plain("ends"):
        return False
    return any(word not in plain("ends") and word not in plain("skipped") for word in found)


def _tail(item: Dated) -> list[str]:
    """The words behind the counted noun, or behind the figure where the noun stands before it."""
    figure, behind = item.figure, item.near.behind if item.near else ""
    if figure.object is not None and figure.object.start >= figure.spans[0].start:
        behind = behind[max(figure.object.end - figure.spans[0].end, 0) :]
    behind = _RATE.sub("", behind)
    behind = re.sub(r"^\s*(?:who|that|which)\s+(?=(?:is|are|was|were|have|has|had)\b)", " ", behind)
    stop = _STOP.search(behind)
    words = _WORD.findall(behind[: stop.start()] if stop else behind)[: _MOST + 3]
    while words and words[0].lower() in plain("opens"):
        words = words[1:]
    return words


def borrowed(group: Sequence[Dated], found: Sequence[str]) -> str:
    """Stems as the sources write them, in the order in which these have them, in brackets."""
    forms: Counter[str] = Counter()
    places: dict[str, list[int]] = {}
    for item in group:
        whole = item.near.whole if item.near else ""
        for match in _WORD.finditer(whole):
            if stem(match.group()) in found:
                forms[match.group()] += 1
                places.setdefault(stem(match.group()), []).append(match.start())
    order = sorted(
        (one for one in found if one in places), key=lambda one: sum(places[one]) / len(places[one])
    )
    words = [
        max((form for form in forms if stem(form) == one), key=lambda form: forms[form]) for one in order
    ]
    return f"({', '.join(words)})" if words else ""
