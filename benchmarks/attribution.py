"""Who said what, on PolNeAR: the product's defaults, or the encoder alone, against the peers.

python benchmarks/attribution.py POLNEAR SCORER.py [--split dev] [--encoder-only] [--weights FILE.onnx] [--limit N]
SCORER is score_attribution.py; POLNEAR holds SPLIT/text and SPLIT/attributions.
"""

from __future__ import annotations

import argparse
import datetime
import importlib.util
import json
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any

SAY = re.compile(
    r"\b(sa(y|ys|id|ying)|t(ell|ells|old|elling)|add(s|ed|ing)?|w(rite|rites|rote|ritten|riting)|ask(s|ed|ing)?|according)\b"
)
PEERS = (
    ("Citron, retrained", "68.7/51.9/70.8", "32.2", "46.0", "51.8", "1,733"),
    ("GenderGapTracker rules", "59.0/35.7/68.1", "-", "37.3", "40.2", "4,985"),
    ("textacy, per paragraph", "21.4/21.4/48.8", "-", "20.3", "21.4", "3,748"),
    ("BERT-base tagger (test; no links)", "84.4/73.2/86.9", "-", "-", "-", "600"),
    ("two annotators", "81.4/69.8/91.3", "60.2", "68.7", "73.5", "-"),
)
Attributions = dict[str, list[dict[str, list[list[int]]]]]


