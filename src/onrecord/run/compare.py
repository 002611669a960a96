"""Resolve and check: they run over the whole record, and only when something in it has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from onrecord import pipeline
from onrecord.model import Finding, Problem, Row
from onrecord.store import Store, reviews, writing
from onrecord.text import digest

BATCH = 2000  # rows in one transaction
UNRESOLVED = "unresolved"  # the record's state while something has changed since resolve and check last ended


def changed(connection: Any) -> None:
    """Note, in the transaction that changes rows, that resolve and check must run again."""
    writing.set_state(connection, UNRESOLVED, "yes")


def compare(store: Store, say: Callable[[str], None] = lambda _: None) -> bool:
    """Run resolve and check if anything has changed since they last ended; whether they ran."""
    if store.state(UNRESOLVED) is None:
        return False
    for step, stages in (("resolve", pipeline.RESOLVERS), ("check", pipeline.CHECKS)):
        with store.transaction() as connection:
            writing.drop_step(connection, step)
            if step == "check":
                writing.set_copies(connection, None)
        for stage in stages:
            say(f"{step} {stage.__name__}")
            _run(store, stage, step)
        with store.transaction() as connection:
            reviews.apply_all(connection)
    with store.transaction() as connection:
        writing.set_state(connection, UNRESOLVED, None)
    return True


def _run(store: Store, stage: pipeline.Comparer, step: str) -> None:
    """One stage; where it raises, what it gave before is kept and a problem says so."""
    try:
        for rows in _batches(stage(store)):
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


def _copies(rows: Iterable[Row | Problem]) -> dict[str, str]:
    """By document, the first of the group of copies that a finding says it is in."""
    groups = [row for row in rows if isinstance(row, Finding) and row.verdict == "same_copy"]
    return {copy: group.items[0] for group in groups for copy in group.items[1:]}


def _batches(rows: Iterable[Row | Problem]) -> Iterator[list[Row | Problem]]:
    source = iter(rows)
    while batch := list(islice(source, BATCH)):
        yield batch
