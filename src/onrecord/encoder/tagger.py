"""Who said what, and who is named: one pass of the encoder over parts of a text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from onrecord.encoder.attitude import is_attitude
from onrecord.encoder.cutting import CLS, GOAL, LIMIT, SEP, Cut, Window, arrays, batches, cut, windows
from onrecord.encoder.decoding import Bundle, Floats, Links, Piece, best_tags, bundles, legal, pieces
from onrecord.encoder.mentions import Weigher, load
from onrecord.encoder.naming import SURE, is_name
from onrecord.encoder.weights import FOLDER, MENTIONS, TAGGER, available, session, tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

BATCH = 1  # windows; on one thread more only falls out of the cache
SENTENCES = 1  # int8 scales are set a batch: alone, a sentence's chances do not hang on its neighbours
Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """One attribution: who, the words of saying, what; offsets are code points of the text handed in."""

    source: Ranges
    cue: Ranges
    content: Ranges
    score: float
    attitude: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A named person, organisation, place or nationality, with its probability."""

    start: int
    end: int
    kind: str
    score: float


class Tagger:
    """The attribution, names and speech-act heads; without weights it finds nothing."""

    def __init__(self, path: Path = FOLDER / TAGGER) -> None:
        self.path = path
        self.last_names: tuple[tuple[str, Ranges], tuple[Name, ...]] | None = None
        self.last: tuple[tuple[str, Ranges], tuple[Cut, dict[str, Floats]] | None] | None = None

    @cached_property
    def weigher(self) -> Weigher | None:
        """What training learnt of mentions, beside the weights."""
        path = (
            self.path.with_name(MENTIONS) if self.path == FOLDER / TAGGER else self.path.with_suffix(".npz")
        )
        return load(path) if path.is_file() else None

    @cached_property
    def session(self) -> InferenceSession:
        return session(self.path)

    @cached_property
    def about(self) -> dict[str, str]:
        """The settings that training wrote into the file."""
        found: dict[str, str] = self.session.get_modelmeta().custom_metadata_map
        return found

    @cached_property
    def steps(self) -> Floats:
        return legal(np.array(json.loads(self.about["chain"]), np.float32))

    @cached_property
    def links(self) -> Links:
        return Links(np.array(json.loads(self.about["near"]), np.float32), int(self.about["pair"]))

    def ready(self) -> bool:
        """Whether there are weights to read with."""
        return available() if self.path == FOLDER / TAGGER else self.path.is_file()

    def read(self, text: str, ranges: Sequence[tuple[int, int]]) -> tuple[Relation, ...]:
        """Relations in half-open ranges of a text, in text order; one may run across neighbouring ranges."""
        seen = self.seen(text, ranges)
        return tuple(self.relations(text, *seen)) if seen else ()

    def named(self, text: str, ranges: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
        """Names in half-open ranges of a text, one inside another too; without what training learnt of mentions, none."""
        key, last = (text, tuple(ranges)), self.last_names
        if last is None or last[0] != key:
            last = key, self._named(text, ranges)
            self.last_names = last
        return last[1]

    def _named(self, text: str, ranges: Sequence[tuple[int, int]]) -> tuple[Name, ...]:
        seen = self.seen(text, ranges) if self.weigher else None
        if not seen or not self.weigher:
            return ()
        found = (Name(*one) for one in self.weigher.mentions(text, seen[0], seen[1]["names"], proper=True))
        return tuple(n for n in found if n.score >= SURE and is_name(text, n.start, n.end, n.kind))

    def seen(self, text: str, ranges: Sequence[tuple[int, int]]) -> tuple[Cut, dict[str, Floats]] | None:
        """The cut text and every head's scores; the last text is kept, since names and relations are asked for in turn."""
        key, last = (text, tuple(ranges)), self.last
        if last is None or last[0] != key:
            made = cut(text, ranges) if self.ready() else None
            last = key, (made, self.heads(made)) if made is not None and len(made.first) else None
            self.last = last
        return last[1]

    def heads(self, made: Cut, goal: int = GOAL) -> dict[str, Floats]:
        """Every word head's scores, one row a word of the cut; `goal` pieces of lines share a window."""
        wanted = ("tag", "names", "key", "query")
        out: dict[str, Floats] = {}
        for batch in batches(windows(made, goal=goal), made, BATCH):
            shown, first = arrays(batch, made)
            for name, rows in zip(
                wanted, self.session.run(wanted, {"pieces": shown, "first": first}), strict=True
            ):
                if name not in out:
                    out[name] = np.zeros((len(made.first), rows.shape[2]), np.float32)
                fill(out[name], rows, batch)
        return out

    def relations(self, text: str, made: Cut, heads: dict[str, Floats]) -> Iterator[Relation]:
        """The relations, line by line."""
        tags = best_tags(heads["tag"], made.lines, self.steps)
        found = pieces(tags, heads["tag"])
        line = np.searchsorted(made.lines, [p.low for p in found], "right").tolist()
        sizes = np.diff(made.lines)
        for n, group in groupby(zip(line, found, strict=True), key=lambda x: x[0]):
            parts = [p for _, p in group]
            for bundle in bundles(parts, int(sizes[n - 1]), heads["query"], heads["key"], self.links):
                yield relation(text, made, bundle)

    def acts(self, sentences: Sequence[str]) -> list[dict[str, float]]:
        """A sentence's probabilities of commissive, directive, assertive, expressive and interrogative."""
        if not self.ready() or not sentences:
            return [{} for _ in sentences]
        kinds = self.about["acts"].split()
        rows = [
            e.ids[:LIMIT] for e in tokenizer().encode_batch_fast(list(sentences), add_special_tokens=False)
        ]
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        out: list[dict[str, float]] = [{} for _ in rows]
        for at in range(0, len(order), SENTENCES):
            batch = order[at : at + SENTENCES]
            shown = np.zeros((len(batch), max(len(rows[i]) for i in batch) + 2), np.int64)
            for n, i in enumerate(batch):
                shown[n, : len(rows[i]) + 2] = [CLS, *rows[i], SEP]
            found = self.session.run(
                ["acts"], {"pieces": shown, "first": np.zeros((len(batch), 1), np.int64)}
            )
            for i, row in zip(batch, found[0].tolist(), strict=True):
                out[i] = dict(zip(kinds, row, strict=True))
        return out


def fill(out: Floats, rows: Floats, batch: Sequence[Window]) -> None:
    """Puts the words that each window keeps in their places."""
    for row, w in zip(rows, batch, strict=True):
        out[w.keep_low : w.keep_high] = row[w.keep_low - w.low : w.keep_high - w.low]


def relation(text: str, made: Cut, bundle: Bundle) -> Relation:
    """A bundle of words as ranges of the text."""

    def places(part: tuple[Piece, ...]) -> Ranges:
        return tuple((int(made.start[p.low]), int(made.end[p.high - 1])) for p in part)

    cue = places(bundle.cue)
    attitude = is_attitude(" ".join(text[s:e] for s, e in cue))
    return Relation(places(bundle.source), cue, places(bundle.content), bundle.score, attitude)


@cache
def tagger() -> Tagger:
    """The process's tagger, loaded when first used."""
    return Tagger()
