"""Items of a list that promise by a bare verb: `Launch a new programme`, `Providing $20 million`."""

from __future__ import annotations

import re

from onrecord.extract.clauses import clause_end
from onrecord.extract.commitments.found import Found
from onrecord.extract.commitments.words import words
from onrecord.extract.reading import Sentence
from onrecord.model import CommitmentKind, Document

_FINITE = re.compile(
    r"(?<!that )(?<!which )(?<!who )(?<!and )(?<!, )\b(?:includes?|will|is|are|means|requires?|helps?|has been)\b|:"
)
_MARK = re.compile(r"[\s\-–—•*·▪o]*(?:\(?\d{1,2}[.)]\s+)?[*_]*")


def listed(document: Document, sentence: Sentence) -> Found | None:
    """A list item whose first word is a verb of doing, under a line that promises or announces; else null."""
    if sentence.lead_in is None:
        return None
    text = document.text[sentence.start : sentence.end]
    start = len(_MARK.match(text).group())  # type: ignore[union-attr]
    verb = words().bullets.verb.match(text, start)
    kind = _promised(document.text[slice(*sentence.lead_in)], document.title or "")
    if verb is None or kind is None or not text[start : start + 1].isupper() or len(text[start:].split()) < 4:
        return None
    if _FINITE.search(text, verb.end()) and verb.group().endswith("ing"):
        return None  # `Training the guides is slow`: the gerund is a subject
    end = clause_end(text, verb.end())
    return Found(kind, start, end, verb.span(), None, (start, end)) if end - start > 12 else None


def _promised(lead_in: str, title: str) -> CommitmentKind | None:
    """What the introducing line makes of its items: a pledge, an announcement, or nothing that binds."""
    bullets = words().bullets
    if bullets.past.search(lead_in):
        return None
    if bullets.plans.search(lead_in):
        return "pledge"
    if bullets.announces.search(lead_in) or (
        not lead_in.rstrip().endswith(":") and bullets.announces.search(title)
    ):
        return "announcement"
    return None
