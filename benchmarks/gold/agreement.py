"""Print how far two labellings of figures agree, or a labelling and a prediction in the same form.

Use: agreement.py [FIRST.jsonl ... SECOND.jsonl]; without arguments the second and the third labelling of this folder
against the first. Only documents that both files hold are compared. Two figures are the same when their cores overlap;
each row of the table adds a condition to those above it. The last file is measured against the others. Below the table:
how many figures only one of the two has, and how many of the common ones differ in what.
"""

from __future__ import annotations

import json
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

Figure = dict[str, Any]
Test = Callable[[Figure, Figure], bool]
HERE = Path(__file__).parent


def overlap(a: list[int] | None, b: list[int] | None) -> bool:
    """Whether two half-open spans share a character; two absent spans agree."""
    if a is None or b is None:
        return a is b
    return a[0] < b[1] and b[0] < a[1]


def close(a: float | None, b: float | None) -> bool:
    """Equal numbers, or both open; a third may be written with three digits or four."""
    if a is None or b is None:
        return a is b
    return math.isclose(a, b, rel_tol=3e-4)


def same_unit(a: Figure, b: Figure) -> bool:
    return str(a["unit"]).lower() == str(b["unit"]).lower()


STEPS: tuple[tuple[str, Test], ...] = (
    ("found", lambda a, b: True),
    ("+ value", lambda a, b: close(a["low"], b["low"]) and close(a["high"], b["high"])),
    ("+ approximator", lambda a, b: bool(a["approximator"] == b["approximator"])),
    ("+ unit", same_unit),
    ("+ head", lambda a, b: overlap(a["head"], b["head"])),
    ("+ change", lambda a, b: bool(a["change"] == b["change"])),
)


def read(path: Path) -> dict[tuple[str, str], list[Figure]]:
    """Figures by (set, file)."""
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line)
    return {(row["set"], row["file"]): row["figures"] for row in rows}


def pairs(first: list[Figure], second: list[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Each figure of the first with the first free one of the second whose core it overlaps."""
    free = list(second)
    for a in first:
        for b in free:
            if overlap([a["start"], a["end"]], [b["start"], b["end"]]):
                free.remove(b)
                yield a, b
                break


def classes(first: list[Figure], second: list[Figure]) -> Counter[str]:
    """How many figures of one document differ, by what: every field for itself, spans to the character."""
    common = list(pairs(first, second))
    found = Counter({"only first": len(first) - len(common), "only second": len(second) - len(common)})
    for a, b in common:
        found.update(name.removeprefix("+ ") for name, test in STEPS if not test(a, b))
        found["core's span"] += (a["start"], a["end"]) != (b["start"], b["end"])
        found["object's span"] += a["object"] != b["object"]
    return found


def compare(names: list[str]) -> None:
    """Print the table and the counts for the last of these files against the others."""
    *firsts, second = (read(Path(name)) for name in names)
    first = {key: figures for part in firsts for key, figures in part.items()}
    both = sorted(first.keys() & second.keys())
    gold = sum(len(first[key]) for key in both)
    said = sum(len(second[key]) for key in both)
    matched = [pair for key in both for pair in pairs(first[key], second[key])]
    print(f"{len(both)} documents, {gold} figures in the first, {said} in the second")
    print(f"{'':16}{'precision':>10}{'recall':>10}{'F1':>10}")
    for name, test in STEPS:
        matched = [pair for pair in matched if test(*pair)]
        row = (
            len(matched) / max(said, 1),
            len(matched) / max(gold, 1),
            2 * len(matched) / max(gold + said, 1),
        )
        print(f"{name:16}" + "".join(f"{100 * value:10.1f}" for value in row))
    different = sum((classes(first[key], second[key]) for key in both), Counter[str]())
    print("different:", ", ".join(f"{name} {count}" for name, count in different.items()) or "nothing")


def main(argv: list[str]) -> None:
    gold = [str(HERE / "figures.jsonl"), str(HERE / "figures_dense.jsonl")]
    for names in [argv] if argv else [[*gold, str(HERE / f"{stem}.jsonl")] for stem in ("second", "third")]:
        compare(names)


if __name__ == "__main__":
    main(sys.argv[1:])
