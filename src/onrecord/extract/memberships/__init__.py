"""Who belongs to the campaign, where a text says so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.extract.memberships.opening import signatories
from onrecord.extract.reading import Sentence, page_sentences
from onrecord.model import Attested, Date, Membership, Page, Problem
from onrecord.text import Ids, span_of

MADE_BY = "extract.memberships/2"

_NAME = r"(?:[Tt]he )?[A-Z][\w’'.-]+(?: (?:of |and the |of the )?[A-Z][\w’'.-]+){0,3}"
_LIST = rf"{_NAME}(?:(?:, | and |, and ){_NAME}){{0,12}}"
_BODY = r"(?:(?:[Tt]he |our |this )?(?:[A-Z][\w’'-]+ ){0,4}?(?:[Cc]oalition|[Aa]lliance|[Cc]ompact|[Pp]artnership|[Cc]ampaign|[Ii]nitiative|[Uu]nion|[Gg]roup)\b)"
_PATTERNS = (
    re.compile(rf"(?P<who>{_LIST})(?: has| have)? (?P<joined>joined|acceded to) (?P<body>{_BODY})"),
    re.compile(rf"(?P<who>{_LIST}) (?P<left>left|withdrew from|quit) (?P<body>{_BODY})"),
    re.compile(
        rf"(?P<who>{_LIST}) (?:is|are|became|remains?) (?:a |an |the )?(?:\w+ )?(?:part|members?|partners?) of (?P<body>{_BODY})"
    ),
    re.compile(rf"[Mm]embers? of (?P<body>{_BODY})(?:,)? (?:include|are|including|such as) (?P<who>{_LIST})"),
    re.compile(
        rf"(?P<body>{_BODY}) (?:nations|members|partners|countries|states|member states)(?:,? (?:which|that|who) [^.,;:]{{3,60}}?)?,? (?:include|are|including|such as) (?P<who>{_LIST})"
    ),
    re.compile(
        rf"(?:partners|members|nations|countries) (?:in|of) (?P<body>{_BODY}),? (?:including|such as|among them) (?P<who>{_LIST})"
    ),
    re.compile(rf"(?P<who>{_NAME}), (?:itself )?(?:a|an) (?:\w+ )?(?:member|partner) of (?P<body>{_BODY})"),
    re.compile(rf"(?P<body>{_BODY})(?: now)? (?:includes|include|counts|consists of) (?P<who>{_LIST})"),
)
_SPLIT = re.compile(r",\s*(?:and\s+)?|\s+and\s+(?!the\b)")
_NOT_NAMES = frozenset(
    [
        "He",
        "She",
        "It",
        "They",
        "We",
        "I",
        "This",
        "That",
        "These",
        "Those",
        "There",
        "In",
        "On",
        "At",
        "And",
        "But",
        "The",
        "All",
        "Both",
        "Others",
        "Many",
        "Most",
        "Some",
    ]
)


def memberships(page: Page) -> Iterator[Membership | Problem]:
    """One row a member that a sentence names as belonging, joining or leaving, attested on the document's date."""
    ids, seen = Ids(page.document.id), set[tuple[int, str]]()
    yield from _together(page, ids)
    for sentence in page_sentences(page):
        text = page.document.text[sentence.start : sentence.end]
        for pattern in _PATTERNS:
            for found in pattern.finditer(text):
                if _campaign(page, found["body"]):
                    for row in _rows(page, ids, sentence, found):
                        if (sentence.start, row.actor_name) not in seen:
                            seen.add((sentence.start, row.actor_name))
                            yield row


def _together(page: Page, ids: Ids) -> Iterator[Membership]:
    """Those who state something together; where a campaign is followed, its name must stand in the statement."""
    known = (page.campaign.name, *page.campaign.aliases)
    if page.campaign.name and not any(name and name in page.document.text for name in known):
        return
    for start, end in signatories(page):
        span = span_of(page.document, start, end)
        yield Membership(
            id=ids.new("membership", f"{span.quote} together"),
            document=page.document.id,
            spans=(span,),
            made_by=MADE_BY,
            actor=None,
            actor_name=" ".join(span.quote.split()),
            attested=(Attested(page.document.published, span),),
        )


def _campaign(page: Page, body: str) -> bool:
    """Whether the body named is the campaign: by its names in the campaign file, or, without one, a coalition or compact."""
    known = (page.campaign.name, *page.campaign.aliases)
    if page.campaign.name:
        return any(name and name.lower() in body.lower() for name in known) or body.lower().split()[-1] in (
            "coalition",
            "compact",
        )
    return bool(re.search(r"coalition|alliance|compact", body, re.I))


def _rows(page: Page, ids: Ids, sentence: Sentence, found: re.Match[str]) -> Iterator[Membership]:
    span = span_of(page.document, sentence.start + found.start(), sentence.start + found.end())
    day = _date(page, sentence)
    parts = found.groupdict()
    for name in _SPLIT.split(found["who"]):
        clean = name.strip(" .").removeprefix("the ").removeprefix("The ").removeprefix("All ")
        if clean and clean.split()[0] not in _NOT_NAMES:
            yield Membership(
                id=ids.new("membership", f"{clean} {span.quote}"),
                document=page.document.id,
                spans=(span,),
                made_by=MADE_BY,
                actor=None,
                actor_name=clean,
                attested=(Attested(day or page.document.published, span),),
                joined=day if parts.get("joined") else None,
                left=day if parts.get("left") else None,
            )


def _date(page: Page, sentence: Sentence) -> Date | None:
    return next(
        (row.date for row in page.times if sentence.start <= row.spans[0].start < sentence.end and row.date),
        None,
    )
