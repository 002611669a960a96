"""Offices: `Italian foreign minister`, `the Pentagon chief`, `Secretary of State`; whoever holds them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from onrecord.extract.mentions.named import Named
from onrecord.model import Page
from onrecord.values.name import known_bodies, listed
from onrecord.values.place import demonyms, state_names

_GAP = r"[ \t\xa0]+"
_OF_SMALL = {"secretary", "minister", "chief", "chair", "chairman", "speaker"}
_OFFICE_IN = re.compile(
    r"\s+and\s+(?:the\s+)?(?=(?:First|Vice|Prime|President|Minister|Secretary|Attorney)\b)"
)
_NAMED_AFTER = re.compile(r"\s+(?:Assembly|Council|Court|Staff|Motors|Electric|Services|Election)\b")
_PAST = re.compile(r"\b(?:former|then|ex|top|acting|incoming|outgoing|interim)\b[ -]*")
_CAPITAL = r"(?-i:[A-Z][\w’'-]*)"


@cache
def _lists() -> Mapping[str, Sequence[str]]:
    return tomllib.loads(files("onrecord.data").joinpath("offices.toml").read_text(encoding="utf-8"))


def _any(words: Sequence[str]) -> str:
    ordered = sorted(map(re.escape, words), key=len, reverse=True)
    return "(?:" + "|".join(word.replace(r"\ ", _GAP) for word in ordered) + ")"


@cache
def _owners() -> Mapping[str, str]:
    """The name of a state or body by each form that may stand before an office."""
    forms = {form: state.name for table in (state_names(), demonyms()) for form, state in table.items()}
    return forms | dict(known_bodies())


@cache
def _pattern() -> re.Pattern[str]:
    """One match: owner, ranks and fields, head, and what it heads."""
    lists = _lists()
    owner = rf"(?-i:(?:the{_GAP})?(?P<owner>{_any([*_owners()])})(?:[’']s?)?{_GAP})"
    before = rf"(?:(?:(?:then|ex|co|vice)-)?{_any([*lists['ranks'], *lists['fields']])}(?:{_GAP}and{_GAP}{_any(lists['fields'])})?{_GAP})"
    ahead = rf"(?:{_any(lists['of'])}\b|(?:the{_GAP})?{_CAPITAL}(?:{_GAP}(?:(?:(?:of|and|for|against){_GAP}(?:the{_GAP})?)|to{_GAP})?{_CAPITAL}){{0,6}})"
    head = rf"(?P<head>{_any([*lists['alone'], *lists['beside']])})(?![\w-])"
    return re.compile(
        rf"(?<![\w-]){owner}?(?P<before>{before}{{0,3}}?){owner.replace('owner>', 'second>')}?{head}"
        rf"(?:{_GAP}(?P<link>of|for|to){_GAP}(?P<of>{ahead}))?",
        re.I,
    )


def offices(page: Page, persons: Sequence[Named]) -> Iterator[Named]:
    """Every office that the text names, alone or beside its holder; `persons` are not run over."""
    text, held = page.document.text, {item.start for item in persons}
    inside = bytearray(len(text))
    for item in persons:
        inside[item.start : item.end] = b"\1" * (item.end - item.start)
    at = 0
    while found := _pattern().search(text, at):
        end = at = _end(found, inside)
        if _is_office(text, found, end, held) and not any(inside[found.start() : end]):
            start = _start(text, found)
            owner = found["owner"] or found["second"]
            of = _owners().get(owner) if owner else _headed(found, end)
            yield Named(start, end, "office", text[start:end], _bare(found), of)


def _start(text: str, found: re.Match[str]) -> int:
    """Without the article before the owner."""
    return re.compile(rf"(?:[Tt]he{_GAP})?").match(text, found.start()).end()  # type: ignore[union-attr]


def _end(found: re.Match[str], inside: bytearray) -> int:
    """The end of what it heads, if the head takes this link, and before the first person named there."""
    if not found["link"] or not _takes(found["head"].lower().split()[-1], found["link"].lower()):
        return found.end("head")
    start, end = found.span("of")
    cut = next((at for at in range(start, end) if inside[at]), end)
    words = found.string[start:cut].rstrip()
    words = _OFFICE_IN.split(words)[0]
    words = re.sub(r"(?:[’']s|\s+(?:of|and|for|to|the|against))+\Z", "", words)
    bare = words.lower().removeprefix("the").strip()
    if not bare or bare in _titles():
        return found.end("head")  # `spokeswoman for Mr Lund`
    small = words.islower() and not words[0].isupper()
    return (
        start + len(words)
        if not small or found["head"].lower().split()[-1] in _OF_SMALL
        else found.end("head")
    )


def _bare(found: re.Match[str]) -> str:
    """The office in small letters, without owner and without words such as `former`."""
    words = f"{found['before']}{found['head']}".lower()
    return re.sub(r"\s+", " ", _PAST.sub("", words)).strip()


@cache
def _titles() -> frozenset[str]:
    return listed("titles") | listed("he_titles") | listed("she_titles") - {"state"}


def _takes(head: str, link: str) -> bool:
    return link == "of" or head in _lists()["to" if link == "to" else "for"]


def _is_office(text: str, found: re.Match[str], end: int, held: set[int]) -> bool:
    """Heads such as `chief` and `speaker` need an owner, a field, what they head, or a person after them."""
    head = found["head"].lower()
    if text[found.end("head") : found.end("head") + 1] == "-" or (
        text[end : end + 2] in ("'s", "’s") and text[end + 3 : end + 6] == "Day"
    ):
        return False
    if re.sub(r"\s+", " ", head) in _lists()["alone"]:
        return True
    if head == "general" and _NAMED_AFTER.match(text, end):
        return False  # `General Assembly`
    follows = re.compile(r"[.,]?\s+").match(text, end)
    named = bool(follows and follows.end() in held) and found["head"][0].isupper()
    return bool(
        found["owner"] or found["before"].strip() or found["second"] or end > found.end("head") or named
    )


def _headed(found: re.Match[str], end: int) -> str | None:
    """The state or body after the head, by its name."""
    if end <= found.end("head"):
        return None
    words = found.string[found.start("of") : end]
    bare = re.sub(r"\A[Tt]he\s+", "", words)
    return _owners().get(words) or _owners().get(bare) or (bare if bare[:1].isupper() else None)
