"""Sentences that stand in several documents of re3d, whose annotators saw each of them once.

Three releases share thirteen sentences, each labelled in at most one of them; elsewhere in re3d every sentence with a known country
or body bears a label. Copies without labels say nothing, so they are cut out of the documents that are trained on.
"""

from __future__ import annotations

import re
from collections import Counter

Span = tuple[int, int, int]
Document = tuple[str, list[Span]]
SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?][\"”’]?(?=\s)|(?=\n)|$)")
SHORT = 25  # characters; a shorter sentence may stand in two documents by chance


def sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences lie, short ones left out."""
    return [m.span() for m in SENTENCE.finditer(text) if m.end() - m.start() >= SHORT]


def repeated(documents: list[Document]) -> set[str]:
    """Sentences of more than one of the documents."""
    count = Counter(s for text, _ in documents for s in {text[a:b] for a, b in sentences(text)})
    return {s for s, n in count.items() if n > 1}


def unseen(document: Document, copies: set[str]) -> list[tuple[int, int]]:
    """The sentences of a document that stand elsewhere too, and bear no label here."""
    text, spans = document
    some = [(a, b) for a, b in sentences(text) if text[a:b] in copies]
    return [(a, b) for a, b in some if not any(s < b and a < e for s, e, _ in spans)]


def marked(documents: list[Document], copies: set[str]) -> set[str]:
    """Those of the repeated sentences that bear a label in some document."""
    out = set()
    for text, spans in documents:
        gone = unseen((text, spans), copies)
        out |= {text[a:b] for a, b in sentences(text) if text[a:b] in copies and (a, b) not in gone}
    return out


def cut(document: Document, gone: list[tuple[int, int]]) -> Document:
    """The document without some sentences, which bear no label."""
    text, spans = document
    moved = [(s - _before(gone, s), e - _before(gone, s), k) for s, e, k in spans]
    kept = zip([0, *(b for _, b in gone)], [*(a for a, _ in gone), len(text)], strict=True)
    return "".join(text[a:b] for a, b in kept), moved


def _before(gone: list[tuple[int, int]], at: int) -> int:
    return sum(b - a for a, b in gone if b <= at)


def shown(documents: list[Document]) -> list[Document]:
    """The documents without copies that no annotator saw; looks at nothing but these documents."""
    copies = repeated(documents)
    return [cut(d, unseen(d, copies)) for d in documents]
