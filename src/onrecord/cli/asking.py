"""Commands that ask: campaign, show, search, verify."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from onrecord.cli.options import json_option, opened, print_json, record_option

if TYPE_CHECKING:
    from onrecord.store import Store

FILTERS = {
    "--id": "Only this id, or ids that begin so.",
    "--document": "Only of this document: its id, or its file name.",
    "--speaker": "Only by a speaker whose name holds these words.",
    "--since": "Not before this date (2019, 2019-03 or 2019-03-14).",
    "--until": "Not after this date.",
    "--contains": "Only where the words hold this.",
    "--measure": "Only figures of this measure: its id, or words of its name.",
    "--kind": "Only of this kind, type, check, genre or unit.",
    "--verdict": "Only findings of this verdict, or commitments at this stage.",
}


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    for name, words in reversed(FILTERS.items()):
        command = click.option(name, help=words)(command)
    return command


@click.command()
@record_option
@json_option
@click.option("--limit", default=12, show_default=True, help="Rows shown of each section.")
def campaign(record: Path, as_json: bool, limit: int) -> None:
    """The campaign at a glance: members, meetings, objectives, figures, commitments, findings; every cell cited."""
    from onrecord.cli.glance import glance
    from onrecord.queries.campaign import campaign as ask

    with opened(record) as store:
        answer = ask(store, limit)
    if as_json:
        print_json(answer.plain())
        return
    for line in glance(answer.data):
        click.echo(line)


@click.command()
@click.argument("noun")
@_filters
@click.option("--limit", default=50, show_default=True, help="Rows at most; 0 shows all.")
@click.option("--after", default=0, help="Pass over this many rows.")
@record_option
@json_option
def show(noun: str, limit: int, after: int, record: Path, as_json: bool, **filters: Any) -> None:
    """Rows of a NOUN: sources documents statements figures measures commitments meetings events memberships actors
    findings problems reviews (also turns, times, mentions, objectives). One statement by its --id, given in the
    press's own words, comes with what its speaker said nearest to it in meaning."""
    from onrecord.queries.rows import Filters
    from onrecord.queries.rows import show as ask

    with opened(record) as store:
        answer = ask(store, noun, Filters(**filters, limit=limit, after=after))
        if noun == "statements" and filters.get("id") and len(answer.data) == 1:
            _add_nearest(store, answer.data[0])
    if as_json:
        print_json(answer.plain())
        return
    if noun == "figures" and filters.get("measure"):
        _print_chart(record, filters["measure"])
    _print_rows(noun, answer.data)
    if answer.next is not None:
        click.echo(f"more: --after {answer.next}", err=True)


def _add_nearest(store: Store, row: dict[str, Any]) -> None:
    """To one statement that the press gives in its own words, what its speaker said nearest to it in meaning."""
    from onrecord.queries.nearest import nearest

    near = nearest(store, row["id"]).data
    if near:
        row["nearest"] = near


def _print_chart(record: Path, measure: str) -> None:
    from onrecord.cli.chart import chart
    from onrecord.queries.series import series

    with opened(record) as store:
        found = series(store, measure).data
    click.echo(f"{found['name']}, {found['unit']}")
    for line in chart(found["figures"]):
        click.echo(line)
    for other in found["near"]:
        click.echo(f"near, of another scope: {other['id']}  {other['name']}")
    click.echo()


def _print_rows(noun: str, rows: list[Mapping[str, Any]]) -> None:
    from onrecord.cli.render import lines, near

    for row in rows:
        for line in (*lines(noun, row), *near(row)):
            click.echo(line)
    if not rows:
        click.echo(f"no {noun} here", err=True)


@click.command()
@click.argument("words")
@click.option("--like", is_flag=True, help="The nearest in meaning, among passages that share a word.")
@click.option("--limit", default=20, show_default=True)
@record_option
@json_option
def search(words: str, like: bool, limit: int, record: Path, as_json: bool) -> None:
    """Passages that hold all of WORDS; "words in quotation marks" must stand in a row."""
    from onrecord.queries.searching import by_meaning, by_words

    with opened(record) as store:
        answer = (by_meaning if like else by_words)(store, words, limit)
    if as_json:
        print_json(answer.plain())
        return
    for hit in answer.data:
        _print_hit(hit, words)
    if not answer.data:
        click.echo("no passage holds all of these words", err=True)


