"""The campaign at a glance, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.cli.render import lines

TITLES = {
    "members": ("Members", "memberships"),
    "numbers_of_members": ("How many they are, by whom and when", "figures"),
    "meetings": ("Meetings", "meetings"),
    "objectives": ("Objectives", "objectives"),
    "control": ("Who holds what", "events"),
    "contributions": ("Contributions", "events"),
    "harm": ("Harm to civilians", "events"),
    "findings": ("Worth attention", "findings"),
}


def glance(data: Mapping[str, Any]) -> Iterator[str]:
    """Every section that has rows, each row with the place of its words."""
    time = " to ".join(data["span_of_time"])
    yield f"{data['name'] or 'A campaign without a campaign file'}{f', {time}' if time else ''}"
    yield "  " + ", ".join(f"{count:,} {noun}" for noun, count in data["counts"].items() if count)
    for key, (title, noun) in TITLES.items():
        yield from _section(title, noun, data["sections"][key])
    for line, parts in data["lines_of_effort"].items():
        for noun in ("figures", "commitments"):
            yield from _section(f"Line of effort {line}: {noun}", noun, parts[noun])


def _section(title: str, noun: str, section: Mapping[str, Any]) -> Iterator[str]:
    if not section["count"]:
        return
    shown = len(section["rows"])
    of = f" (the first {shown} of {section['count']:,})" if shown < section["count"] else ""
    yield ""
    yield f"{title}{of}"
    for row in section["rows"]:
        yield from (f"  {line}" for line in lines(noun, row))
