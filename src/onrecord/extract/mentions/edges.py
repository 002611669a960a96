"""Where a body's name begins and ends: it goes on to its last head, and holds neither an office nor a person."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from onrecord.extract.mentions.heads import around, heads, holds_head, is_headed
from onrecord.values.name import common_words, given_names, known_form, listed, pronoun_of

_WORD = r"[A-Z][\w’'&.-]*"
_OF = re.compile(r"\s(?:of|for|to|on)\s+(?:[Tt]he\s+)?(?!Staff\b)")
_NEXT = re.compile(rf"(?:[ \xa0]{_WORD}){{1,4}}")
_FIELD = r"[A-Z]\w+(?:[ \xa0][A-Z]\w+)?"
_FIELDS = re.compile(rf"(?:,[ \xa0]{_FIELD}){{1,3}},?[ \xa0](?:and|&)[ \xa0]{_FIELD}")
_FOR = re.compile(r"\s(?:for|to)\s+([A-Z][\w.]+)\s+(?=[A-Z])")
_LEFT = re.compile(rf"(?:(?:{_WORD}[ \xa0](?:(?:of|for)[ \xa0](?:the[ \xa0])?)?){{1,4}})&[ \xa0]\Z")
_STOPPED = re.compile(r"[.,;:]\Z|[’']s?\Z")


@cache
def _tail(link: str) -> re.Pattern[str]:
    """What a head goes on with after one of the small words."""
    more = rf"(?:[ \xa0](?:(?:and|&|for|of)[ \xa0](?:the[ \xa0])?)?{_WORD})"
    return re.compile(rf"[ \xa0](?:{link})[ \xa0](?:the[ \xa0])?{_WORD}{more}{{0,5}}")


def further(text: str, start: int, end: int) -> int:
    """The end of a name that goes on: `Selm School District`, `Lund School of Law`, `Roads Service Agency`."""
    after = _NEXT.match(text, end)
    if after:
        end = _to_head(end, after.group())
    last = text[start:end].split()[-1]
    link = "on|of|for" if last in heads("on") else "of|for"
    tail = _tail(link).match(text, end) if last in heads("more_of") | heads("on") else None
    end += len(_plain(tail.group())) if tail else 0
    return _series(text, start, end)


def _series(text: str, start: int, end: int) -> int:
    """The end of a body of several fields, which are common words: `Bureau of Harbours, Piers and Ferries`."""
    more = _FIELDS.match(text, end) if holds_head(" ".join(text[start:end].split())) else None
    fields = re.findall(r"[A-Z]\w+", more.group()) if more else []
    return more.end() if more and all(word.lower() in common_words() for word in fields) else end


def _to_head(end: int, after: str) -> int:
    """The end of the last word of `after` by which bodies are called, before any office."""
    at, best = end, end
    for word in re.findall(rf"[ \xa0]{_WORD}", after):
        bare = _STOPPED.sub("", word[1:])
        if _is_office(bare):
            break
        at += len(word)
        if bare in heads("last") or bare in heads("more"):
            best = at - len(word[1:]) + len(bare)
        if bare != word[1:]:
            break
    return best


def _plain(tail: str) -> str:
    """A tail up to an office, a person or a stop."""
    at = 0
    for found in re.finditer(r"\S+", tail):
        word = found.group()
        bare = _STOPPED.sub("", word)
        opens = tail[: found.start()].rstrip().endswith((" and", " &"))
        if opens and tail[found.start() :].split()[-1] in heads("last") and " " in tail[found.start() :]:
            break
        if bare[:1].isupper() and at and (_is_office(bare) or (opens and bare.lower() in given_names())):
            break
        if bare[:1].isupper():
            at = found.start() + len(bare)
        if bare != word:
            break
    return tail[:at]


def before_office(text: str, start: int, end: int) -> int:
    """The end before an office or a person of the body: `Council of Ports Chair Ada Lund`, `Committee on Roads for Senator Lund`."""
    person = _FOR.search(text, start, end)
    if (
        person
        and person[1].lower().strip(".") in listed("titles") | around("offices")
        and is_headed(text[start : person.start()])
    ):
        end = person.start()
    words = [*re.finditer(r"\S+", text[start:end])]
    offices = (
        around("deputies")
        if words[0].group() == "Office"
        else around("offices") - {"general", "members", "principal"}
    )
    for last, word in pairwise(words[1:]):
        if (
            word.group().lower() in offices
            and word.group()[0].isupper()
            and last.group()[0].isupper()
            and not _is_office(last.group())
            and is_headed(text[start : start + last.end()])
        ):
            return start + last.end()
    return end


def _is_office(word: str) -> bool:
    return word[:1].isupper() and word.lower() in around("offices") - {"general", "members", "principal"}


def holder(text: str, start: int, end: int) -> re.Match[str] | None:
    """An office or a person before `of` or `for`, whose body the rest is; not where a body stands before it."""
    link = _OF.search(text, start, end)
    before = text[start : link.start()].split() if link else []
    if not before:
        return None
    if before[-1][0].isupper() and before[-1].lower() in around("offices"):
        return link
    if " ".join(before[-3:]) == "Chief of Staff":
        return link
    if link and link.group().split()[0] in ("to", "on"):
        return None
    office = before[0].lower() in listed("titles") | around("persons")
    if not (office or pronoun_of((), " ".join(before)) or _persons(before)) or heads("of").intersection(
        before
    ):
        return None
    return link


def _persons(words: list[str]) -> bool:
    """Whether it is two persons: `Ada Lund and Olaf Brandt`."""
    return (
        "and" in words
        and any(word.lower() in given_names() for word in words[words.index("and") + 1 :])
        and not heads("last").intersection(words)
    )


def nearer(text: str, start: int) -> int:
    """The beginning of a name that goes back over `&`: `Centers for Ports & Roads Services`."""
    before = _LEFT.search(text, max(0, start - 80), start)
    office = before and any(word.lower() in around("offices") for word in before.group().split())
    return before.start() if before and not office else start


def two(text: str, start: int, end: int) -> re.Match[str] | None:
    """What joins two bodies: `Osk University and Lund College`; not `Bank and Trust Company`, `Food and Drug Agency`."""
    for joint in _AND.finditer(text, start, end):
        one, other = text[start : joint.start()].split(), text[joint.end() : end].split()
        if len(one) < 2 or len(other) < 2 or not is_headed(" ".join(one)) or _is_one(one, other):
            continue
        strange = other[0] not in heads("last") and other[0].lower() not in common_words()
        if holds_head(" ".join(other)) or (
            strange and one[-1] in heads("last") and is_headed(" ".join(other))
        ):
            return joint
    return None


def _is_one(one: list[str], other: list[str]) -> bool:
    """Whether a listed name goes over the joint: `Department of Health and Human Services`."""
    return any(known_form(" ".join((*one, "and", *other[:size]))) for size in range(1, len(other) + 1))


_AND = re.compile(r"\s+and\s+(?=[A-Z])")


def is_cut(text: str, start: int, end: int) -> bool:
    """Whether what looks like a body's name only begins another thing's: `Assistant Press` Secretary, `Public Service` Loan."""
    words, after = text[start:end].split(), re.compile(rf"[ \xa0]({_WORD})").match(text, end)
    follows = after[1].lower() if after else ""
    if words[-1] not in around("loose") or not follows:
        return False
    if follows in around("offices"):
        return words[0] in around("ranks") or (words[-1], follows) == ("Press", "secretary")
    if words[0] in ("National", "Federal", "American", "International"):
        return False
    return follows in common_words() and all(word.lower() in common_words() for word in words)
