"""Documents made anew: mentions give way to others of their kind, so that little marked text shows a name in many places.

Each mention that lies in no other is exchanged whole, with the mentions inside it, for one of the same kinds and the same form
(proper or common, with or without an article) from the documents of training, or for a name of the word lists.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator

from onrecord.encoder.mentions import BEFORE, KINDS, known
from onrecord.encoder.naming import PRONOUNS

PLACE = KINDS.index("place")
Span = tuple[int, int, int]
Form = tuple[frozenset[int], bool, bool]  # kinds, proper, led by an article or the like
Mention = tuple[str, list[Span]]  # words, and spans counted from their first character


def clusters(text: str, spans: list[Span]) -> Iterator[tuple[int, int, list[Span]]]:
    """Spans that lie in no other, on one line, with all that lie inside; those that cross are left out."""
    held: list[Span] = []
    for span in [*sorted(spans, key=lambda x: (x[0], -x[1])), (len(text) + 1, 0, 0)]:
        if held and span[0] >= max(e for _, e, _ in held):
            start, end = held[0][0], max(e for _, e, _ in held)
            if end == held[0][1] and "\n" not in text[start:end]:
                yield start, end, held
            held = []
        held.append(span)


def form(words: str, spans: list[Span]) -> Form | None:
    """What a mention may be exchanged for; None where it stays, as pronouns do."""
    parts = words.split()
    if not parts or (len(parts) == 1 and parts[0].lower() in PRONOUNS):
        return None
    kinds = frozenset(k for s, e, k in spans if e - s == len(words))
    return kinds, any(w[0].isupper() for w in parts[parts[0].lower() in BEFORE :]), parts[0].lower() in BEFORE


class Pool:
    """Mentions of some documents by form; each string once a form, so that rare names come as often as common ones."""

    def __init__(self, documents: list[tuple[str, list[Span]]], listed: float) -> None:
        found: dict[Form, dict[str, Mention]] = defaultdict(dict)
        for text, spans in documents:
            for start, end, some in clusters(text, spans):
                inner = [(s - start, e - start, k) for s, e, k in some]
                key = form(text[start:end], inner)
                if key:
                    found[key][text[start:end]] = (text[start:end], inner)
        self.by_form = {key: list(some.values()) for key, some in found.items()}
        self.places = sorted(name for name, bits in known().items() if bits & 3 and not bits >> 4)
        self.listed = listed

    def draw(self, key: Form, alone: bool, rng: random.Random) -> Mention:
        if alone and key == (frozenset([PLACE]), True, False) and rng.random() < self.listed:
            name = rng.choice(self.places)
            return name, [(0, len(name), PLACE)]
        return rng.choice(self.by_form[key])


def swapped(
    text: str, spans: list[Span], pool: Pool, share: float, rng: random.Random
) -> tuple[str, list[Span]]:
    """The document with a share of its mentions exchanged, and the spans where they then lie."""
    changes = []
    for start, end, some in clusters(text, spans):
        key = form(text[start:end], [(s - start, e - start, k) for s, e, k in some])
        if key in pool.by_form and rng.random() < share:
            changes.append((start, end, set(some), pool.draw(key, len(some) == 1, rng)))
    gone = set().union(*(some for *_, some, _ in changes)) if changes else set()
    kept = [span for span in spans if span not in gone]
    out, moved, at = [], [], 0
    shifts: list[tuple[int, int]] = [(0, 0)]
    size = 0
    for start, end, _, (words, inner) in changes:
        out.append(text[at:start])
        size += start - at
        moved += [(size + s, size + e, k) for s, e, k in inner]
        out.append(words)
        size += len(words)
        at = end
        shifts.append((end, size - end))
    out.append(text[at:])
    for s, e, k in kept:
        moved.append((s + shift(shifts, s), e + shift(shifts, e), k))
    return "".join(out), sorted(moved)


def shift(shifts: list[tuple[int, int]], at: int) -> int:
    """How far a character that stays has moved."""
    return next(by for start, by in reversed(shifts) if start <= at)
