"""What kind of change lies between the words printed and the words said."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.check.quotes.align import weak_words
from onrecord.check.quotes.lexicon import phrases, runs, table
from onrecord.check.quotes.words import Words
from onrecord.model import EditKind
from onrecord.values.place import is_place

# The gravest first; those before "name" may change what a sentence means.
GRAVEST: tuple[EditKind, ...] = (
    "negation",
    "number",
    "condition",
    "modal",
    "quantifier",
    "qualifier",
    "name",
    "content_word",
    "tense",
    "function_word",
)
MEANING: frozenset[str] = frozenset(GRAVEST[:6])
_LISTED: tuple[EditKind, ...] = ("negation", "number", "condition", "modal", "quantifier", "qualifier")


@dataclass(frozen=True, slots=True)
class Change:
    """Words `ours` of the quotation stand for words `theirs` of the passage (half-open word ranges)."""

    kind: EditKind
    ours: tuple[int, int]
    theirs: tuple[int, int]

    @property
    def one_sided(self) -> bool:
        """Whether words were only put in or left out."""
        return self.ours[0] == self.ours[1] or self.theirs[0] == self.theirs[1]


Range = tuple[int, int]


def stretch(every: Sequence[Change], change: Change) -> Change:
    """A change together with those right beside it on both sides."""
    mine, his = change.ours, change.theirs
    for other in every:
        if _touch(other.ours, mine) and _touch(other.theirs, his):
            mine = min(mine[0], other.ours[0]), max(mine[1], other.ours[1])
            his = min(his[0], other.theirs[0]), max(his[1], other.theirs[1])
    return Change(change.kind, mine, his)


def reworded(ours: Words, theirs: Words, every: Sequence[Change], change: Change) -> bool:
    """Whether other words of weight stand for other words right beside a negation: then it did not come or go alone."""
    whole = stretch(every, change)
    if whole.ours[1] - whole.ours[0] == whole.theirs[1] - whole.theirs[0] == 1:
        return False  # "fair" for "unfair"
    return all(
        any(side.norms[i] not in weak_words() and (side.norms[i],) not in _denials() for i in range(*part))
        for side, part in ((ours, whole.ours), (theirs, whole.theirs))
    )


@cache
def _denials() -> frozenset[tuple[str, ...]]:
    return frozenset(phrase for group in phrases("negation").values() for phrase in group)


def _touch(one: Range, two: Range) -> bool:
    return one[0] <= two[1] and two[0] <= one[1]


def changes(ours: Words, mine: Range, theirs: Words, his: Range) -> Iterator[Change]:
    """The changes of one gap: words `mine` of the quotation against words `his` of the passage."""
    if mine[0] == mine[1] or his[0] == his[1]:
        yield Change(_lone(ours, mine, theirs, his), mine, his)
        return
    if _length(ours, mine) == _length(theirs, his) is not None:
        yield Change("content_word", mine, his)
        return
    if mine[1] - mine[0] + his[1] - his[0] <= 3:
        kind = _single(ours, mine, theirs, his)
        if kind:
            yield Change(kind, mine, his)
            return
    rest_ours, rest_theirs = set(range(*mine)), set(range(*his))
    for kind in _LISTED:
        a, b = _of_class(kind, ours, mine), _of_class(kind, theirs, his)
        if _meant(ours, a) != _meant(theirs, b):
            yield Change(kind, _reach(a, mine), _reach(b, his))
            rest_ours -= set(a)
            rest_theirs -= set(b)
            if kind == "negation":
                rest_ours -= _aids(ours, rest_ours)
                rest_theirs -= _aids(theirs, rest_theirs)
    yield from _others(ours, mine, rest_ours, theirs, his, rest_theirs, len(rest_ours) == mine[1] - mine[0])


def _length(side: Words, part: Range) -> tuple[str, float] | None:
    """The length of time that a stretch tells and nothing else, in months or in days: `a decade`, `10 years`."""
    *number, unit = side.norms[slice(*part)]
    known = table("alike")["lengths"].get(unit)
    if known is None or len(number) > 1:
        return None
    many = "1" if not number or number[0] in ("a", "an") else number[0]
    return (known[1], float(many) * known[0]) if many.isdigit() else None


def _single(ours: Words, mine: Range, theirs: Words, his: Range) -> EditKind | None:
    """A word for a word: one change, of the gravest class that either belongs to."""
    one, two = "".join(ours.norms[slice(*mine)]), "".join(theirs.norms[slice(*his)])
    if _OPPOSITE.sub("", one, count=1) == two or _OPPOSITE.sub("", two, count=1) == one:
        return "negation"
    for kind in _LISTED:
        a, b = _of_class(kind, ours, mine), _of_class(kind, theirs, his)
        if _meant(ours, a) != _meant(theirs, b):
            return kind
    return None


def _meant(side: Words, at: list[int]) -> Counter[str]:
    """The phrases, those that mean the same as one."""
    starts = [i for i in at if i - 1 not in at]
    found: list[str] = []
    for start, stop in zip(starts, [*starts[1:], len(side.norms)], strict=False):
        phrase = [side.norms[i] for i in at if start <= i < stop]
        whole = _alike().get(" ".join(phrase))
        found += [whole] if whole else [_alike().get(word, word) for word in phrase]
    return Counter(found)


_OPPOSITE = re.compile(r"^(?:un|in|im|dis|non|ir|il)(?=\w{4})")


def _others(
    ours: Words, mine: Range, a: set[int], theirs: Words, his: Range, b: set[int], alone: bool
) -> Iterator[Change]:
    """What is left of a gap once the listed classes are taken out."""
    strong_a = [i for i in sorted(a) if ours.norms[i] not in weak_words()]
    strong_b = [i for i in sorted(b) if theirs.norms[i] not in weak_words()]
    bag_a, bag_b = _bag(ours, strong_a), _bag(theirs, strong_b)
    if bag_a == bag_b:
        if alone and len(b) == his[1] - his[0]:
            tense = _stems(ours, a) == _stems(theirs, b)
            yield Change("tense" if tense else "function_word", mine, his)
        return
    if Counter(map(stem, bag_a.elements())) == Counter(map(stem, bag_b.elements())):
        kind: EditKind = "content_word" if _plural(bag_a, bag_b) else "tense"
        yield Change(kind, _reach(strong_a, mine), _reach(strong_b, his))
        return
    names = any(named(ours, i) for i in strong_a) or any(named(theirs, i) for i in strong_b)
    yield Change(
        "name" if names else "content_word",
        *(
            (mine, his)
            if alone
            else (_reach(strong_a or sorted(a), mine), _reach(strong_b or sorted(b), his))
        ),
    )


def _plural(a: Counter[str], b: Counter[str]) -> bool:
    """Only an "s" at the end of a word came or went."""
    return {word.rstrip("s") for word in a} == {word.rstrip("s") for word in b}


def _lone(ours: Words, mine: Range, theirs: Words, his: Range) -> EditKind:
    side, part = (ours, mine) if mine[0] < mine[1] else (theirs, his)
    size = part[1] - part[0]
    if side is ours and _opening(ours, mine):
        return "function_word"
    for kind in _LISTED:
        found = len(_of_class(kind, side, part))
        # In a longer cut a "will" or a "very" is one word of many; it names the cut only when it fills it.
        if found and (size <= 2 or kind in ("negation", "number", "condition") or 2 * found >= size):
            return kind
    strong = [i for i in range(*part) if side.norms[i] not in weak_words()]
    if not strong:
        return "function_word"
    return "name" if any(named(side, i) for i in strong) else "content_word"


def _opening(ours: Words, mine: Range) -> bool:
    """ "Now," or "you know," put before what was said limits nothing."""
    size = sum(right - left for left, right in runs("opening", ours.norms, *mine))
    before = ours.text[max(0, ours.starts[mine[0]] - 3) : ours.starts[mine[0]]].strip(" \"“'‘")
    return size == mine[1] - mine[0] and (not before or before[-1] in ".?!,;:—–-" or mine[0] == 0)


@cache
def _alike() -> dict[str, str]:
    return {word: group[0] for group in table("alike")["groups"] for word in group}


def _of_class(kind: EditKind, side: Words, part: Range) -> list[int]:
    if kind == "number":
        return [i for i in range(*part) if numeric(side, i)]
    wide = max(0, part[0] - 2), min(len(side.norms), part[1] + 2)
    idle = {i for left, right in runs("idiom", side.norms, *wide) for i in range(left, right)}
    return [i for left, right in runs(kind, side.norms, *part) for i in range(left, right) if i not in idle]


def numeric(side: Words, i: int) -> bool:
    """A number that counts; "one" and "first" written out are pronouns as often as numbers and are not."""
    norm = side.norms[i]
    if not norm[0].isdigit():
        return norm in phrases("number_word")
    return side.text[side.starts[i] : side.ends[i]].lower() not in ("one", "first", "second")


def _bag(side: Words, at: list[int]) -> Counter[str]:
    return Counter(side.norms[i] for i in at)


def _reach(at: list[int], whole: Range) -> Range:
    """The word range from the first to the last of these, or an empty one where the gap begins."""
    return (at[0], at[-1] + 1) if at else (whole[0], whole[0])


def _aids(side: Words, rest: set[int]) -> set[int]:
    return {i for i in rest if side.norms[i] in ("do", "does", "did", "is", "are", "was", "were")}


def named(side: Words, i: int) -> bool:
    """A capital that no sentence start explains, or capitals throughout."""
    raw = side.text[side.starts[i] : side.ends[i]]
    if not raw[:1].isupper() or raw in ("I", "I'm", "I’m", "I've", "I’ve", "I'll", "I’ll", "I'd", "I’d"):
        return False
    if len(raw) > 1 and raw.isupper():
        return True
    before = side.text[max(0, side.starts[i] - 4) : side.starts[i]].rstrip(" \n\u00a0\t")
    if before.endswith(".") and i > 0 and side.norms[i - 1] in phrases("abbreviation"):
        return True
    if bool(before) and before[-1] not in ".!?:…\"“”—–-\n([‘'" and side.starts[i] > 0:
        return True
    return side.norms[i] in phrases("calendar_name") or is_place(raw)


def stem(norm: str) -> str:
    """A rough stem: irregular forms by table, else regular endings cut."""
    known = _irregular().get(norm)
    if known:
        return known
    return _DOUBLED.sub(r"\1", _ENDING.sub("", norm)) if len(norm) > 3 else norm


_ENDING = re.compile(r"(?:ing|ied|ies|ed|es|s|e|y)$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


def _stems(side: Words, at: set[int]) -> Counter[str]:
    return Counter(stem(side.norms[i]) for i in sorted(at))


@cache
def _irregular() -> dict[str, str]:
    return {form: plain for plain, forms in table("inflections").items() for form in (*forms, plain)}
