"""The files that a build reads: walked in order, hashed, with what their sidecars say."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.read import sidecars

NEVER = {"sources.csv", "README.md"}


@dataclass(frozen=True, slots=True)
class File:
    """One file to read; `raw` is set where the bytes did not come from the disk."""

    path: str
    sidecar: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None


def walk(paths: Iterable[str | Path], leave_out: Iterable[Path] = ()) -> Iterator[File]:
    """Every readable file under `paths`, folder by folder, in the order of names; UsageError where a path is none."""
    out = {path.resolve() for path in leave_out}
    seen: set[Path] = set()
    for path in map(Path, paths):
        if not path.exists():
            raise UsageError(f"{path}: there is no such file or folder")
        for found in _under(path):
            real = found.resolve()
            if real not in seen and real not in out:
                seen.add(real)
                yield File(str(found), _sidecars(found.parent).get(found.name, {}))


def _under(path: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
        return
    for folder, inner, names in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(names):
            found = Path(folder, name)
            if not name.startswith(".") and name not in NEVER and not _is_sidecar(found) and found.is_file():
                yield found


def _is_sidecar(path: Path) -> bool:
    """Whether a file says something about another one, or is a record or campaign of ours."""
    if path.suffix == ".toml":
        return path.name == "campaign.toml" or path.with_suffix("").is_file()
    return ".sqlite" in path.name


def is_stray(file: File) -> bool:
    """Whether a file looks like a sidecar and names no file beside it."""
    return file.path.endswith(".toml")


def printable(path: str) -> str:
    """The path with bytes that are no UTF-8 written as `\\xff`; no record holds and no terminal prints such bytes."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


@cache
def _sidecars(folder: Path) -> Mapping[str, Mapping[str, str]]:
    return sidecars(folder)


def forget_sidecars() -> None:
    """Read sidecar files again from here on."""
    _sidecars.cache_clear()


def sha256(file: File) -> str:
    """The hash of a file's bytes, without holding them all in memory."""
    if file.raw is not None:
        return hashlib.sha256(file.raw).hexdigest()
    with open(file.path, "rb") as lines:
        return hashlib.file_digest(lines, "sha256").hexdigest()
