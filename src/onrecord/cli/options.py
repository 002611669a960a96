"""Options that commands share, and opening the record that they name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from onrecord.store import Store

F = TypeVar("F", bound=Callable[..., Any])


def record_option(command: F) -> F:
    """`-r RECORD`: the file that every command works on."""
    return click.option(
        "-r",
        "--record",
        type=click.Path(path_type=Path),
        default=Path("record.sqlite"),
        show_default=True,
        help="The record's file.",
    )(command)


json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON: {data, next, problems}.")


def opened(record: Path, *, write: bool = False) -> Store:
    """The record, opened; to write, it must be there already."""
    from onrecord.errors import UsageError
    from onrecord.store import Store

    if write and not record.is_file():
        raise UsageError(f"{record}: there is no record here; `onrecord build PATH...` makes one")
    return Store(record, write=write)


def print_json(values: Any) -> None:
    """Plain values as indented JSON on stdout."""
    import json

    click.echo(json.dumps(values, ensure_ascii=False, indent=2))
