"""Every span that a row holds, however deep, with its role; checked against the text before it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args

from onrecord.model import Span
from onrecord.store.mapper import hints
from onrecord.text import check_span

SPAN_KEYS = {"document", "start", "end", "quote"}


def spans_of(row: Any) -> Iterator[tuple[str, Span]]:
    """`(role, span)` for every span of a dataclass; the role is the path of fields that leads to it."""
    kind: type = type(row)
    for name in _spanning(kind):
        yield from _walk(name.rstrip("_"), getattr(row, name))


def check_spans(row: Any, text: Callable[[str], str]) -> list[tuple[str, Span]]:
    """All spans of a row, each held against `text(document)`; SpanError where one does not fit."""
    found = list(spans_of(row))
    for _, span in found:
        check_span(text(span.document), span)
    return found


def _walk(role: str, value: Any) -> Iterator[tuple[str, Span]]:
    if value is None or isinstance(value, str | int | float):
        return
    if isinstance(value, Span):
        yield role, value
    elif isinstance(value, Mapping):
        yield from _mapping(role, value)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _walk(role, item)
    elif is_dataclass(value):
        for inner, span in spans_of(value):
            yield f"{role}.{inner}", span


def _mapping(role: str, value: Mapping[str, Any]) -> Iterator[tuple[str, Span]]:
    if value.keys() == SPAN_KEYS:
        yield role, Span(value["document"], value["start"], value["end"], value["quote"])
        return
    for key, item in value.items():
        yield from _walk(f"{role}.{key}", item)


@cache
def _spanning(cls: type) -> tuple[str, ...]:
    """The fields of a dataclass that can hold a span; the rest is never looked at."""
    known = hints(cls)
    return tuple(part.name for part in fields(cls) if _may_hold(known[part.name]))


@cache
def _may_hold(hint: Any) -> bool:
    if hint is Span or hint is object:
        return True
    if is_dataclass(hint) and isinstance(hint, type):
        return bool(_spanning(hint))
    return any(_may_hold(kind) for kind in get_args(hint) if not isinstance(kind, str))
