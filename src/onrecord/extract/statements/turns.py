"""Transcripts: a paragraph of a turn is one direct statement; what its speaker tells of others' words is second-hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.statements.cast import never_head
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.speakers import Resolver
from onrecord.extract.statements.story import attributions
from onrecord.extract.statements.words import words
from onrecord.model import Page, Speaker, Turn
from onrecord.values.name import listed, lists

_TITLE_WORDS = r"(?:Before|At|In|On|And|With|To|For|After|During|Following|En|From|Of|By|As)\b"
_FIRST = words("first_person")


def second_hand(page: Page, turn: Turn) -> Iterator[Found]:
    """Words of others in a turn, where it says whose they are."""
    text = page.document.text
    for found in attributions(text, [(p.start, p.end) for paragraph in turn.paragraphs for p in paragraph]):
        if (
            found.kind not in ("say", "according")
            or found.attitude
            or not found.source
            or not _words_of(text, found)
        ):
            continue
        who = text[found.source[0][0] : found.source[0][1]].lower()
        if re.split("['’]", who.split()[0])[0] not in _FIRST:
            yield found


def label_speaker(page: Page, resolver: Resolver, turn: Turn) -> Speaker:
    """Whose turn it is: the label as written and the fullest name that this document gives."""
    written = turn.speaker.as_written or turn.speaker.name
    if not written:
        return turn.speaker
    bare = written.strip(" :").lower()
    if bare in listed("unnamed_labels"):
        why = "unnamed reporter" if bare in ("q", "question", "reporter") else "unnamed speaker"
        return Speaker(None, None, written, why)
    in_title = _by_title(page.document.title or "", bare)
    if in_title:
        as_titled = in_title[len(bare.removeprefix("the ")) :].strip()
        name = resolver.named(in_title).name or as_titled
        name = as_titled if never_head(page.document.text, name) else name
        return Speaker(None, name, written, "the title names who held this office")
    words = " ".join(_titled(word) for word in written.strip(" :").split())
    return replace(resolver.named(words), as_written=written)


def _by_title(title: str, label: str) -> str | None:
    """`President Biden` for the label `THE PRESIDENT`, where a title such as `Remarks by President Biden` names one."""
    office = label.removeprefix("the ")
    if office == label or office not in lists("speakers.toml")["offices"]:
        return None
    ahead = "" if office.startswith("vice") else "(?<!Vice )(?<!vice )"
    names = {
        " ".join(found.group().split())
        for found in re.finditer(
            rf"{ahead}\b(?i:{office})\s+(?-i:[A-Z][\w.’'-]+(?:\s+(?!{_TITLE_WORDS})[A-Z][\w.’'-]+)*)", title
        )
    }
    return names.pop() if len(names) == 1 else None


def _titled(word: str) -> str:
    """`STOLTENBERG` as `Stoltenberg`, `MCGURK` as written names have it only where the text shows it."""
    return (
        "-".join(part.capitalize() for part in word.split("-")) if word.isupper() and len(word) > 2 else word
    )


def _words_of(text: str, found: Found) -> bool:
    """Whether the attribution gives somebody's words: a quotation, a clause with `that`, or `said`."""
    start, end = found.content[0]
    opens = text[start:end].split(None, 1)[0].lower()
    cue = text[found.cue[0][0] : found.cue[0][1]].lower().split()
    return (
        opens[0] in "\"“‘'"
        or opens == "that"
        or found.kind == "according"
        or bool({"said", "says"} & set(cue))
    )
