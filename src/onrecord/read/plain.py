"""Plain text in any encoding."""

from __future__ import annotations

import codecs
from collections.abc import Iterator

from onrecord.errors import ReadError
from onrecord.read.part import Part

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 300_000  # bytes shown to the encoding detector; more costs time and changes nothing
_CONTROL = bytes((*range(9), *range(14, 27), *range(28, 32)))


def decode(raw: bytes) -> str:
    """`raw` as text: by its byte-order mark, as UTF-8, else by charset-normalizer; binary bytes are a ReadError."""
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _as(raw, encoding)
    head = raw[:_SAMPLE]
    if len(head) - len(head.translate(None, _CONTROL)) > len(head) // 200:
        raise ReadError("binary", "holds control bytes: no text file")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(raw) - 4 and error.reason == "unexpected end of data":
            return raw[: error.start].decode("utf-8")  # cut in the middle of a character
        return _detect(raw)


def _as(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError("encoding", f"marked as {encoding} but byte {error.start} does not fit it") from error


def _detect(raw: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None:
        raise ReadError("encoding", "its encoding could not be told: save it as UTF-8")
    return raw.decode(best.encoding, errors="replace")


def read_plain(raw: bytes) -> Iterator[Part]:
    """One document: the whole file."""
    yield Part(decode(raw))
