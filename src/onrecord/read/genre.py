"""Which genre a text is of: transcript, statement, news or other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from onrecord.model import Genre
from onrecord.values.label import LABEL, NAMED

_REMARKS = re.compile(
    r"(?:remarks|press briefing|press gaggle|background press call|on-the-record press call|press conference|press call|transcript|speech|interview)\b",
    re.I,
)
_STATEMENT = re.compile(
    r"(?:fact sheet|readout|joint (?:statement|declaration|communiqu)|communiqu|declaration|proclamation|memorandum|letter\b(?! to the editor)|message|executive order"
    r"|(?:\w+ ){0,4}statement (?:by|from|of|on)|statement\b|nominations|president .{0,60}(?:announces|nominates)|bills? signed|press release)",
    re.I,
)
_TAGS: dict[str, Genre] = {
    "press-briefings": "transcript",
    "speeches-remarks": "transcript",
    "statements-releases": "statement",
    "transcript": "transcript",
    "speech": "transcript",
    "statement": "statement",
    "press-release": "statement",
    "news": "news",
}
_SAID = re.compile(r"\b(?:said|told|says|according to|added)\b")


def is_label(line: str) -> bool:
    """Whether a line opens with a speaker's label."""
    found = LABEL.match(line)
    return bool(found) and not line.startswith("FACT SHEET")


def guess_genre(lines: Sequence[str], values: Mapping[str, str]) -> Genre:
    """The genre by its labels first, then by title and tags, then by datelines and quotations."""
    title = values.get("title") or next(iter(lines), "")
    tag = _TAGS.get(values.get("tags", "").lower().strip())
    labels = sum(map(is_label, lines)) + _named(lines)
    if labels >= 2 and labels * 25 >= len(lines):
        return "transcript"
    if _STATEMENT.match(title):
        return "statement"
    if tag or _REMARKS.match(title):
        return tag or "transcript"
    if sum(bool(_SAID.search(line)) for line in lines) >= 2 or values.get("outlet"):
        return "news"
    return "statement" if any(_STATEMENT.match(line) for line in lines[:3]) else "other"


def _named(lines: Sequence[str]) -> int:
    """Lines that open with a name and a colon, where the name does so more than once."""
    names = [found["label"] for line in lines if (found := NAMED.match(line))]
    return sum(names.count(name) > 1 for name in names)
