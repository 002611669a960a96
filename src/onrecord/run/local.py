"""Jobs on this machine's processors: a job that crashes, hangs or eats all memory costs itself alone."""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

J = TypeVar("J")
R = TypeVar("R")

MEMORY = 8 << 30  # bytes of address space of one worker, well above what an honest document needs


@dataclass(frozen=True, slots=True)
class Failure:
    """A job that gave no result: `reason` is crashed, too_slow or failed."""

    reason: str
    detail: str


@dataclass(slots=True)
class _Worker(Generic[J]):
    process: Any
    line: Connection
    job: J | None = None
    until: float = 0.0


def run(
    task: Callable[[J], R], jobs: deque[J], workers: int = 2, limit: float = 120.0
) -> Iterator[tuple[J, R | Failure]]:
    """Each job with its result or its failure, in the order of their ending; jobs may be added while this runs.

    A job longer than `limit` seconds is ended; its worker and one that died are replaced.
    """
    crew = [_hire(task, []) for _ in range(max(1, workers))]
    try:
        while jobs or any(worker.job is not None for worker in crew):
            _assign(crew, jobs, limit)
            for at, worker in enumerate(crew):
                if worker.job is None or not _ready(crew, worker):
                    continue
                job, result = worker.job, _result(worker, limit)
                worker.job = None
                if isinstance(result, Failure) and result.reason != "failed":
                    _dismiss(worker)
                    crew[at] = _hire(task, [other.line for other in crew if other is not worker])
                yield job, result
                _assign(crew, jobs, limit)
    finally:
        for worker in crew:
            _dismiss(worker)


def _assign(crew: list[_Worker[J]], jobs: deque[J], limit: float) -> None:
    for worker in crew:
        if worker.job is None and jobs:
            worker.job = jobs.popleft()
            worker.until = time.monotonic() + limit
            with contextlib.suppress(OSError):  # a worker that died meanwhile is seen when its result is read
                worker.line.send(worker.job)


def _ready(crew: list[_Worker[J]], worker: _Worker[J]) -> bool:
    """Whether this worker has answered, died or overrun; waits a little for any of them."""
    busy = [other for other in crew if other.job is not None]
    nearest = min(other.until for other in busy) - time.monotonic()
    ready = wait([other.line for other in busy], timeout=max(0.0, min(nearest, 1.0)))
    return worker.line in ready or time.monotonic() > worker.until


def _result(worker: _Worker[J], limit: float) -> Any:
    try:
        if not worker.line.poll():
            return Failure("too_slow", f"not done after {limit:g} seconds")
        return worker.line.recv()
    except (EOFError, OSError):
        worker.process.join(5)
        return Failure("crashed", f"the process that worked on it ended ({_ending(worker.process.exitcode)})")


def _ending(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


def _hire(task: Callable[[J], R], others: list[Connection]) -> _Worker[J]:
    context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(task, theirs, [ours, *others]), daemon=True)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _dismiss(worker: _Worker[J]) -> None:
    worker.line.close()
    worker.process.kill()
    worker.process.join(5)


def _work(task: Callable[[J], R], line: Connection, not_mine: list[Connection]) -> None:
    """A worker's life: jobs in, results out, until the line closes."""
    if sys.platform == "linux":
        for other in not_mine:  # else no worker would notice that the parent was killed
            other.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit_memory()
    with contextlib.suppress(EOFError, OSError):
        while True:
            line.send(_attempt(task, line.recv()))


def _attempt(task: Callable[[J], R], job: J) -> R | Failure:
    try:
        return task(job)
    except MemoryError:
        return Failure("failed", "out of memory")
    except Exception as error:
        return Failure("failed", f"{type(error).__name__}: {error}")


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
