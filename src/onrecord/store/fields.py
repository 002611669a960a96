"""A person's words for a field as a value of that field's type."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Mapping
from dataclasses import is_dataclass
from typing import Any, Literal, get_args, get_origin

from onrecord.errors import KnownValueError, UsageError
from onrecord.model import Date, Speaker
from onrecord.store.mapper import hints, optional, outer, plain, scalar

# What a person may not set: identity, provenance, and words that only the text may give.
FIXED = {
    "id",
    "document",
    "spans",
    "made_by",
    "source",
    "part",
    "text",
    "sha256",
    "version",
    "furniture",
    "read_by",
    "printings",
}
# What a sidecar file calls a field, where the type says it otherwise.
OTHER_NAMES = {("documents", "date"): "published"}
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")
_TRUE = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def parse(kind: type, path: str, words: str) -> Any:
    """The plain value that `words` stand for in the field `path` (`speaker.name`) of a dataclass."""
    hint = _hint(kind, path)
    return _value(hint, words, path)


def _hint(kind: type, path: str) -> Any:
    first, _, rest = path.partition(".")
    known = {outer(name): hint for name, hint in hints(kind).items() if outer(name) not in FIXED}
    if first not in known:
        raise KnownValueError(f"the field of a {kind.__name__.lower()}", first, known)
    inner = _dataclass(known[first])
    if rest and inner:
        return _hint(inner, rest)
    if rest:
        raise UsageError(f"{first} has no parts; set it as a whole: {first}=...")
    return known[first]


def _dataclass(hint: Any) -> type | None:
    members = [kind for kind in get_args(hint) or (hint,) if is_dataclass(kind) and isinstance(kind, type)]
    return members[0] if len(members) == 1 and get_origin(hint) is not tuple else None


def _value(hint: Any, words: str, where: str) -> Any:
    if words in ("", "null", "none") and optional(hint):
        return None
    inner = _dataclass(hint)
    if inner is Date:
        return plain(user_date(words))
    if inner is Speaker:
        return {"name": words}
    if get_origin(hint) is tuple and get_args(hint)[0] is str:
        return [item.strip() for item in words.split(";") if item.strip()]
    kind = scalar(hint)
    if kind is None:
        return _json(words, where)
    return _scalar(kind, hint, words, where)


def _scalar(kind: type, hint: Any, words: str, where: str) -> Any:
    choices = [
        choice for part in (hint, *get_args(hint)) if get_origin(part) is Literal for choice in get_args(part)
    ]
    if choices and words not in choices:
        raise KnownValueError(where, words, choices)
    if kind is bool:
        if words.lower() not in _TRUE:
            raise KnownValueError(where, words, ("true", "false"))
        return _TRUE[words.lower()]
    try:
        return kind(words.replace(",", "")) if kind in (int, float) else words
    except ValueError as error:
        raise UsageError(f"{where}={words!r} is not a number, as in {where}=81") from error


def _json(words: str, where: str) -> Any:
    try:
        return json.loads(words)
    except ValueError as error:
        raise UsageError(f"{where}={words!r} is not JSON, which this field needs") from error


def user_date(words: str) -> Date:
    """A date that a person gave: `2019`, `2019-03` or `2019-03-14`."""
    found = _DAY.match(words.strip())
    if not found:
        raise UsageError(f"{words!r} is not a date; give 2019, 2019-03 or 2019-03-14")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        return _date(words.strip(), int(year or 0), month, day)
    except ValueError as error:
        raise UsageError(f"{words!r} is no day of the calendar") from error


def _date(value: str, year: int, month: int | None, day: int | None) -> Date:
    first = f"{year:04d}-{month or 1:02d}-{day or 1:02d}"
    last_day = day or calendar.monthrange(year, month or 12)[1]
    if day and day > calendar.monthrange(year, month or 1)[1]:
        raise ValueError(value)
    return Date(value, first, f"{year:04d}-{month or 12:02d}-{last_day:02d}", "user")


def put(values: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of plain values with the field at `path` replaced; a speaker given by name keeps the words as written."""
    first, _, rest = path.partition(".")
    before = values.get(first)
    if rest:
        value = put(before or {}, rest, value)
    elif isinstance(value, dict) and value.keys() == {"name"}:
        value = _renamed(before or {}, value["name"])
    return {**values, first: value}


def _renamed(speaker: Mapping[str, Any], name: str) -> dict[str, Any]:
    actor = speaker.get("actor") if speaker.get("name") == name else None
    return {**speaker, "actor": actor, "name": name, "why": ""}


def get(values: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path of plain values."""
    found: Any = values
    for part in path.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found
