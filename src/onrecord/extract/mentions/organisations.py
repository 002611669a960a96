"""Organisations: known ones by their names, others by the word they end or begin with, and the campaign itself."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache

from onrecord.extract.mentions.edges import before_office, further, holder, is_cut, two
from onrecord.extract.mentions.heads import around, is_headed, table
from onrecord.extract.mentions.named import Named, any_of, plain
from onrecord.model import Campaign, Page
from onrecord.text import headlined, small_words
from onrecord.values.calendar import MONTHS, WEEKDAYS
from onrecord.values.name import is_generic, known_bodies
from onrecord.values.place import regions, state_names

_WORD = r"[A-Z][\w’'&.-]*"
_GAP = r"(?:[ \t\xa0]+|(?<=[^\n]{60})\n)"  # a short line is one of its own
_JOIN = r"(?:of|for|and|on|to|the|against|&)"


@cache
def _known() -> re.Pattern[str]:
    return _any(known_bodies())


def _any(names: Mapping[str, str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])(?:{any_of(names)})(?![\w-]|\.\w)")


@cache
def _shaped() -> re.Pattern[str]:
    last, on = ("|".join(table()["heads"][key]) for key in ("last", "on"))
    of = "|".join((*table()["heads"]["of"], *table()["heads"]["more_of"]))
    return re.compile(
        rf"\b(?:(?:{_WORD})(?:\s+(?:{_JOIN}\s+){{0,2}}{_WORD}){{0,6}}?\s+)?(?:{of})\s+(?:of|for)\s+(?:the\s+)?{_WORD}(?:\s+(?:(?:and|for|of|&)\s+)?{_WORD}){{0,4}}"
        rf"|\b(?:{_WORD}\s+){{0,5}}?(?:{on})\s+on\s+(?:the\s+)?{_WORD}(?:{_GAP}(?:(?:and|for|of){_GAP})?{_WORD}){{0,4}}"
        rf"|\b{_WORD}(?:\s+(?:(?:of|for|and|to|&)\s+(?:the\s+)?)?{_WORD}){{0,5}}?\s+(?:{last})\b"
    )


def organisations(page: Page) -> Iterator[Named]:
    """Every organisation that the text names."""
    text = page.document.text
    yield from _campaign(page.campaign, text)
    known = [*_by_list(text)]
    shaped = [*_by_shape(text)]
    full = {item.name for item in shaped if not is_generic(item.name)}
    shaped = [replace(item, name=_fullest(item.name, full)) for item in shaped]
    ends = {item.start: item.end for item in known}
    # `Senate Ports Committee` is no `Senate`.
    longer = [
        item for item in shaped if ends.get(item.start, item.end) < item.end and " and " not in item.name
    ]
    yield from (*longer, *known, *shaped)


def _by_list(text: str) -> Iterator[Named]:
    for found in _known().finditer(text):
        if found.group() != "IS" or not text[: found.start()].rstrip().endswith((".", "!", "?")):
            yield Named(found.start(), found.end(), "organisation", known_bodies()[plain(found.group())])


def _fullest(name: str, full: Collection[str]) -> str:
    """For a name that many bodies bear the one longer name of this document that ends or begins with it."""
    fits = [one for one in full if one.endswith(f" {name}") or one.startswith(f"{name} ")]
    return fits[0] if len(fits) == 1 and is_generic(name) else name


def _by_shape(text: str) -> Iterator[Named]:
    at = 0
    while found := _shaped().search(text, at):
        at = found.end()
        for start, end in _bare(text, _whole(text, found), found.end()):
            at = max(at, end)  # a name may go on after what the pattern found
            words = plain(text[start:end])
            if (
                "." not in words.removeprefix("U.S. ")
                and not words.isupper()
                and len(words.split()) > 1
                and is_headed(words)
                and not _other(words)
                and not is_of_thing(text, end)
                and not _headline(text, start, words)
            ):
                yield Named(start, end, "organisation", words)


def _bare(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The names of a run without what leads to them (`According to`, `Monday to the`, `Director of`), its stop and possessive."""
    stop = _STOP.search(text, start, end)  # `the University of Selmouth. The`
    if stop:
        yield from _bare(text, start, stop.start())
        yield from _bare(text, stop.end(), end)
        return
    end -= len(_TAIL.search(text, start, end).group())  # type: ignore[union-attr]
    both = BOTH.search(text, start, end) or two(text, start, end)
    if both:
        yield from _bare(text, start, both.start())
        yield from _bare(text, both.end(), end)
        return
    while lead := _leading().match(text, start, end) or holder(text, start, end) or _owner(text, start, end):
        start = lead.end()
    end = before_office(text, start, further(text, start, end))
    if not is_cut(text, start, end):
        yield start, end


