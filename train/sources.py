"""Readers of the training data; each gives samples with labels a word."""

from __future__ import annotations

import csv
import hashlib
import json
import random
import re
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from train.network import KINDS, LAYERED, TAGS
from train.pieces import CLS, LIMIT, SEP, Block, Sample, blocks, lines

ACTS = ("assertive", "commissive", "directive", "expressive", "interrogative")
CROSSNER = (
    "country",
    "election",
    "event",
    "location",
    "misc",
    "organisation",
    "person",
    "politicalparty",
    "politician",
)
RE3D = {"Person": "person", "Organisation": "organisation", "Location": "place", "Nationality": "nationality"}
GUM = {"person": 0, "organization": 1, "place": 2}
Spans = list[tuple[int, int]]


def brat(path: Path) -> list[dict[str, Spans]]:
    """The relations of one brat file: role -> spans; those without content are left out."""
    spans: dict[str, Spans] = {}
    out = []
    with open(path, encoding="utf-8", newline="") as f:
        rows = [line.rstrip("\r\n").split("\t") for line in f]
    for row in rows:
        if len(row) >= 2 and re.fullmatch(r"T\d+", row[0]):
            pairs = row[1].split(" ", 1)[1].split(";")
            spans[row[0]] = [(int(p.split()[0]), int(p.split()[1])) for p in pairs]
    for row in rows:
        if len(row) >= 2 and re.fullmatch(r"E\d+", row[0]):
            roles: dict[str, Spans] = {"source": [], "cue": [], "content": []}
            for arg in row[1].split():
                role, _, span = arg.partition(":")
                role = re.sub(r"\d+$", "", role).lower()
                if role in roles and span in spans:
                    roles[role] += spans[span]
            if roles["content"]:
                out.append({r: sorted(s) for r, s in roles.items()})
    return out


def words_in(words: Spans, span: tuple[int, int]) -> list[int]:
    """Indexes of the words that touch a span."""
    return [i for i, (s, e) in enumerate(words) if s < span[1] and e > span[0]]


class Article:
    """One PolNeAR article: blocks with tags, and each relation's roles as (block, word) sets."""

    def __init__(self, tokenizer: Tokenizer, text: str, relations: list[dict[str, Spans]]) -> None:
        self.blocks = blocks(tokenizer, text, lines(text))
        self.tags = [np.zeros(len(b.words), np.int64) for b in self.blocks]
        self.roles: list[dict[str, list[tuple[int, int]]]] = []
        for relation in relations:
            self.roles.append({role: self.mark(role, spans) for role, spans in relation.items()})

    def mark(self, role: str, spans: Spans) -> list[tuple[int, int]]:
        """Tags the words of a role, and gives them."""
        begin = TAGS.index("B-" + role)
        out = []
        for k, block in enumerate(self.blocks):
            for span in spans:
                if span[0] < block.words[-1][1] and span[1] > block.words[0][0]:
                    for n, i in enumerate(words_in(block.words, span)):
                        self.tags[k][i] = begin + (n > 0)
                        out.append((k, i))
        return out


def polnear(tokenizer: Tokenizer, folder: Path, split: str) -> list[Article]:
    """Every article of a split, once an annotator."""
    out = []
    for path in sorted((folder / split / "attributions").glob("*.ann")):
        stem = path.stem.rsplit("_", 1)[0]
        with open(folder / split / "text" / f"{stem}.txt", encoding="utf-8", newline="") as f:
            text = f.read()
        out.append(Article(tokenizer, text, brat(path)))
    return out


