"""Real pairs: which of the listed press quotations are found in the transcripts that they came from, and with what verdict.

    python benchmarks/pairs.py POLNEAR_SPLIT_DIR QUOTES_DIR [--keep DIR] [--show FILE] [--full] [--listed]

One record is built of the articles (POLNEAR_SPLIT_DIR/text) and the transcripts (QUOTES_DIR/transcripts), exported as
JSONL, and held against QUOTES_DIR/pairs_train.jsonl. The list is a machine's, and 93 % right by one person's reading:
`--show` writes every listed pair with what was found, for reading by eye; `--keep` keeps record and export in a folder
and uses an export that lies there already. The record holds what the check of quotations reads; `--full` builds and
exports it on the command line with every kind of row (minutes more), `--listed` reads the listed articles alone.

Beside it stands what a reader made of it: `gold/pairs_judged.csv` holds every finding of the whole record but the
verbatim and the unchecked ones, read by eye: file, first and last character there, the verdict that is right (`none`
where nothing may be said), and the passage that is right (transcript, first and last character there; blank where none
is). `gold/pairs_disputed.csv` are the listed pairs that the reader found to be wrong, with the reason.
"""

from __future__ import annotations

import argparse
import csv
import datetime
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import quotes_record
from benchmarks.quotes_record import File, Store, sidecars

Row = dict[str, Any]
GOLD = Path(__file__).resolve().parent / "gold"
SOURCE = Path(__file__).resolve().parents[1] / "src"
SAME_WORDS = 0.8  # of the listed passage's words in another transcript's: a line said on several days
SAID = ("verbatim", "typography")
NO_VERDICT = ("not_found", "unchecked")
VERDICTS = (
    *("typography", "wording", "elided", "spliced", "tidied", "gloss", "paraphrase_in_quotes", "translated"),
    *("not_found", "verbatim", "none"),
)
# What the list's machine says, and which of our words agree with it.
AGREES = {
    "verbatim": {"verbatim", "typography"},
    "verbatim_light": {"verbatim", "typography", "tidied", "elided"},
    "altered": {"wording", "tidied", "elided", "gloss", "paraphrase_in_quotes"},
    "spliced_unmarked": {"spliced", "elided", "tidied"},
    "elided_marked": {"elided", "gloss"},
}


# ---- the export, read in one place -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Held:
    """One finding on a quotation: where it is printed, its verdict, and the passage that it was held against."""

    file: str
    start: int
    end: int
    match: str
    changes: tuple[str, ...]
    may_change_meaning: bool
    speaker: str
    second_hand: bool
    against: str | None
    passages: tuple[tuple[int, int, str], ...]
    why: str


def load(path: Path) -> Iterator[Row]:
    """The rows of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def findings(export: Path) -> list[Held]:
    """Every finding of the check of quotations, its documents by the names of their files."""
    names = {row["id"]: Path(row.get("path") or row["id"]).name for row in load(export / "documents.jsonl")}
    rows = (row for row in load(export / "findings.jsonl") if row["check"] == "quotes")
    return [held(row, names) for row in rows if "match" in row["values"]]  # others set press beside press


def held(row: Row, names: dict[str, str]) -> Held:
    """A finding's fields as this bench uses them."""
    values = row["values"]
    printed, against = values.get("quotation") or row["spans"][0], values.get("against") or {}
    kinds = [str(edit["kind"]) for name in ("edits", "lost") for edit in values.get(name) or ()]
    passages = tuple((s["start"], s["end"], s["quote"]) for s in against.get("spans") or ())
    return Held(
        names.get(printed.get("document") or "", ""),
        printed["start"],
        printed["end"],
        str(values["match"]),
        tuple(sorted(set(kinds))),
        bool(values.get("may_change_meaning")),
        str(values.get("speaker")),
        bool(values.get("second_hand")) or values.get("speaker") == "second_hand",
        names.get(against.get("document") or ""),
        passages,
        str(row.get("why", "")),
    )


# ---- the record ------------------------------------------------------------------------------------------------------


