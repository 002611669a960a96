"""Mentions weighed: spans that the names head thinks possible, or that training knew, each with a chance of being one.

The head's own best path misses what is rare and tears edges; here every candidate is seen whole: how sure the head is of its
beginning, inside and end, how often training marked these very words, its first and last words and its neighbours, capitals,
and the rest of the document. A small network of one hidden layer, trained on documents that the head had not seen, gives the chance.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.encoder.cutting import Cut
from onrecord.encoder.decoding import Floats, softmax
from onrecord.encoder.naming import PRONOUNS, runs
from onrecord.values.name import given_names, lists
from onrecord.values.place import demonyms, regions, state_names, towns

KINDS = ("person", "organisation", "place", "nationality")
LEANS = (-1.0, 0.0, 1.0, 2.0)
SOBER = [0, 1, 2, 4, 5, 6]  # paths of all leans but the last, which seldom bring a name
LONGEST = 14  # words of a candidate
REMEMBERED = 7  # words of a string that memory is asked for
LEAST = 0.15  # share of a string's places that training marked, from which it is a candidate
BEGIN, JOINT = 0.05, 0.02  # least chance of a beginning, and of a whole span, to be a candidate
BEFORE = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "our",
        "their",
        "his",
        "her",
        "its",
        "all",
        "some",
        "any",
        "both",
        "many",
        "several",
        "two",
        "three",
        "four",
        "five",
        "six",
    ]
)
Key = tuple[int, int, int]  # first word, end word, kind
Table = dict[int, tuple[int, int]]
Ints = NDArray[np.int64]


@lru_cache(1 << 16)
def code(*parts: str | int) -> int:
    """A number for a key: memory holds no words."""
    return int.from_bytes(
        blake2b("\t".join(map(str, parts)).encode(), digest_size=8).digest(), "little", signed=True
    )


@dataclass(frozen=True)
class Memory:
    """What training counted, by `code` of a key: (how often it was a mention, how often it stood in a text)."""

    counts: Table

    def of(self, *parts: str | int) -> tuple[int, int]:
        return self.counts.get(code(*parts), (0, 0))


class Page:
    """A text as the names head saw it: words, lines, and chances (words, kinds twice, out/begin/inside)."""

    def __init__(self, text: str, made: Cut, logits: Floats) -> None:
        self.text, self.made = text, made
        self.start, self.end = made.start.tolist(), made.end.tolist()
        self.words = [text[a:b] for a, b in zip(self.start, self.end, strict=True)]
        self.low = [w.lower() for w in self.words]
        self.logits = logits.reshape(len(logits), 2 * len(KINDS), 3)
        self.chance = softmax(self.logits)
        lines = made.lines.tolist()
        self.opens = [a for a, b in itertools.pairwise(lines) for _ in range(b - a)]
        self.closes = [b for a, b in itertools.pairwise(lines) for _ in range(b - a)]

    def quote(self, a: int, b: int) -> str:
        return self.text[self.start[a] : self.end[b - 1]]

    @cached_property
    def paths(self) -> dict[Key, Floats]:
        """The head's best paths under each lean: the mean chance of a span's words, outermost and inner apart."""
        leans = np.array(LEANS, np.float32)
        tall = np.repeat(self.logits[:, None], len(leans), 1)  # words, leans, kinds twice, tags
        tall[..., 0] -= leans[:, None]
        out: dict[Key, Floats] = {}
        for column, a, b, score in runs(tall.reshape(len(tall), -1, 3), self.made.lines):
            i, k = divmod(column, 2 * len(KINDS))
            inner, kind = divmod(k, len(KINDS))
            row = out.get((a, b, kind))
            if row is None:
                row = out[a, b, kind] = np.zeros(2 * len(LEANS), np.float32)
            row[i + inner * len(LEANS)] = score
        return out

    @cached_property
    def strong(self) -> list[Key]:
        """Spans of the plain paths."""
        n = len(LEANS)
        return [key for key, found in self.paths.items() if found[1] or found[n + 1]]


def candidates(page: Page, memory: Memory, proper: bool = False) -> list[Key]:
    """Everything worth weighing, in a fixed order; with `proper` only what has a word with a capital, and no nationality."""
    found = {key for key, path in page.paths.items() if not proper or path[SOBER].any()}
    if not proper:
        found.update(possible(page))
    found.update(remembered(page, memory, proper))
    for a, b, k in list(page.strong):
        if a > page.opens[a] and page.low[a - 1] in BEFORE:
            found.add((a - 1, b, k))
        if page.low[a] in BEFORE and b - a > 1:
            found.add((a + 1, b, k))
    found.update(again(page))
    found.update(listed(page))
    if proper:
        return sorted(key for key in found if key[2] < len(KINDS) - 1 and _proper(page, *key))
    return sorted(found)


def _proper(page: Page, a: int, b: int, _: int) -> bool:
    return any(page.words[i][0].isupper() and page.low[i] not in PRONOUNS for i in range(a, b))


def possible(page: Page) -> Iterator[Key]:
    """Spans whose beginning, inside and end the head finds likely enough together."""
    n = len(KINDS)
    begin = np.maximum(page.chance[:, :n, 1], page.chance[:, n:, 1])
    inside = np.maximum(page.chance[:, :n, 2], page.chance[:, n:, 2])
    for a, k in zip(*np.nonzero(begin >= BEGIN), strict=True):
        joint, b = float(begin[a, k]), int(a) + 1
        last = min(page.closes[a], int(a) + LONGEST)
        while joint >= JOINT:
            stop = 1 - float(inside[b, k]) if b < page.closes[a] else 1.0
            if joint * stop >= JOINT:
                yield int(a), b, int(k)
            if b >= last:
                break
            joint *= float(inside[b, k])
            b += 1


def remembered(page: Page, memory: Memory, proper: bool = False) -> Iterator[Key]:
    """Strings that training marked somewhere."""
    for a in range(len(page.words)):
        if not page.words[a][0].isalnum() or (proper and page.words[a].islower()):
            continue
        if code("W", page.words[a]) not in memory.counts:
            continue
        for b in range(a + 1, min(page.closes[a], a + REMEMBERED) + 1):
            quote = page.quote(a, b)
            if code("N", quote) in memory.counts:
                seen = memory.of("N", quote)[1]
                for k in range(len(KINDS)):
                    if memory.of("S", quote, k)[0] >= LEAST * max(1, seen):
                        yield a, b, k


def listed(page: Page) -> Iterator[Key]:
    """Names of the word lists: places, states, demonyms and bodies."""
    kinds = ((2,), (2, 1), (3,), (1,))  # of each bit of `known`
    for a, word in enumerate(page.words):
        if word[0].isupper():
            for b in range(a + 1, min(page.closes[a], a + 5) + 1):
                held = known().get(page.quote(a, b), 0)
                for bit, some in enumerate(kinds):
                    if held >> bit & 1:
                        yield from ((a, b, k) for k in some)


@cache
def known() -> dict[str, int]:
    """Names of the word lists, with a bit a list: places, states, demonyms, bodies, given names."""
    bodies = [name for row in lists("organisations.toml")["known"].items() for name in (row[0], *row[1])]
    given = [name.capitalize() for name in given_names()]
    out: dict[str, int] = {}
    for bit, names in enumerate(([*towns(), *regions()], state_names(), demonyms(), bodies, given)):
        for name in names:
            out[name] = out.get(name, 0) | 1 << bit
    return out


def again(page: Page) -> Iterator[Key]:
    """Further places of names that the plain paths found."""
    wanted: dict[str, set[int]] = {}
    sizes: dict[str, set[int]] = {}
    for a, b, k in page.strong:
        if b - a <= 4 and page.words[a][0].isupper():
            wanted.setdefault(page.quote(a, b), set()).add(k)
            sizes.setdefault(page.words[a], set()).add(b - a)
    for a, word in enumerate(page.words):
        for size in sizes.get(word, ()):
            if a + size <= page.closes[a]:
                yield from ((a, a + size, k) for k in wanted.get(page.quote(a, a + size), ()))


def keys(page: Page, a: int, b: int, k: int) -> list[tuple[str | int, ...]]:
    """What memory counts of a candidate: last word, first word, neighbours, and the words in small letters."""
    after = page.low[b] if b < page.closes[a] else "#"
    before = page.low[a - 1] if a > page.opens[a] else "#"
    last, first = page.low[b - 1], page.low[a]
    return [("L", last, k), ("F", first, k), ("A", after, k), ("B", before, k), ("LB", last, before, k),
            ("LA", last, after, k), ("lc", page.quote(a, b).lower(), k)]  # fmt: skip


def features(page: Page, found: Sequence[Key], memory: Memory) -> Floats:
    """A row a candidate."""
    low, high, kind = np.array(found, np.int64).reshape(-1, 3).T
    return np.concatenate(
        [
            _head(page, found, low, high, kind),
            _remembered(page, found, memory),
            _shape(page, found),
            _others(page, found),
        ],
        1,
        dtype=np.float32,
    )


def _head(page: Page, found: Sequence[Key], low: Ints, high: Ints, kind: Ints) -> Floats:
    """What the names head thinks of each: its paths, then chances of beginning, inside and end, then other kinds."""
    n, size = len(KINDS), high - low
    none = np.zeros(2 * len(LEANS), np.float32)
    parts = [np.stack([page.paths.get(key, none) for key in found])]
    opens, closes = np.array(page.opens)[low], np.array(page.closes)[low]
    following = np.minimum(high, len(page.words) - 1)
    for column in (kind, kind + n):
        inner = page.chance[:, :, 2]
        begin, first_in = page.chance[low, column, 1], inner[low, column]
        stop = np.where(high < closes, 1 - inner[following, column], 1.0)
        before = np.where(low > opens, 1 - page.chance[np.maximum(low - 1, 0), column, 0], 0.0)
        total, logs = (
            _sums(inner, low, high, column),
            _sums(np.log(np.maximum(inner, 1e-6)), low, high, column),
        )
        mean = np.where(size > 1, total / np.maximum(size - 1, 1), 1.0)
        joint = np.log(np.maximum(begin, 1e-6)) + logs + np.log(np.maximum(stop, 1e-6))
        least = _least(inner, low, high, column)
        shares = (np.maximum(joint, -12) / 4, np.maximum(joint / size, -6) / 2)
        parts.append(np.stack([begin, mean, least, stop, *shares, before, first_in], 1))
    some = _spans(1 - page.chance[:, :, 0], low, high) / size[:, None]
    best = np.maximum(some[:, :n], some[:, n:])
    best[np.arange(len(found)), kind] = 0
    return np.concatenate([*parts, best], 1)


def _spans(table: Floats, low: Ints, high: Ints) -> Floats:
    """Sums of rows `[low, high)`."""
    total = np.concatenate([np.zeros((1, table.shape[1])), np.cumsum(table, 0, dtype=np.float64)])
    out: Floats = total[high] - total[low]
    return out


def _sums(table: Floats, low: Ints, high: Ints, column: Ints) -> Floats:
    """Sums over a span's words after its first, each in its own column."""
    out: Floats = _spans(table, low + 1, high)[np.arange(len(low)), column]
    return out


