"""What it costs to hold 5,000 quotations against 1, 2, 4 and 8 million words.

    python benchmarks/quotes_speed.py WHITEHOUSE_DIR [--sizes 1 2 4 8] [--quotations 5000]

One record grows: first the transcripts that the quotations were drawn from, then the rest of the folder, then copies of
it all under other dates. The quotations are those of the mutation bench: changed, unchanged and absent ones.
"""

from __future__ import annotations

import argparse
import datetime
import platform
import random
import re
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.mutations.generate import generate
from benchmarks.mutations.sentences import SPOKEN
from benchmarks.quotes_record import File, Store, add, ask, grow

FIRST = 250  # transcripts that the quotations are drawn from: a little under a million words
MILLION = 1_000_000


def other_date(raw: bytes, years: int) -> bytes:
    """A document's bytes with the dates of its front matter that many years earlier."""
    front, mark, body = raw.partition(b"\n---\n")
    moved = re.sub(rb"\b20\d\d(?=-\d\d-\d\d)", lambda m: str(int(m[0]) - years).encode(), front)
    return moved + mark + body


def files(folder: Path, plan: dict[str, Any]) -> Iterator[File]:
    """All documents but those held out, the quoted ones first; then the same under earlier dates, without end."""
    held, first = set(plan["held_out"]), plan["transcripts"]
    rest = [p.relative_to(folder).as_posix() for p in sorted(folder.rglob("*.md"))]
    names = first + [n for n in rest if n not in held and n not in set(first)]
    for years in range(12):
        for name in names:
            genre = "transcript" if name.startswith(SPOKEN) else "statement"
            raw = (folder / name).read_bytes()
            yield File(f"{years}/{name}", other_date(raw, years) if years else raw, {"genre": genre})


def until(source: Iterator[File], words: int) -> tuple[list[File], int]:
    """The next files, of at least so many words in all, and how many they have."""
    taken, have = [], 0
    while have < words:
        file = next(source)
        taken.append(file)
        have += len(file.raw.split())
    return taken, have


def timed(store: Store, rows: list[dict[str, Any]]) -> tuple[float, list[float]]:
    """CPU seconds for all, and milliseconds of the clock for each."""
    started, each = time.process_time(), []
    for row in rows:
        before = time.perf_counter()
        ask(store, row["quotation"], row["speaker"])
        each.append((time.perf_counter() - before) * 1000)
    return time.process_time() - started, each


def main() -> None:
    """The command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--sizes", type=int, nargs="+", default=[1, 2, 4, 8], help="million words")
    ap.add_argument("--quotations", type=int, default=5000)
    given = ap.parse_args()
    plan, *rows = generate(given.folder, 1, given.quotations // 3 + 60, FIRST)
    random.Random(1).shuffle(rows)
    rows = rows[: given.quotations]
    print(
        f"{datetime.date.today()}, {platform.machine()}, Python {platform.python_version()}, {len(rows)} quotations\n"
    )
    print(f"{'million words':>13}{'documents':>11}{'index CPU s':>13}{'all CPU s':>11}{'CPU ms each':>13}"
          f"{'clock p50':>11}{'p95':>8}{'max':>9}{'memory MB':>11}")  # fmt: skip
    with tempfile.TemporaryDirectory() as made, Store(Path(made) / "record.sqlite", write=True) as store:
        source, total, documents, indexed = files(given.folder, plan), 0, 0, 0.0
        for size in given.sizes:
            more, words = until(source, size * MILLION - total)
            add(store, more, plainly=True)
            total, documents, indexed = total + words, documents + len(more), indexed + grow(store)
            del more
            cpu, each = timed(store, rows)
            ranked = statistics.quantiles(each, n=20)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{total / MILLION:13.1f}{documents:11}{indexed:13.1f}{cpu:11.2f}{cpu / len(rows) * 1000:13.2f}"
                  f"{statistics.median(each):11.2f}{ranked[-1]:8.2f}{max(each):9.1f}{memory:11}", flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
