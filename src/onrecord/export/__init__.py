"""A record as files: one module a format, over the queries that every interface shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from onrecord.errors import KnownValueError, UsageError
from onrecord.export.csv import export_csv
from onrecord.export.jsonl import export_jsonl
from onrecord.store import Store

Exporter = Callable[[Store, Path], dict[str, int]]

FORMATS: Mapping[str, Exporter] = {"jsonl": export_jsonl, "csv": export_csv}
LATER = ("xlsx", "parquet", "annotations", "ftm", "geojson")


def export(store: Store, format: str, folder: Path) -> dict[str, int]:
    """Write every noun of a record into a folder, one file each; lines written by file name."""
    if format in LATER:
        raise UsageError(
            f"the format {format} is not written by this version yet; {' and '.join(FORMATS)} are"
        )
    if format not in FORMATS:
        raise KnownValueError("the format", format, FORMATS)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return FORMATS[format](store, folder)
    except OSError as error:
        raise UsageError(f"{folder}: {error.strerror or error}") from error
