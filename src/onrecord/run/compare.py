"""Resolve and check: they run over the whole record, and only when something in it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from onrecord import pipeline
from onrecord.model import Finding, Problem, Row, Standing
from onrecord.run.fingerprint import checking
from onrecord.store import Store, reviews, writing
from onrecord.text import digest

BATCH = 2000  # rows in one transaction
COMPARED = "compared"  # the record's state: by what code it was compared to the end
UNRESOLVED = "unresolved"  # the record's state while something has changed since resolve and check last ended


def changed(connection: Any) -> None:
    """Note, in the transaction that changes rows, that resolve and check must run again."""
    writing.set_state(connection, UNRESOLVED, "yes")


def compare(store: Store, say: Callable[[str], None] = lambda _: None) -> bool:
    """Run resolve and check if anything has changed since they last ended; whether they ran.

    A check may say of findings of an earlier run that they stand; whatever it neither gives nor says so of goes.
    """
    if store.state(UNRESOLVED) is None:
        return False
    with store.transaction() as connection:
        if store.state(COMPARED) != checking():  # by other code, or not to its end
            for kind in pipeline.REMEMBERED:
                writing.drop_blobs(connection, kind)
        writing.set_state(connection, COMPARED, None)
        writing.drop_step(connection, "resolve")
    for stage in pipeline.RESOLVERS:
        say(f"resolve {stage.__name__}")
        _run(store, stage, "resolve")
    with store.transaction() as connection:
        reviews.apply_all(connection)
        writing.drop_step(connection, "check", but="findings")
        writing.set_copies(connection, None)
    told: set[str] = set()
    for stage in pipeline.CHECKS:
        say(f"check {stage.__name__}")
        told |= _run(store, stage, "check")
        with store.transaction() as connection:  # the next sees no finding of this one that is no more
            writing.drop_findings(connection, told, stage.__name__)
    with store.transaction() as connection:
        writing.drop_findings(connection, told)
        reviews.apply_all(connection)
        writing.set_state(connection, UNRESOLVED, None)
        writing.set_state(connection, COMPARED, checking())
    return True


def _run(store: Store, stage: pipeline.Comparer, step: str) -> set[str]:
    """One stage, and the ids of what it gave; where it raises, what it gave before is kept and a problem says so."""
    told: set[str] = set()
    try:
        for batch in _batches(stage(store)):
            rows = [row for row in batch if not isinstance(row, Standing)]
            told.update(id for one in batch for id in (one.ids if isinstance(one, Standing) else (one.id,)))
            with store.transaction() as connection:
                writing.put_rows(connection, rows, step)
                writing.set_copies(connection, _copies(rows))
    except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        detail = f"{type(error).__name__}: {error}"
        id = digest(step, stage.__name__, detail)
        problem = Problem(
            id=id, document=None, step=step, reason="failed", detail=f"{stage.__name__}: {detail}"
        )
        with store.transaction() as connection:
            writing.put_rows(connection, [problem], step)
    return told


def _copies(rows: Iterable[Row | Problem]) -> dict[str, str]:
    """By document, the first of the group of copies that a finding says it is in."""
    groups = [row for row in rows if isinstance(row, Finding) and row.verdict == "same_copy"]
    return {copy: group.items[0] for group in groups for copy in group.items[1:]}


def _batches(rows: Iterable[pipeline.Told]) -> Iterator[list[pipeline.Told]]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch
