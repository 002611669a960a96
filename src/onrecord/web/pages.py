"""The pages: each asks queries and hands plain values to a template."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from onrecord.errors import UsageError
from onrecord.queries.campaign import campaign
from onrecord.queries.nearest import nearest
from onrecord.queries.rows import NOUNS, Filters, one, show
from onrecord.queries.rows import rows as rows_of
from onrecord.queries.searching import by_words
from onrecord.queries.series import series
from onrecord.queries.verifying import verify
from onrecord.queries.versions import versions
from onrecord.store import Store
from onrecord.web.api import DIGITS, filters_of, store_of
from onrecord.web.chart import HEIGHT, WIDTH, points
from onrecord.web.marks import CITED, Mark, figure_words, lines, marks_of, note, number, who
from onrecord.web.marks import NOUNS as MARKED
from onrecord.web.sides import changes, sides

PAGE = 50  # rows on a page of a list
CHANGES = 120  # differences on the page of a finding
COMPARING = (
    "copies",
    "versions",
    "transcripts",
)  # checks whose findings list the documents that they compare


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "figure": figure_words,
        "who": who,
        "number": number,
        "link": link,
        "cited": cited,
        "day": _day,
        "note": lambda row, noun: note(noun, row),
    }
    made.globals["nouns"] = [
        noun for noun in NOUNS if noun not in ("documents", "findings", "turns", "times", "mentions")
    ]
    return made


def _page(request: Request, name: str, status: int = 200, **values: Any) -> Response:
    words = _templates().get_template(name).render(query=request.query_params.get("q", ""), **values)
    return HTMLResponse(words, status)


def link(row: Mapping[str, Any]) -> str:
    """Where a row's words stand: its document, at the row."""
    span = next(iter(row.get("spans") or ()), None)
    return f"/documents/{span['document']}#{row['id']}" if span else f"/rows/{row['id']}"


def _day(value: Mapping[str, Any] | None) -> str:
    if not value:
        return ""
    basis = "" if value["basis"] == "stated" else f" ({value['basis']})"
    return f"{value['value']}{basis}"


def glance(request: Request) -> Response:
    """The campaign at a glance."""
    return _page(request, "campaign.html", campaign=campaign(store_of(request)).data)


def documents(request: Request) -> Response:
    """All documents."""
    return _list(request, "documents", "documents.html")


def findings(request: Request) -> Response:
    """Findings, the most severe first."""
    return _list(request, "findings", "findings.html")


def listed(request: Request) -> Response:
    """Rows of any other noun."""
    return _list(request, request.path_params["noun"], "rows.html")


def _list(request: Request, noun: str, template: str) -> Response:
    filters = filters_of(request, PAGE)
    answer = show(store_of(request), noun, filters)
    asked = {key: value for key, value in request.query_params.items() if key != "after"}
    more = f"?{urlencode({**asked, 'after': answer.next})}" if answer.next is not None else None
    return _page(request, template, noun=noun, rows=answer.data, more=more, filters=filters)


def document(request: Request) -> Response:
    """A document with its furniture greyed and every row lit in place."""
    store, id = store_of(request), request.path_params["id"]
    found = _document(store, id)
    rows = {noun: list(rows_of(store, noun, Filters(document=id))) for noun in MARKED}
    held = list(rows_of(store, "findings", Filters(document=id)))
    marks = [*marks_of(found, rows), *_cited(request)]
    return _page(
        request,
        "document.html",
        document=found,
        lines=lines(found["text"], marks),
        rows=rows,
        findings=held,
        versions=versions(store, found["id"]),
    )


def _cited(request: Request) -> list[Mark]:
    """The words that a link names by `from` and `to`, offsets in the document's text."""
    ends = [request.query_params.get(key, "") for key in ("from", "to")]
    if not all(end.isascii() and end.isdigit() and len(end) <= DIGITS for end in ends):
        return []
    return [Mark(int(ends[0]), int(ends[1]), CITED, CITED, "the words cited")]


