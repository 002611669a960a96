"""Statements (or actors) to be judged by eye: files drawn with a seed, built and exported, then rows drawn with the same seed.

python benchmarks/read_statements.py FOLDER -o SCRATCH [--files 120] [--seed 71] [--rows 200] [--of all|cue|actors]
FOLDER holds documents at any depth; SCRATCH keeps the record and the export, and a second call with the same files reads
them again without a build. `{source} <cue> [content]` with what stands around them; `cue` draws only statements that a word of saying tells.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MARKS = (("source", "{", "}"), ("cue", "<", ">"), ("content", "[", "]"))
RUN = (sys.executable, "-c", "from onrecord.cli import main; main()")
Row = dict[str, Any]


def built(folder: Path, scratch: Path, files: int, seed: int) -> Path:
    """The export of a record of `files` documents of a folder, made where it is not there yet."""
    home = scratch / f"{folder.name}-{files}-{seed}"
    out = home / "out"
    if out.exists():
        return out
    (home / "in").mkdir(parents=True)
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in random.Random(seed).sample(paths, min(files, len(paths))):
        (home / "in" / path.name).write_bytes(path.read_bytes())
    record = str(home / "record.sqlite")
    subprocess.run([*RUN, "build", str(home / "in"), "-r", record], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(
        [*RUN, "export", "--format", "jsonl", "-o", str(out), "-r", record],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return out


def rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def marked(text: str, one: Row, width: int) -> str:
    """A statement in its context, its parts marked and what is long cut; a source far off is left to the line above."""
    near = one["content"][0]["start"] - 3 * width
    spans = [(s, o, c) for role, o, c in MARKS for s in one[role] if role == "content" or s["start"] > near]
    edges = sorted([(s["start"], 1, o) for s, o, _ in spans] + [(s["end"], 0, c) for s, _, c in spans])
    at, out = max(0, edges[0][0] - width), ""
    for place, _, mark in edges:
        out, at = out + short(text[at:place], 3 * width) + mark, place
    return (out + text[at : at + width]).replace("\n\n", " ¶ ").replace("\n", " / ")


def short(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most // 2]} ..... {words[-most // 2 :]}"


def told(documents: dict[str, Row], actors: dict[str, Row], one: Row, width: int) -> Iterator[str]:
    """What a reader needs to judge a statement."""
    document, speaker, via = documents[one["document"]], one["speaker"], one.get("via")
    named = actors.get(speaker["actor"] or "")
    day = (one["said_on"] or {}).get("value")
    yield f"{document['path'].split('/')[-1]} | {document['genre']} | {document['title']}"
    source = " + ".join(s["quote"] for s in one["source"])
    who = f"{speaker['name']!r} as {speaker['as_written']!r} actor={named and (named['kind'], named['name'])}"
    yield f"source={source!r} speaker={who} why={speaker['why']!r} via={via and via['name']!r}"
    kind = f"{one['mode']} {one['polarity']}{' attitude' if one.get('attitude') else ''}"
    yield f"{kind} said_on={day} made_by={one['made_by']} score={one.get('score')}"
    yield marked(document["text"], one, width)


def actor_lines(documents: dict[str, Row], one: Row) -> Iterator[str]:
    """An actor with its names, offices and a few of the places where it is named."""
    yield f"{one['kind']} {one['name']!r} private={one['private']} aliases={one['aliases']}"
    yield f"offices={[(o['title'], o['of'], len(o['attested'])) for o in one['offices']]}"
    for span in one["spans"][:3]:
        document = documents[span["document"]]
        around = document["text"][max(0, span["start"] - 60) : span["end"] + 60].replace("\n", " / ")
        yield f"  {document['path'].split('/')[-1]}: {around}"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path)
    ap.add_argument("-o", "--scratch", type=Path, required=True)
    ap.add_argument("--files", type=int, default=120)
    ap.add_argument("--seed", type=int, default=71)
    ap.add_argument("--rows", type=int, default=200)
    ap.add_argument("--of", choices=("all", "cue", "actors"), default="all")
    ap.add_argument("--width", type=int, default=120)
    a = ap.parse_args()
    out = built(a.folder, a.scratch, a.files, a.seed)
    documents = {d["id"]: d for d in rows(out / "documents.jsonl")}
    actors = {x["id"]: x for x in rows(out / "actors.jsonl")}
    if a.of == "actors":
        some = [x for x in actors.values() if x["kind"] in ("person", "organisation", "state")]
    else:
        some = [s for s in rows(out / "statements.jsonl") if a.of == "all" or s["cue"]]
    some.sort(key=lambda one: one["id"])
    print(
        f"{len(documents)} documents, {len(some)} rows of which {min(a.rows, len(some))} are shown, seed {a.seed}"
    )
    for i, one in enumerate(random.Random(a.seed).sample(some, min(a.rows, len(some))), 1):
        lines = actor_lines(documents, one) if a.of == "actors" else told(documents, actors, one, a.width)
        print(f"\n#{i} {one['id']}", *lines, sep="\n")


if __name__ == "__main__":
    main()
