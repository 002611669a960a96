"""Commissive or not, and each speech act, on the documents that training never saw.

python benchmarks/acts.py SPEECH_ACTS [--split train/acts_held_out.txt] [--weights FILE.onnx]
"""

from __future__ import annotations

import argparse
import csv
import datetime
import platform
import time
from collections import Counter
from pathlib import Path

KINDS = ("commissive", "directive", "assertive", "expressive", "interrogative")
PEERS = (
    ("cue words", "61"),
    ("TF-IDF and logistic regression", "75"),
    ("MiniLM, tuned for this alone", "84"),
)
SPLIT = Path(__file__).parent.parent / "train" / "acts_held_out.txt"


def sentences(folder: Path, names: set[str]) -> list[tuple[str, str, str]]:
    """(document, sentence, act) of the named documents."""
    out = []
    for path in sorted(folder.glob("**/*.csv")):
        if path.name in names:
            with open(path, encoding="utf-8-sig", newline="") as f:
                for row in csv.DictReader(f):
                    act = (row["Categories"] or "").strip().lower().split("-")[0]
                    if act in KINDS and (row["Sentence"] or "").strip():
                        out.append((path.name, row["Sentence"].strip(), act))
    return out


def f1(gold: list[bool], found: list[bool]) -> tuple[float, float, float]:
    """Precision, recall and F1 in percent."""
    hit = sum(g and f for g, f in zip(gold, found, strict=True))
    p, r = hit / max(1, sum(found)), hit / max(1, sum(gold))
    return 100 * p, 100 * r, 200 * p * r / max(1e-9, p + r)


def crossed(rows: list[tuple[str, str, str]], gold: list[bool], found: list[float]) -> float:
    """F1 with a bound that was never chosen on the documents it is measured on."""
    names = sorted({name for name, _, _ in rows})
    half = [names.index(name) % 2 for name, _, _ in rows]
    called = [False] * len(rows)
    for side in (0, 1):
        mine = [i for i, h in enumerate(half) if h == side]
        bound = max(
            (x / 20 for x in range(3, 13)),
            key=lambda b: f1([gold[i] for i in mine], [found[i] >= b for i in mine])[2],
        )
        for i, h in enumerate(half):
            if h != side:
                called[i] = found[i] >= bound
    return f1(gold, called)[2]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", type=Path)
    ap.add_argument("--split", type=Path, default=SPLIT)
    ap.add_argument("--weights", type=Path)
    a = ap.parse_args()
    from onrecord.encoder.tagger import COMMISSIVE, Tagger

    tagger = Tagger(a.weights) if a.weights else Tagger()
    rows = sentences(a.data, set(a.split.read_text(encoding="utf-8").split("\n")))
    start = time.process_time()
    chances = tagger.acts([s for _, s, _ in rows])
    seconds = time.process_time() - start
    best = [max(c, key=lambda k: c[k]) for c in chances]
    print(f"{datetime.date.today()}, {platform.machine()}, {len(rows)} sentences, {seconds:.1f} CPU s")
    print(dict(Counter(act for _, _, act in rows)))
    for kind in KINDS:
        p, r, f = f1([act == kind for _, _, act in rows], [b == kind for b in best])
        print(f"{kind:16} P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}")
    gold = [act == "commissive" for _, _, act in rows]
    found = [c["commissive"] for c in chances]
    p, r, f = f1(gold, [x >= COMMISSIVE for x in found])
    print(f"commissive from {COMMISSIVE:.2f}  P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}")
    print(
        f"the same, each half of the documents by the other half's best bound: F1 {crossed(rows, gold, found):.1f}"
    )
    for name, score in PEERS:
        print(f"{name:32} commissive F1 {score}")


if __name__ == "__main__":
    main()
