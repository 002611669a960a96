"""What a person wrote down beside the sources: `NAME.toml` beside a file, `sources.csv` in a folder."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from onrecord.errors import KnownValueError, UsageError

KEYS = (
    "url",
    "outlet",
    "date",
    "title",
    "byline",
    "genre",
    "fidelity",
    "occasion",
    "place",
    "speaker",
    "language",
)


def sidecars(folder: Path) -> Mapping[str, Mapping[str, str]]:
    """By file name, what `sources.csv` and the `NAME.toml` files of this folder say; the latter win."""
    found: dict[str, dict[str, str]] = dict(_table(folder / "sources.csv"))
    for path in sorted(folder.glob("*.toml")):
        if (folder / path.stem).is_file():
            found[path.stem] = {**found.get(path.stem, {}), **_known(_toml(path), path)}
    return found


def _table(path: Path) -> Mapping[str, dict[str, str]]:
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return dict(_rows(csv.DictReader(lines), path))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: {error}") from error


def _rows(rows: Iterable[dict[str, str]], path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for row in rows:
        name = row.pop("file", None) or row.pop("path", None)
        if name:
            yield name, _known({key: value for key, value in row.items() if key and value}, path)


def _toml(path: Path) -> dict[str, str]:
    try:
        return {key: str(value) for key, value in tomllib.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error


def _known(values: dict[str, str], path: Path) -> dict[str, str]:
    for key in values:
        if key not in KEYS:
            raise KnownValueError(f"{path}: the key", key, KEYS)
    return values
