"""Commands that give something to others, and the one that proves that all is whole: brief, export, serve, doctor."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from onrecord.cli.options import opened, record_option


@click.command()
@click.option("--format", "format_", default="jsonl", show_default=True, help="jsonl or csv.")
@click.option(
    "-o",
    "--out",
    "folder",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder.",
)
@record_option
def export(format_: str, folder: Path, record: Path) -> None:
    """Write the record as files, one a noun."""
    from onrecord.export import export as run_export

    with opened(record) as store:
        written = run_export(store, format_, folder)
    for name, count in written.items():
        click.echo(f"{folder / name}: {count:,}")


@click.command()
@click.option("--meeting", help="About the meeting with this id.")
@click.option("--since", help="Not before this date.")
@click.option("--until", help="Not after this date.")
@click.option("--topic", help="Only where the words hold this.")
@click.option(
    "-o",
    "--out",
    "path",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="brief.md or brief.html",
)
@record_option
def brief(
    meeting: str | None, since: str | None, until: str | None, topic: str | None, path: Path, record: Path
) -> None:
    """A briefing, every line cited: statements, figures, commitments and findings of a time or a meeting."""
    from onrecord.export.brief import Scope, write_brief

    with opened(record) as store:
        count = write_brief(store, Scope(meeting, since, until, topic), path)
    click.echo(f"{path}: {count} cited lines")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8765, show_default=True)
@record_option
def serve(host: str, port: int, record: Path) -> None:
    """The reading room, in a browser."""
    from onrecord.web.app import serve as answer

    opened(record).close()
    click.echo(f"the reading room is at http://{host}:{port}/ until you press Ctrl-C", err=True)
    answer(record, host, port)


@click.command()
@record_option
def doctor(record: Path) -> None:
    """Prove that the record is whole: every span fits its quote, every source its hash, every index its rows."""
    from onrecord.store.integrity import examine

    with opened(record, write=True) as store:
        health = examine(store, lambda words: click.echo(f"looking at {words}", err=True))
    for fault in health.faults:
        click.echo(f"fault: {fault}")
    click.echo(
        f"{health.sources:,} sources, {health.documents:,} documents, {health.rows:,} rows, {health.spans:,} spans: "
        + (f"{len(health.faults)} faults" if health.faults else "all of it holds")
    )
    if health.faults:
        sys.exit(3)


COMMANDS = (brief, export, serve, doctor)
