"""What narrows a figure beyond its noun: over which time, since when, for whom, and whether it holds at all today."""

from __future__ import annotations

import re

from onrecord.model import Figure
from onrecord.values.around import Around
from onrecord.values.place import is_place
from onrecord.values.stems import WORD, lists, patterns, plain, stem


def then(words: Around) -> bool:
    """Whether a figure held before the time of speaking: `down from [6 percent] when he took office`."""
    table = patterns("then")
    behind = re.split(r"\bto\b|\bnow\b|\btoday\b", words.behind, maxsplit=1)[0]
    return any(p.search(behind) for p in table["behind"]) or any(
        p.search(words.before) for p in table["before"]
    )


_RATE = re.compile(r"^(?:\s+of)?(?:\s+[a-z]+){0,2}\s+(?:a|per|each|every)\s+(day|week|month|year|hour)\b")


def rate(words: Around) -> str:
    """The time behind what is counted, of which it is the rate: `barrels of oil [a month]`."""
    match = _RATE.match(words.behind)
    return match.group(1) if match else ""


_WAS = re.compile(r"\b(?:was|were|had)(?: been| at| over| about| well| nearly)*\s*$", re.I)


def past(figure: Figure, words: Around) -> bool:
    """Whether a level is told in the past tense and without a date, so that nobody can say when it held."""
    return figure.as_of is None and _WAS.search(words.before) is not None


_MODAL = re.compile(r"\b(?:would|could|might|(?:he|she|it|they|we|you|I)[’']d)\b[^.;:]{0,60}$")
_IF = re.compile(r"\bif\b", re.I)


def supposed(figure: Figure, words: Around) -> bool:
    """Whether a figure holds on a condition only: `if firms passed it on, prices would fall by [50 cents]`."""
    return bool(figure.status == "planned" and _MODAL.search(words.before) and _IF.search(words.whole))


_RAISED = re.compile(
    r"\b(?:doubl|tripl|increas|rais|boost|expand|lower|cut|reduc)(?:e?d|es?|ing)?\b[^.;]{0,40}$", re.I
)
_TO_THAT = re.compile(r"^[^.;,]{0,60}\bto (?:about |over |more than |nearly |at least )?[$€£]?\d", re.I)


def outgrown(words: Around) -> bool:
    """Whether a figure is what was before a move that is told: `doubling its first [$2 million] to $4 million`."""
    return _RAISED.search(words.before) is not None and _TO_THAT.search(words.behind) is not None


def effect(words: Around) -> bool:
    """Whether a move is what something does whenever it is done, and none that is told: `the pill cuts fevers by [9 percent]`."""
    return any(p.search(words.before) for p in patterns("effect")["before"])


def partial(words: Around) -> bool:
    """Whether a figure holds for some of many only: `in 19 states the price is [$3]`."""
    table = patterns("partial")
    return any(p.search(words.behind) for p in table["behind"]) or any(
        p.search(words.before) for p in table["before"]
    )


def single(words: Around) -> bool:
    """Whether a share is a term of one case, which says nothing of the next: `75 percent of eligible costs`."""
    return any(p.search(words.behind[:60]) for p in patterns("single")["share"])


def giving(words: Around) -> str:
    """Whether aid is asked for, newly given or has been given; empty where the words do not say."""
    near = Around(words.before[-110:], words.behind[:60])
    for name, some in patterns("giving").items():
        if any(p.search(near.before) or (name == "asked" and p.search(near.behind)) for p in some):
            return name
    return ""


_IN = re.compile(
    r"\b(?:[Ii]n|across|for|among) (?:the )?(?:state of |city of )?"
    r"([A-Z][\w’-]+(?:\s[A-Z][\w’-]+){0,2}(?: and (?:in )?[A-Z][\w’-]+)?)"
)
# Another number, or another clause, has a place of its own.
_OTHER = re.compile(r"\d|[;:—–]| but | and (?!(?:in )?[A-Z]|(?:[a-z]+ ){1,2}(?:from )?across )")
_NO_PLACE = re.compile(
    r"(?:Jan|Feb|March|April|May|June|July|August|Sept|Octo|Novem|Decem|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun|America|American|Americans"
    r"|United|U\.?S|Congress|Senate|House|Fiscal|FY|Medicare|Medicaid|President|Washington D|I\b|Q\d)"
)


