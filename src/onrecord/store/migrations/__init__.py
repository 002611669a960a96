"""Numbered steps that bring a record to this version: one module each, `m0001_name.py` with `up(connection)`.

They run in the order of their names, each in a transaction, and are noted in `schema_versions`. A new field of a noun
needs none: `columns` adds it.
"""

from __future__ import annotations

import datetime
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, insert, inspect, select
from sqlalchemy.schema import CreateColumn

from onrecord.errors import RecordError
from onrecord.store.schema import MIGRATIONS, TABLES


def names() -> list[str]:
    """All known steps, in order."""
    return sorted(module.name for module in iter_modules(__path__) if module.name.startswith("m"))


def migrate(engine: Engine) -> None:
    """Bring the record behind `engine` to this version; RecordError where a newer onrecord or another program wrote it."""
    with engine.begin() as connection:
        _refuse_foreign(connection)
        MIGRATIONS.create(connection, checkfirst=True)
        done = set(connection.execute(select(MIGRATIONS.c.name)).scalars())
        _refuse_newer(done)
        for name in names():
            if name not in done:
                import_module(f"{__name__}.{name}").up(connection)
                now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
                connection.execute(insert(MIGRATIONS).values(name=name, applied_at=now))
        columns(connection)


def missing(connection: Connection) -> bool:
    """Whether a record lacks steps or columns of this version."""
    done = set(connection.execute(select(MIGRATIONS.c.name)).scalars())
    _refuse_newer(done)
    return bool(set(names()) - done) or bool(_absent(connection))


def columns(connection: Connection) -> None:
    """Add a column for each field that a noun has gained; old rows hold null there, which reads as the default."""
    for table, column in _absent(connection):
        words = CreateColumn(column).compile(dialect=connection.dialect)
        name = connection.dialect.identifier_preparer.format_table(table)
        connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {words}")


def _absent(connection: Connection) -> list[tuple[Table, Column[Any]]]:
    look = inspect(connection)
    found = []
    for noun, table in TABLES.items():
        there = {column["name"] for column in look.get_columns(noun)}
        found += [(table, column) for column in table.columns if column.name not in there]
    return found


def _refuse_foreign(connection: Connection) -> None:
    there = inspect(connection).get_table_names() if connection.dialect.name == "sqlite" else []
    if there and MIGRATIONS.name not in there:
        raise RecordError(
            f"this database is another program's (it has {', '.join(sorted(there)[:3])}); name another file"
        )


def _refuse_newer(done: set[str]) -> None:
    unknown = done - set(names())
    if unknown:
        raise RecordError(
            f"the record was written by a newer onrecord (it has {', '.join(sorted(unknown))}); upgrade"
        )
