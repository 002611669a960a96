"""Names on re3d, document by document in five folds: exact spans, against the peers.

python benchmarks/names.py RE3D FOLDS     FOLDS holds fold0.onnx, fold0.npz .. fold4, which `make train-names` writes.
The packaged weights have seen all of re3d, so this never measures them.

The first table counts everything that is marked. Three releases share sentences, each marked in at most one of them; the second
table leaves out what is found in unmarked copies of a sentence that is marked elsewhere, since no annotator judged them.
"""

from __future__ import annotations

import argparse
import datetime
import json
import platform
import sys
from collections import Counter
from pathlib import Path

TYPES = {
    "Person": "person",
    "Organisation": "organisation",
    "Location": "place",
    "Nationality": "nationality",
}
PEERS = (("spaCy medium", {"person": 41, "organisation": 40, "place": 70}),)
Mentions = set[tuple[int, int, str]]


def documents(folder: Path) -> list[tuple[str, Mentions]]:
    """(text, mentions) in the order of the documents' ids, which are hashes; every fifth makes a fold."""
    texts, found = {}, {}
    for path in sorted(folder.glob("*/documents.json")):
        for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
            d = json.loads(line)
            texts[d["_id"]], found[d["_id"]] = d["text"], set()
    for path in sorted(folder.glob("*/entities.json")):
        for line in filter(str.strip, path.read_text(encoding="utf-8").splitlines()):
            e = json.loads(line)
            if e["type"] in TYPES:
                found[e["documentId"]].add((e["begin"], e["end"], TYPES[e["type"]]))
    return [(texts[i], found[i]) for i in sorted(texts)]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("re3d", type=Path)
    ap.add_argument("folds", type=Path)
    a = ap.parse_args()
    from onrecord.encoder.cutting import cut
    from onrecord.encoder.mentions import load
    from onrecord.encoder.tagger import Tagger

    sys.path.append(str(Path(__file__).parent.parent))
    from train.repeats import marked, repeated, unseen

    total: Counter[tuple[str, str, bool]] = Counter()
    texts = documents(a.re3d)
    plain = [(text, [(start, end, 0) for start, end, _ in gold]) for text, gold in texts]
    copies = marked(plain, repeated(plain))
    taggers = [Tagger(a.folds / f"fold{i}.onnx") for i in range(5)]
    there = [t.path.is_file() and t.path.with_suffix(".npz").is_file() for t in taggers]
    weighers = [
        load(t.path.with_suffix(".npz")) if here else None for t, here in zip(taggers, there, strict=True)
    ]
    for i, (text, gold) in enumerate(texts):
        if not there[i % 5]:
            continue
        tagger, made = taggers[i % 5], cut(text, [(0, len(text))])
        weigher, scores = weighers[i % 5], tagger.heads(made)["names"]
        found = {(start, end, kind) for start, end, kind, _ in weigher.mentions(text, made, scores)}
        gone = unseen(plain[i], copies)
        judged = {x for x in found if not any(low < x[1] and x[0] < high for low, high in gone)}
        for only, some in ((False, found), (True, judged)):
            for kind in TYPES.values():
                f, g = ({x for x in part if x[2] == kind} for part in (some, gold))
                counts = {"hit": len(f & g), "found": len(f), "gold": len(g)}
                total.update({(kind, name, only): n for name, n in counts.items()})
    print(f"{datetime.date.today()}, {platform.machine()}, re3d by document, {sum(there)} of five folds")
    table(total, False)
    print("without the unmarked copies of sentences that are marked in another release")
    table(total, True)


def table(total: Counter[tuple[str, str, bool]], only: bool) -> None:
    for kind in TYPES.values():
        p, r = (total[kind, "hit", only] / max(1, total[kind, x, only]) for x in ("found", "gold"))
        peers = ", ".join(f"{name} {scores[kind]}" for name, scores in PEERS if kind in scores)
        f1 = 200 * p * r / max(1e-9, p + r)
        print(
            f"{kind:14} P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {f1:5.1f}  gold {total[kind, 'gold', only]:5d}  {peers}"
        )


if __name__ == "__main__":
    main()
