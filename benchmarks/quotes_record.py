"""The one place where the benches of quotations touch the product: a record of transcripts, and a question put to it.

Only what the check of quotations needs is read (turns, names, statements), so that a bench measures the check.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePath
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from onrecord.check.quotes import quotes, verify
from onrecord.extract.mentions import mentions
from onrecord.extract.statements import statements
from onrecord.extract.turns import turns
from onrecord.model import Document, Page, Row, Source
from onrecord.pipeline import RESOLVERS
from onrecord.read import read_source, sidecars, source_id
from onrecord.segment import segment
from onrecord.store import Store, writing

__all__ = ["File", "Store", "Verdict", "add", "ask", "export", "grow", "record", "sidecars", "verdict"]

BATCH = 50  # documents in one transaction


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the product says of one quotation."""

    match: str
    edits: frozenset[str]
    may_change_meaning: bool
    speaker: str
    document: str | None


@dataclass(frozen=True, slots=True)
class File:
    """A source to be put on record: its name, bytes and what a sidecar would say."""

    name: str
    raw: bytes
    sidecar: Mapping[str, str]


def page(document: Document, plainly: bool = False) -> Page:
    """The rows of a document that the check of quotations reads; plainly, turns alone."""
    made = Page(document, segment(document))
    for extractor in (turns,) if plainly else (turns, mentions, statements):
        rows = tuple(row for row in extractor(made) if isinstance(row, Row))
        kind: dict[str, Any] = {extractor.__name__: rows}
        made = replace(made, **kind)
    return made


def record(files: Iterable[File], place: Path) -> Store:
    """An open record of the files, with actors."""
    store = Store(place, write=True)
    add(store, files)
    for resolver in RESOLVERS:
        with store.transaction() as connection:
            writing.put_rows(connection, resolver(store), "resolve")
    return store


def add(store: Store, files: Iterable[File], plainly: bool = False) -> None:
    """Read more files into an open record."""
    batch: list[tuple[Source, Page]] = []
    for file in files:
        for document in read_source(PurePath(file.name), file.raw, file.sidecar):
            if isinstance(document, Document):
                batch.append((source(file), page(document, plainly)))
        if len(batch) >= BATCH:
            _write(store, batch)
            batch = []
    _write(store, batch)


def source(file: File) -> Source:
    """The source as the record keeps it; the bench has no use for its bytes."""
    sha = hashlib.sha256(file.raw).hexdigest()
    return Source(
        id=source_id(file.raw),
        sha256=sha,
        media_type="text/plain",
        size=len(file.raw),
        path=file.name,
        url=None,
        got_at="2000-01-01T00:00:00+00:00",
    )


def _write(store: Store, batch: list[tuple[Source, Page]]) -> None:
    with store.transaction() as connection:
        for kept, made in batch:
            writing.put_source(connection, kept, zlib.compress(b""))
            writing.put_document(connection, made.document, "bench")
            writing.put_rows(connection, (*made.turns, *made.mentions, *made.statements), "extract")


def export(store: Store, folder: Path) -> None:
    """The documents, and what the check finds on every quotation in print, as the product's JSONL has them."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "documents.jsonl").open("w", encoding="utf-8") as out:
        for document in store.documents():
            out.write(json.dumps({"id": document.id, "path": document.path, "text": document.text}) + "\n")
    part = folder / "findings.part"  # an export cut short is none
    with part.open("w", encoding="utf-8") as out:
        for found in quotes(store):
            told = {
                "check": found.check,
                "why": found.why,
                "severity": found.severity,
                "values": found.values,
            }
            spans = [asdict(span) for span in found.spans]
            out.write(json.dumps({"id": found.id, "spans": spans, **told}, default=asdict) + "\n")
    part.rename(folder / "findings.jsonl")


def grow(store: Store) -> float:
    """Let the index grow over all that is on record; CPU seconds."""
    started = time.process_time()
    verify(store, "Nobody ever said these very words of a lamp on the quay.")
    return time.process_time() - started


def ask(store: Store, quotation: str, speaker: str | None = None) -> Verdict:
    """Hold one quotation against the record."""
    values = verify(store, quotation, speaker=speaker).values
    return verdict(values)


def verdict(values: Mapping[str, Any]) -> Verdict:
    """A finding's `values`, live or exported, as the benches compare them; what was lost at a cut counts as an edit."""
    edits = frozenset(
        str(_get(edit, "kind")) for name in ("edits", "lost") for edit in values.get(name) or ()
    )
    against = values.get("against") or {}
    return Verdict(
        str(values.get("match")),
        edits,
        bool(values.get("may_change_meaning")),
        str(values.get("speaker")),
        _get(against, "document"),
    )


def _get(thing: Any, name: str) -> Any:
    return thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, None)
