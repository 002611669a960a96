"""Bytes to documents or problems: a file per format, chosen by the bytes first and the name second."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from onrecord.errors import ReadError
from onrecord.model import Document, Problem
from onrecord.read.formats import FORMATS, READ_BY, media_type
from onrecord.read.metadata import describe
from onrecord.read.part import Part
from onrecord.read.sidecar import sidecars
from onrecord.text import digest, normalise

__all__ = ["LIMIT", "READ_BY", "media_type", "read_source", "sidecars", "source_id"]

LIMIT = 200_000_000  # bytes; a source above it is a problem, not a document
# Half a UTF-16 pair, as JSON may hold by an escape: no character, and in no encoding that a record can be written in.
_HALF = re.compile("[\ud800-\udfff]")


def source_id(raw: bytes) -> str:
    """The id of a source: the first 16 digits of the SHA-256 of its bytes."""
    return hashlib.sha256(raw).hexdigest()[:16]


def read_source(
    path: PurePath, raw: bytes, sidecar: Mapping[str, str] | None = None
) -> Iterator[Document | Problem]:
    """The documents in one source's bytes, and a problem for each part that cannot be read.

    `path` only names the source and hints at its format; nothing is opened. `sidecar` gives url, outlet, date,
    title, genre, fidelity, occasion, place, speaker, language where a person has written them down.
    """
    source = source_id(raw)
    try:
        if len(raw) > LIMIT:
            raise ReadError("too_large", f"{len(raw):,} bytes; at most {LIMIT:,} are read: split the file")
        kind = media_type(path, raw)
        for part in FORMATS[kind](raw):
            yield _document(source, path, part, sidecar or {})
    except ReadError as error:
        yield _problem(source, path, error.reason, error.detail)
    except RecursionError:
        yield _problem(source, path, "damaged", "nested too deeply to be read")


def _document(source: str, path: PurePath, part: Part, sidecar: Mapping[str, str]) -> Document | Problem:
    text, _ = normalise(_whole(part.text))
    if not any(map(str.isalnum, text)):
        where = f" (part {part.name})" if part.name else ""
        return _problem(source, path, "empty", f"no words in it{where}")
    document = Document(
        id=digest(source, part.name),
        source=source,
        part=part.name,
        text=text,
        path=str(path),
        read_by=READ_BY,
        furniture=part.furniture,
    )
    stated = {_whole(key): _whole(value) for key, value in part.metadata.items()}
    return describe(document, stated, {key: value for key, value in sidecar.items() if value})


def _whole(words: str) -> str:
    """The words with every lone surrogate replaced; as long as before, so that offsets hold."""
    return _HALF.sub("\ufffd", words)


def _problem(source: str, path: PurePath, reason: str, detail: str) -> Problem:
    key = digest(source, str(path), reason, detail)
    return Problem(id=key, document=str(path), step="read", reason=reason, detail=detail)
