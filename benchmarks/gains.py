"""What the encoder adds and takes away: statements with it and by the rules alone, and those that only one side has.

python benchmarks/gains.py FOLDER [--sample N] [--seed S] [--width CHARACTERS] [--of gain|loss] [--show N] [--as-news]
FOLDER holds documents in any form that `build` reads, at any depth. The statements are printed to be read by eye:
`{source} <cue> [content]`; `=` leads a statement that the other side has with another source, `-` one of which it has
a part with other edges, `~` an attitude.
"""

from __future__ import annotations

import argparse
import datetime
import os
import platform
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import onrecord.encoder.tagger as tagging
from onrecord import pipeline
from onrecord.model import Document, Span, Statement
from onrecord.read import read_source

NEEDED = ("turns", "times", "mentions", "statements")
KINDS = {" ": "all of it", "-": "other edges", "=": "another source"}
MARKS = (("source", "{", "}"), ("cue", "<", ">"), ("content", "[", "]"))


def documents(folder: Path, count: int, seed: int) -> Iterator[Document]:
    """The documents of `count` files of a folder, drawn with a fixed seed."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in sorted(random.Random(seed).sample(files, min(count, len(files)))):
        yield from (d for d in read_source(path, path.read_bytes()) if isinstance(d, Document))


def both(document: Document) -> tuple[Sequence[Statement], Sequence[Statement]]:
    """Statements by the merged extractor and by the rules alone."""
    merged = pipeline.extract(document).statements
    there = tagging.available
    tagging.available = lambda *_: False
    try:
        return merged, pipeline.extract(document).statements
    finally:
        tagging.available = there


def places(spans: Sequence[Span]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end)}


def share(one: Statement, other: Statement) -> float:
    """The overlap of two contents as a share of all that either holds."""
    mine, theirs = places(one.content), places(other.content)
    return len(mine & theirs) / max(1, len(mine | theirs))


def alone(
    some: Sequence[Statement], others: Sequence[Statement]
) -> Iterator[tuple[str, Statement, Statement | None]]:
    """Those of `some` that no other holds by half with the same source: the mark, the statement, the nearest other."""
    for one in some:
        near = max(others, key=lambda other: share(one, other), default=None)
        overlap = share(one, near) if near else 0.0
        if near is None or not overlap:
            yield " ", one, None
        elif overlap < 0.5:
            yield "-", one, near
        elif not (places(one.source) & places(near.source) or one.source == near.source):
            yield "=", one, near


def shown(text: str, one: Statement, width: int) -> str:
    """The statement in its context, on one line, its parts marked."""
    marks = [(s.start, 1, o) for role, o, _ in MARKS for s in getattr(one, role)]
    marks += [(s.end, 0, c) for role, _, c in MARKS for s in getattr(one, role)]
    at = max(0, min(marks)[0] - width)
    out = ""
    for place, _, mark in sorted(marks):
        out, at = out + text[at:place] + mark, place
    return " ".join((out + text[at : at + width]).split())


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--sample", type=int, default=50, help="how many files")
    ap.add_argument("--seed", type=int, default=4)
    ap.add_argument("--width", type=int, default=60, help="characters of context on either side")
    ap.add_argument("--of", choices=("gain", "loss"), help="one side only")
    ap.add_argument("--show", type=int, default=60, help="how many of each side, drawn with the same seed")
    ap.add_argument("--as-news", action="store_true", help="read written statements as stories")
    a = ap.parse_args()
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    pipeline.EXTRACTORS = tuple(e for e in pipeline.EXTRACTORS if e.__name__ in NEEDED)
    count: Counter[str] = Counter()
    sides: dict[str, list[str]] = {"gain": [], "loss": []}
    for document in documents(a.folder, a.sample, a.seed):
        if a.as_news:
            document = replace(document, genre="news")
        merged, rules = both(document)
        kind = "turns" if document.genre in ("transcript", "interview") else document.genre
        count["documents"] += 1
        count[f"documents of genre {kind}"] += 1
        count["statements, merged"] += len(merged)
        count["statements, rules alone"] += len(rules)
        for side, pair in (("gain", (merged, rules)), ("loss", (rules, merged))):
            for mark, one, near in alone(*pair):
                count[f"{side}, {KINDS[mark]}"] += 1
                line = f"{mark}{'~' if one.attitude else ' '}{shown(document.text, one, a.width)}"
                other = f"\n{'':8} but {shown(document.text, near, 0)}" if near else ""
                sides[side].append(line + other)
    print(f"{datetime.date.today()}, {platform.machine()}, {a.folder.name}, seed {a.seed}")
    for name, number in sorted(count.items()):
        print(f"{name:40}{number:8,}")
    for side in [a.of] if a.of else sides:
        lines = sides[side]
        for i, line in enumerate(random.Random(a.seed).sample(lines, min(a.show, len(lines))), 1):
            print(f"{side} {i:3} {line}")


if __name__ == "__main__":
    main()
