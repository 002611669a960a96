"""Word documents (.docx)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from onrecord.errors import ReadError
from onrecord.read.part import Part

_UNPACKED = 500_000_000  # bytes; more is a bomb or no document


def read_docx(raw: bytes) -> Iterator[Part]:
    """One document: paragraphs, and tables row by row, in their order; heads and feet of pages are not text."""
    document = _open(raw)
    lines = [line for block in document.iter_inner_content() for line in _lines(block)]
    properties = document.core_properties
    found = {"title": properties.title, "byline": properties.author}
    made_by_library = ("python-docx",)  # nobody's byline
    metadata = {key: value for key, value in found.items() if value and value not in made_by_library}
    yield Part("\n\n".join(lines), metadata=metadata)


def _open(raw: bytes) -> Any:
    import zipfile

    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            if sum(item.file_size for item in packed.infolist()) > _UNPACKED:
                raise ReadError("too_large", f"unpacks to more than {_UNPACKED:,} bytes")
        return docx.Document(io.BytesIO(raw))
    except ReadError:
        raise
    except Exception as error:  # python-docx and lxml raise whatever a broken file makes them stumble on
        raise ReadError(
            "damaged", f"no .docx that can be read ({type(error).__name__}); is it whole?"
        ) from error


def _lines(block: Any) -> Iterator[str]:
    if hasattr(block, "rows"):
        for row in block.rows:
            cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
            yield " | ".join(filter(None, cells))
        return
    style = (block.style.name if block.style is not None else "") or ""
    if words := block.text.strip():
        yield f"- {words}" if style.startswith("List Bullet") else words
