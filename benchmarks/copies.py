"""Copies: of all pairs of texts of which one stands for more than half in the other, how many are told, and how rightly.

    python benchmarks/copies.py FOLDER [-r RECORD] [--gold benchmarks/gold/copies.jsonl] [--show FILE] [--least 0.5]

The folder is read (or RECORD opened, which a build made of it) and the check of copies run. Beside it all pairs of texts
are compared with plain sets of five words in a row, by no code of the check. `--show` writes each group with containment,
what the check calls different, and the words that the two share, for reading by eye.

The gold holds groups of file names with the label that one person gave after reading. A pair is right where it is told
under the label that the gold gives it; a group where all such pairs are that stand in it under its label.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import sys
import tempfile
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path, PurePath

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from benchmarks.quotes_record import File, Store, source
from onrecord.check.copies import copies
from onrecord.model import Document, Finding
from onrecord.read import read_source
from onrecord.store import writing

SIZE = 5
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
GOLD = Path(__file__).resolve().parent / "gold" / "copies.jsonl"
LABELS = ("same_copy", "write_through", "template", "shared_passage")
NAMED = re.compile(r"(?P<outlet>[a-z-]+)_(?P<date>\d{4}-\d\d-\d\d)_")  # how PolNeAR names its files
Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Text:
    """A document's words without the page's furniture, in small letters, and where each stands."""

    words: tuple[str, ...]
    starts: tuple[int, ...]

    def runs(self) -> Iterator[tuple[str, ...]]:
        """Every five words in a row."""
        return (self.words[i : i + SIZE] for i in range(len(self.words) - SIZE + 1))


# ---- the record ------------------------------------------------------------------------------------------------------


def read(folder: Path, place: Path) -> Store:
    """A record that holds the folder's documents and nothing else: all that the check reads."""
    store = Store(place, write=True)
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".md", ".txt")):
        named = NAMED.match(path.name)
        file = File(path.relative_to(folder).as_posix(), path.read_bytes(), _sidecar(named))
        with store.transaction() as connection:
            for document in read_source(PurePath(file.name), file.raw, file.sidecar):
                if isinstance(document, Document):
                    writing.put_source(connection, source(file), zlib.compress(b""))
                    writing.put_document(connection, document, "bench")
    return store


def _sidecar(named: re.Match[str] | None) -> dict[str, str]:
    return {**named.groupdict(), "genre": "news"} if named else {}


def names(documents: Iterable[Document], folder: Path) -> dict[str, str]:
    """By id, the name of a document's file below the folder."""
    known = {p.relative_to(folder).as_posix() for p in folder.rglob("*")}
    found = {}
    for document in documents:
        parts = PurePath(document.path or "").parts
        ends = ("/".join(parts[at:]) for at in range(len(parts)))
        found[document.id] = next((end for end in ends if end in known), document.path or document.id)
    return found


def text_of(document: Document) -> Text:
    """The words of a document that are no furniture."""
    covered = sorted((f.start, f.end) for f in document.furniture)
    kept = [
        (m[0].lower().replace("’", "'"), m.start())
        for m in WORD.finditer(document.text)
        if not any(start <= m.start() < end for start, end in covered)
    ]
    return Text(tuple(word for word, _ in kept), tuple(at for _, at in kept))


# ---- all pairs -------------------------------------------------------------------------------------------------------


def containment(texts: dict[str, Text], least: float) -> dict[Pair, float]:
    """Every pair of texts, and the share of the runs of that with fewer which the other has too, where it is over `least`."""
    order = sorted(texts)
    holders: dict[int, list[int]] = defaultdict(list)
    sizes = []
    for at, name in enumerate(order):
        runs = {hash(run) for run in texts[name].runs()}
        sizes.append(len(runs))
        for run in runs:
            holders[run].append(at)
    both = np.zeros((len(order), len(order)), np.int32)
    for group, count in Counter(tuple(held) for held in holders.values() if len(held) > 1).items():
        both[np.ix_(group, group)] += count
    found = {}
    for one, two in zip(*np.nonzero(np.triu(both, 1)), strict=True):
        share = both[one, two] / min(sizes[one], sizes[two])
        if share > least:
            found[frozenset((order[one], order[two]))] = round(float(share), 3)
    return found


def told(findings: Iterable[Finding], by_id: dict[str, str]) -> dict[Pair, str]:
    """Every pair that stands together in a group, and the group's label; what is told of a text is told of its copies."""
    findings = list(findings)
    copies = {by_id[f.items[0]]: [by_id[id] for id in f.items] for f in findings if f.verdict == "same_copy"}
    found: dict[Pair, str] = {}
    for finding in findings:
        for one, two in combinations((by_id[id] for id in finding.items), 2):
            for pair in product(copies.get(one, [one]), copies.get(two, [two])):
                found.setdefault(frozenset(pair), finding.verdict)
    return found


# ---- the gold --------------------------------------------------------------------------------------------------------


