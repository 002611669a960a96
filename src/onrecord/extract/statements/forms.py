"""Attributions by form alone: colons in headlines and interviews, dashes after quotations, `From Chairwoman Y:`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.statements.found import Found
from onrecord.extract.statements.quotes import Quote, Range

_NAME = r"[A-Z][\w.'’-]*(?:\s+(?:(?:of|the|de|al|van|von|for|and)\s+)?(?:[A-Z][\w.'’-]*|\([^)]{1,20}\))){0,7}"
_LABEL = re.compile(
    rf"\s*(?:From\s+)?(?P<who>(?:Former\s+|Then-)?{_NAME}(?:,[^:\"“]{{3,140}})?)\s*(?P<cue>:)\s*(?=\S)"
)
_NOTED = re.compile(r"[\[(][^\[\]()]{3,60}[\])]")  # where it was said: `[Statement, 9 March]`
_DASHED = re.compile(rf"\s*(?P<cue>--?|—|–)\s*(?P<who>{_NAME}(?:,\s[^.\"“]{{3,90}})?)\.?\s*$")
_SIGNED = re.compile(rf"\W*?(?P<cue>--?|—|–)\s*(?P<who>{_NAME}(?:,\s[^.\"“]{{3,90}})?)\W*$")
_CITED = re.compile(
    r"\s*[\[(]?(?P<who>[A-Z][\w&.’' ]{2,40}?),\s+\d{1,2}/\d{1,2}(?:/\d{2,4})?\W*$"
)  # `Harbour Post, 10/25`
_ROLE = r"(?:chief|official|minister|report|study|poll|survey|source|expert|spokes\w+|leader|president|analyst|police|envoy|ministry|agency|watchdog)s?"
_TRAILING = re.compile(
    rf"^(?P<what>[^:]{{20,140}}?)(?P<cue>:)\s+(?P<who>(?:[\w.'’-]+\s+){{0,4}}{_ROLE}|[A-Z][\w.'’-]*(?:\s+(?:of|the|[A-Z][\w.'’-]*)){{0,4}})$"
)
_NOT_NAMES = re.compile(
    r"(?:watch|photo|photos|read|related|video|note|update|updated|breaking|source|more|also|opinion|analysis|exclusive|editor|"
    r"contact|fact|file|image|credit|live|review|interview|podcast|question|answer|poll|here|the|this|washington|background|abstract|summary|full|text|"
    r"part|section|chapter|step|phase|pillar|goal|objective|figure|table|annex|appendix)\b",
    re.I,
)


_ISSUED = re.compile(
    r"\W*(?P<who>[A-Z][^:\"“\n]{3,140}?),?\s+(?:today\s+|has\s+|also\s+|on \w+day\s+)?"
    r"(?P<cue>(?:issued|released|made|gave|delivered|published)\s+(?:the\s+following|this|a|the\s+below)\s+(?:\w+\s+)?(?:statement|remarks?|comments?|message))\b[^:\"“\n]{0,120}:"
)
_NAMED = re.compile(rf"\W*(?P<who>{_NAME}(?:,[^:\"“]{{3,90}})?)\s*(?P<cue>:)\W*$")
_ANNOUNCED = re.compile(
    rf"\W*(?:(?:[Ss]tatement|[Qq]uote|[Mm]essage|[Rr]emarks|[Cc]omments?)\s+(?:from|by|of)|From)\s+(?P<who>(?:the\s+)?{_NAME}(?:,[^:\"“]{{3,90}})?)\s*(?P<cue>:)\W*$"
)


def announcement(text: str, block: Range) -> tuple[Range, Range] | None:
    """Source and cue of a line such as `Statement from Chairwoman Y:`, whose words stand in the next paragraph."""
    if form := stated(text, block):
        return form
    found = _NAMED.match(text, *block)
    if found and _NOT_NAMES.match(found["who"]):
        return None
    return (found.span("who"), found.span("cue")) if found else None


def stated(text: str, line: Range) -> tuple[Range, Range] | None:
    """Source and cue of a line that says that a statement follows: `Statement by Ada Lund:`, `Ada Lund issued this statement:`."""
    found = _ANNOUNCED.match(text, *line) or _ISSUED.match(text, *line)
    return (found.span("who"), found.span("cue")) if found else None


def said_next(
    text: str, block: Range, quotes: Sequence[Quote], announced: tuple[Range, Range]
) -> Found | None:
    """The paragraph after an announcement, where it is a quotation from end to end."""
    if text[block[0] : quotes[0].start].strip() or text[quotes[-1].end : block[1]].strip(" .*_\n"):
        return None
    return Found((announced[0],), (announced[1],), tuple((q.start, q.end) for q in quotes), "label")


def forms(text: str, block: Range, quotes: Sequence[Quote]) -> list[Found]:
    """The attributions of a paragraph whose form is enough; empty where it has none."""
    return _labelled(text, block, quotes) or _dashed(text, block, quotes) or _headline(text, block)


def _labelled(text: str, block: Range, quotes: Sequence[Quote]) -> list[Found]:
    """`Rep. Gowdy:"I have not heard..."`: a name and a colon at the start, and a quotation to the end."""
    label = _LABEL.match(text, *block)
    if not label or not quotes or _NOT_NAMES.match(label["who"]) or label.end() != quotes[0].start:
        return []
    rest = text[quotes[-1].end : block[1]].strip(" .\n\xa0")
    if rest and not _NOTED.fullmatch(rest):
        return []
    who, cue = stated(text, (block[0], label.end())) or (label.span("who"), label.span("cue"))
    return [Found((who,), (cue,), tuple((q.start, q.end) for q in quotes), "label")]


def _dashed(text: str, block: Range, quotes: Sequence[Quote]) -> list[Found]:
    """`"..." -Commissioner X`: a quotation, a dash and a name to the end."""
    if not quotes or text[block[0] : quotes[0].start].strip(" •*\n"):
        return []
    tail = _DASHED.match(text, quotes[-1].end, block[1])
    if cited := _CITED.match(text, quotes[-1].end, block[1]):
        return [Found((cited.span("who"),), (), tuple((q.start, q.end) for q in quotes), "dash")]
    if not tail:
        return []
    return [Found((tail.span("who"),), (tail.span("cue"),), tuple((q.start, q.end) for q in quotes), "dash")]


def signed(text: str, block: Range) -> tuple[Range, Range] | None:
    """Source and cue of a paragraph that only says whose the quotation above it is: `– Chair Ada Lund`."""
    dashed = re.search(r"[-—–]\s*\Z", text[max(0, block[0] - 4) : block[0]])  # read as a bullet
    found = _SIGNED.match(text, block[0] - len(dashed.group()) if dashed else block[0], block[1])
    return (found.span("who"), found.span("cue")) if found else None


def _headline(text: str, block: Range) -> list[Found]:
    """`Lund: Ferries Will Sail ...` and `...: Pentagon chief`: a short line that ends with no full stop."""
    line = text[block[0] : block[1]].rstrip()
    if len(line) > 160 or "\n" in line or line[-1:] in ".,;:" or len(line.split()) < 4:
        return []
    trailing = _TRAILING.match(line)
    if trailing:
        return [_shifted(block[0], trailing)]
    label = _LABEL.match(text, *block)
    if (
        not label
        or _NOT_NAMES.match(label["who"])
        or len(label["who"].split()) > 4
        or len(line) - (label.end() - block[0]) < 12
    ):
        return []
    return [
        Found((label.span("who"),), (label.span("cue"),), ((label.end(), block[0] + len(line)),), "headline")
    ]


def _shifted(base: int, match: re.Match[str]) -> Found:
    who, cue, what = ((base + match.start(g), base + match.end(g)) for g in ("who", "cue", "what"))
    return Found((who,), (cue,), (what,), "headline")
