"""What extractors ask of a page: the sentences that may be read, and whose words stand at a place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Page, Statement
from onrecord.text import sentences

_READ = ("lead", "paragraph", "numbered", "bullet", "caption", "quoted")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A half-open range of the document's text.

    `question` is true inside a reporter's turn; `lead_in` is the range of the line that introduces a list, for the first
    sentence of each of its items.
    """

    start: int
    end: int
    question: bool = False
    lead_in: tuple[int, int] | None = None


def page_sentences(page: Page) -> Iterator[Sentence]:
    """The sentences of a page in the order of the text; headings, furniture and stage directions are left out."""
    text = page.document.text
    lead_in: tuple[int, int] | None = None
    for part in page.segments:
        asked = part.turn_kind == "question"
        if part.kind in _READ:
            item = part.kind in ("bullet", "numbered")
            for number, (a, b) in enumerate(sentences(text, part.start, part.end)):
                yield Sentence(a, b, lead_in=lead_in if item and number == 0 else None)
            lead_in = lead_in if item else _last_sentence(text, part.start, part.end)
        elif part.kind == "heading":
            lead_in = part.start, part.end
        for paragraph in part.paragraphs:
            for piece in paragraph:
                yield from (Sentence(a, b, asked) for a, b in sentences(text, *piece))


def _last_sentence(text: str, start: int, end: int) -> tuple[int, int] | None:
    return next(reversed(list(sentences(text, start, end))), None)


class Voices:
    """Finds the innermost statement whose content holds a place, and the one whose cue stands there."""

    def __init__(self, page: Page) -> None:
        self._content = sorted(
            (
                (span.end - span.start, span.start, span.end, row)
                for row in page.statements
                for span in row.content
            ),
            key=lambda item: item[:3],
        )
        self._cues = [(span.start, span.end, row) for row in page.statements for span in row.cue]

    def at(self, place: int) -> Statement | None:
        """The innermost statement whose content holds `place`; null in the document's own voice."""
        return next((row for _, start, end, row in self._content if start <= place < end), None)

    def cued(self, start: int, end: int) -> Statement | None:
        """The statement whose cue overlaps `[start, end)`."""
        return next((row for a, b, row in self._cues if a < end and start < b), None)
