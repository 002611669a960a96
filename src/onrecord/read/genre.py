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
_QUOTED = re.compile(r"[\"“][^\"“”]*[\"”]")
_OWN = re.compile(
    r"\b(?:I|[Ww]e|[Oo]ur)\b"
)  # an office or a person speaks, where no storyteller says who said it
# What an office does in its own words, and a columnist seldom.
_PERFORMS = re.compile(
    r"\b(?:I |[Ww]e |(?:[A-Z][\w’'-]+ ){1,4})(?:strongly |deeply |warmly |also |again |fully |\w+ally )?"
    r"(?:condemns?|welcomes?|congratulates?|commends?|calls? (?:on|upon)|urges?|reaffirms?|reiterates?|remains? (?:fully |firmly |deeply )?(?:committed|concerned|ready|prepared)"
    r"|looks? forward to|extends?|offers?|stands? (?:with|by|shoulder|ready)|mourns?|applauds?|expresses?|will continue to|(?:am|are|is) (?:deeply |gravely )?(?:committed|concerned|saddened|appalled|pleased|grateful))\b"
)
_SAID = re.compile(r"\b(?:said|told|says|according to|added)\b")


def is_label(line: str) -> bool:
    """Whether a line opens with a speaker's label."""
    found = LABEL.match(line)
    return bool(found) and not line.startswith("FACT SHEET") and not _quotes(line, found)


def _headings(lines: Sequence[str]) -> bool:
    """Whether labels hardly ever come back, as those of a list do: `NEW BOATS:`; who speaks with others does."""
    labels = [m["label"] for line in lines if is_label(line) and (m := LABEL.match(line))]
    return len(labels) - len(set(labels)) < max(1, len(labels) // 4)


def _quotes(line: str, label: re.Match[str] | None) -> bool:
    """Whether a quotation follows a label, as where a page gathers what people said; a transcript has no marks."""
    return label is not None and line[label.end() :].lstrip()[:1] in ("“", '"')


def guess_genre(lines: Sequence[str], values: Mapping[str, str]) -> Genre:
    """The genre by its labels first, then by title and tags, then by verbs of saying and by who speaks."""
    title = values.get("title") or next(iter(lines), "")
    tag = _TAGS.get(values.get("tags", "").lower().strip())
    labels = sum(map(is_label, lines)) + _named(lines)
    written = bool(_STATEMENT.match(title)) or (tag == "statement" and not _REMARKS.match(title))
    if labels >= 2 and labels * 25 >= len(lines) and not (written and _headings(lines)):
        return "transcript"
    if _STATEMENT.match(title):
        return "statement"
    if tag or _REMARKS.match(title):
        return tag or "transcript"
    if sum(bool(_SAID.search(line)) for line in lines) >= 2 or values.get("outlet"):
        return "news"
    if any(_STATEMENT.match(line) for line in lines[:3]) or _speaks(lines):
        return "statement"
    return "other"


def _speaks(lines: Sequence[str]) -> bool:
    """Whether a text says `we` or `I` outside quotation marks, does what offices do, and tells of nobody's saying."""
    bare = [_QUOTED.sub("", line) for line in lines]
    own = sum(len(_OWN.findall(line)) for line in bare)
    return own >= 2 and any(map(_PERFORMS.search, bare)) and not any(map(_SAID.search, lines))


def _named(lines: Sequence[str]) -> int:
    """Lines that open with a name and a colon, where the name does so more than once."""
    names = [m["label"] for line in lines if (m := NAMED.match(line)) and not _quotes(line, m)]
    return sum(names.count(name) > 1 for name in names)
