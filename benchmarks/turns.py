"""Score the turns of transcripts against the gold of turns.

Use: turns.py EXPORT_DIR GOLD.jsonl DATA_DIR [--misses]. EXPORT_DIR holds a JSONL export (documents, turns and, where
present, statements), DATA_DIR the folder that the gold's files are relative to.

Boundaries are compared by words: where the first and the last word of a turn stand, its label and the stage directions
at its edges left out. A turn is whole when both fit. Turns of kind stage in the export are left out.
"""

from __future__ import annotations

import argparse
import datetime
import json
import platform
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from align import Words, align, carried, words

Row = dict[str, Any]
Edges = tuple[int, int]


def load(path: Path) -> list[Row]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def find_document(documents: list[Row], file: str) -> Row | None:
    """The document whose path ends as the gold's file does; else the one with its file name, if there is only one."""
    for row in documents:
        if str(row.get("path") or "").replace("\\", "/").endswith(file):
            return row
    name = file.rsplit("/", 1)[-1]
    named = [row for row in documents if str(row.get("path") or "").endswith(name)]
    return named[0] if len(named) == 1 else None


def plain(label: str | None) -> str | None:
    """A label without colon, markup and double spaces."""
    return re.sub(r"\s+", " ", label).strip(" *:_") if label else None


def edges(inside: set[int], stage: set[int]) -> Edges | None:
    """First and last word outside stage directions; of the whole where it is nothing else."""
    kept = (inside - stage) or inside
    return (min(kept), max(kept)) if kept else None


def gold_turns(row: Row, source: Words, place: list[int | None], stage: set[int]) -> dict[Edges, Row]:
    turns: dict[Edges, Row] = {}
    for turn in row["turns"]:
        found = edges(carried(place, source.within(turn["content_start"], turn["end"])), stage)
        if found:
            turns[found] = turn
    return turns


def export_turns(rows: list[Row], target: Words, stage: set[int]) -> dict[Edges, Row]:
    turns: dict[Edges, Row] = {}
    for row in rows:
        if row.get("kind") == "stage" or not row["spans"]:
            continue
        inside: set[int] = set()
        for span in row["spans"]:
            inside.update(target.within(span["start"], span["end"]))
        found = edges(inside, stage)
        if found:
            turns[found] = row
    return turns


def settled(gold: dict[Edges, Row], found: dict[Edges, Row]) -> dict[Edges, Row]:
    """The gold with the export's end wherever the gold itself doubts the end."""
    ends = dict(iter(found))
    return {
        (start, ends.get(start, end)) if turn.get("doubt") == "end" else (start, end): turn
        for (start, end), turn in gold.items()
    }


def score_edges(
    gold: dict[Edges, Row], found: dict[Edges, Row], counts: Counter[str], misses: list[str]
) -> None:
    pairs = (
        ("starts", {g[0] for g in gold}, {f[0] for f in found}),
        ("ends", {g[1] for g in gold}, {f[1] for f in found}),
    )
    for name, wanted, got in pairs:
        counts.update(
            {f"{name} gold": len(wanted), f"{name} found": len(got), f"{name} right": len(wanted & got)}
        )
    whole = gold.keys() & found.keys()
    counts.update({"whole gold": len(gold), "whole found": len(found), "whole right": len(whole)})
    misses.extend(
        f"missed turn at {gold[g]['start']}, label {gold[g]['label']}" for g in sorted(gold.keys() - whole)
    )
    extra = found.keys() - gold.keys()
    misses.extend(
        f"turn not in gold at {found[f]['spans'][0]['start']} of the export's text" for f in sorted(extra)
    )


def score_labels(
    gold: dict[Edges, Row], found: dict[Edges, Row], counts: Counter[str], misses: list[str]
) -> None:
    """Labels and kinds of the turns whose first word fits."""
    by_start = {edge[0]: row for edge, row in found.items()}
    for edge, turn in gold.items():
        row = by_start.get(edge[0])
        if row is None:
            continue
        counts["kinds"] += 1
        counts["kinds right"] += row.get("kind") == turn["kind"]
        if turn.get("doubt") == "label":
            continue
        who = row.get("speaker") or {}
        label = plain(who.get("as_written"))
        right = (
            label == plain(turn["label"])
            if turn["label"]
            else bool(label or who.get("name") or who.get("actor"))
        )
        counts["labels"] += 1
        counts["labels right"] += right
        if not right:
            misses.append(f"label at {turn['start']}: {turn['label']!r}, export says {label!r}")


