"""Written statements: who issues a release, by its title or its site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from onrecord.extract.statements.cast import holds_title
from onrecord.model import Document, Speaker
from onrecord.values.name import known_bodies, lists, pronoun_of
from onrecord.values.place import state_names

_BY = re.compile(
    r"(?:statement|remarks|message|letter|op-ed|memorandum|address|speech|prepared remarks|testimony|press statement)s?\s+(?:as (?:prepared|delivered)(?: for delivery)?\s+)?(?:\w+\s+){0,2}?(?:by|from|of)\s+(?:the\s+)?"
    r"(?P<who>[A-Z].*?)(?=\s+(?:on|in|at|about|regarding|following|after|before|to(?! the (?:vice )?(?:president|chancellor|prime|first|governor|secretary)\b)|for(?<!advisor for)(?<!adviser for)(?<!secretary for)(?<!director for)(?<!envoy for)(?<!coordinator for)|during|condemning|congratulating|honoring|celebrating|commemorating|recognizing|urging|calling|welcoming|marking|announcing|upon|ahead|as|applauding)\b"
    r"|\s+(?:On|In|At|About|Regarding|Following|After|Before|To(?! the (?:vice )?(?:president|chancellor|prime|first|governor|secretary)\b)|For(?<!advisor for)(?<!adviser for)(?<!secretary for)(?<!director for)(?<!envoy for)(?<!coordinator for)|During|Condemning|Congratulating|Honoring|Celebrating|Commemorating|Recognizing|Urging|Calling|Welcoming|Marking|Announcing|Upon|Ahead|As)\b|\s*[:–—]|\s*$)"
)
_TOGETHER = r"(?:\s+(?:Joint|Leaders|Ministers|Foreign|Level|Vision|Summit)['’]?)*"
_HEADED = re.compile(
    rf"^(?P<who>[A-Z][\w.'’ -]{{1,60}}?)(?P<together>{_TOGETHER})\s+(?:Statement|Declaration|(?:Delivers\s+)?Remarks)\b"
)
_TEXT = re.compile(r"^(?:The\s+)?(?:[A-Z][\w.'’-]*\s+){1,5}(?:Statement|Declaration|Communiqu[eé])\b")
_SIDE = r"[A-Z][\w.'’]*(?:\s(?:of|and|[A-Z][\w.'’]*))*?"
_SIDES = re.compile(
    rf"^(?:Joint\s+)?(?P<who>{_SIDE}(?:\s?[-–]\s?{_SIDE})+){_TOGETHER}\s+(?:Statement|Declaration|Communiqu[eé]|Readout)\b"
)
_JOINT = re.compile(
    r"\bjoint\s+(?:[\w.’'-]+\s+){0,3}?(?:statement|declaration|communiqu|readout)|\b(?:leaders|ministers)(?:['’]s?)?\s+(?:joint\s+)?(?:statement|declaration|communiqu)",
    re.I,
)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?" + _BY.pattern[_BY.pattern.index("(?P<who>") :], re.I)
_READOUT = re.compile(
    r"\breadout\s+of\s+(?P<one>.+?)['’]s?\s+(?:[\w-]+\s+){0,3}?(?:call|meeting|conversation|lunch|dinner|breakfast|discussion|talk)s?\s+with\s+(?P<other>.+)$",
    re.I,
)
_NOT_JOINT = re.compile(r"\W*(?:fact sheet|readout|background|press)\b", re.I)
_WE = re.compile(
    r"We\s*[,—–-]+\s*(?P<who>the\s+(?:leaders|governments|ministers|members|heads|representatives|countries)\b[^.—–]{3,300}?)"
    r"\s*(?:[—–]|,\s+(?!and\b)(?=[a-z]))"
)
_HEAD = 1500  # characters in which a joint text says who speaks
_CHARGED = re.compile(
    r"(?:Advisor|Adviser|Secretary|Director|Envoy|Coordinator) for .*?\b(?P<who>[A-Z][\w'’-]+ (?:[A-Z]\. )?[A-Z][\w'’-]+)$"
)
_SIGNED = re.compile(
    r"^[ \t\xa0]*(?P<who>(?!THE\b)[A-Z]{2,}(?: [A-Z]\.){0,2}(?: [A-Z][A-Z'’-]{2,}){1,2}(?:,? JR\.?)?)[ \t\xa0]*$",
    re.M,
)
_FIRST_PERSON = re.compile(
    r"\bI (?:have|am|hereby|will|was|do|ask|report|urge|request|thank|welcome|support|believe|intend|hope|know|submit|transmit|look|congratulate)\b"
    r"|\bmy Administration\b"
)


def issuer_words(document: Document) -> str | None:
    """The issuer as the title names it, or as a letter is signed, or null."""
    title = " ".join((document.title or "").split())
    found = re.search(_BY.pattern, title, re.I) if title else None
    if found and found["who"][:1].isupper():
        who = found["who"].strip(" ,")
        charged = _CHARGED.search(who)  # `Adviser for Ice and Fog Nora Vance`
        return charged["who"] if charged else who
    return _headed(title) or _signature(document.text)


def _headed(title: str) -> str | None:
    """Who stands before `Statement`: a body with its leaders, somebody with a title; no place: `Selm Statement on Ports`."""
    headed = _HEADED.match(title)
    if not headed or headed["who"].lower().startswith("joint"):
        return None
    body = next((name for name in sorted(known_bodies()) if headed["who"].startswith(f"{name} ")), None)
    named = holds_title(headed["who"].split()) or bool(
        pronoun_of((), headed["who"])
    )  # `Ada Lund Remarks on Ports`
    titled = named or headed["who"] in known_bodies()
    return (body or headed["who"]) if titled or headed["together"] else None


def sides(document: Document) -> Speaker | None:
    """The states and bodies whose names a title joins: `Oldland-Norland Joint Statement`."""
    found = _SIDES.match(" ".join((document.title or "").split()))
    parts = re.split(r"\s?[-–]\s?", found["who"]) if found else []
    if found is None or not any(part in state_names() or part in known_bodies() for part in parts):
        return None
    return Speaker(None, listing(parts), found["who"], "several speakers")


def listing(names: Sequence[str]) -> str:
    """Names in a row, as they are read out: `A, B and C`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _signature(text: str) -> str | None:
    """Who signs a letter: a name in capitals on a line near its end, where the text says `I`."""
    found = _SIGNED.search(text, max(0, len(text) - 120))
    if not found or not _FIRST_PERSON.search(text):
        return None
    return " ".join(word if len(word) < 3 else word.capitalize() for word in found["who"].split())


