"""Writes docs/commands.md from the command line's own help and docs/fields.md from the types; a test holds them current."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import click

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "src"))

from onrecord import model  # noqa: E402
from onrecord.cli import app  # noqa: E402

NOTE = "<!-- made by `python docs/build.py`; do not edit -->"


def commands() -> str:
    """Every command with its help and options, in the order of the help."""
    context = click.Context(app, info_name="onrecord")
    parts = ["# Commands", NOTE, _help(app, context)]
    for name in app.list_commands(context):
        command = app.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        parts += [f"## onrecord {name}", _help(command, inner)]
    return "\n\n".join(parts) + "\n"


def _help(command: click.Command, context: click.Context) -> str:
    context.terminal_width = context.max_content_width = 110
    lines = (line.rstrip() for line in command.get_help(context).splitlines())
    return "```\n" + "\n".join(lines) + "\n```"


def described() -> str:
    """Every type of model.py with its sentence and its fields."""
    parts = [
        "# Fields",
        NOTE,
        "The types that rows and exports are made of. Nested types stand under their own names.",
    ]
    for name, kind in _types():
        parts += [f"## {name}", inspect.cleandoc(kind.__doc__ or "")]
        parts.append("\n".join(f"- `{part.name}`: `{_words(part.type)}`" for part in fields(kind)))
    return "\n\n".join(parts) + "\n"


def _types() -> Iterator[tuple[str, type]]:
    for name, kind in vars(model).items():
        if (
            inspect.isclass(kind)
            and is_dataclass(kind)
            and kind.__module__ == model.__name__
            and name != "Row"
        ):
            yield name, kind


def _words(kind: object) -> str:
    return kind if isinstance(kind, str) else getattr(kind, "__name__", str(kind))


PAGES = {"commands.md": commands, "fields.md": described}

if __name__ == "__main__":
    for page, make in PAGES.items():
        (HERE / page).write_text(make(), encoding="utf-8")
