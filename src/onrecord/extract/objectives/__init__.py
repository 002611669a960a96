"""What the campaign says it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.reading import Sentence, Voices, page_sentences
from onrecord.model import Objective, Page, Problem, Speaker
from onrecord.text import Ids, span_of

MADE_BY = "extract.objectives/1"

_LISTED = re.compile(
    r"\b(?:objectives?|goals?|aims?|purposes?|lines? of effort|priorit(?:y|ies))\b[^.;:]{0,100}?(?::| including | include[s]? | are (?:to )?| is (?:to )?|, namely )\s*(?P<list>[^.]{8,400})"
)
_OUR = re.compile(
    r"\b(?:[Oo]ur|[Tt]he (?:[Cc]oalition|[Cc]ompact|[Cc]ampaign|[Aa]lliance)['’]s|[Tt]heir|[Ii]ts) (?:shared |common |ultimate |main |overall |first |core )?(?:objective|goal|aim|mission|purpose)s? (?:is|are|remains?|was) (?:to )?(?P<list>[^.;]{8,300})"
)
_NUMBERED = re.compile(r"\b(?:two|three|four|five|six) (?:\w+ )?(?:objectives|goals|aims|lines of effort)\b")
_ENSURE = re.compile(
    r"\b(?:to (?:ensure|achieve)|ensuring) the (?:enduring |lasting )?defeat of (?:[A-Z][\w-]+)(?:/[A-Z]\w+)?"
)
_SPLIT = re.compile(
    r",\s+and\s+|;\s*(?:and\s+)?|,\s+(?=(?:to\s+)?[a-z]+ing\b|to\b|help)|\s+and\s+(?=help|to\s)"
)
_CAMPAIGN = re.compile(r"\b(?:coalition|compact|campaign|alliance|mission|we|our)\b", re.I)


def objectives(page: Page) -> Iterator[Objective | Problem]:
    """One row an aim, where a sentence lists or states the aims of the campaign or of those who speak for it."""
    ids, voices, seen = Ids(page.document.id), Voices(page), set[str]()
    for sentence in page_sentences(page):
        text = page.document.text[sentence.start : sentence.end]
        if sentence.question or not _CAMPAIGN.search(text):
            continue
        for start, end in _aims(text):
            words = text[start:end]
            if words.lower() not in seen:
                seen.add(words.lower())
                yield _row(page, voices, ids, sentence, start, end)


def _aims(text: str) -> Iterator[tuple[int, int]]:
    found = _OUR.search(text) or (_LISTED.search(text) if _NUMBERED.search(text) else None)
    if found:
        at = found.start("list")
        for cut in [*_SPLIT.finditer(text, at, found.end("list")), None]:
            end = cut.start() if cut else found.end("list")
            words = text[at:end].rstrip(' .,;”"')
            if len(words.split()) > 2:
                yield at, at + len(words)
            at = cut.end() if cut else at
        return
    stated = _ENSURE.search(text)
    if stated:
        yield stated.start(), stated.end()


def _row(page: Page, voices: Voices, ids: Ids, sentence: Sentence, start: int, end: int) -> Objective:
    span = span_of(page.document, sentence.start + start, sentence.start + end)
    statement = voices.at(span.start)
    return Objective(
        id=ids.new("objective", span.quote),
        document=page.document.id,
        spans=(span,),
        made_by=MADE_BY,
        text=span.quote,
        stated_by=statement.speaker
        if statement
        else Speaker(name=page.document.outlet, why="the document's own voice"),
        line_of_effort=_line(page, span.quote),
    )


def _line(page: Page, words: str) -> str | None:
    """The line of effort whose words the aim holds most of; null on a tie or without a campaign file."""
    lower = words.lower()
    score = {name: sum(word in lower for word in of) for name, of in page.campaign.lines_of_effort.items()}
    best = max(score.values(), default=0)
    named = [name for name, value in score.items() if value == best and best]
    return named[0] if len(named) == 1 else None
