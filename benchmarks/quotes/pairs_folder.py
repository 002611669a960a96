"""A folder of real stories and real transcripts, with dates beside them, for `onrecord build`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

HEAD = ("file", "date", "outlet", "title", "genre", "fidelity")


def fill(folder: Path, stories: Path, dates: Path, pairs: Path, most: int | None = None) -> None:
    """Link PolNeAR stories (those of `pairs` first) and the transcripts of 2015-16 into `folder/stories` and `folder/said`."""
    listed = [json.loads(line) for line in pairs.read_text(encoding="utf-8").splitlines()]
    _stories(folder / "stories", stories, dates, {pair["article"] for pair in listed}, most)
    said = {Path(p["transcript"]).name: (p["transcript_date"], p["transcript_title"]) for p in listed}
    rows = [
        (path.name, *said[path.name], path)
        for path in sorted((pairs.parent / "transcripts").glob("*.txt"))
        if path.name in said
    ]
    _link(
        folder / "said",
        [((name, date, "", title, "transcript", "as_delivered"), path) for name, date, title, path in rows],
    )


def _stories(folder: Path, stories: Path, dates: Path, first: set[str], most: int | None) -> None:
    told = {row["filename"]: row for row in csv.DictReader(dates.open(encoding="utf-8"), delimiter="\t")}
    paths = sorted(stories.glob("*.txt"), key=lambda path: (path.stem not in first, path.name))[:most]
    rows = []
    for path in paths:
        row = told.get(path.stem, {})
        day = row.get("publication_date", "")
        rows.append(((path.name, day, row.get("publisher", ""), row.get("title", ""), "news", "press"), path))
    _link(folder, rows)


def _link(folder: Path, rows: list[tuple[tuple[str, ...], Path]]) -> None:
    folder.mkdir(parents=True)
    with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.writer(out)
        table.writerow(HEAD)
        for row, path in rows:
            (folder / row[0]).symlink_to(path.resolve())
            table.writerow(row)
