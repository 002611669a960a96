"""Organisations: known ones by their names, others by the word they end or begin with, and the campaign itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.extract.mentions.named import Named
from onrecord.model import Campaign, Page
from onrecord.text import headlined, small_words
from onrecord.values.calendar import MONTHS, WEEKDAYS
from onrecord.values.name import listed, pronoun_of
from onrecord.values.place import regions

_WORD = r"[A-Z][\w’'&.-]*"
_GAP = r"(?:[ \t\xa0]+|(?<=[^\n]{60})\n)"  # a short line is one of its own
_JOIN = r"(?:of|for|and|on|to|the|against)"


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("onrecord.data").joinpath("organisations.toml").read_text(encoding="utf-8"))


@cache
def _known() -> tuple[Mapping[str, str], re.Pattern[str]]:
    names = {form: name for name, forms in _table()["known"].items() for form in (name, *forms)}
    return names, _any(names)


def known_organisations() -> Mapping[str, str]:
    """Name by each form of the organisations that are listed."""
    return _known()[0]


def _any(names: Mapping[str, str]) -> re.Pattern[str]:
    words = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, words))})(?![\w-]|\.\w)")


@cache
def _shaped() -> re.Pattern[str]:
    last, of, on = ("|".join(_table()["heads"][key]) for key in ("last", "of", "on"))
    return re.compile(
        rf"\b(?:(?:{_WORD})(?:\s+(?:{_JOIN}\s+){{0,2}}{_WORD}){{0,6}}?\s+)?(?:{of})\s+(?:of|for)\s+(?:the\s+)?{_WORD}(?:\s+(?:(?:and|for|of)\s+)?{_WORD}){{0,4}}"
        rf"|\b(?:{_WORD}\s+){{0,5}}?(?:{on})\s+on\s+(?:the\s+)?{_WORD}(?:{_GAP}(?:(?:and|for|of){_GAP})?{_WORD}){{0,4}}"
        rf"|\b{_WORD}(?:\s+(?:(?:of|for|and|to)\s+(?:the\s+)?)?{_WORD}){{0,5}}?\s+(?:{last})\b"
    )


def organisations(page: Page) -> Iterator[Named]:
    """Every organisation that the text names."""
    text = page.document.text
    yield from _campaign(page.campaign, text)
    names, known = _known()
    for found in known.finditer(text):
        if found.group() != "IS" or not text[: found.start()].rstrip().endswith((".", "!", "?")):
            yield Named(found.start(), found.end(), "organisation", names[found.group()])
    for found in _shaped().finditer(text):
        for start, end in _bare(text, _whole(text, found), found.end()):
            words = text[start:end]
            if (
                "." not in words
                and not words.isupper()
                and len(words.split()) > 1
                and is_headed(words)
                and not _other(words)
                and not is_of_thing(text, end)
                and not _headline(text, start, words)
            ):
                yield Named(start, end, "organisation", words)


def _bare(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names of a run without what leads to them (`According to`, `Monday to the`, `Director of`), its stop and possessive."""
    stop = _STOP.search(text, start, end)  # `the University of Selmouth. The`
    end = stop.start() if stop else end
    end -= len(_TAIL.search(text, start, end).group())  # type: ignore[union-attr]
    both = BOTH.search(text, start, end)
    if both:
        yield from _bare(text, start, both.start())
        yield from _bare(text, both.end(), end)
        return
    while lead := _leading().match(text, start, end) or _holder(text, start, end) or _owner(text, start, end):
        start = lead.end()
    yield start, end


def _holder(text: str, start: int, end: int) -> re.Match[str] | None:
    """A person or an office before `of` or `for`, whose body the rest is; not where a body stands before it."""
    link = _OF.search(text, start, end)
    before = text[start : link.start()].split() if link else []
    office = bool(before) and before[0].lower() in listed("titles") | _persons()
    if not (office or pronoun_of((), " ".join(before))) or set(_table()["heads"]["of"]).intersection(before):
        return None
    return link


