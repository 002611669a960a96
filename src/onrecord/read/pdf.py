"""PDF with a text layer."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.errors import ReadError
from onrecord.model import Furniture
from onrecord.read.part import Part
from onrecord.text import normalise

_NUMBER = re.compile(r"(?:page\s*)?\d+(?:\s*(?:/|of)\s*\d+)?\Z", re.I)
_HYPHEN = re.compile(r"(?<=[a-z])-\n(?=[a-z])")
_EDGE = 3  # lines at the top and the bottom of a page that can be running heads


def read_pdf(raw: bytes) -> Iterator[Part]:
    """One document; running heads and page numbers are furniture."""
    pages, metadata = _pages(raw)
    if not any(page.strip() for page in pages):
        raise ReadError("no_text_layer", "a scan without a text layer: it needs text recognition first")
    lines = [[_line(line) for line in page.split("\n")] for page in pages]
    text = "\n\n".join("\n".join(page) for page in lines)
    yield Part(text, metadata=metadata, furniture=tuple(_furniture(lines)))


def _line(line: str) -> str:
    return normalise(line.replace("\r", " ").replace("\x00", " ").rstrip())[0]


def _pages(raw: bytes) -> tuple[list[str], Mapping[str, str]]:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings say nothing that a user can act on
    try:
        reader = PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("encrypted", "needs a password: save it without one")
        return [_HYPHEN.sub("", page.extract_text() or "") for page in reader.pages], _metadata(reader)
    except ReadError:
        raise
    except Exception as error:  # pypdf raises whatever a broken file makes it stumble on
        raise ReadError(
            "damaged", f"no PDF that can be read ({type(error).__name__}); is it whole?"
        ) from error


def _metadata(reader: Any) -> Mapping[str, str]:
    found = reader.metadata or {}
    values = {"title": found.get("/Title"), "byline": found.get("/Author")}
    return {key: str(value) for key, value in values.items() if value and str(value).strip()}


def _furniture(pages: list[list[str]]) -> Iterator[Furniture]:
    edges = Counter(line.strip() for page in pages for line in {*page[:_EDGE], *page[-_EDGE:]})
    at = 0
    for page in pages:
        for nth, line in enumerate(page):
            edge = nth < _EDGE or nth >= len(page) - _EDGE
            if line.strip() and edge and _running(line.strip(), edges, len(pages)):
                yield Furniture(at, at + len(line), "running head")
            at += len(line) + 1
        at += 1


def _running(line: str, edges: Counter[str], pages: int) -> bool:
    return bool(_NUMBER.match(line)) or (pages > 2 and edges[line] > pages // 2)
