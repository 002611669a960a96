"""The series of a record that are worth reading: measures with four or more dates, the longest first.

Use: series.py RECORD [--dates 4] [--show 100] [--words]

Prints for each its number of dates, unit, name and first values; `--words` adds the words around some of its figures, so that
a reader can tell whether it mixes two things.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.model import Figure, Measure
from onrecord.store import Store


def dates(measure: Measure) -> int:
    """How many different dates a series has."""
    return len({point.as_of.value for point in measure.series if point.as_of})


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


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--dates", type=int, default=4)
    parser.add_argument("--show", type=int, default=100)
    parser.add_argument("--words", action="store_true")
    args = parser.parse_args()
    with Store(args.record) as store:
        every = list(store.rows(Measure))
        long = sorted((m for m in every if dates(m) >= args.dates), key=dates, reverse=True)
        print(f"{len(every)} measures, {len(long)} with {args.dates} dates or more")
        for measure in long[: args.show]:
            shown(store, measure, args.words)


if __name__ == "__main__":
    main()