def joint(document: Document) -> Speaker | None:
    """Those who speak together in a joint text, as its first words name them; it is never the site's alone."""
    title = " ".join((document.title or "").split())
    if _NOT_JOINT.match(title):
        return None
    named = _WE.search(document.text[:_HEAD])
    if named:
        who = " ".join(named["who"].split())
        return Speaker(None, who.removeprefix("the "), who, "several speakers")
    if not _JOINT.search(title) and not _TEXT.match(title):
        return None
    between = _BETWEEN.search(title)
    if between:
        return Speaker(None, between["who"], between["who"], "several speakers")
    return Speaker(why="a joint text; no phrase names its issuers")


def met(title: str) -> tuple[str, str] | None:
    """The words for the two sides of a meeting of which a title gives the readout."""
    found = _READOUT.search(" ".join(title.split()))
    return (found["one"], found["other"]) if found else None


def official(document: Document) -> str | None:
    """The body whose official site a document stands on."""
    host = urlsplit(document.url or "").hostname or ""
    sites: dict[str, str] = lists("speakers.toml")["sites"]
    return next((name for site, name in sites.items() if host == site or host.endswith("." + site)), None)


def office(document: Document) -> Speaker:
    """Whose an unsigned release is: the site's, or the outlet's."""
    name = official(document)
    if name:
        host = urlsplit(document.url or "").hostname or ""
        return Speaker(None, name, document.outlet or host, "the site that issued it")
    if document.outlet:
        return Speaker(None, document.outlet, document.outlet, "the outlet that issued it")
    return Speaker(why="no issuer is named")
