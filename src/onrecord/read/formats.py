"""Which reader reads which bytes: the registry of formats."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath

from onrecord.errors import ReadError
from onrecord.read.markdown import read_markdown
from onrecord.read.part import Part
from onrecord.read.pdf import read_pdf
from onrecord.read.plain import read_plain
from onrecord.read.rows import read_csv, read_json, read_jsonl
from onrecord.read.webpage import read_html
from onrecord.read.word import read_docx

READ_BY = "read/1"  # a new number makes every build read all sources again

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"

FORMATS: dict[str, Callable[[bytes], Iterator[Part]]] = {
    "text/plain": read_plain,
    "text/markdown": read_markdown,
    "text/html": read_html,
    "text/csv": read_csv,
    "application/json": read_json,
    "application/jsonl": read_jsonl,
    PDF: read_pdf,
    DOCX: read_docx,
}

_BY_NAME = {
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".csv": "text/csv",
    ".tsv": "text/csv",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".pdf": PDF,
    ".docx": DOCX,
}

_PICTURE = "a picture: it needs text recognition first"
_ARCHIVE = "an archive: unpack it first"
_OTHERS = (
    (
        b"\xd0\xcf\x11\xe0",
        "an old Office file or an encrypted one: save it as .docx or PDF without a password",
    ),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"\x1f\x8b", _ARCHIVE),
    (b"Rar!", _ARCHIVE),
    (b"7z\xbc\xaf", _ARCHIVE),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)


def media_type(path: PurePath, raw: bytes) -> str:
    """The media type by which `raw` is read; a ReadError says why there is none."""
    if not raw.strip(b"\x00 \t\r\n"):
        raise ReadError("empty", "the file has no content")
    head = raw[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF"):
        return PDF
    if raw.startswith(b"PK\x03\x04"):
        return _zipped(raw)
    for magic, what in _OTHERS:
        if raw.startswith(magic):
            raise ReadError("binary", what)
    if head[:9].lower() == b"<!doctype" or head[:5].lower() == b"<html":
        return "text/html"
    named = _BY_NAME.get(path.suffix.lower(), "text/plain")
    if named in (PDF, DOCX):
        raise ReadError("wrongly_labelled", f"named {path.suffix} but its bytes are not of that format")
    return named


def _zipped(raw: bytes) -> str:
    if b"word/" in raw[:200_000] or b"word/" in raw[-200_000:]:
        return DOCX
    raise ReadError("binary", _ARCHIVE)
