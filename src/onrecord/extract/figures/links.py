"""Figures of one sentence that are one fact, a total with its parts, or a correction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from onrecord.extract.figures.found import Found
from onrecord.model import Figure
from onrecord.values.amount import Word
from onrecord.values.units import factor, kind


def linked(rows: list[Figure], group: list[Found]) -> Iterator[Figure]:
    """The rows with `same_as`, `parts` and objects handed on between neighbours."""
    if len(rows) > 1:
        for i in range(1, len(rows)):
            _pair(rows, group, i)
        _totals(rows, group)
    _itemised(rows, group)
    yield from rows


def _joint(rows: list[Figure], group: list[Found], i: int) -> str:
    text = group[i].words
    a, b = group[i - 1].quantity.last, group[i].quantity.first
    return " ".join(word.low for word in text[a:b])


def _pair(rows: list[Figure], group: list[Found], i: int) -> None:
    """`5 square kilometers, or less than 2 square miles`; `$3 (2 euros)`: the second gives the first again."""
    joint = _joint(rows, group, i)
    a, b = rows[i - 1], rows[i]
    rate = factor(a.unit, b.unit) if kind(a.unit) == "measure" else None
    x, y = a.low or a.high or 0.0, b.low or b.high or 0.0
    if rate is not None and not (y and 1 / 3 < x * rate / y < 3):
        return
    again = joint.endswith(("(", ", or", "or", "/", ", about")) and len(joint) < 40
    if again and a.unit != b.unit and kind(a.unit) == kind(b.unit) and kind(a.unit) in ("measure", "money"):
        flags = b.flags if kind(a.unit) == "money" or _agree(a, b) else (*b.flags, "pair differs")
        rows[i] = replace(b, same_as=a.id, object=b.object or a.object, head=b.head or a.head, flags=flags)
    elif joint in (
        "- - or rather",
        ", or rather",
        ", excuse me ,",
        "-- excuse me ,",
        "-- i mean",
        ", i mean ,",
        "-- sorry ,",
        "-- or",
        ", sorry ,",
        "– sorry ,",
        "— sorry ,",
        "-- i'm sorry ,",
        "-- correction ,",
        ", no ,",
    ):
        rows[i - 1] = replace(a, flags=(*a.flags, "corrected"))
        rows[i] = replace(b, flags=(*b.flags, "correction"))


def _agree(a: Figure, b: Figure) -> bool:
    """Whether two measures of one thing agree within a tenth, or within a half where one is a small round bound."""
    rate = factor(a.unit, b.unit)
    x = a.low if a.low is not None else a.high
    y = b.low if b.low is not None else b.high
    if rate is None or not x or not y:
        return True
    return abs(x * rate - y) <= 0.5 + 0.1 * y


def _totals(rows: list[Figure], group: list[Found]) -> None:
    """`four Americans - two soldiers, a civilian and a contractor`: figures after a total that add up to it are its parts."""
    for i, row in enumerate(rows):
        if row.low is None or row.low != row.high or row.low < 2 or kind(row.unit) not in ("count", "money"):
            continue
        parts: list[Figure] = []
        total = 0.0
        for other in islice(rows, i + 1, None):
            if other.low is None or kind(other.unit) != kind(row.unit) or total > row.low:
                break
            parts.append(other)
            total += other.low
            if len(parts) > 1 and abs(total - row.low) < 1e-6:
                rows[i] = replace(row, parts=tuple(part.id for part in parts))
                return


def _itemised(rows: list[Figure], group: list[Found]) -> None:
    """`four sailors - two cooks, a mate and a pilot -`: a list behind a dash whose items are counts or single ones."""
    for i, (row, item) in enumerate(zip(rows, group, strict=True)):
        if row.low is None or row.low != row.high or row.low < 2 or row.parts or kind(row.unit) != "count":
            continue
        items = _items(item)
        if len(items) < 2:
            continue
        counts = {other.words[other.quantity.number].start: j for j, other in enumerate(group)}
        parts = [counts.get(words[0].start) for words in items]
        single = [words[0].low in ("a", "an", "one") for words in items]
        if not all(part is not None or one for part, one in zip(parts, single, strict=True)):
            continue
        members = [rows[j] for j in parts if j is not None and j > i]
        total = sum(one.low or 0 for one in members) + sum(part is None for part in parts)
        flag = "parts add up" if total == row.low else "parts differ"
        rows[i] = replace(row, parts=tuple(one.id for one in members), flags=(*row.flags, flag))


def _items(item: Found) -> list[list[Word]]:
    """The items of the list between the dash behind a counted noun and the next dash, colon or stop."""
    words, start = item.words, item.object.last if item.object else item.quantity.after
    while start < len(words) and words[start].text not in ("–", "—", "--", ":", "-"):
        if start > (item.object.last if item.object else item.quantity.after) + 1:
            return []
        start += 1
    items: list[list[Word]] = [[]]
    for word in words[start + 1 :]:
        if word.text in ("–", "—", "--", ".", ";", ":", "-") and not word.glued:
            break
        if word.text in (".", ";"):
            break
        if word.text == "," or word.low in ("and", "&"):
            items.append([])
        else:
            items[-1].append(word)
    return [words for words in items if words]
