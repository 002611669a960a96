"""States by name, and by demonym where one acts (`Iraqi forces` names Iraq)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.extract.mentions.named import Named
from onrecord.model import Page
from onrecord.values.place import demonyms, state_names


@cache
def _names() -> re.Pattern[str]:
    words = sorted((*state_names(), *demonyms()), key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, words))})(?![\w-]|\.\w)")


def states(page: Page) -> Iterator[Named]:
    """Every state that the text names."""
    for found in _names().finditer(page.document.text):
        state = state_names().get(found.group()) or demonyms()[found.group()]
        yield Named(found.start(), found.end(), "state", state.name)
