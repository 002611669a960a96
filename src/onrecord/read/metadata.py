"""What a document says of itself: title, outlet, byline, dateline, date, genre; each from words or from a person."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast, get_args

from onrecord.errors import KnownValueError
from onrecord.model import Basis, Dateline, Document, Fidelity, Furniture, Genre
from onrecord.read.furniture import Line, mark
from onrecord.read.genre import guess_genre, is_label
from onrecord.read.published import published
from onrecord.text import lines as lines_of
from onrecord.text import span_of

_BEFORE = 12  # lines at the top among which a title stands
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z.'’-]+(?:[ ,/]+[A-Z][A-Z.'’-]+){0,4}(?:, [A-Z][a-z]+\.?)?"
    r"|[A-Z][a-zé]+(?: [A-Z][a-zé]+){0,2}(?=, \d{1,2} [A-Z]|, [A-Z][a-z]{2,8}\.? \d))"
    r"(?:, (?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?|\d{1,2} [A-Z][a-z]{2,8}\.?(?: \d{4})?))?"
    r"\s*(?:\((?P<agency>[A-Z][\w./ ]{1,30})\))?\s*(?:--+|[—–-]|:)\s+(?=\S)"
)
_OUTLET = re.compile(
    r"(?P<outlet>[A-Z][\w.&'’ -]{1,40}),\s+(?=(?:[A-Z][a-z]{2,8}\.? \d{1,2}, |\d{1,2} [A-Z])\d{0,4})"
)
_BYLINE = re.compile(r"(?:By|BY) (?P<name>[A-Z][\w.'’-]+(?:[ ,]+(?:and )?[A-Z][\w.'’-]+){0,6})\Z")
_REMARKS = re.compile(
    r"(?:Remarks|Speech|Address|Statement|Interview|Toast|Opening|Keynote|Op-Ed|Letter|Message|Testimony)\b"
    r"(?:(?!\bto\b).)*?\b(?:by|from)\s+(?P<who>(?:the )?[A-Z][^,:;()]*?)"
    r"(?=\s+(?i:at|on|in|before|after|during|to|for|upon|about|regarding|following|with|welcoming|announcing|under|via|as|when|celebrating"
    r"|honoring|marking|commemorating)\b|[,:;()]|\s*$)"
)
_OFFICE = re.compile(
    r"\b(?:Secretary|Minister|President|Ambassador|Spokes\w+|Director|Chair\w*|Commissioner|Envoy)\b"
)
_PREPARED = re.compile(r"as (?:prepared|written)\b|prepared for delivery", re.I)


def describe(document: Document, stated: Mapping[str, str], by_hand: Mapping[str, str]) -> Document:
    """The document with its furniture marked and its metadata filled in.

    `stated` is what the format says (front matter, page metadata, columns), `by_hand` what a person wrote beside it;
    the latter wins and is marked as such. A value that is not known stays null, and `notes` say why where that matters.
    """
    document = replace(document, furniture=mark(document.text, document.furniture))
    values = {**stated, **by_hand}
    lines = _body(document)
    genre = _genre(document, lines, values)
    title_at = None if values.get("title") else _title(document.text, lines)
    title = (
        _tidy(values["title"])
        if values.get("title")
        else (document.text[slice(*title_at)] if title_at else None)
    )
    document = replace(_without_kickers(document, lines, title_at), genre=genre, title=title)
    return _rest(document, _body(document), values, by_hand)


def _rest(
    document: Document, lines: Sequence[Line], values: Mapping[str, str], by_hand: Mapping[str, str]
) -> Document:
    dateline = _dateline(document, lines) if document.genre != "transcript" else None
    document = replace(
        document,
        dateline=dateline,
        url=values.get("url"),
        outlet=values.get("outlet") or _outlet(document.text, lines, dateline),
        byline=values.get("byline") or _byline(document.text, lines),
        place=values.get("place") or _place(document, lines, dateline),
        speaker=values.get("speaker") or _speaker(document.title),
        occasion=values.get("occasion") or (document.title if document.genre == "transcript" else None),
        fidelity=_fidelity(document, values),
        language=values.get("language") or _language(document.text, lines),
    )
    basis: Basis = "user" if by_hand.get("date") else "stated"
    day, note = published(document, lines, values.get("date"), basis)
    return replace(document, published=day, notes=(*document.notes, *filter(None, (note,))))


def _body(document: Document) -> list[Line]:
    marked = {item.start: item.end for item in document.furniture}
    found = []
    for start, end in lines_of(document.text):
        if marked.get(start, start) < end:
            tail = next((item.start for item in document.furniture if start < item.start < end), end)
            found.append((start, tail))
    return found


def _tidy(title: str) -> str:
    return re.sub(r"\s+", " ", title.replace("\u2060", "")).strip()


def _genre(document: Document, lines: Sequence[Line], values: Mapping[str, str]) -> Genre:
    given = values.get("genre")
    if given and given not in get_args(Genre):
        raise KnownValueError(f"{document.path}: the genre", given, get_args(Genre))
    text = document.text
    return cast(Genre, given) if given else guess_genre([text[a:b] for a, b in lines], values)


def _title(text: str, lines: Sequence[Line]) -> Line | None:
    for start, end in lines[:_BEFORE]:
        words = text[start:end]
        if is_label(words) or _DATELINE.match(words) or _OUTLET.match(words):
            return None
        if len(words) > 200 or words[-1] in ".,;":
            return None
        if len(words.split()) > 3:
            return start, end
    return None


def _without_kickers(document: Document, lines: Sequence[Line], title: Line | None) -> Document:
    """Lines above the title of a story name the section or the page, not the story."""
    if title is None or document.genre == "transcript":
        return document
    kickers = tuple(Furniture(start, end, "above the title") for start, end in lines if end <= title[0])
    return replace(
        document, furniture=tuple(sorted((*document.furniture, *kickers), key=lambda item: item.start))
    )


def _dateline(document: Document, lines: Sequence[Line]) -> Dateline | None:
    for start, end in lines[:_BEFORE]:
        found = _DATELINE.match(document.text, start, end)
        if (
            found
            and len(document.text[start:end].split()) > 6
            and (found["date"] or found["agency"] or _caps(found))
        ):
            span = span_of(document, start, found.start() + len(found.group().rstrip()))
            return Dateline(found["place"].strip(" ,"), found["date"], found["agency"], span)
    return None


def _caps(found: re.Match[str]) -> bool:
    return found["place"].isupper() and len(found["place"]) > 3


def _outlet(text: str, lines: Sequence[Line], dateline: Dateline | None) -> str | None:
    for start, end in lines[:_BEFORE]:
        found = _OUTLET.match(text, start, end)
        if found and end - start < 80 and not _OFFICE.search(found["outlet"]):  # who said a motto, and when
            return found["outlet"]
    return dateline.agency if dateline else None


def _byline(text: str, lines: Sequence[Line]) -> str | None:
    for start, end in lines[:_BEFORE]:
        words = text[start:end]
        if found := _BYLINE.match(words):
            return found["name"]
        if _signed(words):
            return words
    return None


def _signed(line: str) -> bool:
    """Whether a line is a name and an office and nothing else, as transcripts set under their title."""
    return (
        len(line) < 90
        and ", " in line
        and bool(_OFFICE.search(line.split(", ", 1)[1]))
        and line[-1] not in ".?!,;"
    )


def _place(document: Document, lines: Sequence[Line], dateline: Dateline | None) -> str | None:
    if dateline:
        return dateline.place
    if document.genre != "transcript":
        return None
    for start, end in lines[:4]:
        words = document.text[start:end]
        if is_label(words):
            return None
        if (
            words != document.title
            and len(words) < 90
            and not _signed(words)
            and not re.search(r"\d|[.?!]$", words)
        ):
            return words
    return None


def _speaker(title: str | None) -> str | None:
    """The one person whom a title names as speaking; null where it names two."""
    found = _REMARKS.search(title or "")
    who = found["who"].strip() if found else ""
    return who if who and " and " not in who else None


def _fidelity(document: Document, values: Mapping[str, str]) -> Fidelity:
    given = values.get("fidelity")
    if given:
        if given not in get_args(Fidelity):
            raise KnownValueError(f"{document.path}: the fidelity", given, get_args(Fidelity))
        return cast("Fidelity", given)
    head = f"{document.title or ''} {document.text[:400]}"
    if _PREPARED.search(head):
        return "prepared"
    if document.genre == "transcript":
        return "as_delivered"
    return "press" if document.genre == "news" else "unknown"


def _language(text: str, lines: Sequence[Line]) -> str:
    import py3langid

    sample = " ".join(text[start:end] for start, end in lines)[:2000]
    return str(py3langid.classify(sample)[0]) if len(sample.split()) > 8 else "en"
