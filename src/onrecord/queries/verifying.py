"""`verify`: was this said? One quotation, or every quotation of a draft."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from onrecord.check.quotes import blocks, placed, verify_text
from onrecord.check.quotes import verify as hold
from onrecord.errors import UsageError
from onrecord.model import Problem
from onrecord.pipeline import extract
from onrecord.queries.envelope import Answer
from onrecord.queries.rows import shaped
from onrecord.read import read_source
from onrecord.store import Store
from onrecord.store.mapper import plain


def verify(store: Store, quotation: str, speaker: str | None = None, occasion: str | None = None) -> Answer:
    """The finding for one quotation: match, edits, speaker, occasion and the passage that it was held against."""
    return Answer(shaped("findings", plain(hold(store, quotation, speaker, occasion))))


def verify_draft(store: Store, path: Path) -> Answer:
    """A finding for each quotation of six words or more in a file of any format that is read; UsageError if it is not.

    `values["quotation"]` says what was quoted, where in the draft's text, and whom the draft names as its speaker.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from error
    found = []
    for part in read_source(path, raw):
        if isinstance(part, Problem):
            raise UsageError(f"{path}: {part.reason}: {part.detail}")
        read = extract(replace(part, genre="news"), store.campaign(), strict=False).statements
        marked = list(blocks(part.text)) or list(placed(raw.decode(errors="replace"), part.text))
        told = verify_text(store, part.text, part.published, read, marked)
        found += [shaped("findings", plain(one)) for one in told]
    return Answer(found)
