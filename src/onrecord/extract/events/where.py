"""Where an event took place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.events.words import words
from onrecord.extract.reading import Sentence
from onrecord.model import Mention, Page

_LOCATIVE = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|from|outside|around|off|to|into)\s+(?:the\s+)?(?:(?:northern|southern|eastern|western|northeast|northwest|southeast|southwest|central)\s+)?"
    r"(?:(?:\w+n\s+)?(?:town|city|village|district|port|province)\s+of\s+)?(?P<place>[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){0,2})"
)
_IN = re.compile(
    r"\b(?:[Ii]n|[Aa]t|[Nn]ear|outside|around|off|across|of|into|to|from|inside)\s+(?:[\w’'-]+\s+){0,5}\Z"
)


def sentence_places(page: Page, sentence: Sentence) -> Sequence[tuple[int, str]]:
    """Where places are named in a sentence: the offset in the document, and the name. Only after a word of place."""
    text = page.document.text
    found = [
        (row.spans[0].start, row.name)
        for row in page.mentions
        if row.kind in ("place", "state") and _placed(text, row, sentence)
    ]
    named = text[sentence.start : sentence.end]
    for match in _LOCATIVE.finditer(named):
        at = sentence.start + match.start("place")
        if (
            not words().not_places.match(match["place"])
            and not match["place"].split()[0].isupper()  # `in HIV research`
            and not any(row.spans[0].start <= at < row.spans[0].end for row in page.mentions)
            and not any(row.spans[0].start <= at < row.spans[0].end for row in page.times)
        ):
            found.append((at, match["place"]))
    return sorted(found)


def _placed(text: str, row: Mention, sentence: Sentence) -> bool:
    at = row.spans[0].start
    if not sentence.start <= at < sentence.end:
        return False
    beside = row.spans[0].quote.endswith(".") and re.match(r"\s[a-z]", text[row.spans[0].end :][:2])
    adjective = row.kind == "state" and (
        row.spans[0].quote.endswith(("an", "ans", "ish", "ese", "i", "is")) or beside  # `U.S. aid`
    )
    return not adjective and bool(_IN.search(text[max(sentence.start, at - 60) : at]))


def place_of(page: Page, sentence: Sentence, start: int, end: int) -> str | None:
    """The nearest place named after the words that tell of the event, a town before its state; else the nearest before."""
    places = sentence_places(page, sentence)
    after = [one for one in places if one[0] >= sentence.start + start]
    towns = [one for one in after if not _is_state(page, one[0])]
    best = towns or after or places[-1:]
    return best[0][1] if best else None


def _is_state(page: Page, at: int) -> bool:
    return any(row.kind == "state" and row.spans[0].start == at for row in page.mentions)
