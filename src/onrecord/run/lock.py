"""One build at a time on a record; the lock dies with the process that holds it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from onrecord.errors import RecordError

# A process's own locks do not stop itself, so those that it holds are noted here. (They must be of the kind that a
# forked worker does not inherit: one that outlives a killed build would keep the record locked.)
_HELD: set[Path] = set()


@contextlib.contextmanager
def building(record: Path) -> Iterator[None]:
    """Hold a record for a build; RecordError where another build holds it or its folder may not be written."""
    path = record.absolute().with_name(record.name + "-lock")
    handle = None if path in _HELD else _taken(path)
    if handle is None:
        raise RecordError(f"{record}: another build is writing this record; run again when it has ended")
    _HELD.add(path)
    try:
        yield
    finally:
        _HELD.discard(path)
        with contextlib.suppress(OSError):
            path.unlink()
        handle.close()


def _taken(path: Path) -> TextIO | None:
    """The lock file, locked; null where another process holds it."""
    try:
        handle = path.open("w")
    except OSError as error:
        raise RecordError(f"{path.parent}: the record may not be written here ({error.strerror})") from error
    if not _lock(handle):
        handle.close()
        return None
    if not path.exists() or not os.path.samestat(os.fstat(handle.fileno()), path.stat()):
        handle.close()  # its holder took it away between our opening and our locking
        return _taken(path)
    return handle


def _lock(handle: TextIO) -> bool:
    try:
        import fcntl
    except ImportError:  # no such locks here; SQLite's own keep single writes apart
        return True
    try:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