def gold_groups(path: Path, known: set[str]) -> list[tuple[str, frozenset[str]]]:
    """The gold's groups of which the folder holds all documents."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    groups = [(row["label"], frozenset(row["documents"])) for row in rows]
    return [(label, documents) for label, documents in groups if documents <= known]


def gold_label(pair: Iterable[str], groups: list[tuple[str, frozenset[str]]]) -> str | None:
    """The label of the smallest gold group that holds all of these documents."""
    held = [(len(documents), label) for label, documents in groups if documents.issuperset(pair)]
    return min(held)[1] if held else None


# ---- printing --------------------------------------------------------------------------------------------------------


def show(
    path: Path, findings: Iterable[Finding], store: Store, by_id: dict[str, str], shares: dict[Pair, float]
) -> None:
    """Each group with what a reader needs to judge it."""
    with path.open("w", encoding="utf-8") as out:
        for finding in findings:
            inside = [
                p for p in combinations((by_id[id] for id in finding.items), 2) if frozenset(p) in shares
            ]
            print(f"\n#### {finding.verdict} {finding.id} pairs over the half: {len(inside)}", file=out)
            print(finding.why, file=out)
            for member in finding.values["members"]:
                _show_member(out, member, store, by_id)


def _show_member(out: object, member: dict[str, object], store: Store, by_id: dict[str, str]) -> None:
    document = store.document(str(member["document"]))
    print(f"  == {by_id[document.id]}  [{document.genre}, {len(document.text.split())} words]", file=out)  # type: ignore[call-overload]
    shares = f"{member['contained']} of the first here, {member['contains']} of this in the first"
    print(f"     {member['title']} | {member['date']} | {shares}, longest {member['longest']}", file=out)  # type: ignore[call-overload]
    for difference in member["differences"]:  # type: ignore[attr-defined]
        one, two = ((difference[side] or {}).get("quote") for side in ("first", "here"))
        print(f"       {difference['kind']}: {one!r} -> {two!r}", file=out)  # type: ignore[call-overload]


def main() -> None:
    """Compare, and print."""
    args = _arguments()
    started = time.process_time()
    with tempfile.TemporaryDirectory() as place:
        store = Store(args.record) if args.record else read(args.folder, Path(place) / "record.sqlite")
        documents = list(store.documents())
        by_id = names(documents, args.folder)
        read_in, started = time.process_time() - started, time.process_time()
        findings = list(copies(store))
        checked = time.process_time() - started
        shares = containment({by_id[d.id]: text_of(d) for d in documents}, args.least)
        if args.show:
            show(args.show, findings, store, by_id, shares)
        store.close()
    print(f"{time.strftime('%Y-%m-%d')}  {platform.machine()}  {len(documents)} documents")
    print(f"read in {read_in:.1f} CPU seconds, compared in {checked:.1f}")
    pairs = told(findings, by_id)
    groups = gold_groups(args.gold, set(by_id.values())) if args.gold.exists() else []
    gold = {pair: gold_label(pair, groups) for pair in shares}
    _print_groups(findings, by_id, pairs, gold)
    _print_pairs(shares, pairs, gold, args.least)


def _print_groups(
    findings: list[Finding], by_id: dict[str, str], pairs: dict[Pair, str], gold: dict[Pair, str | None]
) -> None:
    print(f"\n{'label':16}{'groups':>8}{'documents':>11}{'read':>6}{'right':>7}")
    wrong: list[tuple[Finding, set[str | None]]] = []
    for label in LABELS:
        mine = [finding for finding in findings if finding.verdict == label]
        judged = [(finding, said) for finding in mine if (said := _judged(finding, by_id, pairs, gold))]
        wrong += [(finding, said) for finding, said in judged if said != {label}]
        right = sum(said == {label} for _, said in judged)
        print(f"{label:16}{len(mine):>8}{sum(len(f.items) for f in mine):>11}{len(judged):>6}{right:>7}")
    for finding, said in wrong:
        names = ", ".join(by_id[id] for id in finding.items[:3])
        print(f"  {finding.verdict}, gold says {', '.join(map(str, said))}: {names}")


def _judged(
    finding: Finding, by_id: dict[str, str], pairs: dict[Pair, str], gold: dict[Pair, str | None]
) -> set[str | None]:
    """What the gold says of the pairs that stand in a group under its label."""
    inside = map(frozenset, combinations((by_id[id] for id in finding.items), 2))
    return {gold[pair] for pair in inside if pairs.get(pair) == finding.verdict and gold.get(pair)}


def _print_pairs(
    shares: dict[Pair, float], told: dict[Pair, str], gold: dict[Pair, str | None], least: float
) -> None:
    missed = sorted((p for p in shares if p not in told), key=lambda p: -shares[p])
    print(f"\npairs over {least}: {len(shares)}; told {len(shares) - len(missed)}")
    for pair in missed[:40]:
        print(f"  missed {shares[pair]}: {' | '.join(sorted(pair))}")
    judged = {pair: said for pair, said in gold.items() if said}
    right = [pair for pair, said in judged.items() if told.get(pair) == said]
    if not judged:
        return
    print(
        f"pairs with a gold label: {len(judged)}; told under it {len(right)} ({len(right) / len(judged):.1%})"
    )
    for (said, mine), count in Counter(
        (said, told.get(pair, "nothing")) for pair, said in judged.items()
    ).most_common():
        print(f"  {said:16} told as {mine:16}{count:>6}")
    unread = [pair for pair in shares if pair not in judged]
    for pair in unread[:40]:
        print(f"  no gold {shares[pair]}: {' | '.join(sorted(pair))}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("-r", "--record", type=Path)
    parser.add_argument("--gold", type=Path, default=GOLD)
    parser.add_argument("--show", type=Path)
    parser.add_argument("--least", type=float, default=0.5)
    return parser.parse_args()


if __name__ == "__main__":
    main()
