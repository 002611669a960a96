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
_BODY = r"(?:[Cc]oalition|[Cc]ompact|[Cc]ampaign|[Aa]lliance|[Ss]ummit|[Ii]nitiative|[Pp]artnership|[Gg]roup|[Cc]onference|[Pp]latform)"
_AIM = r"(?:objective|goal|aim|mission|purpose)s?"
_OUR = re.compile(
    rf"\b(?:(?:[Tt]he|[Tt]his|[Oo]ur) (?:[\w’'-]+ ){{0,4}}?{_BODY}['’]s (?:\w+ )?{_AIM}|[Oo]ur (?:shared|common|joint|mutual) {_AIM}|(?:[Tt]he )?{_AIM} of (?:the|this|our) (?:[\w’'-]+ ){{0,4}}?{_BODY})"
    r" (?:is|are|remains?|was) (?P<list>(?:to )?[a-z][^.;]{8,300})"
    rf"|\bshares? (?:\w+ )?(?:the|an|a) (?:\w+ )?{_AIM} of (?P<shared>[a-z]+ing [^.;]{{8,300}})"
)
_NUMBERED = re.compile(r"\b(?:two|three|four|five|six) (?:\w+ )?(?:objectives|goals|aims|lines of effort)\b")
_ENSURE = re.compile(
    r"\b(?:to (?:ensure|achieve)|ensuring) the (?:enduring |lasting )?defeat of (?:[A-Z][\w-]+)(?:/[A-Z]\w+)?"
)
_NO_AIM = re.compile(
    r"(?:at|for|and|clear|that|not|what|simple|twofold|the same|very|really|still|so|also|one|just)\b"
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
        part = "shared" if found.groupdict().get("shared") else "list"
        yield from _listed(text, found.start(part), found.end(part))
        return
    stated = _ENSURE.search(text)
    if stated:
        yield stated.start(), stated.end()


def _listed(text: str, at: int, stop: int) -> Iterator[tuple[int, int]]:
    """Each aim of a list, where it is one: a deed, of three words or more."""
    for cut in [*_SPLIT.finditer(text, at, stop), None]:
        end = cut.start() if cut else stop
        words = text[at:end].rstrip(' .,;”"')
        if len(words.split()) > 2 and not _NO_AIM.match(words):
            yield at, at + len(words)
        at = cut.end() if cut else at


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
