"""Score an export against what a careful reader finds in twelve documents.

Use: reading.py EXPORT_DIR GOLD.jsonl DATA_DIR [--misses]. EXPORT_DIR holds a JSONL export, DATA_DIR the folder that the
gold's files are relative to. Offsets are carried over to the export's text by words.

An item is found when its words and those of an exported row of the same noun share at least half of the longer; of a
commitment, the whole or the action. `plain` counts what no careful reader would leave out, `all` the debatable too.
The gold is whole for figures alone, so `exported` is no base for a precision but theirs.
"""

from __future__ import annotations

import datetime
import math
import platform
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from align import Words, align, carried, words
from turns import asked, find_document, load

Row = dict[str, Any]
Names = dict[str, str]
Agreement = Callable[["Reader", Row, Row], bool | None]
NOUNS = ("commitments", "meetings", "events", "figures", "memberships", "objectives")
IDLE = {"the", "a", "an", "of", "and", "our", "his", "her", "their", "s"}


class Reader:
    """One document of the gold beside the export's text: carries spans, and gives the words of the gold's."""

    def __init__(self, data: bytes, text: str, names: Names) -> None:
        self.text = data.decode("utf-8")
        self.source = words(self.text)
        self.target: Words = words(text)
        self.names = names
        self.place = align(self.source.forms, self.target.forms)

    def gold(self, span: list[int] | None) -> set[int]:
        return carried(self.place, self.source.within(*span)) if span else set()

    def export(self, spans: list[Row]) -> set[int]:
        return {i for span in spans for i in self.target.within(span["start"], span["end"])}

    def said(self, span: list[int]) -> set[str]:
        return {self.source.forms[i] for i in self.source.within(*span)} - IDLE

    def named(self, value: Any) -> set[str]:
        """Words of a name, of an actor's id, or of whatever a speaker has."""
        if isinstance(value, dict):
            return set().union(*(self.named(value.get(key)) for key in ("actor", "name", "as_written")))
        text = self.names.get(str(value), str(value or ""))
        return set(words(text).forms) - IDLE


def share(a: set[int], b: set[int]) -> float:
    """Shared words as a part of the longer of two ranges."""
    return len(a & b) / max(len(a), len(b)) if a and b else 0.0


def gold_ranges(reader: Reader, item: Row) -> list[set[int]]:
    spans = [item.get("span") or [item["start"], item["end"]], item.get("action")]
    return [reader.gold(span) for span in spans if span]


def export_ranges(reader: Reader, row: Row, document: str) -> Iterator[set[int]]:
    """The row's spans in this document one by one and together, its action, and where a membership is attested."""
    spans = [span for span in row.get("spans") or [] if span["document"] == document]
    spans += [entry["span"] for entry in row.get("attested") or [] if entry["span"]["document"] == document]
    if isinstance(row.get("action"), dict):
        spans.append(row["action"])
    yield from (reader.export([span]) for span in spans)
    yield reader.export(spans)


def match(reader: Reader, items: list[Row], rows: list[Row], document: str) -> list[tuple[Row, Row | None]]:
    """Each item with the exported row that fits best and is still free."""
    ranges = [list(export_ranges(reader, row, document)) for row in rows]
    scored = [
        (max(share(a, b) for a in gold_ranges(reader, item) for b in parts), n, k)
        for n, item in enumerate(items)
        for k, parts in enumerate(ranges)
    ]
    found: dict[int, int] = {}
    for score, n, k in sorted(scored, key=lambda entry: (-entry[0], entry[1], entry[2])):
        if score >= 0.5 and n not in found and k not in found.values():
            found[n] = k
    return [(item, rows[found[n]] if n in found else None) for n, item in enumerate(items)]


def day(value: Any) -> str | None:
    return value.get("value") if isinstance(value, dict) else value


def close(a: float | None, b: float | None) -> bool:
    return a is b if a is None or b is None else math.isclose(a, b, rel_tol=1e-3)


def same_kind(reader: Reader, item: Row, row: Row) -> bool | None:
    return row.get("kind") in [item["kind"], *item["kind_also"]]


def same_obligor(reader: Reader, item: Row, row: Row) -> bool | None:
    said = reader.said(item["obligor"]) if item["obligor"] else set()
    return bool(said & reader.named(row.get("obligor"))) if said else None


def same_due(reader: Reader, item: Row, row: Row) -> bool | None:
    due = day(row.get("due"))
    return bool(due == item["due"]) if due or item["due"] else None


def same_type(reader: Reader, item: Row, row: Row) -> bool | None:
    return row.get("type") in [item["type"], *item["type_also"]]


def same_date(reader: Reader, item: Row, row: Row) -> bool | None:
    return bool(day(row.get("date")) == item["date"]) if item["date"] else None


def same_place(reader: Reader, item: Row, row: Row) -> bool | None:
    return bool(reader.said(item["place"]) & reader.named(row.get("place"))) if item["place"] else None


