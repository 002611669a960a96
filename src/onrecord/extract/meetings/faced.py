"""People who met: `Minister Vale met with Chancellor Brandt in Oslo today`, where no noun names the meeting."""

from __future__ import annotations

import re

from onrecord.extract.meetings.around import Told, attendees, date_of, place_of
from onrecord.extract.meetings.words import words
from onrecord.extract.reading import Sentence
from onrecord.model import Mention, Page
from onrecord.text import span_of

_MET = re.compile(
    r"\b(?P<verb>met|meets)\b(?P<when>(?:\s+(?:again|today|yesterday|recently|separately|privately|briefly|virtually|earlier|on \w+day|this week|last week)){0,2})"
    r"\s+(?P<with>with\s+)?"
)
_SUBJECT = re.compile(
    r"(?:,[^,]{2,60}){0,2},?\s*(?:(?:who|also|today|yesterday|recently|earlier|has|have|had|then|later|this week|last week|on \w+day),?\s*)*\Z"
)
_REACH = 90  # characters to each side of the verb in which those who met are named
_WHO = ("person", "office", "organisation", "state")


def faced(page: Page, sentence: Sentence) -> Told | None:
    """The meeting of a sentence in which somebody named is said to have met somebody named."""
    text = page.document.text[sentence.start : sentence.end]
    for match in _MET.finditer(text):
        one = _before(page, sentence, match.start())
        other = _after(page, sentence, match)
        if one and other and not words().planned.search(text):
            place = place_of(page, sentence, None)
            there = (name for name in attendees(page, sentence) if name != place)
            offices = (row.name for row in (one, other) if row.kind == "office")
            return Told(
                name=f"meeting of {one.name} and {other.name}",
                spans=(span_of(page.document, sentence.start, sentence.end),),
                date=date_of(page, sentence),
                place=place,
                attendees=tuple(dict.fromkeys((*there, *offices))) or (one.name, other.name),
            )
    return None


def _before(page: Page, sentence: Sentence, at: int) -> Mention | None:
    """The person that the verb's subject names."""
    verb = sentence.start + at
    near = [
        row
        for row in page.mentions
        if row.kind in ("person", "office")
        and max(sentence.start, verb - _REACH) <= row.spans[0].start < verb
    ]
    fits = [row for row in near if _SUBJECT.match(page.document.text, row.spans[0].end, verb)]
    return next((row for row in reversed(fits) if row.kind == "person"), next(iter(fits), None))


def _after(page: Page, sentence: Sentence, match: re.Match[str]) -> Mention | None:
    """Whom they met: behind `with`, or a person or an office right behind the verb."""
    start = sentence.start + match.end()
    reach = _REACH if match["with"] else 30
    near = [
        row
        for row in page.mentions
        if start <= row.spans[0].start < min(sentence.end, start + reach)
        and (row.kind in ("person", "office") or (match["with"] and _stands(page, row)))
    ]
    return min(near, key=lambda row: (_WHO.index(row.kind), row.spans[0].start), default=None)


def _stands(page: Page, row: Mention) -> bool:
    """Whether a state or an organisation is met itself: not `Oldland’s farmers`, not `Guard employees`."""
    end = row.spans[0].end
    return row.kind in _WHO and not re.match(
        r"['’]|\s[A-Za-z]{3,}s\b|\s[A-Z]", page.document.text[end : end + 24]
    )