def _owner(text: str, start: int, end: int) -> re.Match[str] | None:
    """`NHA’s` before the name of a part of it."""
    own = _OWN.match(text, start, end)
    return own if own and is_headed(text[own.end() : end]) else None


_OWN = re.compile(r"[A-Z]{2,}[’']s\s+")
_TAIL = re.compile(r"(?:[’']s)?[.,]*\Z")
_STOP = re.compile(r"(?<=[a-z]{3})\.\s")
_OF = re.compile(r"\s(?:of|for)\s+(?:[Tt]he\s+)?")
# `CNN and The Harbour Post`, `ITF and Fisheries Agency` are two.
BOTH = re.compile(r"\s+and\s+[Tt]he\s+|(?<=\b[A-Z]{3})\s+and\s+|(?<=\b[A-Z]{4})\s+and\s+")


@cache
def _leading() -> re.Pattern[str]:
    """A word that stands before a body's name with a capital, a small word, or a day or month."""
    days, months = (("|".join(map(str.capitalize, names))) for names in (WEEKDAYS, MONTHS))
    leads = "|".join(_table()["around"]["leads"])
    return re.compile(rf"(?:{leads}|(?:{days})(?:[’']s)?|(?:{months})[’']s)\s+")


def _headline(text: str, at: int, words: str) -> bool:
    """Whether capitals may be a headline's alone: it holds words of the text, and the text nowhere else this name."""
    if not headlined(text, at) or text.count(words) > 1:
        return False
    return any(word.lower() in small_words(text) for word in words.split()[:-1] if word[0].isupper())


def _whole(text: str, found: re.Match[str]) -> int:
    """Where the name begins: not on a short line before, such as a heading's, and after an article."""
    start, end = found.span()
    line = text.rfind("\n", start, end) + 1
    if line and line - text.rfind("\n", 0, start) < WRAPPED:
        start = line
    before = re.compile(r"(?:Q\s+)?(?:[Tt]he )?").match(text, start)  # `Q   The Harbour Post`
    return before.end() if before else start


WRAPPED = 60  # letters of a line that may go on in the next


def is_of_thing(text: str, end: int) -> bool:
    """Whether a law, a medal or a prize is named after it: `Trade and Ports Organizations (TPO) Act`."""
    found = _AFTER.match(text, end)
    return bool(found) and found is not None and found[1] in _table()["around"]["things"]


_AFTER = re.compile(r"[ \xa0](?:\([A-Z]+\)[ \xa0])?([A-Z][a-z]+)\b(?![ \xa0][A-Z])")


def is_headed(words: str) -> bool:
    """Whether it ends with, or holds before `of`, a word that bodies are called by."""
    heads, some = _table()["heads"], words.split()
    return (
        some[-1] in heads["last"]
        or any(re.search(rf"\b{one} (?:of|for)\b", words) for one in heads["of"])
        or any(re.search(rf"\b{one} on\b", words) for one in heads["on"])
    )


def _other(words: str) -> bool:
    """Whether it is a room, or a person of a body."""
    return words in regions() or words.split()[0].lower() in _persons()


@cache
def _persons() -> frozenset[str]:
    return frozenset(_table()["around"]["persons"])


def _campaign(campaign: Campaign, text: str) -> Iterator[Named]:
    forms = {form: campaign.name for form in (campaign.name, *campaign.aliases) if form}
    for actor in campaign.actors:
        if actor.kind in ("organisation", "group", "state"):
            forms |= dict.fromkeys((actor.name, *actor.aliases), actor.name)
    kinds = {actor.name: actor.kind for actor in campaign.actors}
    if forms:
        for found in _any(forms).finditer(text):
            name = forms[found.group()]
            kind = kinds.get(name, "organisation")
            yield Named(found.start(), found.end(), "state" if kind == "state" else "organisation", name)
