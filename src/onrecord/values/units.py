"""Units of measure (UCUM), currencies (ISO 4217) and the comparing of values in either."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

_DATA = files("onrecord") / "data" / "figures"


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_DATA / name).open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


Forms = dict[str, list[tuple[tuple[str, ...], str]]]


def _sorted(found: Forms) -> Forms:
    return {first: sorted(forms, key=lambda form: -len(form[0])) for first, forms in found.items()}


def _parts(form: str) -> tuple[str, ...]:
    """The tokens of a form: parted at `~`, with hyphens, slashes and full stops as tokens of their own."""
    for mark in "-/.":
        form = form.replace(mark, f"~{mark}~")
    return tuple(part for part in form.split("~") if part)


@cache
def measures() -> Forms:
    """First word of a unit, in lower case, to (all words, UCUM code), longest first."""
    found: Forms = defaultdict(list)
    for row in _rows("units.csv"):
        for form in row["forms"].lower().split():
            parts = _parts(form)
            found[parts[0]].append((parts, row["ucum"]))
    return _sorted(found)


@cache
def symbols() -> dict[str, str]:
    """Unit symbols, where case matters, to UCUM codes."""
    return {sign: row["ucum"] for row in _rows("units.csv") for sign in row["strict"].split()}


@cache
def money_words() -> Forms:
    """First word of a currency's name, in lower case, to (all words, ISO code), longest first."""
    found: Forms = defaultdict(list)
    for row in _rows("currencies.csv"):
        for form in row["words"].lower().split():
            parts = tuple(form.split("~"))
            found[parts[0]].append((parts, row["iso"]))
    return _sorted(found)


@cache
def money_signs() -> dict[str, str]:
    """Signs and codes of currencies to ISO codes; `$` alone stands for none."""
    return {sign: row["iso"] for row in _rows("currencies.csv") for sign in row["signs"].split()}


@cache
def currencies() -> frozenset[str]:
    """All ISO 4217 codes known."""
    return frozenset(row["iso"] for row in _rows("currencies.csv"))


@cache
def ucum_codes() -> frozenset[str]:
    """All UCUM codes known."""
    return frozenset(row["ucum"] for row in _rows("units.csv"))


@cache
def dollar_places() -> tuple[tuple[str, str], ...]:
    """Words of a place or an outlet to the dollar that `$` means there."""
    with (_DATA / "dollars.toml").open("rb") as file:
        table: dict[str, list[str]] = tomllib.load(file)
    return tuple((word, iso) for iso, words in table.items() for word in words)


@cache
def _registry() -> Any:
    import pint  # Loaded only where two units are compared: it takes a third of a second.

    return pint.UnitRegistry()


@cache
def factor(unit: str, other: str) -> float | None:
    """How many `other` one `unit` (both UCUM) is; null where they measure different things."""
    if unit == other:
        return 1.0
    names = {row["ucum"]: row["pint"] for row in _rows("units.csv")}
    if unit not in names or other not in names:
        return None
    registry = _registry()
    a, b = registry.Unit(names[unit]), registry.Unit(names[other])
    if a.dimensionality != b.dimensionality:
        return None
    return float((2.0 * a).to(b).magnitude) / 2.0 if "deg" not in names[unit] else None


def kind(unit: str | None) -> str:
    """`money`, `share`, `measure`, `pure` or `count`."""
    if unit in currencies():
        return "money"
    if unit in ("percent", "percentage point", "basis point", "point"):
        return "share"
    if unit in ucum_codes():
        return "measure"
    return "pure" if unit in (None, "1") else "count"
