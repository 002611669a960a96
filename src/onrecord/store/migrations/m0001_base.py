"""The tables of the nouns, their spans, sources' bytes, and full text."""

from __future__ import annotations

from sqlalchemy import Connection

from onrecord.store.schema import METADATA
from onrecord.store.sqlite import FULL_TEXT


def up(connection: Connection) -> None:
    """Make everything that an empty record has."""
    METADATA.create_all(connection)
    for statement in FULL_TEXT:
        connection.exec_driver_sql(statement)