def windows(article: Article, rng: random.Random, limit: int = LIMIT) -> Iterable[Sample]:
    """Whole paragraphs packed into windows; the first window is cut short at random, so that edges move."""
    group: list[tuple[int, int, int]] = []  # block, first word, last word
    size, room = 0, rng.randint(limit // 4, limit)
    for k, block in enumerate(article.blocks):
        for lo, hi in parts(block, limit):
            end = block.first[hi] if hi < len(block.first) else len(block.pieces)
            need = end - block.first[lo] + 1
            if group and size + need > room:
                yield window(article, group)
                group, size, room = [], 0, limit
            group.append((k, lo, hi))
            size += need
    if group:
        yield window(article, group)


def parts(block: Block, limit: int) -> list[tuple[int, int]]:
    """Word ranges of a block that fit a window; a long paragraph is cut with half a window shared."""
    if len(block.pieces) <= limit:
        return [(0, len(block.words))]
    out, lo = [], 0
    while True:
        hi = lo
        while hi < len(block.first) and (
            (block.first[hi + 1] if hi + 1 < len(block.first) else len(block.pieces)) - block.first[lo]
            <= limit
        ):
            hi += 1
        out.append((lo, max(hi, lo + 1)))
        if hi >= len(block.first):
            return out
        lo = max(lo + 1, (lo + hi) // 2)


def window(article: Article, group: list[tuple[int, int, int]]) -> Sample:
    pieces, first, tags, where = [CLS], [], [], {}
    for k, lo, hi in group:
        block = article.blocks[k]
        base = len(pieces) - block.first[lo]
        end = block.first[hi] if hi < len(block.first) else len(block.pieces)
        pieces += [*block.pieces[block.first[lo] : end], SEP]
        for i in range(lo, hi):
            where[k, i] = len(first)
            first.append(base + block.first[i])
        tags.append(article.tags[k][lo:hi])
    sample = Sample(pieces, first, {"tag": np.concatenate(tags)})
    for roles in article.roles:
        if roles["cue"] and roles["cue"][0] in where:
            row = np.zeros(len(first), np.int64)
            for label, role in ((1, "source"), (2, "content")):
                for at in roles[role]:
                    if at in where:
                        row[where[at]] = label
            sample.anchors.append((where[roles["cue"][0]], row))
    return sample


def packed(
    parts: list[tuple[list[int], list[int], dict[str, np.ndarray]]], limit: int = LIMIT
) -> list[Sample]:
    """Sentences (pieces, first, labels) put together into windows."""
    out: list[Sample] = []
    for pieces, first, labels in parts:
        if not out or len(out[-1].pieces) + len(pieces) + 1 > limit + 2:
            out.append(Sample([CLS], [], {k: v[:0] for k, v in labels.items()}))
        last = out[-1]
        base = len(last.pieces)
        last.pieces += [*pieces, SEP]
        last.first += [base + f for f in first]
        last.labels = {k: np.concatenate([last.labels[k], v]) for k, v in labels.items()}
    return out


def layered(words: Spans, spans: Iterable[tuple[int, int, int]], count: int) -> np.ndarray:
    """One B-I-O column a kind, the longest span first; (words, kinds) of 0 out, 1 begin, 2 inside."""
    out = np.zeros((len(words), count), np.int64)
    for s, e, kind in sorted(spans, key=lambda x: (x[0] - x[1], x)):
        at = words_in(words, (s, e))
        if at and not out[at, kind].any():
            out[at, kind] = 2
            out[at[0], kind] = 1
    return out


def re3d_documents(folder: Path) -> list[tuple[str, str, list[tuple[int, int, int]]]]:
    """(id, text, spans) of every document, in a fixed order; spans of other types are left out."""
    found: dict[str, set[tuple[int, int, int]]] = {}
    for path in sorted(folder.glob("*/entities.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                e = json.loads(line)
                if e["type"] in RE3D:
                    kind = KINDS.index(RE3D[e["type"]])
                    found.setdefault(e["documentId"], set()).add((e["begin"], e["end"], kind))
    out = []
    for path in sorted(folder.glob("*/documents.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                d = json.loads(line)
                out.append((d["_id"], d["text"], sorted(found.get(d["_id"], ()))))
    return sorted(out)


def inner(spans: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Each span with its column: those inside another of their kind stand in the second half of the columns."""
    out = []
    for s, e, k in spans:
        inside = any(m == k and (a, b) != (s, e) and a <= s and e <= b for a, b, m in spans)
        out.append((s, e, k + inside * len(KINDS)))
    return out


def whole(text: str, span: tuple[int, int, int]) -> bool:
    """Whether a span begins and ends where words do; some labels lie inside words ("the camp" in "the campaign")."""
    s, e, _ = span
    cut = (s > 0 and text[s - 1].isalnum() and text[s].isalnum()) or (
        e < len(text) and text[e].isalnum() and text[e - 1].isalnum()
    )
    return not cut


def re3d_samples(
    tokenizer: Tokenizer, text: str, spans: list[tuple[int, int, int]], limit: int = LIMIT
) -> list[Sample]:
    """The windows of one re3d document, of at most `limit` pieces unless a line is longer."""
    out = []
    spans = inner([x for x in spans if whole(text, x)])
    for block in blocks(tokenizer, text, lines(text)):
        table = layered(block.words, spans, len(LAYERED))
        for lo, hi in parts(block, LIMIT):
            end = block.first[hi] if hi < len(block.first) else len(block.pieces)
            base = block.first[lo]
            out.append(
                (block.pieces[base:end], [f - base for f in block.first[lo:hi]], {"names": table[lo:hi]})
            )
    return packed(out, limit)


def tokens_block(tokenizer: Tokenizer, tokens: list[str]) -> tuple[str, Spans, Block | None]:
    text, spans = "", []
    for token in tokens:
        glue = "" if not text or re.fullmatch(r"[.,;:!?)%\]]|['’]\w{0,2}|n['’]t", token) else " "
        text += glue
        spans.append((len(text), len(text) + len(token)))
        text += token
    made = blocks(tokenizer, text, [(0, len(text))])
    return text, spans, made[0] if made else None


def crossner(tokenizer: Tokenizer, folder: Path) -> list[Sample]:
    """All three parts of CrossNER politics, flat B-I-O over its nine types."""
    out = []
    for path in sorted(folder.glob("politics/*.txt")):
        for sentence in path.read_text(encoding="utf-8").strip().split("\n\n"):
            rows = [r.split("\t") for r in sentence.split("\n") if "\t" in r]
            _, spans, block = tokens_block(tokenizer, [r[0] for r in rows])
            if block is None or len(block.pieces) > LIMIT:
                continue
            labels = np.zeros(len(block.words), np.int64)
            for (s, e), row in zip(spans, rows, strict=True):
                if row[1] != "O":
                    base = 1 + 2 * CROSSNER.index(row[1][2:])
                    for n, i in enumerate(words_in(block.words, (s, e))):
                        labels[i] = base + (n > 0 or row[1][0] == "I")
            out.append((block.pieces, block.first, {"crossner": labels}))
    return packed(out)


def gum(tokenizer: Tokenizer, folder: Path) -> list[Sample]:
    """GUM's mentions of people, organisations and places, the outermost of each kind."""
    out: list[Sample] = []
    for path in sorted(folder.glob("*.tsv")):
        parts_: list[tuple[list[int], list[int], dict[str, np.ndarray]]] = []
        for sentence in path.read_text(encoding="utf-8").split("\n\n"):
            rows = [r.split("\t") for r in sentence.split("\n") if re.match(r"\d+-\d+\t", r)]
            if not rows:
                continue
            _, spans, block = tokens_block(tokenizer, [r[2] for r in rows])
            if block is None or len(block.pieces) > LIMIT:
                continue
            found: dict[tuple[int, str], tuple[int, int]] = {}
            for n, (row, (s, e)) in enumerate(zip(rows, spans, strict=True)):
                for item in row[3].split("|"):
                    kind, _, number = item.partition("[")
                    if kind in GUM:
                        key = (GUM[kind], number or f"alone{n}")
                        found[key] = (found.get(key, (s, e))[0], e)
            table = layered(block.words, [(s, e, k) for (k, _), (s, e) in found.items()], 3)
            parts_.append((block.pieces, block.first, {"gum": table}))
        out += packed(parts_)
    return out


def held_out(name: str) -> bool:
    """A fifth of the speech-act documents, by the hash of their name."""
    return _hash(name) % 5 == 0


def kept_for_bound(name: str) -> bool:
    """A tenth of the speech-act documents, also kept from training: on them the bound of a promise is chosen."""
    return _hash(name) % 10 == 1


def _hash(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16)


def acts(folder: Path) -> list[tuple[str, str, int]]:
    """(document, sentence, act) of the speech-act data."""
    out = []
    for path in sorted(folder.glob("Dataset/*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as f:
            for row in csv.DictReader(f):
                act = (row["Categories"] or "").strip().lower().split("-")[0]
                if act in ACTS and (row["Sentence"] or "").strip():
                    out.append((path.name, row["Sentence"].strip(), ACTS.index(act)))
    return out
