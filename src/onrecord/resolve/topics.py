"""What a figure measures, as a key: figures with one key are about the same thing."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.model import Figure
from onrecord.values.units import kind

_WORD = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*(?:['’][^\W\d_]+)?", re.U)


@dataclass(frozen=True, slots=True)
class Topic:
    """Unit with rate, head, all words that narrow it, place, and what part the figure plays (level, change, total, addition)."""

    unit: str
    head: str
    words: frozenset[str]
    place: str
    role: str
    said: str = ""

    def key(self) -> tuple[object, ...]:
        """Equal keys are one measure."""
        return self.unit, self.head, tuple(sorted(self.words)), self.place, self.role, self.said


@cache
def lists() -> dict[str, Any]:
    """The word lists of `measures.toml`."""
    with (files("onrecord") / "data" / "figures" / "measures.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def _same() -> dict[str, str]:
    return {word: group[0] for group in lists()["same"] for word in group}


@cache
def stem(word: str) -> str:
    """A word in lower case and the singular; the first of its synonyms."""
    low = re.sub(r"['’]s$|['’]$", "", word.lower())
    low = _same().get(low, low)
    if len(low) > 3 and low.endswith("ies"):
        low = low[:-3] + "y"
    elif len(low) > 3 and low.endswith("s") and not low.endswith(("ss", "us", "is")):
        low = low[:-1]
    return _same().get(low, low)


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in lists()[name])


# `2 percent lower than it would have been`: a comparison, no level and no change.
_COMPARED = re.compile(
    r"\s+(?:points?\s+)?(?:lower|higher|more|less|fewer|greater|cheaper|above|below|ahead|behind)\s+(?:than|of|the|what)",
    re.I,
)


def topic(figure: Figure, text: str) -> Topic | None:
    """The topic of a figure in its document's text; null where too little is said to follow it."""
    head = stem(figure.head) if figure.head else ""
    told = (
        figure.approximator not in ("vague", "between") and "typo" not in figure.flags and not figure.multiple
    )
    if (
        not told
        or len(head) < 2
        or head in _stems("never")
        or figure.unit in ("1", "point", "percentage point")
    ):
        return None
    if _COMPARED.match(text[figure.spans[0].end : figure.spans[0].end + 40]):
        return None
    quote = figure.object.quote if figure.object else ""
    words = frozenset(stem(word) for word in _WORD.findall(quote)) - _stems("ignored") - {head}
    words = frozenset(word for word in words if len(word) > 1)
    unit = figure.unit + (f"/{figure.per}" if figure.per else "")
    if kind(figure.unit) == "count":
        if (figure.low or figure.high or 0) < 13 and head not in ("dead",):
            return None
        unit = head
    return _narrowed(figure, text, Topic(unit, head, words, _place(figure), _role(figure, text)))


def _place(figure: Figure) -> str:
    place = (figure.place or "").replace("\n", " ")
    return (
        ""
        if stem(place) in ("us", "america", "congress", "house", "senate")
        or place.lower() in ("united states", "the united states")
        else place
    )


def _role(figure: Figure, text: str) -> str:
    if figure.change and "to" not in figure.flags and "from" not in figure.flags:
        return "change"
    if kind(figure.unit) == "money" and not figure.per:
        around = sentence(figure, text).lower()
        if any(word in around for word in lists()["totals"]):
            return "total"
    return "level"


def sentence(figure: Figure, text: str) -> str:
    """The words around a figure, to the ends of its sentence."""
    start, end = figure.spans[0].start, figure.spans[0].end
    before = max(text.rfind(mark, max(0, start - 300), start) for mark in (". ", ".\xa0", "\n", "? ", "! "))
    after = min(
        (at for mark in (". ", ".\xa0", "\n", "? ") if (at := text.find(mark, end)) >= 0), default=len(text)
    )
    return text[max(before + 1, start - 300) : min(after, end + 300)]


def _narrowed(figure: Figure, text: str, found: Topic) -> Topic | None:
    """The topic with the receiver of a gift, or with what is said of a bare noun; null where neither is found."""
    if (
        kind(figure.unit) == "money"
        and not figure.per
        and (found.head in _stems("given") or found.words & _stems("given"))
    ):
        receiver = _receiver(figure, text)
        return None if receiver is None else _with(found, frozenset(), receiver)
    share = kind(figure.unit) == "share"
    if found.head in ("cost", "price", "rate", "level", "tax", "average") or kind(figure.unit) == "money":
        return found if found.words or found.head not in _stems("bare") else None
    if found.head in _stems("bare") or (share and figure.share_of and not found.words):
        said = said_of(figure, text)
        return _with(found, found.words, said) if said else None
    if not share and not found.words:
        cue = cue_of(figure, text)
        return _with(found, found.words, cue) if cue else None
    return found


def _with(found: Topic, words: frozenset[str], said: str) -> Topic:
    head = "aid" if said.startswith("to ") else found.head
    return Topic(found.unit, head, words, "" if said.startswith("to ") else found.place, found.role, said)


_TO = re.compile(r"\b(?:to|for|Support)\s+(?:the\s+)?((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+){0,2})")


def _receiver(figure: Figure, text: str) -> str | None:
    """Whom a gift goes to: the name after `to` or `for` behind the figure in its sentence."""
    behind = text[figure.spans[0].end : figure.spans[0].end + 220]
    stop = re.search(r"[.!?][\s\xa0]|\n", behind)
    match = _TO.search(behind[: stop.start()] if stop else behind)
    around = sentence(figure, text)
    name = match.group(1) if match else None
    if name is None or stem(name) == "ukraine" or name.split()[0].lower() in ("ukraine’s", "ukraine's"):
        name = "Ukraine" if re.search(r"\bUkrain", around) else name
    return f"to {name}" if name else None


_SKIP = frozenset(
    [
        "have",
        "has",
        "had",
        "will",
        "would",
        "are",
        "is",
        "were",
        "was",
        "be",
        "been",
        "being",
        "who",
        "that",
        "which",
        "already",
        "now",
        "fully",
        "also",
        "to",
        "not",
        "can",
        "could",
        "should",
        "may",
        "might",
        "must",
        "get",
        "got",
        "getting",
        "do",
        "did",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "of",
        "the",
        "a",
        "an",
        "and",
        "or",
        "as",
        "more",
        "than",
        "still",
        "their",
        "our",
        "its",
        "this",
        "last",
        "next",
        "just",
    ]
)


def said_of(figure: Figure, text: str) -> str:
    """The first words of meaning behind the counted noun: `Americans [fully vaccinated]`."""
    if figure.object is None:
        return ""
    behind = text[figure.object.end : figure.object.end + 80]
    stop = re.search(r"[.,;:!?\n—–(]| and | but ", behind)
    words = [w.lower() for w in _WORD.findall(behind[: stop.start()] if stop else behind)]
    kept = [stem(word) for word in words if word not in _SKIP]
    return kept[0] if kept else ""


def cue_of(figure: Figure, text: str) -> str:
    """The last word of meaning before the number: `[created] 9 million jobs`."""
    around = text[max(0, figure.spans[0].start - 60) : figure.spans[0].start]
    before = re.split(r"[.;:!?\n—–(]", around)[-1]
    words = [stem(word.lower()) for word in _WORD.findall(before) if word.lower() not in _SKIP]
    return words[-1] if words else ""
