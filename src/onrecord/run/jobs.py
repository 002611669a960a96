"""What a worker does for one file and for one document."""

from __future__ import annotations

import datetime
import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.model import Campaign, Document, Page, Problem, Source
from onrecord.pipeline import extract
from onrecord.read import media_type, read_source, source_id
from onrecord.run.files import File
from onrecord.text import digest


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was read: its source, its bytes compressed, its documents and what could not be read."""

    source: Source
    compressed: bytes
    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def work(job: File | Document, campaign: Campaign) -> Opened | Page:
    """Read a file, or extract a document."""
    return open_file(job) if isinstance(job, File) else extract(job, campaign, strict=False)


def open_file(file: File) -> Opened:
    """A file's bytes as source and documents."""
    raw = Path(file.path).read_bytes() if file.raw is None else file.raw
    found = list(read_source(Path(file.path), raw, dict(file.sidecar)))
    return Opened(
        _source(file, raw),
        zlib.compress(raw, 6),
        tuple(item for item in found if isinstance(item, Document)),
        tuple(item for item in found if isinstance(item, Problem)),
    )


def _source(file: File, raw: bytes) -> Source:
    return Source(
        id=source_id(raw),
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type=_media_type(file, raw),
        size=len(raw),
        path=file.path,
        url=file.sidecar.get("url"),
        got_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
    )


def _media_type(file: File, raw: bytes) -> str:
    try:
        return media_type(Path(file.path), raw)
    except OnRecordError:
        return "application/octet-stream"


def passages(page: Page) -> Iterator[tuple[int, int]]:
    """The ranges of a document that full text finds: paragraphs of its segments, else its lines."""
    found = False
    for segment in page.segments:
        found = True
        spoken = [(pieces[0][0], pieces[-1][1]) for pieces in segment.paragraphs]
        yield from spoken or [(segment.start, segment.end)]
    if not found:
        yield from _lines(page.document)


def _lines(document: Document) -> Iterator[tuple[int, int]]:
    at = 0
    for line in document.text.splitlines(keepends=True):
        if line.strip():
            yield at, at + len(line.rstrip())
        at += len(line)


def failed(place: str, step: str, reason: str, detail: str) -> Problem:
    """A problem for a file or document whose job gave no result."""
    return Problem(id=digest(place, step, reason), document=place, step=step, reason=reason, detail=detail)