def score_statements(
    rows: list[Row], target: Words, stage: set[int], counts: Counter[str], misses: list[str]
) -> None:
    for row in rows:
        content = row.get("content") or []
        inside = [i for span in content for i in target.within(span["start"], span["end"])]
        counts["statements"] += 1
        if stage & set(inside):
            counts["statements with stage"] += 1
            misses.append(f"stage direction inside the statement {row['id']}")


def score_document(row: Row, export: dict[str, Any], data: Path, counts: Counter[str]) -> list[str]:
    """Adds one document's counts and returns what did not fit."""
    misses: list[str] = []
    document = find_document(export["documents"], row["file"])
    if document is None:
        counts.update({"missing": 1, "whole gold": len(row["turns"])})
        counts.update({"starts gold": len(row["turns"]), "ends gold": len(row["turns"])})
        return ["the export lacks this document"]
    source = words((data / row["file"]).read_bytes().decode("utf-8"))
    target = words(document["text"])
    place = align(source.forms, target.forms)
    stage = {p for start, end in row["stage"] for p in carried(place, source.within(start, end))}
    gold = gold_turns(row, source, place, stage)
    found = export_turns(export["turns"][document["id"]], target, stage)
    gold = settled(gold, found)
    score_edges(gold, found, counts, misses)
    score_labels(gold, found, counts, misses)
    score_statements(export["statements"][document["id"]], target, stage, counts, misses)
    return misses


def load_export(folder: Path) -> dict[str, Any]:
    export: dict[str, Any] = {"documents": load(folder / "documents.jsonl")}
    for noun in ("turns", "statements"):
        by_document: dict[str, list[Row]] = defaultdict(list)
        for row in load(folder / f"{noun}.jsonl"):
            by_document[row["document"]].append(row)
        export[noun] = by_document
    return export


def f1(counts: Counter[str], name: str) -> dict[str, float]:
    right, wanted, got = (counts[f"{name} {what}"] for what in ("right", "gold", "found"))
    total = wanted + got
    return {
        "precision": round(100 * right / got, 2) if got else 0.0,
        "recall": round(100 * right / wanted, 2) if wanted else 0.0,
        "f1": round(200 * right / total, 2) if total else 0.0,
    }


def share(part: int, whole: int) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def score(folder: Path, gold: Path, data: Path) -> tuple[dict[str, Any], list[str]]:
    """All figures by name, and the misses, one line each."""
    counts: Counter[str] = Counter()
    misses: list[str] = []
    export = load_export(folder)
    rows = load(gold)
    for row in rows:
        misses.extend(f"{row['file']}: {miss}" for miss in score_document(row, export, data, counts))
    bounds = Counter(
        {f"bounds {k}": counts[f"starts {k}"] + counts[f"ends {k}"] for k in ("right", "gold", "found")}
    )
    return {
        "documents": len(rows),
        "missing": counts["missing"],
        "turns": counts["whole gold"],
        "boundaries": f1(bounds, "bounds"),
        "whole turns": f1(counts, "whole"),
        "label": share(counts["labels right"], counts["labels"]),
        "kind": share(counts["kinds right"], counts["kinds"]),
        "statements": counts["statements"],
        "statements with a stage direction inside": counts["statements with stage"],
    }, misses


def asked(doc: str | None) -> argparse.Namespace:
    """The arguments of a bench that holds an export against a gold: export, gold, data and whether misses are listed."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("export", "gold", "data"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was missed or differs")
    return parser.parse_args()


def main() -> None:
    arguments = asked(__doc__)
    result, misses = score(arguments.export, arguments.gold, arguments.data)
    print(f"{datetime.date.today()}, {platform.machine()}, Python {platform.python_version()}")
    for name, value in result.items():
        shown = "  ".join(f"{k} {v:.2f}" for k, v in value.items()) if isinstance(value, dict) else value
        print(f"{name:42} {shown}")
    if arguments.misses:
        print(*misses, sep="\n")


if __name__ == "__main__":
    main()