def lay_out(articles: Path, quotes: Path, pairs: list[Row], folder: Path, listed: bool = False) -> None:
    """Links to all texts, with a sidecar table of what the list knows of them."""
    rows: dict[str, Row] = {}
    for pair in pairs:
        rows[f"{pair['article']}.txt"] = {"date": pair["article_date"], "outlet": pair["publisher"]}
        said = {"date": pair["transcript_date"], "title": pair["transcript_title"], "genre": "transcript"}
        rows[Path(pair["transcript"]).name] = said
    known = set(rows)
    for path in [*sorted((articles / "text").glob("*.txt")), *sorted((quotes / "transcripts").glob("*.txt"))]:
        if listed and path.name not in known:
            continue
        (folder / path.name).symlink_to(path.resolve())
        if path.parent.name == "text":
            row = rows.setdefault(
                path.name, dict(zip(("outlet", "date"), path.name.split("_"), strict=False))
            )
            row["genre"] = "news"
    fields = ("file", "date", "outlet", "title", "genre")
    with (folder / "sources.csv").open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, fields)
        table.writeheader()
        table.writerows({"file": name, **row} for name, row in sorted(rows.items()))


def build(folder: Path, place: Path, full: bool) -> Path:
    """The export of a record of the folder; one that lies there already is used again."""
    export = place / "export"
    if (export / "findings.jsonl").exists():
        return export
    if full:
        record, env = str(place / "record.sqlite"), {**os.environ, "PYTHONPATH": str(SOURCE)}
        for command in (["build", str(folder)], ["export", "--format", "jsonl", "-o", str(export)]):
            subprocess.run([sys.executable, "-m", "onrecord", *command, "-r", record], check=True, env=env)
        return export
    beside = sidecars(folder)
    files = (File(p.name, p.read_bytes(), beside[p.name]) for p in sorted(folder.glob("*.txt")))
    known = place / "record.sqlite"
    with Store(known, write=True) if known.exists() else quotes_record.record(files, known) as store:
        quotes_record.export(store, export)
    return export


# ---- the pairs -------------------------------------------------------------------------------------------------------


def words(text: str) -> list[str]:
    """Plain small words."""
    return re.findall(r"[^\W_]+", text.lower().replace("’", "'"))


def overlap(listed: str, found: str) -> float:
    """The share of the listed passage's words that the found one holds."""
    there = Counter(words(listed))
    return sum((there & Counter(words(found))).values()) / max(1, sum(there.values()))


def as_full(pair: Row, passage: str) -> bool:
    """Whether a passage of another transcript is the listed one, or holds no less of the quotation."""
    if overlap(pair["transcript_text"], passage) >= SAME_WORDS:
        return True
    ours = overlap(pair["quote"], passage)
    return ours >= SAME_WORDS and ours >= overlap(pair["quote"], pair["transcript_text"])