def _owner(text: str, start: int, end: int) -> re.Match[str] | None:
    """`NHA’s`, `Norland’s` before the name of a part of it; `Norland’s Central Bank` needs its state."""
    own = _OWN.match(text, start, end)
    if own is None or not is_headed(text[own.end() : end]):
        return None
    state = own[1] in state_names() and not is_generic(plain(text[own.end() : end]))
    return own if own[1].isupper() or state else None


_OWN = re.compile(r"([A-Z]{2,}(?=[’'])|[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?=[’']s))[’']s?\s+")
_TAIL = re.compile(r"(?:[’']s)?[.,]*\Z")
_STOP = re.compile(r"(?<=[a-z]{3})\.\s+|\s*\n[ \t\xa0]*\n\s*")
# `CNN and The Harbour Post`, `ITF and Fisheries Agency` are two.
BOTH = re.compile(r"\s+and\s+[Tt]he\s+|(?<=\b[A-Z]{3})\s+and\s+|(?<=\b[A-Z]{4})\s+and\s+")


@cache
def _leading() -> re.Pattern[str]:
    """A word that stands before a body's name with a capital, a small word, or a day or month."""
    days, months = (("|".join(map(str.capitalize, names))) for names in (WEEKDAYS, MONTHS))
    leads = "|".join(table()["around"]["leads"])
    return re.compile(rf"(?:{leads}|(?:{days})(?:[’']s)?|(?:{months})[’']s)\s+")


def _headline(text: str, at: int, words: str) -> bool:
    """Whether capitals may be a headline's alone: it holds words of the text, and the text nowhere else this name."""
    if not headlined(text, at) or text.count(words) > 1:
        return False
    return any(word.lower() in small_words(text) for word in words.split()[:-1] if word[0].isupper())


def _whole(text: str, found: re.Match[str]) -> int:
    """Where the name begins: not on a short line before, such as a heading's, and after an article."""
    start, end = found.span()
    line = text.rfind("\n", start, end) + 1
    if line and line - text.rfind("\n", 0, start) < WRAPPED:
        start = line
    before = re.compile(r"(?:Q\s+)?(?:[Tt]he )?").match(text, start)  # `Q   The Harbour Post`
    return before.end() if before else start


WRAPPED = 60  # letters of a line that may go on in the next


def is_of_thing(text: str, end: int) -> bool:
    """Whether a law, a medal or a prize is named after it: `Trade and Ports Organizations (TPO) Act`."""
    found = _AFTER.match(text, end)
    return found is not None and found[1] in table()["around"]["things"]


_AFTER = re.compile(r"[ \xa0](?:\([A-Z]+\)[ \xa0])?([A-Z][a-z]+)\b(?![ \xa0][A-Z])")


def _other(words: str) -> bool:
    """Whether it is a room, or a person of a body."""
    return words in regions() or words in state_names() or words.split()[0].lower() in around("persons")


def _campaign(campaign: Campaign, text: str) -> Iterator[Named]:
    forms = {form: campaign.name for form in (campaign.name, *campaign.aliases) if form}
    for actor in campaign.actors:
        if actor.kind in ("organisation", "group", "state"):
            forms |= dict.fromkeys((actor.name, *actor.aliases), actor.name)
    kinds = {actor.name: actor.kind for actor in campaign.actors}
    if forms:
        for found in _any(forms).finditer(text):
            name = forms[plain(found.group())]
            kind = kinds.get(name, "organisation")
            yield Named(found.start(), found.end(), "state" if kind == "state" else "organisation", name)