def cited(span: Mapping[str, Any]) -> str:
    """A stable link to a span: its document, with its words marked."""
    return f"/documents/{span['document']}?from={span['start']}&to={span['end']}#{CITED}"


def _document(store: Store, id: str) -> dict[str, Any]:
    found = next(rows_of(store, "documents", Filters(id=id)), None)
    return found if found else one(store, id).data


def finding(request: Request) -> Response:
    """A finding with its passages side by side."""
    store = store_of(request)
    found = one(store, request.path_params["id"]).data
    against = found["values"].get("against")
    held = cache(lambda id: _document(store, id))
    differing = changes(found, held)[:CHANGES]
    return _page(
        request,
        "finding.html",
        finding=found,
        sides=[] if differing else sides(found, held),
        changes=differing,
        compared=[held(id) for id in found["items"]] if found["check"] in COMPARING else [],
        resting=[_row(store, id) for id in found["values"].get("rows") or ()],
        fidelity=against.get("fidelity") if isinstance(against, dict) else None,
    )


def _row(store: Store, id: str) -> dict[str, Any]:
    """A row with its noun; a bare one where it is gone since."""
    try:
        return dict(one(store, id).data)
    except UsageError:
        return {"id": id, "noun": "gone", "spans": []}


def measure(request: Request) -> Response:
    """A measure's series, drawn and listed."""
    found = series(store_of(request), request.path_params["id"]).data
    figures = found["figures"]
    return _page(
        request,
        "measure.html",
        measure=found,
        figures=figures,
        points=points(figures),
        width=WIDTH,
        height=HEIGHT,
    )


def statement(request: Request) -> Response:
    """A statement with what was found about it, and what its speaker said that is nearest in meaning."""
    store = store_of(request)
    found = one(store, request.path_params["id"]).data
    if found["noun"] != "statements":
        return RedirectResponse(f"/rows/{found['id']}")
    source = store.document(found["document"])
    about = [
        row for row in rows_of(store, "findings", Filters(document=source.id)) if found["id"] in row["items"]
    ]
    near = nearest(store, found["id"]).data
    return _page(request, "statement.html", row=found, document=source, findings=about, near=near)


def actor(request: Request) -> Response:
    """An actor, and what they are on record with."""
    store = store_of(request)
    found = one(store, request.path_params["id"]).data
    said = list(rows_of(store, "statements", Filters(speaker=found["name"], limit=PAGE)))
    bound = list(rows_of(store, "commitments", Filters(speaker=found["name"], limit=PAGE)))
    return _page(request, "actor.html", actor=found, statements=said, commitments=bound)


def row(request: Request) -> Response:
    """Any thing by its id: its own page, or its place in its document."""
    found = one(store_of(request), request.path_params["id"]).data
    own = {"documents": "documents", "findings": "findings", "measures": "measures", "actors": "actors"}
    if found["noun"] in own:
        return RedirectResponse(f"/{own[found['noun']]}/{found['id']}")
    if found["noun"] in MARKED and found["spans"]:
        return RedirectResponse(link(found))
    return _page(request, "row.html", row=found)


def search(request: Request) -> Response:
    """Passages that hold words, and what a quotation checks to."""
    words = request.query_params.get("q", "").strip()
    hits = by_words(store_of(request), words).data if words else []
    checked = (
        verify(store_of(request), words, request.query_params.get("speaker") or None).data
        if len(words.split()) > 3
        else None
    )
    return _page(request, "search.html", hits=hits, checked=checked)


def error(request: Request, status: int, words: str) -> Response:
    """What was wrong, as a page."""
    return _page(request, "error.html", status, code=status, words=words)


ROUTES = (
    ("/", glance),
    ("/documents", documents),
    ("/documents/{id}", document),
    ("/findings", findings),
    ("/findings/{id}", finding),
    ("/measures/{id}", measure),
    ("/actors/{id}", actor),
    ("/statements/{id}", statement),
    ("/rows/{id}", row),
    ("/search", search),
    ("/show/{noun}", listed),
)
