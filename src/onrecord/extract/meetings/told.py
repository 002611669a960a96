"""Sentences that tell of a meeting: its name, day, place, hosts and those who were there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.meetings.around import Told, attendees, date_of, place_of
from onrecord.extract.meetings.faced import faced
from onrecord.extract.meetings.words import words
from onrecord.extract.reading import Sentence, page_sentences
from onrecord.model import Page
from onrecord.text import span_of

_NAME_START = re.compile(
    r"(?:[A-Z][\w.'’&-]*|defen[cs]e|foreign|joint|small|ministerial|annual|bilateral|trilateral|emergency|coalition['’]?s?|virtual|expanded|extraordinary)\s+(?=\S)"
)

_NOT_IT = re.compile(
    r"\b(?:any|no|every|each|future|such|these|those)\s+$|\b(?:margins|sidelines|occasion) of (?:[\w’'.-]+\s+){0,4}$"
)
_MORE_OF = re.compile(
    r"(?:\s+[a-z]+){0,2}\s+(?:ministers|leaders|officials|envoys|members|partners|heads|directors)\b"
)
_CUT_OFF = re.compile(
    r"\s+[a-z]+(?:s|en)\b"
)  # `talks with Swedish fishermen`: the adjective alone names nobody
_JOINT = re.compile(r"(?:;|,)\s+(?:and|while|but)\s+(?=(?:the|a|an|its|their|last|first|second)\b)|;\s+")
_HOST = re.compile(
    r"(?:hosted|chaired|convened)\s+(?:\w+day\s+)?by\s+(?P<by>[^,.;]+)|(?P<host>[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){0,4})\s+(?:has\s+)?(?:host(?:s|ed|ing)|convened|chaired)\b|\bhost of\b[^,]*,\s*(?P<apposed>[^,]+?)\s+(?:said|suggested|told)"
)


def told(page: Page) -> Iterator[Told]:
    """Every sentence of a story or statement that names a meeting which took place."""
    if page.document.genre == "transcript":
        return
    for sentence in page_sentences(page):
        for clause in _clauses(page.document.text, sentence):
            item = _told(page, clause) or faced(page, clause)
            if item:
                yield item


def _clauses(text: str, sentence: Sentence) -> Iterator[Sentence]:
    """A sentence in parts where each tells of a meeting: `The first meeting took place in A, and the second met in B.`"""
    start = sentence.start
    for cut in _JOINT.finditer(text, sentence.start, sentence.end):
        parts = text[start : cut.start()], text[cut.end() : sentence.end]
        if all(words().noun.search(part) and words().held.search(part) for part in parts):
            yield replace(sentence, start=start, end=cut.start())
            start = cut.end()
    yield replace(sentence, start=start)


def _told(page: Page, sentence: Sentence) -> Told | None:
    text = page.document.text[sentence.start : sentence.end]
    readout = words().met.search(text) if (page.document.title or "").lower().startswith("readout") else None
    noun = _noun(text)
    if (noun is None and readout is None) or words().planned.search(text):
        return None
    if not readout and (noun is None or not _took_place(text, noun)):
        return None
    place = place_of(page, sentence, noun)
    item = Told(
        name=_name(text, noun) if noun and not readout else _titled(page.document.title or ""),
        spans=(span_of(page.document, sentence.start, sentence.end),),
        date=date_of(page, sentence),
        place=place,
        hosts=_hosts(text),
        attendees=tuple(name for name in attendees(page, sentence) if name not in (place or "")),
    )
    if readout or (noun and re.match(r"The \w+\Z", text[: noun.end()]) and page.document.genre == "news"):
        return item  # `The conference started`: the one that the story is about
    return item if _is_some(item, noun) else None


def _noun(text: str) -> re.Match[str] | None:
    """The noun that names a meeting: the one with the longest name."""
    found = [
        match
        for match in words().noun.finditer(text)
        if not words().not_noun.search(match.group())
        and not _NOT_IT.search(text[: match.start("noun")].lower())
    ]
    return max(found, key=lambda match: len(_name(text, match)), default=None)


def _took_place(text: str, noun: re.Match[str]) -> bool:
    """A verb of meeting stands in the sentence, other than the noun itself."""
    return any(held.start() != noun.start("noun") for held in words().held.finditer(text))


def _is_some(item: Told, noun: re.Match[str] | None) -> bool:
    """A meeting told of has a day, people, hosts or a place; a noun that names much else (`gathering`) two of these."""
    if noun is None:
        return True
    named = bool(noun["of"]) or any(word[:1].isupper() for word in item.name.split())
    beside = (item.date, item.attendees, item.hosts, item.place)
    weak = noun["noun"].lower() in words().weak and not named
    return sum(map(bool, beside)) > int(weak)


def _titled(title: str) -> str:
    return re.sub(r"^\W*readout of\s+", "", title, flags=re.I)


def _name(text: str, noun: re.Match[str]) -> str:
    """The noun with the capitalised and kind words directly before it, and `of ...` after it."""
    start = noun.start("noun")
    while True:
        before = re.search(r"(\S+)\s+$", text[max(0, start - 40) : start])
        if before is None or not _NAME_START.match(before.group(1) + " x"):
            break
        start -= len(before.group(1)) + len(text[:start]) - len(text[:start].rstrip())
    more = _MORE_OF.match(text, noun.end()) if noun["of"] else None
    end = more.end() if more else noun.end("noun") if _CUT_OFF.match(text, noun.end()) else noun.end()
    return re.sub(r"^(?:The|This|That|Their|His|Her|Our|These|Its)\s+", "", text[start:end].strip())


def _hosts(text: str) -> tuple[str, ...]:
    found = _HOST.search(text)
    name = (found["by"] or found["host"] or found["apposed"]) if found else None
    return (re.sub(r"^(?:Today|Yesterday|Earlier),?\s+", "", name.strip()),) if name else ()
