"""Speed of the quotation check: building the index and holding 5,000 quotations against 1, 2, 4 and 8 million words.

    python benchmarks/quotes/speed.py [WHITEHOUSE_FOLDER] [--words 1 2 4 8] [--quotations 5000]

The folder holds transcripts and statements (`../shared/data/whitehouse` or ONRECORD_SHARED by default); where it is too
small, its documents are put on record again under other dates. Reading and writing the documents is not counted.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import random
import re
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from onrecord.check.quotes import answered
from onrecord.check.quotes.checker import Checker, Question
from onrecord.check.quotes.growth import grow
from onrecord.check.quotes.marks import quote
from onrecord.check.quotes.times import When
from onrecord.extract.turns import turns
from onrecord.model import Date, Document, Page, Source, Speaker, Turn
from onrecord.read import read_source
from onrecord.segment import segment
from onrecord.store import Store, writing
from onrecord.text import digest

MILLION = 1_000_000
_CHANGES = (("will", "may"), ("not ", ""), ("all", "some"), ("very ", ""), ("the ", "a "))


def main() -> None:
    """Print a table of costs."""
    options = _options()
    if not options.folder.is_dir():
        sys.exit(f"{options.folder}: no such folder; give the folder of White House documents")
    print(
        f"{datetime.date.today()}, {platform.processor() or platform.machine()}, Python {platform.python_version()}"
    )
    print(
        f"{'words':>10} {'documents':>9} {'index CPU-s':>11} {'quotations':>10} {'CPU-s':>6} {'ms each':>7} {'found':>6} {'peak MB':>8}"
    )
    for millions in options.words:
        with tempfile.TemporaryDirectory() as folder:
            _measure(
                options.folder, int(millions * MILLION), options.quotations, Path(folder) / "record.sqlite"
            )


def _options() -> argparse.Namespace:
    shared = Path(os.environ.get("ONRECORD_SHARED", "../shared"))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=shared / "data" / "whitehouse")
    parser.add_argument("--words", nargs="+", type=float, default=[1, 2, 4, 8])
    parser.add_argument("--quotations", type=int, default=5000)
    return parser.parse_args()


def _measure(folder: Path, most: int, quotations: int, path: Path) -> None:
    with Store(path, write=True) as store:
        size, count = _fill(store, folder, most)
        started = time.process_time()
        grams = grow(store)
        built = time.process_time() - started
        asked = list(_questions(store, quotations))
    with Store(path) as store:
        started = time.process_time()
        checker = Checker(store, grow(store))
        opened = time.process_time() - started
        started = time.process_time()
        found = sum(
            answered(checker, question).verdict not in ("unchecked", "not_found") for question in asked
        )
        spent = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = 1000 * spent / len(asked)
    print(
        f"{size:>10,} {count:>9,} {built:>11.1f} {len(asked):>10,} {spent:>6.1f} {each:>7.2f} {found:>6,} {peak:>8.0f}  (open {opened:.2f})"
    )
    del grams


def _fill(store: Store, folder: Path, most: int) -> tuple[int, int]:
    size = count = 0
    batch: list[tuple[Document, list[Turn]]] = []
    for document in _documents(folder, most):
        page = Page(document, segment(document))
        batch.append((document, [row for row in turns(page) if isinstance(row, Turn)]))
        size, count = size + len(document.text.split()), count + 1
        if len(batch) == 200:
            _write(store, batch)
            batch = []
        if size >= most:
            break
    _write(store, batch)
    return size, count


def _documents(folder: Path, most: int) -> Iterator[Document]:
    paths = sorted(folder.rglob("*.md"))
    random.Random(1).shuffle(paths)
    for again in range(1 + most // MILLION):
        for path in paths:
            for document in read_source(path, path.read_bytes()):
                if isinstance(document, Document):
                    yield _later(document, again) if again else document


def _later(document: Document, again: int) -> Document:
    """The same text under a date some months on."""
    date = document.published
    if date and date.earliest:
        day = (datetime.date.fromisoformat(date.earliest) + datetime.timedelta(days=400 * again)).isoformat()
        date = Date(day, day, day, "stated")
    return replace(document, id=digest(document.id, str(again)), part=f"{again}", published=date)


def _write(store: Store, batch: list[tuple[Document, list[Turn]]]) -> None:
    with store.transaction() as connection:
        for document, rows in batch:
            source = Source(
                id=document.source, sha256="", media_type="", size=0, path=None, url=None, got_at=""
            )
            writing.put_source(connection, source, b"")
            writing.put_document(connection, document, "")
            writing.put_rows(connection, rows, "extract")


def _questions(store: Store, most: int) -> Iterator[Question]:
    """Sentences of 8 to 40 words, every second one changed, with speaker and a day of printing."""
    chance, made = random.Random(7), 0
    documents = [d.id for d in store.documents()]
    while made < most:
        document = store.document(chance.choice(documents))
        rows = [span for turn in store.rows(Turn, document.id) for part in turn.paragraphs for span in part]
        said = [
            s for span in rows for s in re.split(r"(?<=[.?!])\s+", span.quote) if 8 <= len(s.split()) <= 40
        ]
        for sentence in chance.sample(said, min(len(said), 5)):
            made += 1
            yield Question(
                quote(_changed(sentence, chance)),
                speaker=Speaker(name="Joe Biden"),
                when=When(printed=document.published),
            )


def _changed(sentence: str, chance: random.Random) -> str:
    for old, new in chance.sample(_CHANGES, len(_CHANGES)) if chance.random() < 0.5 else ():
        if old in sentence:
            return sentence.replace(old, new, 1)
    return sentence


if __name__ == "__main__":
    main()
