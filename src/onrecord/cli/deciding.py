"""Commands that decide: set, enter, review."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.options import json_option, opened, print_json, record_option

why_option = click.option("--why", default="", help="The reason, kept with the decision.")


def _pairs(words: tuple[str, ...]) -> dict[str, str]:
    from onrecord.errors import UsageError

    made = {}
    for pair in words:
        field, sign, value = pair.partition("=")
        if not sign:
            raise UsageError(f"{pair!r} is not of the form field=value, as in published=2019-02-06")
        made[field.strip()] = value
    return made


@click.command("set")
@click.argument("id")
@click.argument("changes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@why_option
@record_option
def set_(id: str, changes: tuple[str, ...], why: str, record: Path) -> None:
    """Correct or complete anything by its ID (a document also by its file name); kept as a decision, undoable."""
    from onrecord.run.decide import set_fields, waiting

    with opened(record, write=True) as store:
        for made in set_fields(store, id, _pairs(changes), why):
            click.echo(
                f"{made.id}  {made.noun} {made.item}: {made.field} was {_brief(made.old)}, is {_brief(made.new)}"
            )
        if waiting(store):
            click.echo("The next `onrecord build` compares again what depends on it.", err=True)


@click.command()
@click.argument("noun")
@click.argument("changes", nargs=-1, metavar="FIELD=VALUE...")
@click.option(
    "--cite", nargs=2, required=True, metavar='DOCUMENT "WORDS"', help="Where it stands, in its exact words."
)
@click.option("--nth", default=1, show_default=True, help="Which of several places with these words.")
@why_option
@record_option
def enter(
    noun: str, changes: tuple[str, ...], cite: tuple[str, str], nth: int, why: str, record: Path
) -> None:
    """Enter a row of NOUN by hand, with its citation."""
    from onrecord.run.decide import enter as run_enter

    with opened(record, write=True) as store:
        made = run_enter(store, noun, _pairs(changes), cite, why, nth)
        click.echo(f"{made.item}  entered in {noun} (decision {made.id})")


@click.group(invoke_without_command=True)
@click.pass_context
@record_option
def review(context: click.Context, record: Path) -> None:
    """What waits for a person (the queue), what was decided (log), and taking it back (undo)."""
    context.obj = record
    if context.invoked_subcommand is None:
        _queue(record)


def _queue(record: Path) -> None:
    from onrecord.cli.render import lines
    from onrecord.queries.reviews import queue

    with opened(record) as store:
        answer = queue(store)
    for noun, row in answer.data:
        for line in lines(noun, row):
            click.echo(line)
    click.echo("Decide with `onrecord set ID field=value --why ...`.", err=True)


_given = click.option("-r", "--record", "given", type=click.Path(path_type=Path), help="The record.")


@review.command()
@json_option
@_given
@click.pass_obj
def log(record: Path, as_json: bool, given: Path | None) -> None:
    """Every decision, in the order in which they were made."""
    from onrecord.queries.rows import show

    with opened(given or record) as store:
        answer = show(store, "reviews")
    if as_json:
        print_json(answer.plain())
        return
    for row in answer.data:
        undone = f"  (undone by {row['undone_by']})" if row["undone_by"] else ""
        change = "" if row["field"] == "undo" else f" {_brief(row['old'])} -> {_brief(row['new'])}"
        why = f": {row['why']}" if row["why"] else ""
        click.echo(
            f"{row['id']}  {row['when'][:19]}  {row['who']}  {row['noun']} {row['item']}  {row['field']}{change}{undone}{why}"
        )


@review.command()
@click.argument("id")
@why_option
@_given
@click.pass_obj
def undo(record: Path, id: str, why: str, given: Path | None) -> None:
    """Take back the decision ID; the log keeps both."""
    from onrecord.run.decide import undo as run_undo

    with opened(given or record, write=True) as store:
        made = run_undo(store, id, why)
        click.echo(f"{made.id}  the decision {id} is undone; what it changed is as before")


def _brief(value: object) -> str:
    import json

    if isinstance(value, dict):
        value = value.get("value") or value.get("name") or value
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return words if len(words) < 80 else words[:79] + "…"


COMMANDS = (set_, enter, review)
