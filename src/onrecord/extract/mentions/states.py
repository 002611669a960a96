"""States by name, and by demonym where one acts (`Iraqi forces` names Iraq)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.extract.mentions.named import Named, any_of, plain
from onrecord.extract.statements.words import speech_forms
from onrecord.model import Page
from onrecord.values.place import capitals, demonyms, state_names


@cache
def _names() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{any_of((*state_names(), *demonyms()))})(?![\w-]|\.\w)")


def states(page: Page) -> Iterator[Named]:
    """Every state that the text names."""
    for found in _names().finditer(page.document.text):
        name = plain(found.group())
        state = state_names().get(name) or demonyms()[name]
        yield Named(found.start(), found.end(), "state", state.name)
    yield from _governments(page.document.text)


def _governments(text: str) -> Iterator[Named]:
    """Capitals that speak and act for their state: `Paris denied it`."""
    for found in _capitals().finditer(text):
        acts = _ACTS.match(text, found.end())
        if (
            acts
            and acts[1] != "state"
            and (acts[1] in _AUXILIARY or acts[1] in speech_forms())
            and not _AT.search(text, max(0, found.start() - 12), found.start())
        ):
            yield Named(found.start(), found.end(), "state", capitals()[found.group()].name)


@cache
def _capitals() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, capitals()))})(?![\w-]|\.\w|,)")


_ACTS = re.compile(r"[ \xa0](?:(?:also|still|now|never|repeatedly|has|had) )?([a-z]+)\b")
_AUXILIARY = frozenset(
    [
        "will",
        "would",
        "wants",
        "wanted",
        "has",
        "had",
        "insists",
        "insisted",
        "denies",
        "denied",
        "seeks",
        "sought",
        "must",
        "may",
        "refuses",
        "refused",
        "vowed",
        "backs",
        "backed",
    ]
)
_AT = re.compile(r"(?:\b(?:[Ii]n|[Aa]t|[Nn]ear|[Ff]rom|[Oo]f|[Tt]o|[Oo]utside|with)|\w and)\s+\Z")
