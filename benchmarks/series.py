"""The series of a record that are worth reading: measures with four or more dates, the longest first.

Use: series.py RECORD [--dates 4] [--show 100] [--words] [--judged FILE]

Prints for each its number of dates, unit, name and first values; `--words` adds the words around some of its figures, so that
a reader can tell whether it mixes two things. `--judged` prints shares instead, by what was judged by eye
(`gold/series.jsonl`): a line `{"thing", "worth", "figures": [[document, start, end], ...]}` names figures of one thing, a line
`{"verdict", "right", "figures"}` a finding. A series is unmixed if all its judged figures are of one thing.
"""

from __future__ import annotations

import argparse
import datetime
import json
import platform
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.model import Figure, Finding, Measure
from onrecord.store import Store

Place = tuple[str, int, int]
SHOWN = ("conflicts", "scope", "revised")


def dates(measure: Measure) -> int:
    """How many different dates a series has."""
    return len({point.as_of.value for point in measure.series if point.as_of})


def place(figure: Figure) -> Place:
    """Where a figure stands."""
    span = figure.spans[0]
    return span.document, span.start, span.end


def shown(store: Store, measure: Measure, words: bool) -> None:
    """One measure in a line, with its figures' words below if asked."""
    figures = {figure.id: figure for figure in store.by_id(Figure, [p.figure for p in measure.series])}
    points = [
        (p.as_of.value if p.as_of else "?", figures[p.figure]) for p in measure.series if p.figure in figures
    ]
    values = " ".join(f"{day}:{f.low if f.low is not None else f.high:g}" for day, f in points[:6])
    print(f"{dates(measure):4} {len(points):4} {measure.unit:12} {measure.name[:80]:80} {values}")
    for _, figure in points[:: max(1, len(points) // 4)][:4] if words else ():
        text, span = store.document(figure.spans[0].document).text, figure.spans[0]
        print("          ", repr(text[max(0, span.start - 70) : span.end + 70]))


def read(path: Path) -> tuple[dict[Place, str], set[str], dict[frozenset[Place], bool]]:
    """The thing of each judged figure, the things worth a chart, and whether each judged finding is right."""
    things: dict[Place, str] = {}
    worth: set[str] = set()
    findings: dict[frozenset[Place], bool] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        places = [(document, start, end) for document, start, end in row["figures"]]
        if "verdict" in row:
            findings[frozenset(places)] = row["right"]
            continue
        things.update(dict.fromkeys(places, row["thing"]))
        worth |= {row["thing"]} if row.get("worth") else set()
    return things, worth, findings


def judged_series(store: Store, long: Iterable[Measure], path: Path) -> Iterator[tuple[str, object]]:
    """Rows of the table: how many series were judged, mix nothing, are worth a chart."""
    things, worth, _ = read(path)
    counts: Counter[str] = Counter()
    charted = set()
    for measure in long:
        places = [place(figure) for figure in store.by_id(Figure, [p.figure for p in measure.series])]
        found = Counter(things[one] for one in places if one in things)
        counts["figures"] += len(places)
        counts["judged figures"] += sum(found.values())
        counts["series"] += 1
        if 2 * sum(found.values()) < len(places):
            counts["series not judged"] += 1
            continue
        counts["mix nothing"] += len(found) == 1
        charted |= set(found) & worth if len(found) == 1 else set()
    yield from counts.items()
    yield "things worth a chart", len(charted)


def judged_findings(store: Store, path: Path) -> Iterator[tuple[str, object]]:
    """Rows of the table: how many findings of each verdict were judged, and are right."""
    _, _, findings = read(path)
    counts: Counter[str] = Counter()
    for finding in store.rows(Finding):
        if finding.check == "figures" and finding.verdict in SHOWN:
            right = findings.get(frozenset(place(f) for f in store.by_id(Figure, finding.items)))
            counts[f"{finding.verdict}: found"] += 1
            counts[f"{finding.verdict}: judged"] += right is not None
            counts[f"{finding.verdict}: right"] += bool(right)
    yield from sorted(counts.items())


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--dates", type=int, default=4)
    parser.add_argument("--show", type=int, default=100)
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--judged", type=Path)
    args = parser.parse_args()
    with Store(args.record) as store:
        every = list(store.rows(Measure))
        long = sorted((m for m in every if dates(m) >= args.dates), key=lambda m: (-dates(m), m.id))
        print(f"{len(every)} measures, {len(long)} with {args.dates} dates or more")
        if args.judged:
            print(f"{datetime.date.today()}, {platform.machine()}, the first {args.show}:")
            rows = (
                *judged_series(store, long[: args.show], args.judged),
                *judged_findings(store, args.judged),
            )
            for name, count in rows:
                print(f"  {name:24} {count}")
            return
        for measure in long[: args.show]:
            shown(store, measure, args.words)


if __name__ == "__main__":
    main()