def has_actors(reader: Reader, item: Row, row: Row) -> bool | None:
    """At least half of the gold's people are among the row's."""
    wanted = item.get("attendees", item.get("actors")) or []
    people = [reader.named(who) for who in (row.get("attendees") or row.get("actors") or [])]
    hits = sum(any(reader.said(span) & who for who in people) for span in wanted)
    return 2 * hits >= len(wanted) if wanted else None


def same_value(reader: Reader, item: Row, row: Row) -> bool | None:
    return close(row.get("low"), item["low"]) and close(row.get("high"), item["high"])


def same_approximator(reader: Reader, item: Row, row: Row) -> bool | None:
    return bool(row.get("approximator") == item["approximator"])


def same_unit(reader: Reader, item: Row, row: Row) -> bool | None:
    return bool(str(row.get("unit")).casefold() == item["unit"].casefold())


CHECKS: dict[str, tuple[tuple[str, Agreement], ...]] = {
    "commitments": (("kind", same_kind), ("obligor", same_obligor), ("due", same_due)),
    "meetings": (("date", same_date), ("place", same_place), ("attendees", has_actors)),
    "events": (("type", same_type), ("date", same_date), ("place", same_place), ("actors", has_actors)),
    "figures": (("value", same_value), ("approximator", same_approximator), ("unit", same_unit)),
    "memberships": (),
    "objectives": (),
}


def rows_of(rows: list[Row], document: str) -> list[Row]:
    """Rows of a document, also those told by several."""
    return [
        row
        for row in rows
        if row.get("document") == document
        or any(span["document"] == document for span in row.get("spans") or [])
        or any(entry["span"]["document"] == document for entry in row.get("attested") or [])
    ]


def score_noun(
    reader: Reader, noun: str, items: list[Row], rows: list[Row], document: str, counts: Counter[str]
) -> list[str]:
    misses = []
    counts[f"{noun} exported"] += len(rows)
    for item, row in match(reader, items, rows, document):
        sure = item.get("sure", True)
        counts.update({f"{noun} all": 1, f"{noun} plain": int(sure)})
        start, end = item.get("span") or (item["start"], item["end"])
        if row is None:
            if sure:
                misses.append(f"{noun} missed at {start}-{end}")
            continue
        counts.update({f"{noun} all found": 1, f"{noun} plain found": int(sure)})
        for name, agrees in CHECKS[noun]:
            verdict = agrees(reader, item, row)
            if verdict is not None:
                counts.update({f"{noun} {name}": 1, f"{noun} {name} right": int(verdict)})
                misses.extend([] if verdict else [f"{noun} {name} differs at {start}-{end}"])
    return misses


def count_missing(row: Row, counts: Counter[str]) -> list[str]:
    for noun in NOUNS:
        counts[f"{noun} all"] += len(row[noun])
        counts[f"{noun} plain"] += sum(item.get("sure", True) for item in row[noun])
    return ["the export lacks this document"]


def score(folder: Path, gold: Path, data: Path) -> tuple[Counter[str], list[str]]:
    """Counts by name, and what was missed or differs, one line each."""
    counts: Counter[str] = Counter()
    misses: list[str] = []
    documents = load(folder / "documents.jsonl")
    export = {noun: load(folder / f"{noun}.jsonl") for noun in NOUNS}
    names = {str(actor["id"]): str(actor.get("name")) for actor in load(folder / "actors.jsonl")}
    for row in load(gold):
        document = find_document(documents, row["file"])
        if document is None:
            misses.extend(f"{row['file']}: {miss}" for miss in count_missing(row, counts))
            continue
        reader = Reader((data / row["file"]).read_bytes(), document["text"], names)
        for noun in NOUNS:
            here = rows_of(export[noun], document["id"])
            found = score_noun(reader, noun, row[noun], here, document["id"], counts)
            misses.extend(f"{row['file']}: {miss}" for miss in found)
    return counts, misses


def line(noun: str, counts: Counter[str]) -> str:
    def part(right: str, whole: str) -> str:
        share_of = 100 * counts[right] / counts[whole] if counts[whole] else 0.0
        return f"{counts[right]:4d}/{counts[whole]:<4d}{share_of:6.1f}%"

    recall = f"plain {part(f'{noun} plain found', f'{noun} plain')}  all {part(f'{noun} all found', f'{noun} all')}"
    agrees = "  ".join(f"{name} {part(f'{noun} {name} right', f'{noun} {name}')}" for name, _ in CHECKS[noun])
    return f"{noun:12} {recall}  exported {counts[f'{noun} exported']:4d}  {agrees}".rstrip()


def main() -> None:
    arguments = asked(__doc__)
    counts, misses = score(arguments.export, arguments.gold, arguments.data)
    print(f"{datetime.date.today()}, {platform.machine()}, Python {platform.python_version()}")
    print(*(line(noun, counts) for noun in NOUNS), sep="\n")
    if arguments.misses:
        print(*misses, sep="\n")


if __name__ == "__main__":
    main()
