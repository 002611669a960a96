"""Pages of an office that gather what the press printed: an outlet's name and a colon open its headline and its words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.extract.statements.found import Found
from onrecord.extract.statements.quotes import Range
from onrecord.model import Document, Speaker

_TITLE = re.compile(
    r"what (?:they|people|others|the press|papers) (?:are|is) reading|\bICYMI\b|in case you missed it|(?:press|news|media|local) (?:clips|coverage)",
    re.I,
)
_OUTLET = re.compile(
    r"\W*(?P<who>(?:(?:The|of|the|and|&)\s+)*[A-Z][\w.’'&-]*(?:\s+(?:of|the|and|&|[A-Z(][\w.’'&-]*\)?)){0,5}?)(?:\s+\([^()\n]{2,40}\))?\s?(?P<cue>:)\s+(?=\S)"
)
_WORDS = 6  # a shorter paragraph without a stop is a heading


def printed(document: Document, blocks: Sequence[Range]) -> Mapping[Range, tuple[Found, Speaker]]:
    """The paragraphs that are an outlet's, each with its statement; none where the title tells of no such page."""
    text, found = document.text, dict[Range, tuple[Found, Speaker]]()
    if not _TITLE.search(document.title or ""):
        return found
    speaker: Speaker | None = None
    for block in blocks:
        if label := _OUTLET.match(text, *block):
            speaker = Speaker(None, " ".join(label["who"].split()), label["who"], "")
            told = (label.end(), block[1])
            found[block] = Found((label.span("who"),), (label.span("cue"),), (told,), "label"), speaker
        elif speaker and len(text[slice(*block)].split()) >= _WORDS:
            found[block] = Found((), (), (block,), "follow"), speaker
        else:
            speaker = None
    return found
