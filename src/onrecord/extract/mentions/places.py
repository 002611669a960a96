"""Places: regions by name anywhere, towns where the words beside them say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.extract.mentions.named import Named, any_of, plain
from onrecord.model import Page
from onrecord.values.place import regions, towns

_BESIDE = re.compile(
    r"(?:\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Oo]utside|[Aa]round|[Tt]o|[Aa]cross|[Oo]f|[Vv]isit(?:ed|ing)?|[Ll]eft|[Nn]orthern|[Ss]outhern|[Ee]astern|[Ww]estern|[Cc]entral"
    r"|town|city|village|port|district|province|cities|towns))\s+(?:the\s+)?(?P<name>[A-Z][\w’'-]+(?:\s+(?:[A-Z]|al-)[\w’'-]+){0,2})"
)


@cache
def _regions() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{any_of(regions())})(?![\w-])")


def places(page: Page) -> Iterator[Named]:
    """Every place that the text names, and the place of its dateline."""
    text = page.document.text
    for found in _regions().finditer(text):
        if found.group() != "Hit" or re.search(
            r"\b(?:of|in|near|from)\s+$", text[max(0, found.start() - 8) : found.start()]
        ):
            yield Named(found.start(), found.end(), "place", plain(found.group()))
    for found in _BESIDE.finditer(text):
        name = _town(found["name"])
        if name:
            yield Named(found.start("name"), found.start("name") + len(name), "place", name)
    yield from _dateline(page)


def _town(words: str) -> str | None:
    """The longest run of the words that is a town's name."""
    parts = words.split()
    for size in range(len(parts), 0, -1):
        name = " ".join(parts[:size]).removesuffix("'s").removesuffix("’s")
        if name in towns():
            return name
    return None


def _dateline(page: Page) -> Iterator[Named]:
    line = page.document.dateline
    if line and line.place and line.span:
        start = page.document.text.find(line.place, line.span.start, line.span.end)
        if start >= 0:
            yield Named(start, start + len(line.place), "place", line.place.title())
