"""Figures against the gold of offsets in benchmarks/gold: found, value, approximator, unit, head, change.

Use: figures_gold.py DATA [--half open|opened|closed|all] [--file figures|figures_dense|figures_fresh|both] [--misses]

`both` are the first two files; `--misses` prints nothing of a closed half.

DATA holds whitehouse/ and polnear/. `+ head` is the row that counts: value, approximator, unit and the object's head.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
import time
from datetime import date
from pathlib import Path, PurePath
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.gold.agreement import STEPS, pairs
from onrecord.model import Document, Figure, Page
from onrecord.pipeline import extract
from onrecord.read import read_source

HERE = Path(__file__).parent / "gold"
Row = dict[str, Any]


def page_of(path: Path) -> tuple[Page, str]:
    """A file as the product reads it, and its text as the gold counts it."""
    raw = path.read_bytes()
    (document,) = (d for d in read_source(PurePath(path.name), raw) if isinstance(d, Document))
    return extract(document), raw.decode("utf-8")


def head_at(figure: Figure) -> list[int] | None:
    """The place of the head noun: the object's last word that begins like it."""
    if figure.object is None or figure.head is None:
        return None
    stem = figure.head[:3].lower()
    words = [w for w in _words(figure.object.quote) if w[0].lower().startswith(stem)]
    if not words:
        return [figure.object.start, figure.object.end]
    word, at = words[0]
    return [figure.object.start + at, figure.object.start + at + len(word)]


def _words(quote: str) -> list[tuple[str, int]]:
    found, at = [], 0
    for word in quote.split():
        at = quote.index(word, at)
        found.append((word, at))
        at += len(word)
    return found


def shifted(text: str, gold_text: str, figures: list[Row]) -> list[Row]:
    """Gold offsets moved into the document's text, which may leave out front matter and markup."""
    moved = []
    for figure in figures:
        ends = {key: _moved(text, gold_text, figure[key]) for key in ("object", "head") if figure[key]}
        start, end = _moved(text, gold_text, [figure["start"], figure["end"]])
        moved.append({**figure, "start": start, "end": end, **ends})
    return moved


def _moved(text: str, gold_text: str, span: list[int]) -> list[int]:
    """The same words in the other text, where the words around them are most alike."""
    bare = re.sub(r"<[^>]*>|\\", "", gold_text[slice(*span)])
    core = r"[\s*_]+".join(map(re.escape, bare.split()))
    around = _around(gold_text, *span)
    places = [match.span() for match in re.finditer(core, text)]
    if len(places) < 2:
        return list(places[0]) if places else [-1, -1]
    return list(max(places, key=lambda place: _alike(around, _around(text, *place))))


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    bare = re.compile(r"[\W_]+")
    return bare.sub("", text[max(0, start - 120) : start])[-60:], bare.sub("", text[end : end + 120])[:60]


def _alike(a: tuple[str, str], b: tuple[str, str]) -> int:
    before = next(
        (n for n, (x, y) in enumerate(zip(reversed(a[0]), reversed(b[0]), strict=False)) if x != y), 60
    )
    after = next((n for n, (x, y) in enumerate(zip(a[1], b[1], strict=False)) if x != y), 60)
    return before + after


def ours(page: Page) -> list[Row]:
    """Our figures in the gold's form."""
    return [
        {
            "start": f.spans[0].start, "end": f.spans[0].end, "low": f.low, "high": f.high,
            "approximator": f.approximator, "unit": f.unit or None,
            "head": head_at(f), "change": f.change or "none", "row": f,
        }
        for f in page.figures
    ]  # fmt: skip


def table(gold: list[list[Row]], made: list[list[Row]]) -> None:
    """Precision, recall and F1, each row adding a condition."""
    wanted, said = sum(map(len, gold)), sum(map(len, made))
    matched = [pair for a, b in zip(gold, made, strict=True) for pair in pairs(a, b)]
    print(f"{wanted} figures in the gold, {said} ours\n{'':16}{'precision':>10}{'recall':>10}{'F1':>10}")
    for name, test in STEPS:
        matched = [pair for pair in matched if test(*pair)]
        cells = (
            len(matched) / max(said, 1),
            len(matched) / max(wanted, 1),
            2 * len(matched) / max(wanted + said, 1),
        )
        print(f"{name:16}" + "".join(f"{100 * cell:10.1f}" for cell in cells))


def misses(path: str, text: str, gold: list[Row], made: list[Row]) -> None:
    """Print what differs in one document."""
    both = list(pairs(gold, made))
    print(f"\n== {path}")
    for a, b in both:
        wrong = next((name for name, test in STEPS if not test(a, b)), None)
        if wrong:
            keys = ("low", "high", "approximator", "unit", "change")
            head = text[slice(*a["head"])] if a["head"] else None
            mine = b["row"].object.quote if b["row"].object else None
            print(
                wrong,
                repr(text[max(0, a["start"] - 60) : a["end"] + 60]),
                [a[k] for k in keys],
                head,
                "| ours",
                [b[k] for k in keys],
                mine,
            )
    for a in gold:
        if not any(a is x for x, _ in both):
            print("  missed", repr(text[max(0, a["start"] - 50) : a["end"] + 50]), a["low"], a["unit"])
    for b in made:
        if not any(b is y for _, y in both):
            print("  extra ", repr(text[max(0, b["start"] - 50) : b["end"] + 50]), b["low"], b["unit"])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--half", default="all", choices=["open", "opened", "closed", "all"])
    parser.add_argument(
        "--file", default="both", choices=["figures", "figures_dense", "figures_fresh", "both"]
    )
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    for name in ("figures", "figures_dense") if args.file == "both" else (args.file,):
        rows = [
            json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        ]
        rows = [row for row in rows if args.half in ("all", row["half"])]
        gold, made, words = [], [], 0
        begun = time.process_time()
        for row in rows:
            page, raw = page_of(args.data / row["set"] / row["file"])
            text = page.document.text
            words += len(text.split())
            gold.append(shifted(text, raw, row["figures"]))
            made.append(ours(page))
            if args.misses and row["half"] != "closed":
                misses(row["file"], text, gold[-1], made[-1])
        print(f"\n{name}.jsonl, half {args.half}, {len(rows)} documents; {date.today()}, {platform.machine()}; "
              f"whole extraction {words / (time.process_time() - begun):,.0f} words/CPU-s")  # fmt: skip
        table(gold, made)


if __name__ == "__main__":
    main()
