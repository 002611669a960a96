"""Dates and durations held against TimeML: ours, and other readers in the same run.

    python benchmarks/timex.py FOLDER --scorer score_timex.py [--peer dateparser --peer recognizers] [--part train|dev|test-a|test-b] [--errors]

`FOLDER` holds .tml files; each is read as a news story published on its creation date. `--part` keeps the files that
`timebank_split.txt` names; without it all are scored. The scorer (TempEval-3, task A, by offsets) is given as a path.

TimeBank as annotated has many values that no rule can meet: weeks without their number, parts of months, days of another
week. "Days right" is the share of the labelled full days found. "Same day" also counts as right what tells the part of the
labelled day (`Tuesday morning`, labelled as the day). "Named" is the same without the twenty labels whose words name no day
(`this year`, `1992` or `a year earlier`, labelled as one day of it). Of the 21 that are wrong by it, seven (AP900815-0044) are
labelled a week early against the text's own tenses, five contradict their own weekday or date, and four stand in a story
whose stated date is nine days after the events that it reports.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import platform
import re
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import timex_peers

from onrecord.extract.times import times
from onrecord.model import Campaign, Date, Document, Page, Time
from onrecord.segment import segment

Timex = dict[str, Any]
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAMES_A_DAY = re.compile(
    r"day|tomorrow|tonight|night|morning|noon|evening|\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\b|christmas|easter|thanksgiving|eve\b"
    r"|\d[/-]\d|\b[a-z]{3,9}\.?\s+\d{1,2}\b(?!\d)|\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[a-z]{3,9}\b|^\d{1,2}(?:st|nd|rd|th)?$",
    re.I,
)
SPLIT = Path(__file__).with_name("timebank_split.txt")


def ours(text: str, dct: str | None) -> list[Timex]:
    """The product's own path: segments of a news story, then times."""
    day = Date(dct, dct, dct, "stated") if dct and _DAY.fullmatch(dct) else None
    document = Document(id="b", source="b", part="", text=text, published=day, genre="news")
    page = Page(document, segment(document), Campaign())
    rows = (row for row in times(page) if isinstance(row, Time))
    return [
        {
            "start": row.spans[0].start,
            "end": row.spans[0].end,
            "type": row.type,
            "value": row.value,
            "rule": row.rule,
        }
        for row in rows
    ]


SYSTEMS: dict[str, Callable[[str, str | None], list[Timex]]] = {
    "onrecord": ours,
    "dateparser": timex_peers.dateparser,
    "recognizers": timex_peers.recognizers,
}


def load(path: str) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def chosen(gold: dict[str, Any], part: str | None) -> dict[str, Any]:
    """The files of one part of the split."""
    if part is None:
        return gold
    rows = (
        line.split() for line in SPLIT.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    names = {row[1] for row in rows if row and row[0] == part}
    return {name: item for name, item in gold.items() if name in names}


def full_days(by: dict[str, list[int]]) -> float:
    """Share of the full days found whose value is right."""
    _, found, right = by.get("kind day", (0, 0, 0))
    return 100 * right / found if found else 0.0


def same_day(by: dict[str, list[int]], wrong: list[tuple[Any, ...]]) -> float:
    """The same, a part of the labelled day counted as right."""
    _, found, right = by.get("kind day", (0, 0, 0))
    parts = sum(bool(_DAY.fullmatch(str(gold))) and str(ours).startswith(gold) for *_, gold, _, ours in wrong)
    return 100 * (right + parts) / found if found else 0.0


def named_days(gold: dict[str, Any], wrong: list[tuple[Any, ...]]) -> float:
    """The same, without labels whose words name no day: `this year`, labelled as a day of it."""
    labels = [(one["text"], one["type"], one["value"]) for _, _, times in gold.values() for one in times]
    bad = [
        (text, kind, value, ours) for _, text, kind, value, _, ours in wrong if _names_day(text, kind, value)
    ]
    found = sum(_names_day(*label) for label in labels) - sum(ours is None for *_, ours in bad)
    return 100 * (
        1 - sum(not str(ours or value).startswith(value) for _, _, value, ours in bad) / max(1, found)
    )


def _names_day(text: str, kind: str, value: str | None) -> bool:
    return kind in ("DATE", "TIME") and bool(_DAY.fullmatch(value or "")) and bool(_NAMES_A_DAY.search(text))


def run(name: str, gold: dict[str, Any], scorer: ModuleType, errors: bool) -> str:
    """One line of the table."""
    began = time.process_time()
    found = {file: SYSTEMS[name](text, dct) for file, (dct, text, _) in gold.items()}
    spent = time.process_time() - began
    result, by, wrong, extra = scorer.score(gold, found)
    words = sum(len(text.split()) for _, text, _ in gold.values())
    if errors:
        for item in wrong:
            print("WRONG", *item, sep=" | ")
        for item in extra:
            print("EXTRA", *item, sep=" | ")
    day = by.get("kind day", (0, 0, 0))
    return (
        f"{name:12s} {100 * result['value_f1']:8.1f} {100 * result['relaxed'][2]:8.1f} {100 * result['strict'][2]:8.1f} "
        f"{100 * result['type_f1']:8.1f} {full_days(by):10.1f} {same_day(by, wrong):10.1f} {named_days(gold, wrong):10.1f} {100 * day[2] / max(day[0], 1):10.1f} {words / max(spent, 1e-9):12,.0f}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder")
    parser.add_argument("--scorer", required=True)
    parser.add_argument("--peer", action="append", default=[], choices=["dateparser", "recognizers"])
    parser.add_argument("--part", choices=["train", "dev", "test-a", "test-b"])
    parser.add_argument("--errors", action="store_true")
    given = parser.parse_args()
    scorer = load(given.scorer)
    gold = chosen(scorer.read_folder(given.folder), given.part)
    ours("On May 3, 2016, a day.", "2016-05-04")
    lines = [
        run(name, gold, scorer, given.errors and name == "onrecord") for name in ("onrecord", *given.peer)
    ]
    print(f"{datetime.date.today()}  {platform.machine()} {platform.processor() or ''}  {len(gold)} files")
    print(
        "             value F1  relaxed   strict  type F1  days right   same day      named  days of all  words/CPU-s"
    )
    print("\n".join(lines))


if __name__ == "__main__":
    main()