def _least(table: Floats, low: Ints, high: Ints, column: Ints) -> Floats:
    """The least over a span's words after its first; 1 where there is none."""
    out = np.ones(len(low), np.float32)
    for step in range(1, int((high - low).max(initial=1))):
        longer = np.flatnonzero(high - low > step)
        out[longer] = np.minimum(out[longer], table[low[longer] + step, column[longer]])
    return out


def _remembered(page: Page, found: Sequence[Key], memory: Memory) -> Floats:
    """What training knew of the words."""
    rows = []
    for a, b, k in found:
        quote = page.quote(a, b)
        seen = memory.of("N", quote)[1]
        marked = [memory.of("S", quote, q)[0] for q in range(len(KINDS))] if seen else [0] * len(KINDS)
        own, other = marked[k], max(m for q, m in enumerate(marked) if q != k)
        row = [(own + 0.5) / (seen + 2) if seen else 0.3, min(seen, 10) / 10, float(not seen), own / seen if seen else 0.0,
               float(own >= 1), float(own >= 3), other / seen if seen else 0.0]  # fmt: skip
        for key in keys(page, a, b, k):
            yes, some = memory.of(*key)
            row += [(yes + 0.4) / (some + 1.2), min(some, 8) / 8]
        rows.append(row)
    return np.array(rows, np.float32)


