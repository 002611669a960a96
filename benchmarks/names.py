"""Names on re3d, document by document in five folds: exact spans, against the peers.

python benchmarks/names.py RE3D FOLDS     FOLDS holds fold0.onnx, fold0.npz .. fold4, which `make train-names` writes.
The packaged weights have seen all of re3d, so this never measures them.
"""

from __future__ import annotations

import argparse
import datetime
import json
import platform
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

    total: Counter[tuple[str, str]] = Counter()
    taggers = [Tagger(a.folds / f"fold{i}.onnx") for i in range(5)]
    there = [t.path.is_file() and t.path.with_suffix(".npz").is_file() for t in taggers]
    weighers = [
        load(t.path.with_suffix(".npz")) if here else None for t, here in zip(taggers, there, strict=True)
    ]
    for i, (text, gold) in enumerate(documents(a.re3d)):
        if not there[i % 5]:
            continue
        tagger, made = taggers[i % 5], cut(text, [(0, len(text))])
        weigher, scores = weighers[i % 5], tagger.heads(made)["names"]
        found = {(start, end, kind) for start, end, kind, _ in weigher.mentions(text, made, scores)}
        for kind in TYPES.values():
            f, g = ({x for x in part if x[2] == kind} for part in (found, gold))
            total.update({(kind, "hit"): len(f & g), (kind, "found"): len(f), (kind, "gold"): len(g)})
    print(f"{datetime.date.today()}, {platform.machine()}, re3d by document, {sum(there)} of five folds")
    for kind in TYPES.values():
        p, r = (total[kind, "hit"] / max(1, total[kind, x]) for x in ("found", "gold"))
        peers = ", ".join(f"{name} {scores[kind]}" for name, scores in PEERS if kind in scores)
        f1 = 200 * p * r / max(1e-9, p + r)
        print(
            f"{kind:14} P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {f1:5.1f}  gold {total[kind, 'gold']:5d}  {peers}"
        )


if __name__ == "__main__":
    main()