def load(path: Path) -> ModuleType:
    """The scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_attribution", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def encoder_only(texts: dict[str, str], weights: Path | None) -> tuple[Attributions, float]:
    """Relations of the encoder without any rule, and the CPU seconds."""
    from onrecord.encoder.tagger import Tagger

    tagger = Tagger(weights) if weights else Tagger()
    tagger.read("The minister said it rained.", [(0, 28)])
    out: Attributions = {}
    start = time.process_time()
    for stem, text in texts.items():
        out[stem] = [
            {role: [list(x) for x in getattr(r, role)] for role in ("source", "cue", "content")}
            for r in tagger.read(text, [(0, len(text))])
        ]
    return out, time.process_time() - start


def aligned(old: str, new: str) -> list[int]:
    """For each position of `old` its position in `new`, by the characters that are not white space."""
    solid = [i for i, c in enumerate(new) if not c.isspace()]
    out, at = [], 0
    for c in old:
        here = solid[min(at, len(solid) - 1)] if solid else 0
        out.append(here)
        if not c.isspace():
            if new[here] != c and c in new[here : here + 400]:
                at = next(k for k in range(at, len(solid)) if new[solid[k]] == c)
                out[-1] = solid[at]
            at += 1
    return out


def through_product(texts: dict[str, str]) -> tuple[Attributions, float]:
    """Statements of `build` and `export` at their defaults, on the texts as files, and the CPU seconds of `build`."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        (root / "in").mkdir()
        for stem, text in texts.items():
            (root / "in" / f"{stem}.txt").write_bytes(text.encode())
        run = [sys.executable, "-c", "from onrecord.cli import main; main()"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        command = [*run, "build", str(root / "in"), "-r", str(root / "record.sqlite")]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        command = [
            *run,
            "export",
            "--format",
            "jsonl",
            "-o",
            str(root / "out"),
            "-r",
            str(root / "record.sqlite"),
        ]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        return statements(root / "out", texts), seconds


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def statements(out: Path, texts: dict[str, str]) -> Attributions:
    """The exported statements in the scorer's form, with offsets of the text files."""
    documents = rows(out / "documents.jsonl")
    stem_of, maps = {}, {}
    for d in documents:
        name = " ".join(str(d.get(k) or "") for k in ("path", "url", "title", "source"))
        stem = next((s for s in texts if s in name), None) or best_text(d["text"], texts)
        if stem:
            stem_of[d["id"]] = stem
            maps[d["id"]] = None if d["text"] == texts[stem] else aligned(d["text"], texts[stem])
    found: Attributions = {stem: [] for stem in texts}
    for s in rows(out / "statements.jsonl"):
        item: dict[str, list[list[int]]] = {}
        for role in ("source", "cue", "content"):
            spans = [x for x in s.get(role) or () if x["document"] in stem_of]
            item[role] = [moved(x["start"], x["end"], maps[x["document"]]) for x in spans]
        home = next((x["document"] for x in s.get("content") or ()), None)
        if home in stem_of:
            found[stem_of[home]].append(item)
    return found


def moved(start: int, end: int, places: list[int] | None) -> list[int]:
    return [start, end] if places is None else [places[start], places[end - 1] + 1]


def best_text(text: str, texts: dict[str, str]) -> str | None:
    """The file whose text begins alike."""
    opening = "".join(text.split())[:200]
    return next((s for s, t in texts.items() if "".join(t.split()).startswith(opening)), None)


def say_recall(
    scorer: ModuleType, gold: Attributions, found: Attributions, texts: dict[str, str]
) -> dict[str, str]:
    """Recall of contents (half overlap) by whether the cue is of the say family."""
    c: Counter[tuple[str, bool]] = Counter()
    for stem, relations in gold.items():
        article = scorer.Article(texts[stem])
        have = [article.attribution(a)[2] for a in found.get(stem, [])]
        for a in relations:
            cue = " ".join(texts[stem][s:e] for s, e in a["cue"]).lower()
            family = "say family" if SAY.search(cue) else "other cues"
            want = article.attribution(a)[2]
            c[family, any(scorer.overlap(want, h) >= 0.5 for h in have)] += 1
    return {
        f: f"{100 * c[f, True] / max(1, c[f, True] + c[f, False]):.1f}" for f in ("say family", "other cues")
    }


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("polnear", type=Path)
    ap.add_argument("scorer", type=Path)
    ap.add_argument("--split", default="dev", choices=["train", "dev"])
    ap.add_argument("--encoder-only", action="store_true")
    ap.add_argument("--weights", type=Path, help="other weights than the packaged ones, such as fp32")
    ap.add_argument("--limit", type=int, help="the first N articles only")
    ap.add_argument("--out", type=Path, help="keep the predictions")
    a = ap.parse_args()
    scorer = load(a.scorer)
    gold = scorer.read_gold(str(a.polnear), a.split)
    gold = dict(sorted(gold.items())[: a.limit])
    texts = {s: scorer.read_text(str(a.polnear), a.split, s) for s in gold}
    words = sum(len(t.split()) for t in texts.values())
    alone = a.encoder_only or a.weights is not None
    found, seconds = encoder_only(texts, a.weights) if alone else through_product(texts)
    if a.out:
        lines = [json.dumps({"id": s, "attributions": r}) for s, r in sorted(found.items())]
        a.out.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = scorer.report(scorer.score(gold, found, texts), types=True)
    f = {k: f"{100 * v['f1']:.1f}" for k, v in result.items() if "f1" in v}
    tokens = "/".join(f[f"token_{r}"] for r in ("source", "cue", "content"))
    name = f"onrecord, {'encoder alone' if alone else 'build and export'}"
    mine = (name, tokens, f["rel_exact"], f["rel_relaxed"], f["rel_srccont"], f"{words / seconds:,.0f}")
    print(
        f"\n{datetime.date.today()}, {platform.machine()}, PolNeAR {a.split}, {len(gold)} articles, {words} words"
    )
    print("content recall:", say_recall(scorer, gold, found, texts))
    print(f"{'':36}{'source/cue/content':>20}{'exact':>8}{'relaxed':>9}{'src+cont':>10}{'words/CPU s':>13}")
    for row in (mine, *PEERS):
        print(f"{row[0]:36}{row[1]:>20}{row[2]:>8}{row[3]:>9}{row[4]:>10}{row[5]:>13}")


if __name__ == "__main__":
    main()
