"""Files into a record: read, extract, write, then resolve and check; again on the same record = only what is new."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from onrecord import pipeline
from onrecord.model import Campaign, Document, Page, Printing, Problem, Review
from onrecord.pipeline import page_rows
from onrecord.run import compare, jobs, lock
from onrecord.run.campaigns import beside, campaign_for
from onrecord.run.files import File, forget_sidecars, is_stray, printable, sha256, walk
from onrecord.run.fingerprint import key
from onrecord.run.local import Failure, run
from onrecord.store import Store, reviews, writing
from onrecord.store.files import (
    end_others,
    holders,
    kept_keys,
    known_files,
    note_file,
    parts,
    retire_others,
)

BATCH = 24  # documents in one transaction
STRAY = "no file of this name stands beside it; what describes story.txt is called story.txt.toml"
PAUSE = 0.5  # seconds after which a smaller batch is written


@dataclass(frozen=True, slots=True)
class Options:
    """How a build runs: workers, seconds allowed to one document, and whom to tell how far it is."""

    workers: int = 2
    limit: float = 120.0
    say: Callable[[str], None] = lambda _: None
    progress: Callable[[int, int], None] = lambda done, total: None


@dataclass(slots=True)
class Summary:
    """What a build did: files seen, unchanged and read, documents kept, problems met, and whether it compared."""

    files: int = 0
    unchanged: int = 0
    read: int = 0
    documents: int = 0
    problems: list[Problem] = field(default_factory=list)
    compared: bool = False
    seconds: float = 0.0


@dataclass(slots=True)
class _Reading:
    """A file of which not all documents are written yet."""

    file: File
    key: str
    source: str
    left: set[str]
    documents: tuple[str, ...]
    printings: Mapping[str, Printing]
    failed: bool = False


def build(
    paths: Iterable[str | Path],
    record: str | Path = "record.sqlite",
    campaign: Campaign | Path | None = None,
    options: Options | None = None,
) -> Summary:
    """Read everything under `paths` into a record and compare it; RecordError where another build is at it."""
    forget_sidecars()
    paths = list(paths)
    ours = [Path(f"{record}{end}") for end in ("", "-wal", "-shm", "-lock")]
    files = walk(paths, leave_out=[*ours, campaign] if isinstance(campaign, Path) else ours)
    return build_files(files, record, campaign or beside(paths), options)


def build_files(
    files: Iterable[File],
    record: str | Path = "record.sqlite",
    campaign: Campaign | Path | None = None,
    options: Options | None = None,
) -> Summary:
    """The same for files that were found already."""
    found, record = list(files), Path(record)
    with lock.building(record), Store(record, write=True) as store:
        names = campaign_for(store, campaign)
        return Build(store, names, options or Options()).go(found)


class Build:
    """One run over files; it holds what is between reading and writing."""

    def __init__(self, store: Store, campaign: Campaign, options: Options) -> None:
        self.store, self.campaign, self.options = store, campaign, options
        self.summary = Summary()
        self._jobs: deque[File | Document] = deque()
        self._keys: dict[str, str] = {}
        self._by_document: dict[str, list[_Reading]] = {}
        self._left_behind: set[str] = set()  # paths that hold other bytes than they did
        self._pages: list[Page] = []
        self._written = time.monotonic()
        self._total = self._done = 0

    def go(self, files: list[File]) -> Summary:
        """Read what has changed among `files`, write it, compare."""
        started = time.monotonic()
        self._before = known_files(self.store)
        with self.store.read() as connection:
            self._reviews: list[Review] = reviews.active(connection)
        self._queue(files)
        self._work()
        say = self.options.say
        self.summary.compared = compare.compare(self.store, say)
        if self.summary.compared and self._dated():
            compare.compare(self.store, say)
        self.summary.seconds = time.monotonic() - started
        return self.summary

    def _dated(self) -> bool:
        """Extract anew the documents whose date only the comparison could tell; whether there were any."""
        found = [item for dater in pipeline.DATERS for item in dater(self.store)]
        for id, date in found:
            document = self.store.document(id)
            notes = tuple(note for note in document.notes if not note.startswith("published:"))
            page = pipeline.extract(
                replace(document, published=date, notes=notes), self.campaign, strict=False
            )
            key_of = kept_keys(self.store, document.source)[id]
            with self.store.transaction() as connection:
                compare.changed(connection)
                put_page(connection, page, key_of)
        return bool(found)

    # ---- what is to be read ------------------------------------------------------------------------------------------

    def _queue(self, files: list[File]) -> None:
        self.summary.files = len(files)
        for file in files:
            if (shown := printable(file.path)) != file.path:
                self._refuse(shown, "read", "unreadable", "its name is not UTF-8: rename it")
                continue
            if is_stray(file):
                self._refuse(file.path, "read", "stray_sidecar", STRAY)
                continue
            try:
                hashed = sha256(file)
            except OSError as error:
                self._refuse(file.path, "read", "unreadable", str(error.strerror or error))
                continue
            made = key(self.campaign, dict(file.sidecar))
            self._keys[file.path] = made
            if self._before.get(file.path) == (hashed[:16], made):
                self.summary.unchanged += 1
            else:
                self._jobs.append(file)
        self._total = len(self._jobs)

    def _work(self) -> None:
        task = partial(jobs.work, campaign=self.campaign)
        options = self.options
        if self._jobs:
            options.say(f"reading {len(self._jobs)} of {self.summary.files} files")
            for job, result in run(task, self._jobs, min(options.workers, len(self._jobs)), options.limit):
                self._take(job, result)
                self._write_if_due()
        self._write()

    def _take(self, job: File | Document, result: jobs.Opened | Page | Failure) -> None:
        if isinstance(result, Failure):
            self._failed(job, result)
        elif isinstance(result, jobs.Opened) and isinstance(job, File):
            self._opened(job, result)
        elif isinstance(result, Page):
            self._pages.append(result)

    # ---- a file has been read ----------------------------------------------------------------------------------------

    def _opened(self, file: File, opened: jobs.Opened) -> None:
        self.summary.read += 1
        before = self._replaced(file.path, opened.source.id)
        hashed = opened.source.sha256
        documents = [self._placed(replace(one, sha256=hashed), before) for one in opened.documents]
        reading = _Reading(
            file,
            self._keys[file.path],
            opened.source.id,
            {document.id for document in documents},
            tuple(document.id for document in documents),
            {document.id: printing(document) for document in documents},
        )
        self._hand_on(file.path, opened.source.id)
        with self.store.transaction() as connection:
            writing.forget_problems(connection, file.path)
            writing.put_source(connection, opened.source, opened.compressed)
            writing.put_rows(connection, opened.problems, "read")
            if opened.problems:
                compare.changed(connection)
        self.summary.problems += opened.problems
        self._await(reading, documents)

    def _await(self, reading: _Reading, documents: list[Document]) -> None:
        """Queue a file's documents, unless they stand in the record (or in this run) just so."""
        kept = kept_keys(self.store, reading.source)
        for document in documents:
            waiting = self._by_document.get(document.id)
            if waiting is not None:
                waiting.append(reading)
            elif document.id in kept and self._stands(reading, document, kept[document.id]):
                reading.left.discard(document.id)
            else:
                self._by_document[document.id] = [reading]
                self._jobs.append(document)
                self._total += 1
        self._done += 1
        if not reading.left:
            self._finish(reading)

    def _stands(self, reading: _Reading, document: Document, key_of: str) -> bool:
        """Whether a kept document needs no reading: it bears what is told of the file where it was first met, just so."""
        first = self.store.about(document.id).path
        if first == reading.file.path:
            return key_of == reading.key
        told = holders(self.store, reading.source).get(first or "")
        if first in self._left_behind or told is None or self._renamed(reading, document.id, first or ""):
            return False
        return key_of == key(self.campaign, told)

    def _renamed(self, reading: _Reading, id: str, before: str) -> bool:
        """Whether a file is only the new name of another, which is gone, and of which no more was told."""
        if before in self._keys or Path(before).is_file():
            return False
        old = next((one for one in self.store.about(id).printings if one.path == before), None)
        gone = old is not None and replace(old, path=reading.file.path) == reading.printings[id]
        if gone:
            with self.store.transaction() as connection:
                writing.end_printing(connection, id, before, forget=True)
        return gone

    def _hand_on(self, path: str, source: str) -> None:
        """A file holds other bytes now: where another file still holds the old ones, their documents become that one's."""
        before = self._before.get(path, ("", ""))[0]
        if before in ("", source):
            return
        self._left_behind.add(path)
        others = {p: told for p, told in holders(self.store, before).items() if p != path}
        with self.store.read() as connection:
            raw = writing.source_bytes(connection, before)
        for heir, told in list(others.items())[:1]:
            self._keys.setdefault(heir, key(self.campaign, told))
            self._jobs.append(File(heir, told, raw))
            self._total += 1

    def _replaced(self, path: str, source: str) -> dict[str, tuple[str, int]]:
        """By part, id and version of the documents that this file held when its bytes were others."""
        before = self._before.get(path)
        if before is None or before[0] in ("", source):
            return {}
        return parts(self.store, before[0])

    def _placed(self, document: Document, before: Mapping[str, tuple[str, int]]) -> Document:
        """A document with its version and what a person decided about it."""
        id, version = before.get(document.part, (None, 0))
        return reviews.corrected(replace(document, version=version + 1), self._reviews, id)

    def _failed(self, job: File | Document, failure: Failure) -> None:
        if isinstance(job, File):
            self._done += 1
            self._refuse(job.path, "read", failure.reason, failure.detail)
            return
        page = Page(job, ())
        problem = jobs.failed(job.id, "extract", failure.reason, failure.detail)
        for reading in self._by_document.get(job.id, []):
            reading.failed = True
        self._pages.append(replace(page, problems=(problem,)))

    def _refuse(self, path: str, step: str, reason: str, detail: str) -> None:
        problem = jobs.failed(path, step, reason, detail)
        self.summary.problems.append(problem)
        with self.store.transaction() as connection:
            writing.forget_problems(connection, path)
            writing.put_rows(connection, [problem], step)

    # ---- writing -----------------------------------------------------------------------------------------------------

    def _write_if_due(self) -> None:
        if len(self._pages) >= BATCH or (self._pages and time.monotonic() - self._written > PAUSE):
            self._write()
        self.options.progress(self._done, self._total)

    def _write(self) -> None:
        """Write the finished pages in one transaction; only then are they counted as kept."""
        pages, self._pages = self._pages, []
        self._written = time.monotonic()
        if not pages:
            return
        finished = []
        with self.store.transaction() as connection:
            compare.changed(connection)
            for page in pages:
                readings = self._by_document[page.document.id]
                key = "" if readings[0].failed else readings[0].key
                found = put_page(connection, page, key)
                self.summary.problems += [one for one in found if not one.step.endswith(".drop")]
                finished += [one for one in readings if self._left(one, page.document.id) == 0]
        self.summary.documents += len(pages)
        self._done += len(pages)
        for reading in finished:
            self._finish(reading)

    def _left(self, reading: _Reading, document: str) -> int:
        reading.left.discard(document)
        return len(reading.left)

    def _finish(self, reading: _Reading) -> None:
        """All documents of a file are written: note the file, and retire what it held before."""
        path, key = reading.file.path, "" if reading.failed else reading.key
        with self.store.transaction() as connection:
            note_file(connection, path, reading.source, key, reading.file.sidecar)
            met = [writing.note_printing(connection, id, one) for id, one in reading.printings.items()]
            if retire_others(connection, path, reading.source, reading.documents) or any(met):
                compare.changed(connection)
            if end_others(connection, path, reading.documents):
                compare.changed(connection)


def printing(document: Document) -> Printing:
    """Where a document was met, as its file tells it."""
    date = replace(document.published, evidence=()) if document.published else None
    return Printing(document.path, document.url, document.outlet, date)


def put_page(connection: Connection, page: Page, made_by_key: str) -> list[Problem]:
    """Write one extracted document with its rows, passages and problems; those problems are returned."""
    document = page.document
    writing.put_document(connection, document, made_by_key)
    writing.put_passages(connection, document, jobs.passages(page))
    faults = writing.put_rows(connection, [*page_rows(page), *page.problems], "extract")
    reviews.apply_all(connection, {document.id})
    return [*page.problems, *faults]
