"""Small files of each format, made in memory for tests; all words are invented."""

from __future__ import annotations

import io
import zlib

WORDS = "Officials met in Brusa on Monday and agreed on twelve steps for the harbour."


def pdf(pages: list[list[str]]) -> bytes:
    """A PDF of the given lines, by the smallest set of objects that readers accept (ISO 32000-1)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        drawn = (
            "BT /F1 11 Tf 72 720 Td 14 TL " + " ".join(f"({_escaped(line)}) Tj T*" for line in lines) + " ET"
        )
        stream = zlib.compress(drawn.encode("latin-1"))
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1"
            f" << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /Contents {len(objects) + 2} 0 R >>"
        )
        head = f"<< /Length {len(stream)} /Filter /FlateDecode >>\nstream\n"
        objects.append(head + stream.decode("latin-1") + "\nendstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    return _file(objects)


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: list[str]) -> bytes:
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    return made + f"{tail}startxref\n{len(made)}\n%%EOF\n".encode("latin-1")


def docx(paragraphs: list[str]) -> bytes:
    """A Word document of these paragraphs."""
    import docx as word

    document = word.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def html(paragraphs: list[str], title: str = "Ministers agree on the harbour") -> bytes:
    """A saved page with a menu, an article and a footer."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title><meta property='og:site_name' content='The Quay'>"
        "<meta property='article:published_time' content='2021-05-06T10:00:00Z'></head><body>"
        "<nav><ul><li><a href='/'>Front page</a></li><li><a href='/w'>Weather</a></li></ul></nav>"
        f"<article><h1>{title}</h1>{body}</article><footer><p>Contact the desk</p></footer></body></html>"
    ).encode()