class Text:
    """A text and where its words stand, for offsets that a reader may have moved."""

    def __init__(self, text: str) -> None:
        self.starts = [m.start() for m in re.finditer(r"[^\W_]+", text)]

    def word_range(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the first word and past the last between two characters."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


def touching(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two ranges share anything."""
    return a[0] < b[1] and b[0] < a[1]


def outcome(pair: Row, near: list[Held], texts: dict[str, tuple[Text, Text]]) -> tuple[str, Held | None]:
    """found, elsewhere (the same words in another transcript), another passage, unchecked, or nothing; and by what."""
    found = [f for f in near if f.match not in NO_VERDICT]
    name = Path(pair["transcript"]).name
    listed = texts[name][0].word_range(pair["t_begin"], pair["t_end"])
    for f in found:
        spots = (texts[name][1].word_range(a, b) for a, b, _ in f.passages) if f.against == name else ()
        if any(touching(listed, spot) for spot in spots):
            return "found", f
    for f in found:
        if as_full(pair, " ".join(quote for _, _, quote in f.passages)):
            return "elsewhere", f
    if found:
        return "other passage", found[0]
    return (near[0].match, near[0]) if near else ("no finding", None)


def near_of(pair: Row, by_file: dict[str, list[Held]], texts: dict[str, tuple[Text, Text]]) -> list[Held]:
    """The findings on quotations that overlap the listed one, longest common part first."""
    return closest(f"{pair['article']}.txt", pair["quote_begin"], pair["quote_end"], by_file, texts)


def closest(
    name: str, start: int, end: int, by_file: dict[str, list[Held]], texts: dict[str, tuple[Text, Text]]
) -> list[Held]:
    """The findings on quotations that overlap these characters of a file, longest common part first."""
    raw, ours = texts[name]
    listed = raw.word_range(start, end)
    spots = [(f, ours.word_range(f.start, f.end)) for f in by_file[name]]
    close = [(f, min(listed[1], s[1]) - max(listed[0], s[0])) for f, s in spots if touching(listed, s)]
    return [f for f, _ in sorted(close, key=lambda p: -p[1])]


def texts_of(export: Path, folders: list[Path]) -> dict[str, tuple[Text, Text]]:
    """By file name, the text as it lies on the disk and as the record holds it."""
    read = {Path(r.get("path") or r["id"]).name: r["text"] for r in load(export / "documents.jsonl")}
    raws = {p.name: p.open(encoding="utf-8", newline="").read() for f in folders for p in f.glob("*.txt")}
    return {name: (Text(raws[name]), Text(text)) for name, text in read.items() if name in raws}


# ---- what a reader judged ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Judged:
    """A quotation of an article, and the verdict (or `none`) and the passage that a reader holds right; characters of files."""

    file: str
    start: int
    end: int
    match: str
    against: str = ""
    passage: tuple[int, int] = (0, 0)


def judged() -> list[Judged]:
    """The reader's judgements."""
    with (GOLD / "pairs_judged.csv").open(encoding="utf-8", newline="") as rows:
        return [
            Judged(
                r["file"],
                int(r["start"]),
                int(r["end"]),
                r["match"],
                r["against"],
                (int(r["from"] or 0), int(r["to"] or 0)),
            )
            for r in csv.DictReader(rows)
        ]


def disputed() -> dict[int, str]:
    """The listed pairs that are wrong by the reader, by their line from 0 on, with a word why."""
    with (GOLD / "pairs_disputed.csv").open(encoding="utf-8", newline="") as rows:
        return {int(r["pair"]): r["reason"] for r in csv.DictReader(rows)}


def spoken_of(found: Held) -> bool:
    """Whether a finding says something that a reader must look at."""
    return found.match not in ("verbatim", "unchecked")


def agrees(label: Judged, found: Held | None, texts: dict[str, tuple[Text, Text]]) -> bool:
    """Whether a finding has the reader's verdict, and his passage where he names one."""
    said = found.match if found else "unchecked"
    if label.match == "none":
        return said in NO_VERDICT
    if found is None or not label.against:
        return said == label.match
    if said != label.match or found.against != label.against:
        return False
    raw, ours = texts[label.against]
    right = raw.word_range(*label.passage)
    return any(touching(right, ours.word_range(a, b)) for a, b, _ in found.passages)


def judge(
    labels: list[Judged], by_file: dict[str, list[Held]], texts: dict[str, tuple[Text, Text]]
) -> list[tuple[Judged, Held | None, bool]]:
    """Each judgement with the finding on the same words, and whether they agree."""
    here = [label for label in labels if label.file in texts]
    nearest = [next(iter(closest(n.file, n.start, n.end, by_file, texts)), None) for n in here]
    return [(n, f, agrees(n, f, texts)) for n, f in zip(here, nearest, strict=True)]


def show_judged(told: list[tuple[Judged, Held | None, bool]], everything: list[Held]) -> None:
    """The tables of judgements: by the reader's verdict, and by the record's own."""
    print("\nread by eye: the record's verdict and passage are the reader's, by the reader's verdict")
    groups = {name: [ok for label, _, ok in told if label.match == name] for name in VERDICTS}
    for name, group in groups.items():
        if group:
            print(f"  {name:22}{share(sum(group), len(group))}")
    print(f"  {'all':22}{share(sum(ok for *_, ok in told), len(told))}")
    print("\nfindings that are right in verdict and passage, by the record's verdict")
    made = [(f.match, ok) for _, f, ok in told if f and spoken_of(f)]
    for name in VERDICTS:
        group = [ok for match, ok in made if match == name]
        if group:
            print(f"  {name:22}{share(sum(group), len(group))}")
    print(f"  {'all':22}{share(sum(ok for _, ok in made), len(made))}")
    known = {f for _, f, _ in told}
    print(f"  {'read by nobody':22}{sum(spoken_of(f) and f not in known for f in everything):6}")


def share(part: int, whole: int) -> str:
    return f"{part:5} of {whole:5}  {100 * part / max(1, whole):5.1f} %"


def report(pairs: list[Row], told: list[tuple[Row, str, Held | None]], everything: list[Held]) -> None:
    """The table."""
    wrong = disputed()
    first = [t for t in told if t[2] is None or not t[2].second_hand]
    second = [t for t in told if t[2] is not None and t[2].second_hand]
    ok = ("found", "elsewhere")
    print(f"{'found':34}{share(sum(t[1] in ok for t in told), len(told))}")
    print(f"{'  of them in another transcript':34}{sum(t[1] == 'elsewhere' for t in told):5}")
    print(f"{'found, second-hand apart':34}{share(sum(t[1] in ok for t in first), len(first))}")
    print(f"{'second-hand':34}{len(second):5}")
    for name, n in Counter(t[1] for t in told if t[1] not in ok).most_common():
        print(f"{'missed: ' + name:34}{n:5}")
    missed = [i for i, t in enumerate(told) if t[1] not in ok]
    print(f"{'  of the missed, disputed':34}{sum(i in wrong for i in missed):5}")
    for reason, n in Counter(wrong[i] for i in range(len(told)) if i in wrong).most_common():
        print(f"{'disputed: ' + reason:34}{n:5}")
    hits = [(pair, f) for pair, how, f in told if how in ok and f]
    agree = sum(f.match in AGREES[pair["verdict"]] for pair, f in hits)
    print(f"{'verdict agrees with the list':34}{share(agree, len(hits))}")
    print("\nthe list's verdict by ours")
    for verdict in AGREES:
        row = Counter(f.match for pair, f in hits if pair["verdict"] == verdict)
        print(f"  {verdict:18}" + ", ".join(f"{k} {n}" for k, n in row.most_common()))
    print("\nall findings on quotations in the record")
    for match, n in Counter(f.match for f in everything).most_common():
        print(f"  {match:22}{n:6}")
    print(f"  {'not verbatim':22}{sum(f.match not in (*SAID, *NO_VERDICT) for f in everything):6}")
    print(f"  {'may change meaning':22}{sum(f.may_change_meaning for f in everything):6}")


def shown(pair: Row, how: str, f: Held | None) -> Row:
    """A pair and its finding as one line to read."""
    asked = {
        k: pair[k]
        for k in ("article", "quote", "source", "verdict", "transcript", "transcript_text", "turn_speaker")
    }
    if f is None:
        return {"outcome": how, **asked, "finding": None}
    told = {"match": f.match, "changes": f.changes, "speaker": f.speaker, "against": f.against, "why": f.why}
    return {"outcome": how, **asked, "finding": {**told, "passages": [quote for _, _, quote in f.passages]}}


def main() -> None:
    """The command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("articles", type=Path, help="PolNeAR's train folder")
    ap.add_argument("quotes", type=Path, help="holds transcripts/ and pairs_train.jsonl")
    ap.add_argument("--full", action="store_true")
    ap.add_argument("--listed", action="store_true")
    ap.add_argument("--keep", type=Path, default=None)
    ap.add_argument("--show", type=Path, default=None)
    given = ap.parse_args()
    pairs = list(load(given.quotes / "pairs_train.jsonl"))
    with tempfile.TemporaryDirectory() as made:
        started = time.time()
        place = given.keep or Path(made)
        folder = place / "texts"
        if not folder.exists():
            folder.mkdir(parents=True)
            lay_out(given.articles, given.quotes, pairs, folder, given.listed)
        export = build(folder, place, given.full)
        seconds = time.time() - started
        everything = findings(export)
        texts = texts_of(export, [given.articles / "text", given.quotes / "transcripts"])
    by_file = defaultdict(list)
    for f in everything:
        by_file[f.file].append(f)
    told = [(pair, *outcome(pair, near_of(pair, by_file, texts), texts)) for pair in pairs]
    print(
        f"{datetime.date.today()}, {platform.machine()}, {len(texts)} texts, built and exported in {seconds:.0f} s\n"
    )
    report(pairs, told, everything)
    show_judged(judge(judged(), by_file, texts), everything)
    if given.show:
        lines = (json.dumps(shown(*t), ensure_ascii=False) + "\n" for t in told)
        given.show.write_text("".join(lines), "utf-8")


if __name__ == "__main__":
    main()