def _shape(page: Page, found: Sequence[Key]) -> Floats:
    """Length, capitals, and small words at the edges."""
    rows = []
    for a, b, _ in found:
        words, quote = page.words[a:b], page.quote(a, b)
        high = [w[0].isupper() for w in words]
        first = page.low[a]
        before = page.words[a - 1] if a > page.opens[a] else ""
        after = page.words[b] if b < page.closes[a] else ""
        rows.append((
            min(b - a, 8) / 8, b - a == 1, high[0], all(high), any(high[1:]), quote.isupper(), quote.islower(),
            first in BEFORE, b - a == 1 and first in PRONOUNS, before.lower() in BEFORE, after[:1].isupper(),
            before[:1].isupper(), not before, words[-1] == "s", not quote[0].isalnum(), after in ("'", "’"),
            after == ",", before == ",", *(known().get(quote, 0) >> bit & 1 for bit in range(4)),
            known().get(words[0], 0) >> 4 & 1, known().get(words[-1], 0) & 3))  # fmt: skip
    return np.array(rows, np.float32)


def _others(page: Page, found: Sequence[Key]) -> Floats:
    """The rest of the document: the same words elsewhere, and spans that cross, hold or lie in this one."""
    told = Counter((page.quote(a, b).lower(), k) for a, b, k in page.strong)
    near: dict[int, list[Key]] = {}
    for key in page.strong:
        for at in range(key[0], key[1]):
            near.setdefault(at, []).append(key)
    rows = []
    for a, b, k in found:
        same = told[page.quote(a, b).lower(), k]
        cross = inside = holds = double = 0
        for x, y, q in {key for at in range(a, b) for key in near.get(at, ())}:
            if (x, y) == (a, b):
                double |= q != k
            elif q == k:
                inside |= x <= a and b <= y
                holds |= a <= x and y <= b
                cross += not (x <= a and b <= y) and not (a <= x and y <= b)
        kinds = [q == k for q in range(len(KINDS))]
        rows.append((min(same, 5) / 5, same > 0, min(cross, 2), inside, holds, double, *kinds))
    return np.array(rows, np.float32)


