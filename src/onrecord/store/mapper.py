"""Dataclasses to plain JSON values and back, driven by type hints; no noun is named here.

A field whose name ends in an underscore (`from_`) loses it outside Python. Spans, dates and speakers become objects with
their own field names, tuples become lists.
"""

from __future__ import annotations

import types
from collections import abc
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

Convert = Callable[[Any], Any]
SCALARS: tuple[type, ...] = (str, bool, int, float)


def outer(name: str) -> str:
    """A field's name outside Python: `from_` is `from`."""
    return name.rstrip("_")


@cache
def hints(cls: type) -> Mapping[str, Any]:
    """The resolved type of each field of a dataclass."""
    return get_type_hints(cls)


def scalar(hint: Any) -> type | None:
    """The plain type that a hint stands for (`float | None` is float), or null where the value is nested."""
    kinds = {_plain(kind) for kind in _members(hint)}
    kind = kinds.pop() if len(kinds) == 1 else None
    return kind if kind in SCALARS else None


def optional(hint: Any) -> bool:
    """Whether a hint allows null."""
    return type(None) in get_args(hint)


def _members(hint: Any) -> tuple[Any, ...]:
    if get_origin(hint) in (Union, types.UnionType):
        return tuple(kind for kind in get_args(hint) if kind is not type(None))
    return (hint,)


def _plain(kind: Any) -> Any:
    return type(get_args(kind)[0]) if get_origin(kind) is Literal else kind


def plain(value: Any) -> Any:
    """A value as JSON knows it: dataclasses as objects, tuples as lists."""
    if value is None or isinstance(value, SCALARS):
        return value
    if is_dataclass(value) and not isinstance(value, type):
        return {key: plain(getattr(value, name)) for name, key in _names(type(value))}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value]


@cache
def _names(cls: type) -> tuple[tuple[str, str], ...]:
    return tuple((part.name, outer(part.name)) for part in fields(cls))


def build(cls: type, values: Mapping[str, Any]) -> Any:
    """The dataclass that `values` (by outer name) stands for; what is missing or null takes the field's default."""
    made: dict[str, Any] = {}
    for part, key, convert, nullable in _recipe(cls):
        value = values.get(key)
        if value is not None:
            made[part.name] = convert(value) if convert else value
        elif nullable or not _has_default(part):
            made[part.name] = None
    return cls(**made)


@cache
def _recipe(cls: type) -> tuple[tuple[Field[Any], str, Convert | None, bool], ...]:
    known = hints(cls)
    return tuple(
        (part, outer(part.name), converter(known[part.name]), optional(known[part.name]))
        for part in fields(cls)
    )


def _has_default(part: Field[Any]) -> bool:
    return part.default is not MISSING or part.default_factory is not MISSING


@cache
def converter(hint: Any) -> Convert | None:
    """What turns a plain value into one of this hint; null where a plain value serves as it is."""
    members = _members(hint)
    if len(members) != 1:
        return None
    kind = members[0]
    if kind is bool:
        return bool
    if is_dataclass(kind) and isinstance(kind, type):
        return _flat(kind) or (lambda value: build(kind, value))
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if get_origin(kind) is abc.Mapping:
        return _mapping(get_args(kind)[1])
    return None


def _flat(kind: type) -> Convert | None:
    """A quicker way for dataclasses of plain values alone (spans are nearly all that a record holds)."""
    keys = tuple(key for _, key, convert, _ in _recipe(kind) if convert is None)
    if len(keys) < len(fields(kind)):
        return None
    return lambda value: (
        kind(*[value[key] for key in keys]) if len(value) == len(keys) else build(kind, value)
    )


def _mapping(kind: Any) -> Convert | None:
    item = converter(kind)
    return None if item is None else lambda values: {key: item(value) for key, value in values.items()}


def _tuple(kinds: tuple[Any, ...]) -> Convert:
    item = converter(kinds[0])
    if item is None:
        return tuple
    return lambda values: tuple(item(value) for value in values)