def _print_hit(hit: Mapping[str, Any], words: str) -> None:
    from onrecord.cli.render import cited

    named = "  ".join(filter(None, (hit["published"], hit["outlet"], hit["title"] or hit["path"])))
    click.echo(f"{named}\n    “{_around(hit['spans'][0]['quote'], words)}”\n    {cited(hit)}")


def _around(passage: str, words: str, width: int = 240) -> str:
    """The part of a passage in which the first of the words stands."""
    first = words.replace('"', " ").split()[0].casefold()
    at = max(0, passage.casefold().find(first) - width // 3)
    cut = " ".join(passage[at : at + width].split())
    return ("…" if at else "") + cut + ("…" if at + width < len(passage) else "")


@click.command()
@click.argument("quotation")
@click.option("--speaker", help="Who is said to have said it.")
@click.option("--on", "occasion", help="The day on which it is said to have been said (2019-11-14).")
@record_option
@json_option
def verify(quotation: str, speaker: str | None, occasion: str | None, record: Path, as_json: bool) -> None:
    """Was this said? What, where, by whom, and a word diff. QUOTATION may be the name of a file: a draft, of which
    every quotation of six words or more is held against the record."""
    from onrecord.queries.verifying import verify as ask
    from onrecord.queries.verifying import verify_draft

    draft = _draft(quotation, speaker, occasion)
    with opened(record) as store:
        answer = verify_draft(store, draft) if draft else ask(store, quotation, speaker, occasion)
        if as_json:
            print_json(answer.plain())
            return
        for finding in answer.data if draft else [answer.data]:
            printed = finding["values"]["quotation"]["quote"] if draft else quotation
            if draft:
                click.echo(f"“{printed}”")
            _print_verdict(printed, finding)
            _print_against(store, finding)
    if draft and answer.data:
        click.echo(_counted(answer.data), err=True)
    if draft and not answer.data:
        click.echo(f"{draft}: no quotation of six words or more", err=True)


def _counted(found: Sequence[Mapping[str, Any]]) -> str:
    """How many quotations there are, of each verdict, and of another speaker than the draft says."""
    kinds = Counter(str(one["verdict"]) for one in found)
    others = sum(one["values"]["speaker"] == "other" for one in found)
    told = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    return f"{len(found)} quotations: {told}" + (f"; {others} of another speaker" if others else "")


def _draft(words: str, speaker: str | None, occasion: str | None) -> Path | None:
    """The file that the words name, if they name one; UsageError where that is all but certain and it is not there."""
    from onrecord.errors import UsageError

    path = Path(words)
    try:
        there = path.is_file()
    except (OSError, ValueError):  # too long for a name
        return None
    if there and (speaker or occasion):
        raise UsageError(f"{path} is a file; --speaker and --on go with one quotation")
    if not there and path.suffix in READ and len(words.split()) == 1:
        raise UsageError(f"{path}: there is no such file")
    return path if there else None


READ = (".txt", ".md", ".html", ".htm", ".pdf", ".docx")


def _print_against(store: Store, finding: Mapping[str, Any]) -> None:
    place = finding["values"].get("against") or {}
    if place:
        document = store.document(place["document"])
        named = (document.title, document.outlet, place.get("date"), place.get("fidelity"), document.path)
        click.echo("  against: " + ", ".join(str(one) for one in named if one))


def _print_verdict(quotation: str, finding: Mapping[str, Any]) -> None:
    from onrecord.cli.diff import word_diff
    from onrecord.cli.render import cited

    values = finding["values"]
    click.echo(f"{finding['verdict']}: {finding['why']}")
    if values.get("may_change_meaning"):
        click.echo(f"  may change the meaning: {', '.join(values['changes'])}")
    if finding["spans"]:
        click.echo(f"  {word_diff(' … '.join(span['quote'] for span in finding['spans']), quotation)}")
        click.echo(f"  speaker: {values['speaker']}; occasion: {values['occasion']}")
        click.echo(f"  {cited(finding)}")


COMMANDS = (campaign, show, search, verify)
