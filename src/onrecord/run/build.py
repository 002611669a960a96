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
from onrecord.model import Campaign, Document, Page, Problem, Review
from onrecord.pipeline import page_rows
from onrecord.run import compare, jobs, lock
from onrecord.run.campaigns import beside, campaign_for
from onrecord.run.files import File, forget_sidecars, is_stray, printable, sha256, walk
from onrecord.run.fingerprint import key
from onrecord.run.local import Failure, run
from onrecord.store import Store, reviews, writing
from onrecord.store.files import kept_keys, known_files, note_file, parts, retire_others

BATCH = 24  # documents in one transaction
STRAY = "no file of this name stands beside it; what describes story.txt is called story.txt.toml"
TWIN = "byte for byte the same as {other}: kept as one document, with what is told of one of the two (outlet, date, address)"
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
        )
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
            self._tell_of_twin(
                reading.file.path, document.id, waiting[0].file.path if waiting else None, kept
            )
            if waiting is not None:
                waiting.append(reading)
            elif kept.get(document.id) == reading.key:
                reading.left.discard(document.id)
            else:
                self._by_document[document.id] = [reading]
                self._jobs.append(document)
                self._total += 1
        self._done += 1
        if not reading.left:
            self._finish(reading)

    def _tell_of_twin(self, path: str, id: str, waiting: str | None, kept: Mapping[str, str]) -> None:
        """List a file whose bytes another one has too: the document stands for both, and bears one's outlet, date and address."""
        other = waiting or (self.store.document(id).path if id in kept else None)
        if other and other != path and (other in self._keys or Path(other).is_file()):
            self._refuse(path, "read", "same_bytes", TWIN.format(other=other))

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
            if retire_others(connection, path, reading.source, reading.documents):
                compare.changed(connection)


def put_page(connection: Connection, page: Page, made_by_key: str) -> list[Problem]:
    """Write one extracted document with its rows, passages and problems; those problems are returned."""
    document = page.document
    writing.put_document(connection, document, made_by_key)
    writing.put_passages(connection, document, jobs.passages(page))
    faults = writing.put_rows(connection, [*page_rows(page), *page.problems], "extract")
    reviews.apply_all(connection, {document.id})
    return [*page.problems, *faults]
