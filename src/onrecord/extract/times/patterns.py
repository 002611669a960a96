"""Rules over token classes: one character stands for a class, a rule is a regular expression over such characters.

A pattern is written with blanks between its items. An item is a class or several (`month`, `small|ordinal`), with a name in
front (`m=month`) and `?`, `*` or `+` behind; `(`, `)`, `)?` and a lone `|` group. `{count}` stands for a named part.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from onrecord.extract.times.anchors import Context
from onrecord.extract.times.lexicon import Token, lexicon

Type = Literal["DATE", "TIME", "DURATION", "SET"]
_ITEM = re.compile(r"(?:(\w+)=)?([a-z_]+(?:\|[a-z_]+)*)([?*+]?)\Z")
_NUMBERS = ("small", "number", "num", "year", "ordinal", "fraction", "digits", "clock", "decade", "holiday")


@dataclass(frozen=True, slots=True)
class Made:
    """What a rule makes of its words; `anchor` is what it was counted from. A range narrower than the match is `where`."""

    type: Type
    value: str
    anchor: str = "none"
    days: tuple[str, str] | None = None
    where: tuple[int, int] | None = None


Groups = Mapping[str, Sequence[Token]]
Maker = Callable[[Groups, Context], "Made | Sequence[Made] | None"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A name, the pattern over class characters, and what makes a value of it (null: no time after all)."""

    name: str
    pattern: re.Pattern[str]
    make: Maker


@cache
def codes() -> Mapping[str, str]:
    """Class to character; what is of no class is a dot."""
    kinds = sorted({kind for kind, _ in lexicon().words.values()} | set(_NUMBERS))
    return {**{kind: chr(0x100 + at) for at, kind in enumerate(kinds)}, "other": "."}


def rule(name: str, pattern: str, make: Maker) -> Rule:
    """A rule with its pattern compiled."""
    items = expand(pattern).split()
    return Rule(name, re.compile("".join(_translated(item, at) for at, item in enumerate(items))), make)


def groups_of(match: re.Match[str], tokens: Sequence[Token], offset: int = 0) -> Groups:
    """The tokens of each named item that took part in a match; `offset` is the token at which the matched string begins."""
    found: dict[str, Sequence[Token]] = {}
    for name, at in match.re.groupindex.items():
        start, end = match.span(at)
        if start < end:
            found[name.partition("__")[0]] = tokens[start + offset : end + offset]
    return found


PARTS = {
    "count": "( n=small|number|num|fraction|year ( dash? and dash? a? dash? half=half )? | r=small|num to|or|dash small|num | v=few|several | a|the v=few | a? c=couple of? | h=half a )",
    "units": "u=unit|units|quarter|quarters",
    "early": "( early|late|earlier|later|mid dash? ( in|on )? )?",
    "day": "d=small|ordinal",
}


def expand(pattern: str) -> str:
    """The pattern with its named parts written out."""
    for name, part in PARTS.items():
        pattern = pattern.replace("{" + name + "}", part)
    return pattern


def _translated(item: str, at: int) -> str:
    if item in ("(", "|", ")", ")?", ")*", ")+", "(?!", "(?="):
        return "(?:" if item == "(" else item
    match = _ITEM.match(item)
    assert match, f"no pattern item: {item}"
    name, kinds, many = match.groups()
    inner = "[" + "".join(re.escape(codes()[kind]) for kind in kinds.split("|")) + "]"
    return f"(?P<{name}__{at}>{inner}{many})" if name else inner + many