_SEVERAL = re.compile(
    r"^[^.;:]{0,60}?\bin ((?:both|the two|the three|all three|both of the) (?:\w+ )?(?:countries|states|provinces|cities))"
)
_VOCATIVE = re.compile(r"^\W*(?:And |But |So )?([A-Z][a-z]+(?: [A-Z][a-z]+)?), (?:you|we)[’' ]")
_WHOSE = re.compile(
    r"\b([A-Z][\w.]+)(?:[’']s?|(?<=\.)) (?:(?:average |annual |national |overall |core )?[a-z]+(?: [a-z]+){0,2}\s*(?:at|is|of|to)?)?\s*$"
)
_THERE = re.compile(r"^\s*in the state\b")
_TO = re.compile(r"\bto (?:the )?([A-Z][\w-]+)")
_HAS = re.compile(r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:has|had|have)\b")


def elsewhere(words: Around, place: str) -> bool:
    """Whether a place stands in the sentence only behind another number or in another clause."""
    return place not in words.before and place not in _OTHER.split(words.behind, maxsplit=1)[0]


def place_of(words: Around) -> str:
    """The named place nearest to a figure in its sentence, behind `in`; no month, no institution."""
    behind = _IN.search(_OTHER.split(words.behind[:80], maxsplit=1)[0])
    before = list(_IN.finditer(words.before))
    for match in filter(None, (behind, before[-1] if before else None)):
        if not _NO_PLACE.match(match.group(1)):
            return match.group(1)
    several = _SEVERAL.search(words.behind) or _VOCATIVE.search(words.before)
    if several and several.group(1).lower() not in plain("calls"):
        return several.group(1)
    if _THERE.search(words.behind[:40]):
        return "the state"
    owner = _WHOSE.search(words.before) or _HAS.search(words.before) or _TO.search(words.behind[:80])
    name = owner.group(1) if owner else ""
    return name if is_place(name) or name in plain("regions") or "." in name else ""


_BY = re.compile(
    r"([\w’-]+)(?:\s+(?:has|have|had|will|also|now|already|alone|just|actually|then|[\w’]+ly))*$"
)


def subject(words: Around, verb: str) -> str:
    """Who makes or loses what is counted, where that is not the whole of which the record speaks."""
    at = words.before.lower().rfind(verb.lower())
    match = _BY.search(words.before[: max(at, 0)].rstrip()) if at > 0 else None
    if match is None:
        return ""
    word = re.sub(r"[’'].*$", "", match.group(1))
    return "" if not word or word.lower() in plain("whole") or len(word) < 3 else stem(word)


_BRANCH = re.compile(
    r"^\s+[\w’'-]+(?: [\w’'-]+)?,? (?:just |alone )?in (?:the )?([a-z]+ing|[a-z]+-[a-z]+|healthcare|agriculture)\b"
)


def branch(words: Around) -> str:
    """The line of work named behind what is counted: `[600] jobs in manufacturing`."""
    match = _BRANCH.match(words.behind)
    return match.group(1) if match else ""


def at_a_site(words: Around) -> bool:
    """Whether the sentence speaks of one place of work: a plant, a project, an investment."""
    return any(word.lower() in plain("sites") for word in WORD.findall(words.whole))


def moved(figure: Figure, words: Around) -> str:
    """`rise` or `fall` where a verb moves what stands before the figure: `lowered the deficit [$3 billion]`."""
    if figure.object is None or figure.object.start >= figure.spans[0].start:
        return ""
    before = [word.lower() for word in WORD.findall(words.before)][-7:]
    for word in reversed(before):
        for way in ("fall", "rise"):
            if word in plain(way):
                return way
    return ""


def kinds(words: frozenset[str]) -> str:
    """The kinds of aid that words name, joined: `humanitarian and security`."""
    found = [kind for kind, some in lists()["kinds"].items() if words & {stem(word) for word in some}]
    return " and ".join(sorted(found))
