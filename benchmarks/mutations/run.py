"""Hold the mutation bench against the product, and against a peer from PyPI, in one process.

    python benchmarks/mutations/run.py WHITEHOUSE_DIR [--seed 1] [--failures FILE]

The record holds all transcripts but those held out. For each kind: how often `match` is right, and how often match and
kind of edit (and, for a wrong speaker, the speaker) are. Failing examples are written for seed 1 alone: seed 2 is for
the figure that counts, and nobody develops against it.
"""

from __future__ import annotations

import argparse
import datetime
import json
import platform
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.mutations.generate import ORDER, generate
from benchmarks.mutations.peer import Peer
from benchmarks.quotes_record import File, Verdict, ask, grow, record

ABSENT = ("not_found", "unchecked")
BEARING = {"number", "negation", "modal", "condition", "qualifier", "quantifier"}


def judge(row: dict[str, Any], said: Verdict) -> tuple[bool, bool]:
    """Whether the match is right, and whether match, kind of edit, bearing and speaker all are."""
    match = said.match in row["match"]
    if row["kind"] == "wrong_speaker":
        return match, match and said.speaker == "other"
    if row["edits"] == ["*"]:
        return match, match
    if not row["edits"]:
        return match, match and not (said.edits & BEARING) and not said.may_change_meaning
    kinds = bool(said.edits & set(row["edits"]))
    return match, match and kinds and said.may_change_meaning in row["may_change_meaning"]


def rates(pairs: list[tuple[bool, bool]]) -> tuple[float, float]:
    """Both percentages."""
    return tuple(100 * sum(p[i] for p in pairs) / max(1, len(pairs)) for i in (0, 1))  # type: ignore[return-value]


def table(results: dict[str, list[tuple[bool, bool]]], peer: dict[str, list[bool]]) -> None:
    """The kinds, the product's two rates, the peer's one."""
    print(f"{'kind':22}{'n':>5}{'match %':>10}{'+edit %':>10}{'gtrex %':>10}")
    for kind in ORDER:
        match, edit = rates(results[kind])
        known = peer.get(kind)
        other = f"{100 * sum(known) / len(known):10.1f}" if known else f"{'-':>10}"
        print(f"{kind:22}{len(results[kind]):5}{match:10.1f}{edit:10.1f}{other}")
    everything = [p for kind in ORDER for p in results[kind]]
    match, edit = rates(everything)
    print(f"{'all changed':22}{len(everything):5}{match:10.1f}{edit:10.1f}")


def main() -> None:
    """The command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--n", type=int, default=2000)
    ap.add_argument("--transcripts", type=int, default=None)
    ap.add_argument("--record", type=Path, default=None, help="keep the record here and use it again")
    ap.add_argument(
        "--failures", type=Path, default=None, help="write what went wrong, a JSON line each (seed 1 only)"
    )
    ap.add_argument("--no-peer", action="store_true")
    given = ap.parse_args()
    plan, *rows = generate(given.folder, given.seed, given.n, given.transcripts)
    with tempfile.TemporaryDirectory() as made:
        run(given, plan, rows, given.record or Path(made) / "record.sqlite")


def run(given: argparse.Namespace, plan: dict[str, Any], rows: list[dict[str, Any]], place: Path) -> None:
    """Build, ask, print."""
    started = time.process_time()
    store = record(files(given.folder, plan["transcripts"], place), place)
    built = time.process_time() - started
    indexed = grow(store)
    results, answers, spent = defaultdict(list), [], defaultdict(float)
    for row in rows:
        before = time.process_time()
        said = ask(store, row["quotation"], row["speaker"])
        spent[row["kind"]] += time.process_time() - before
        results[row["kind"]].append(judge(row, said))
        answers.append((row, said))
    peer = {} if given.no_peer else Peer(given.folder).rates(rows, plan["transcripts"])
    print(
        f"{datetime.date.today()}, {platform.machine()}, Python {platform.python_version()}, seed {given.seed}"
    )
    print(
        f"{len(plan['transcripts'])} transcripts on record (read in {built:.0f} CPU s, indexed in {indexed:.1f}), "
    )
    print(
        f"{len(plan['held_out'])} held out, {sum(spent.values()) / max(1, len(rows)) * 1000:.2f} CPU ms a quotation\n"
    )
    table(results, peer)
    wrong = [said.match != "verbatim" for row, said in answers if row["kind"] == "unchanged"]
    strangers = [
        said.speaker == "other" for row, said in answers if row["kind"] == "unchanged" and row["speaker"]
    ]
    found = [said.match not in ABSENT for row, said in answers if row["kind"] == "absent"]
    for name, flags in (
        ("unchanged, not verbatim", wrong),
        ("unchanged, speaker other", strangers),
        ("absent, found", found),
    ):
        print(f"{name:27}{len(flags):5}{100 * sum(flags) / max(1, len(flags)):8.2f} %")
    for line in Peer.notes:
        print(line)
    if given.failures and given.seed == 1:
        write(given.failures, answers)


def files(folder: Path, names: list[str], place: Path) -> list[File]:
    """The transcripts to read; none where the record stands already."""
    return (
        [] if place.exists() else [File(n, (folder / n).read_bytes(), {"genre": "transcript"}) for n in names]
    )


def write(path: Path, answers: list[tuple[dict[str, Any], Verdict]]) -> None:
    """The failing rows with what was said of them."""
    with path.open("w", encoding="utf-8") as out:
        for row, said in answers:
            if not all(judge(row, said)):
                told = {"match": said.match, "edits": sorted(said.edits), "may": said.may_change_meaning}
                line = {**row, "said": {**told, "speaker": said.speaker, "document": said.document}}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
