"""Figures that tell one thing with two numbers: what the record's findings are right about, and what they miss.

Use: clashes.py RECORD --gold gold/clashes.jsonl [--show 50]

The gold (`gold/README.md`) has pairs of figures of two documents, found by comparing all with all outside the product and
labelled by eye, and findings judged by eye. Prints, by verdict, how many findings there are, were judged, are right; and, by
label, how many pairs a finding holds: the pair itself, or the same two numbers in other documents. `--show` prints the first
findings with the words around their figures instead, so that a reader can judge them.
"""

from __future__ import annotations

import argparse
import datetime
import json
import platform
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from onrecord.model import Figure, Finding
from onrecord.store import Store

Place = tuple[str, int, int]
Reading = tuple[str, float | None, float | None]
SHOWN = ("conflicts", "scope", "revised", "unsure")
TOLD = ("conflicts", "scope", "revised")


def tails(store: Store) -> dict[str, str]:
    """The ids of documents by the ends of their paths, of one part and of more."""
    found = {}
    for document in store.listed():
        parts = Path(document.path or "").parts
        for many in range(1, 5):
            found["/".join(parts[-many:])] = document.id
    return found


def read(path: Path, ids: dict[str, str]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Pairs and judged findings of those documents that the record holds, with the documents' ids in place of names."""
    pairs, judged = [], []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if all(name in ids for name, _, _ in row["figures"]):
            row["figures"] = [(ids[name], start, end) for name, start, end in row["figures"]]
            (judged if "right" in row else pairs).append(row)
    return pairs, judged


def findings(store: Store) -> Iterator[tuple[Finding, list[Figure]]]:
    """Each finding on figures of these verdicts, the gravest first, with its figures."""
    rows = [row for row in store.rows(Finding) if row.check == "figures" and row.verdict in SHOWN]
    for row in sorted(rows, key=lambda row: (-row.severity, row.id)):
        yield row, list(store.by_id(Figure, row.items))


def place(figure: Figure) -> Place:
    """Where a figure stands."""
    span = figure.spans[0]
    return span.document, span.start, span.end


def reading(figure: Figure) -> Reading:
    """The number that a figure tells."""
    return figure.unit, figure.low, figure.high


def over(a: Place, b: Place) -> bool:
    """Whether two places share a character."""
    return a[0] == b[0] and a[1] < b[2] and b[1] < a[2]


def same(one: Iterable[Place], other: Sequence[Place]) -> bool:
    """Whether each place of the first has one of the second under it."""
    return all(any(over(a, b) for b in other) for a in one)


def precision(made: Sequence[tuple[Finding, list[Figure]]], judged: Sequence[dict[str, Any]]) -> None:
    """Prints by verdict how many findings there are, were judged, are right."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for finding, figures in made:
        known = [
            row
            for row in judged
            if row["finding"] == finding.verdict and same(row["figures"], [place(f) for f in figures])
        ]
        counts[finding.verdict].update(found=1, judged=bool(known), right=bool(known and known[0]["right"]))
    print(f"  {'finding':12} {'found':>6} {'judged':>6} {'right':>6}")
    for verdict in SHOWN:
        row = counts[verdict]
        print(f"  {verdict:12} {row['found']:6} {row['judged']:6} {row['right']:6}")
    told = [counts[verdict] for verdict in TOLD]
    right, seen = (sum(row[name] for row in told) for name in ("right", "judged"))
    print(
        f"  right of the judged, without `unsure`: {right} of {seen}"
        + (f", {right / seen:.0%}" if seen else "")
    )


def recall(
    store: Store, made: Sequence[tuple[Finding, list[Figure]]], pairs: Sequence[dict[str, Any]]
) -> None:
    """Prints by label how many pairs a finding tells: itself, with the same numbers elsewhere, or as unsure."""
    at: dict[str, list[Figure]] = defaultdict(list)
    for row in pairs:
        for document, _, _ in row["figures"]:
            at[document] = at[document] or list(store.rows(Figure, document))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in pairs:
        two = [next((f for f in at[spot[0]] if over(place(f), spot)), None) for spot in row["figures"]]
        counts[row["label"]].update(pairs=1, **{_told(made, row["figures"], two): 1})
    print(f"  {'label':12} {'pairs':>6} {'told':>6} {'numbers':>8} {'unsure':>7} {'no':>5} {'unread':>7}")
    for label, row in sorted(counts.items()):
        cells = (row["pairs"], row["told"], row["numbers"], row["unsure"], row["no"], row["unread"])
        print(f"  {label:12} {cells[0]:6} {cells[1]:6} {cells[2]:8} {cells[3]:7} {cells[4]:5} {cells[5]:7}")


def _told(
    made: Sequence[tuple[Finding, list[Figure]]], spots: Sequence[Place], two: Sequence[Figure | None]
) -> str:
    a, b = two
    if a is None or b is None:
        return "unread"
    wanted = {reading(a), reading(b)}
    best = "no"
    for finding, figures in made:
        hit = same(spots, [place(f) for f in figures])
        alike = len(wanted) == 2 and wanted <= {reading(f) for f in figures}
        if finding.verdict in TOLD and hit:
            return "told"
        if finding.verdict in TOLD and alike:
            best = "numbers"
        elif best == "no" and (hit or alike):
            best = "unsure"
    return best


def show(store: Store, made: Sequence[tuple[Finding, list[Figure]]]) -> None:
    """Prints findings with the words around their figures."""
    for finding, figures in made:
        print(f"{finding.verdict:10} {finding.why}")
        for figure in figures[:4]:
            document, span = store.document(figure.spans[0].document), figure.spans[0]
            words = document.text[max(0, span.start - 120) : span.end + 90]
            print(f"           {document.published.value if document.published else '?':12} {words!r}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("record", type=Path)
    parser.add_argument("--gold", type=Path, default=Path(__file__).parent / "gold" / "clashes.jsonl")
    parser.add_argument("--show", type=int, default=0)
    args = parser.parse_args()
    with Store(args.record) as store:
        made = list(findings(store))
        if args.show:
            show(store, made[: args.show])
            return
        pairs, judged = read(args.gold, tails(store))
        print(
            f"{datetime.date.today()}, {platform.machine()}, {len(made)} findings, {len(pairs)} labelled pairs"
        )
        precision(made, judged)
        recall(store, made, pairs)


if __name__ == "__main__":
    main()
