"""Commissive or not, and each speech act, on the documents that training never saw.

python benchmarks/acts.py SPEECH_ACTS [--split train/acts_held_out.txt] [--weights FILE.onnx]
"""

from __future__ import annotations

import argparse
import csv
import datetime
import platform
import random
import statistics
import time
from collections import Counter
from itertools import groupby
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


def noise(gold: list[bool], found: list[float], bound: float, draws: int = 200) -> float:
    """The standard deviation of F1 over draws of as many sentences with replacement."""
    rng, scores = random.Random(1), []
    for _ in range(draws):
        some = rng.choices(range(len(gold)), k=len(gold))
        scores.append(f1([gold[i] for i in some], [found[i] >= bound for i in some])[2])
    return statistics.stdev(scores)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("data", type=Path)
    ap.add_argument("--split", type=Path, default=SPLIT)
    ap.add_argument("--weights", type=Path)
    a = ap.parse_args()
    from onrecord.encoder.acts import acts, bound
    from onrecord.encoder.tagger import Tagger

    tagger = Tagger(a.weights) if a.weights else Tagger()
    rows = sentences(a.data, set(a.split.read_text(encoding="utf-8").split("\n")))
    start = time.process_time()
    documents = [[s for _, s, _ in group] for _, group in groupby(rows, key=lambda row: row[0])]
    chances = [one for document in documents for one in acts(document, tagger)]
    least = bound(tagger)
    seconds = time.process_time() - start
    best = [max(c, key=lambda k: c[k]) for c in chances]
    print(f"{datetime.date.today()}, {platform.machine()}, {len(rows)} sentences, {seconds:.1f} CPU s")
    print(dict(Counter(act for _, _, act in rows)))
    for kind in KINDS:
        p, r, f = f1([act == kind for _, _, act in rows], [b == kind for b in best])
        print(f"{kind:16} P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}")
    gold = [act == "commissive" for _, _, act in rows]
    found = [c["commissive"] for c in chances]
    p, r, f = f1(gold, [x >= least for x in found])
    print(f"commissive from {least:.3f}, a bound chosen on other documents")
    print(
        f"{'':16} P {p:5.1f}  R {r:5.1f}  F1 {f:5.1f}  (one standard deviation: {noise(gold, found, least):.1f})"
    )
    for name, score in PEERS:
        print(f"{name:32} commissive F1 {score}")


if __name__ == "__main__":
    main()
