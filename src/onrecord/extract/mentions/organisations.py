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
from onrecord.values.place import regions

_WORD = r"[A-Z][\w’'&.-]*"
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
    last, of = "|".join(_table()["heads"]["last"]), "|".join(_table()["heads"]["of"])
    return re.compile(
        rf"\b(?:(?:{_WORD})(?:\s+(?:{_JOIN}\s+){{0,2}}{_WORD}){{0,6}}?\s+)?(?:{of})\s+(?:of|for)\s+(?:the\s+)?{_WORD}(?:\s+(?:(?:and|for|of)\s+)?{_WORD}){{0,4}}"
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
        start = _whole(text, found)
        words = text[start : found.end()]
        if (
            "." not in words.rstrip(".")
            and not words.isupper()
            and len(words.split()) > 1
            and not _other(words)
        ):
            yield Named(start, found.end(), "organisation", words)


def _whole(text: str, found: re.Match[str]) -> int:
    """Where the name begins: not on a short line before, such as a heading's, and after an article."""
    start, end = found.span()
    line = text.rfind("\n", start, end) + 1
    if line and line - text.rfind("\n", 0, start) < WRAPPED:
        start = line
    before = re.compile(r"(?:Q\s+)?(?:[Tt]he )?").match(text, start)  # `Q   The Harbour Post`
    return before.end() if before else start


WRAPPED = 60  # letters of a line that may go on in the next


def _other(words: str) -> bool:
    """Whether it is a room, or a person of a body."""
    return words in regions() or words.split()[0].lower() in _PERSONS


_PERSONS = frozenset(["professor", "member", "members", "aboard", "director", "president", "secretary"])


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
