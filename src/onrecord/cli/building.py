"""Commands that read: build and add."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.options import opened, record_option
from onrecord.cli.progress import Progress

if TYPE_CHECKING:
    from onrecord.run.build import Options, Summary

workers_option = click.option(
    "-j", "--jobs", default=2, show_default=True, help="Processes that read at once."
)
limit_option = click.option(
    "--limit", default=120.0, show_default=True, help="Seconds allowed to one document."
)
strict_option = click.option("--strict", is_flag=True, help="Exit with 1 if the record lists problems.")
campaign_option = click.option(
    "--campaign",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The campaign file; else campaign.toml in a folder that is read, else the one on record.",
)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@record_option
@campaign_option
@workers_option
@limit_option
@strict_option
def build(
    paths: tuple[Path, ...], record: Path, campaign: Path | None, jobs: int, limit: float, strict: bool
) -> None:
    """Read files and folders into the record, extract, resolve and check; again = only what is new or changed."""
    from onrecord.run.build import build as run_build

    summary = run_build(paths, record, campaign, _options(jobs, limit))
    _report(record, summary, strict)


@click.command()
@click.argument("places", nargs=-1, required=True, metavar="URL|PATH...")
@record_option
@workers_option
@limit_option
@strict_option
def add(places: tuple[str, ...], record: Path, jobs: int, limit: float, strict: bool) -> None:
    """Read single files, folders or web pages into the record."""
    from onrecord.run.build import build_files
    from onrecord.run.fetch import files_of

    summary = build_files(files_of(places), record, None, _options(jobs, limit))
    _report(record, summary, strict)


def _options(jobs: int, limit: float) -> Options:
    from onrecord.run.build import Options

    progress = Progress()
    return Options(workers=jobs, limit=limit, say=progress.say, progress=progress)


def _report(record: Path, summary: Summary, strict: bool) -> None:
    from onrecord.queries.campaign import findings
    from onrecord.store.files import counts

    with opened(record) as store:
        found = counts(store)
        click.echo(
            f"{record}: {summary.read} files read, {summary.unchanged} unchanged, "
            f"{summary.documents} documents written in {summary.seconds:.1f} s"
        )
        click.echo("  " + ", ".join(f"{count:,} {noun}" for noun, count in found.items() if count))
        _problems(summary)
        for finding in findings(store, 5):
            click.echo(f"  finding: {finding['check']} {finding['verdict']}: {finding['why']}")
    click.echo(
        f"Next: `onrecord campaign -r {record}`, or `onrecord serve -r {record}` to look at it in a browser."
    )
    if strict and found["problems"]:
        sys.exit(1)


def _problems(summary: Summary) -> None:
    reasons = Counter(problem.reason for problem in summary.problems)
    for reason, count in reasons.most_common():
        first = next(problem for problem in summary.problems if problem.reason == reason)
        click.echo(f"  problem: {reason} ({count}), e.g. {first.document}: {first.detail}", err=True)


COMMANDS = (build, add)
