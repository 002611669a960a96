"""Names that no list and no rule knows, found by the encoder: people in full, bodies, places."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from onrecord.encoder.tagger import Name, tagger
from onrecord.extract.mentions.edges import before_office, further, holder, is_cut, nearer
from onrecord.extract.mentions.heads import is_headed
from onrecord.extract.mentions.named import Named, plain
from onrecord.extract.mentions.nobodies import is_nobody, no_bodies
from onrecord.extract.mentions.organisations import BOTH, is_of_thing
from onrecord.extract.statements.blocks import blocks
from onrecord.extract.statements.cast import holds_title, spelled
from onrecord.model import Page
from onrecord.text import small_words
from onrecord.values.name import common_words, known_form, listed, no_surname, parted
from onrecord.values.place import is_place, state_names

_LEAD = re.compile(
    r"(?:(?:[Mm]y|[Yy]our|[Tt]he|[Aa]n?|[Oo]ur|[Tt]heir|[Hh]is|[Hh]er|[Ii]ts|[Tt]h[ei]se?|[Tt]hat)\s+)+"
)
_WORDS = re.compile(r"[^\s]+")
_SMALL = frozenset(
    [
        "of",
        "the",
        "for",
        "and",
        "on",
        "to",
        "in",
        "against",
        "al",
        "bin",
        "ibn",
        "van",
        "von",
        "de",
        "del",
        "der",
        "di",
        "la",
        "le",
        "el",
        "-",
        "–",
    ]
)


def learned(page: Page, surnames: Collection[str] = ()) -> Iterator[Named]:
    """Each with the words of its title, article and possessive taken off; what has words in small letters is left.

    `surnames` of the people whom the document names are no bodies, also where two bear one.
    """
    text = page.document.text
    small = small_words(text)
    some = []
    for found in sorted(tagger().named(text, blocks(page)), key=lambda n: (-n.score, n.start)):
        parts = [_person(text, found)] if found.kind == "person" else _things(text, found)
        for made in parts:
            if made and made.name not in surnames and not _common(text, made, small):
                some.append((made, found.score))
    yield from _agreed(some)


def _things(text: str, found: Name) -> Iterator[Named | None]:
    """The bodies or places of a run, of which `and the` joins several: `NHA and the Department of Roads`."""
    at = found.start
    for joint in BOTH.finditer(text, found.start, found.end) if found.kind == "organisation" else ():
        yield _thing(text, replace(found, start=at, end=joint.start()))
        at = joint.end()
    yield _thing(text, replace(found, start=at))


def _agreed(found: Sequence[tuple[Named, float]]) -> Iterator[Named]:
    """Each name of one kind in all of the document, the kind of which the encoder is surest."""
    sure: dict[str, dict[str, float]] = {}
    for made, score in found:
        kinds = sure.setdefault(made.name, {})
        kinds[made.kind] = kinds.get(made.kind, 0.0) + score
    for made, _ in found:
        kind = max(sure[made.name], key=lambda k: sure[made.name][k])
        yield made if made.kind == kind or made.kind == "person" else replace(made, kind=kind)  # type: ignore[arg-type]


def _common(text: str, made: Named, small: frozenset[str]) -> bool:
    """Whether it is a belief or a party's adherents, a war, several departments, or a body that is none."""
    words = made.name.split()
    if words[0] == "Departments" or "War" in words or made.name in no_bodies("not_names"):
        return True
    return made.kind == "organisation" and _is_none(text, made, small)


def _is_none(text: str, made: Named, small: frozenset[str]) -> bool:
    """Whether what is told as a body is a word that only opens a sentence, a law, a programme, a label or a part of a name."""
    words, quote = made.name.split(), text[made.start : made.end]
    before = text[max(0, made.start - 40) : made.start].rstrip(" \t\xa0\"“‘('")
    if is_of_thing(text, made.end) or _label(text, made, before) or is_cut(text, made.start, made.end):
        return True
    if made.name.lower() in _no_names() or (not known_form(made.name) and is_nobody(made.name, quote)):
        return True
    if quote.isupper():
        return _is_heading(text, quote, words)
    opens = not before or before[-1] in ".!?:;—–-*•\n"
    return len(words) == 1 and (made.name.lower() in small or (opens and _common_shape(made.name)))


@cache
def _no_names() -> frozenset[str]:
    some = (listed(key) for key in ("group_words", "no_surnames", "titles"))
    return frozenset({"administration", "summit", "departments"}.union(*some))


def _is_heading(text: str, quote: str, words: Sequence[str]) -> bool:
    """Whether capitals are a heading, an office or the short form of a thing, and no body's."""
    at = _brackets(text).get(quote)
    last = text[max(0, at - 40) : at].rpartition(" ")[2] if at is not None else ""
    thing = last.islower() or last in no_bodies("laws")
    return " " in quote or "&" in quote or thing or words[0].lower() in listed("titles") | {"assistant"}


