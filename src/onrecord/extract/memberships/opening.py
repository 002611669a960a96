"""Who states something together: the list of states in the opening of a joint statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from onrecord.extract.reading import page_sentences
from onrecord.model import Page

_FIRST = 3  # sentences in which a statement names those who make it
_FEWEST = 3
_WORD = r"[A-Z][\w’'.‑-]*"
_NAME = rf"(?:[Tt]he )?{_WORD}(?: (?:of (?:the )?|and (?=the Grenadines|Tobago|Nevis|Barbuda|Herzegovina|Principe))?{_WORD})*"
_WE = re.compile(
    rf"(?:\b[Ww]e\b[\s,—–-]{{0,3}}(?:the )?(?:[\w-]+ ){{0,5}}?(?:[Gg]overnments?|[Ll]eaders|[Mm]embers|[Mm]inisters|[Cc]ountries|Government) of"
    rf"|\b[Mm]embers of [^—–:,.]{{3,80}}[—–:]) ?(?P<who>{_NAME}(?:, {_NAME})+,? and {_NAME})"
)
_SPLIT = re.compile(r",\s+(?:and\s+)?|\s+and\s+(?!the Grenadines|Tobago|Nevis|Barbuda|Herzegovina|Principe)")


def signatories(page: Page) -> Iterator[tuple[int, int]]:
    """Where the names stand of those who state something together; a statement of two or three is none of members."""
    if page.document.genre != "statement":
        return
    for sentence in islice(page_sentences(page), _FIRST):
        text = re.sub(r"\s", " ", page.document.text[sentence.start : sentence.end])
        found = _WE.search(text)
        names = list(_names(text, found)) if found else []
        if len(names) > _FEWEST:
            yield from ((sentence.start + start, sentence.start + end) for start, end in names)
            return


def _names(text: str, found: re.Match[str]) -> Iterator[tuple[int, int]]:
    at = found.start("who")
    for cut in [*_SPLIT.finditer(text, at, found.end("who")), None]:
        end = cut.start() if cut else found.end("who")
        start = at + (4 if text[at:end].lower().startswith("the ") else 0)
        if end > start:
            yield start, end
        at = cut.end() if cut else at