def chosen(found: Sequence[Key], chance: Floats, least: Sequence[float]) -> list[tuple[Key, float]]:
    """The likely ones, the likeliest first, none crossing a likelier one of its kind."""
    out: list[tuple[Key, float]] = []
    kept: dict[tuple[int, int], list[tuple[int, int]]] = {}  # (word, kind) -> spans over it
    for i in np.argsort(-chance, kind="stable").tolist():
        a, b, k = found[i]
        if chance[i] < least[k]:
            continue
        near = {span for at in range(a, b) for span in kept.get((at, k), ())}
        if not any(not (x <= a and b <= y) and not (a <= x and y <= b) for x, y in near):
            out.append((found[i], float(chance[i])))
            for at in range(a, b):
                kept.setdefault((at, k), []).append((a, b))
    return out


@dataclass(frozen=True)
class Weigher:
    """Memory, the small network, and the least chance of each kind."""

    memory: Memory
    mean: Floats
    scale: Floats
    layers: tuple[
        tuple[Floats, Floats, Floats, Floats], ...
    ]  # one a seed: hidden weight and bias, output weight and bias
    least: tuple[float, ...]

    def chances(self, rows: Floats) -> Floats:
        x = (rows - self.mean) / self.scale
        total = np.zeros(len(x), np.float32)
        for w1, b1, w2, b2 in self.layers:
            total += 1 / (1 + np.exp(-(np.maximum(x @ w1.T + b1, 0) @ w2.T + b2)[:, 0]))
        return total / np.float32(len(self.layers))

    def mentions(
        self, text: str, made: Cut, logits: Floats, proper: bool = False
    ) -> list[tuple[int, int, str, float]]:
        """(start, end, kind, chance) in code points, in text order; `proper` as in `candidates`."""
        page = Page(text, made, logits)
        found = candidates(page, self.memory, proper)
        if not found:
            return []
        picked = chosen(found, self.chances(features(page, found, self.memory)), self.least)
        return sorted((page.start[a], page.end[b - 1], KINDS[k], chance) for (a, b, k), chance in picked)


def load(path: Path) -> Weigher:
    """Reads what `train.mentions` wrote."""
    held: dict[str, NDArray[np.float32]] = dict(np.load(path))
    counts = dict(
        zip(
            held["codes"].tolist(), zip(held["yes"].tolist(), held["seen"].tolist(), strict=True), strict=True
        )
    )
    layers = tuple(zip(held["w1"], held["b1"], held["w2"], held["b2"], strict=True))
    return Weigher(Memory(counts), held["mean"], held["scale"], layers, tuple(held["least"].tolist()))