def _label(text: str, made: Named, before: str) -> bool:
    """Whether it only heads an item of a list: `- Food Security: The ministry gave ...`."""
    opens = not before or before[-1] in "-*•\n"
    return opens and text[made.end : made.end + 1] == ":" and text.count(made.name) < 2


def _common_shape(word: str) -> bool:
    """A plural or a word with no capital but its first; `UNHCR` and `McKinsey` are none."""
    return word[1:].islower() and word.endswith("s")


def _person(text: str, found: Name) -> Named | None:
    """At least two words of name after the titles."""
    words = [*_WORDS.finditer(text, found.start, found.end)]
    bare = [m.group().strip(',;:()“”‘"*_') for m in words]
    titles, name = parted(bare)
    first = len(titles)
    while first < len(bare) and not bare[first][:1].isupper():
        first += 1
    kept = bare[first:]
    if (
        not 2 <= len(kept) <= 4
        or len(name) < 2
        or not all(_high(w) for w in kept)
        or kept[0].lower() in listed("no_given_names")
        or kept[-1].lower() in listed("group_words") | listed("titles")
        or no_surname(kept[-1], kept[0])
        or (not titles and kept[0].lower() in common_words())
        or " ".join(kept).lower() in listed("no_persons")
    ):
        return None
    start = text.index(kept[0], words[first].start())
    end = text.index(kept[-1], words[-1].start()) + len(re.sub(r"[’']s?\Z", "", kept[-1]))
    office = " ".join(titles) if holds_title(titles) else None
    return Named(start, end, "person", text[start:end], office)


def _thing(text: str, found: Name) -> Named | None:
    """A body or a place whose words all have capitals, small joining words apart."""
    lead = _LEAD.match(text, found.start, found.end)
    start = lead.end() if lead else found.start
    quote = re.sub(r"(?:[’']s?|[,;:])\Z", "", text[start : found.end])
    words = quote.split()
    if (
        not words
        or not _high(words[0])
        or not _high(words[-1])
        or any(not _high(w) and w.lower() not in _SMALL for w in words)
    ):
        return None
    if found.kind == "nationality" or (len(words) == 1 and found.score < _ALONE):
        return None
    state = state_names().get(plain(quote)) or state_names().get(plain(quote).title())
    if state and found.kind == "organisation":
        return Named(start, start + len(quote), "state", state.name)
    if found.kind == "place" or is_place(plain(quote)):
        return Named(
            start, start + len(quote), "place", quote.title() if quote.isupper() and len(quote) > 4 else quote
        )
    start, end = _owned(text, *_edges(text, start, start + len(quote)))
    return Named(start, end, "organisation", plain(_expanded(text, text[start:end])))


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    """A body's name in full, without an office before or after it."""
    while lead := holder(text, start, end):
        start = lead.end()
    end = before_office(text, start, further(text, start, end))
    left = nearer(text, start)
    return left if is_headed(text[left:end]) else start, end


def _owned(text: str, start: int, end: int) -> tuple[int, int]:
    """A body and no thing of it: `Bank of Selm’s Rescue Package` is the bank, `Selm’s Council of Trade` the council."""
    own = _OWN.search(text, start, end)
    if own is None or not _high(text[own.end() : end]):
        return start, end
    if is_headed(text[own.end() : end]):
        return (own.end(), end) if text[start : own.start()].isupper() else (start, end)
    return (start, own.start()) if is_headed(text[start : own.start()]) else (start, end)


_OWN = re.compile(r"[’']s\s+")


@lru_cache(1)
def _brackets(text: str) -> Mapping[str, int]:
    """Where the words before each acronym in brackets end."""
    found = re.finditer(r"(?<=\w)[ \xa0]\(([A-Z][\w&.-]{1,15})\)", text)
    return {m[1]: m.start() for m in reversed([*found])}


_RUN = r"(?:[A-Z][\w’'-]{0,40}|of|for|the|and|to|on|against)"


def _expanded(text: str, name: str) -> str:
    """An acronym by the name that it stands behind in brackets."""
    at = _brackets(text).get(name, 0)
    if not at:
        return name
    run = re.search(rf"{_RUN}(?:[ \xa0]{_RUN}){{1,8}}\Z", text[max(0, at - 160) : at])
    words = re.sub(r"^(?:(?:of|for|the|and|to|on|against)\s+)+", "", run.group(), flags=re.I) if run else ""
    words = spelled(re.split(r"[’']s\s+|\s+and\s+the\s+", words)[-1], name)
    return re.sub(r"[’']s?\Z", "", words) if " " in words else name


_ALONE = 0.6  # one word needs a surer head


def _high(word: str) -> bool:
    return (
        word[:1].isupper()
        or word[:3] in ("al-", "el-", "ar-", "as-", "ad-")
        or word.lower() in ("bin", "al", "de", "von", "van")
    )
