"""From the heads' scores to spans and relations: best legal tag sequence, then who goes with which cue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
ROLES = ("source", "cue", "content")
SOURCE, CUE, CONTENT = range(3)
NEVER = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words `[low, high)` with one role, and the mean probability of its tags."""

    role: int
    low: int
    high: int
    score: float


@dataclass(frozen=True, slots=True)
class Bundle:
    """The pieces of one relation."""

    source: tuple[Piece, ...]
    cue: tuple[Piece, ...]
    content: tuple[Piece, ...]
    score: float


def legal(steps: Floats) -> Floats:
    """Transition scores with what no sequence may do made impossible: inside a role only after that role."""
    out = steps.copy()
    for role in range(len(ROLES)):
        inside = 2 * role + 2
        others = [t for t in range(len(out)) if t not in (inside, inside - 1)]
        out[others, inside] = NEVER
    return out


def best_tags(logits: Floats, lines: Ints, steps: Floats) -> Ints:
    """Viterbi over every line at once; a role never begins inside, nor runs over a line's end."""
    order = np.argsort(-np.diff(lines), kind="stable")
    begin, size = lines[:-1][order], np.diff(lines)[order]
    longest = int(size[0]) if len(size) else 0
    back = np.zeros((longest, len(order), logits.shape[1]), np.int8)
    alpha = logits[begin].copy()
    alpha[:, 2::2] = NEVER
    into = np.ascontiguousarray(steps.T)[None]  # new tag, old tag
    for t in range(1, longest):
        n = int(np.searchsorted(-size, -t))
        table = alpha[:n, None, :] + into
        back[t, :n] = best = table.argmax(2)
        alpha[:n] = np.take_along_axis(table, best[:, :, None], 2)[:, :, 0] + logits[begin[:n] + t]
    out = np.zeros(len(logits), np.int64)
    tag = alpha.argmax(1)
    for t in range(longest - 1, -1, -1):
        n = int(np.searchsorted(-size, -t))
        out[begin[:n] + t] = tag[:n]
        tag[:n] = back[t, np.arange(n), tag[:n]]
    return out


def softmax(x: Floats) -> Floats:
    """Probabilities over the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    out: Floats = e / e.sum(-1, keepdims=True)
    return out


def pieces(tags: Ints, logits: Floats) -> list[Piece]:
    """The runs of one role in a tag sequence."""
    chance = np.take_along_axis(softmax(logits), tags[:, None], 1)[:, 0]
    total = np.concatenate([[0.0], np.cumsum(chance)])
    role = np.where(tags > 0, (tags - 1) // 2, -1)
    starts = np.flatnonzero(tags % 2 == 1)
    change = np.flatnonzero((np.diff(role, append=-1) != 0) | (np.append(tags[1:], 1) % 2 == 1)) + 1
    ends = change[np.searchsorted(change, starts, "right")]
    mean = (total[ends] - total[starts]) / (ends - starts)
    rows = zip(role[starts].tolist(), starts.tolist(), ends.tolist(), mean.tolist(), strict=True)
    return [Piece(*row) for row in rows]


class Links:
    """The link head's second half: how much a word looks like the source or content of a cue."""

    def __init__(self, near: Floats, width: int) -> None:
        self.near, self.width = near, width

    def logs(self, query: Floats, key: Floats, gap: Ints) -> Floats:
        """Log-probabilities (cues, words, none/source/content)."""
        kinds = self.near.shape[1]
        q = query.reshape(len(query), kinds, self.width).transpose(1, 0, 2)
        k = key.reshape(len(key), kinds, self.width).transpose(1, 2, 0)
        score = (q @ k).transpose(1, 2, 0) * self.width**-0.5 + self.near[buckets(gap)]
        top = score.max(-1, keepdims=True)
        out: Floats = score - top - np.log(np.exp(score - top).sum(-1, keepdims=True))
        return out


def buckets(gap: Ints) -> Ints:
    """Signed distance in words to one of 33 classes, logarithmic beyond small ones."""
    size = np.minimum((np.log2(np.abs(gap).astype(np.float32) + 1) * 2).astype(np.int64), 16)
    out: Ints = 16 + np.sign(gap) * size
    return out


def bundles(found: list[Piece], size: int, query: Floats, key: Floats, links: Links) -> list[Bundle]:
    """The relations of one line of `size` words."""
    cues = [p for p in found if p.role == CUE]
    sources = [p for p in found if p.role == SOURCE]
    contents = [p for p in found if p.role == CONTENT]
    if not contents:
        return []
    if not cues:
        return uncued(sources, contents, size)
    fit = fits(cues, sources, contents, query, key, links)
    return joined(cues, sources, contents, *fit)


def uncued(sources: list[Piece], contents: list[Piece], size: int) -> list[Bundle]:
    """All contents of a line without a cue as one: a form ("Ms Ash: ..."), or most of a paragraph of a quotation."""
    length = sum(c.high - c.low for c in contents)
    if not sources and length < max(LEAST_PARAGRAPH, size / 2):
        return []
    score = float(np.mean([c.score for c in contents])) * UNCUED
    return [Bundle(tuple(sources[:1]), (), tuple(contents), score)]


def fits(
    cues: list[Piece], sources: list[Piece], contents: list[Piece], query: Floats, key: Floats, links: Links
) -> tuple[Floats, Floats]:
    """Mean log-probability of each source (cues, sources) and of each content (cues, contents)."""
    others = sources + contents
    low, high = min(p.low for p in others), max(p.high for p in others)
    at = np.array([c.low for c in cues])
    logs = links.logs(query[at], key[low:high], np.arange(low, high)[None] - at[:, None])
    mean = [
        [logs[:, p.low - low : p.high - low, kind].mean(1) for p in part]
        for kind, part in ((1, sources), (2, contents))
    ]
    empty = np.zeros((len(cues), 0), np.float32)
    return (np.stack(mean[0], 1) if mean[0] else empty), np.stack(mean[1], 1)


LEAST_PARAGRAPH = 40  # words of a content that stands without source and cue
UNCUED = 0.7  # how much less a relation without a cue is believed
LEAST_SOURCE = -4.0  # mean log-probability below which a cue has no source
SURE = -0.7  # and above which a content belongs to its cue even if others have none
POSSIBLE = -3.0  # and above which a content may go to a cue that has none


def joined(
    cues: list[Piece], sources: list[Piece], contents: list[Piece], who: Floats, what: Floats
) -> list[Bundle]:
    """Each content goes to its best cue, if that is sure, else to one left empty; cues may share a source."""
    owner = owners(what)
    out = []
    for i, cue in enumerate(cues):
        mine = [c for k, c in enumerate(contents) if owner.get(k) == i]
        if not mine:
            continue
        best = int(who[i].argmax()) if sources else -1
        source = (sources[best],) if sources and who[i, best] > LEAST_SOURCE else ()
        score = cue.score * float(np.mean([c.score for c in mine]))
        out.append(Bundle(source, (cue,), tuple(mine), score))
    return out


def owners(what: Floats) -> dict[int, int]:
    """Content -> cue, from the mean log-probabilities (cues, contents); a content that fits nowhere is left out."""
    best = what.max(0)
    owner = {k: int(what[:, k].argmax()) for k in range(what.shape[1]) if best[k] > SURE}
    free = [i for i in range(what.shape[0]) if i not in owner.values()]
    for k in np.argsort(-best).tolist():
        if k in owner or not free:
            continue
        i = max(free, key=lambda i: float(what[i, k]))
        if what[i, k] > POSSIBLE:
            owner[k] = i
            free.remove(i)
    return owner
