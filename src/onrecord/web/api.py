"""`/api/v1`: the queries as JSON, in the same envelope as the command line's `--json`."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onrecord.errors import UsageError
from onrecord.queries.campaign import campaign
from onrecord.queries.envelope import Answer
from onrecord.queries.nearest import nearest
from onrecord.queries.rows import NOUNS, Filters, one, show
from onrecord.queries.searching import by_meaning, by_words
from onrecord.queries.verifying import verify
from onrecord.store import Store

PAGE = 100  # rows in one answer, unless the request asks for fewer
MOST = 1000
DIGITS = 15  # of a number in a request; a database counts no further than 19


def store_of(request: Request) -> Store:
    """The record that this application serves."""
    store: Store = request.app.state.store
    return store


def filters_of(request: Request, page: int) -> Filters:
    """The filters that a request's query names; others are refused by name."""
    known = {part.name for part in fields(Filters)} - {"whole"}
    given: dict[str, Any] = {}
    for key, value in request.query_params.items():
        if key not in known:
            raise UsageError(f"the filter {key!r} is not known; it is one of: {', '.join(sorted(known))}")
        given[key] = _whole(key, value) if key in ("limit", "after") else value or None
    given["limit"] = min(given.get("limit") or page, MOST)
    return Filters(**given)


def _whole(key: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or len(value) > DIGITS:
        raise UsageError(f"{key}={value[:40]!r}: a whole number of at most {DIGITS} digits is needed")
    return int(value)


def _answer(answer: Answer) -> Response:
    return JSONResponse(answer.plain())


def rows(request: Request) -> Response:
    """`/api/v1/NOUN`."""
    return _answer(show(store_of(request), request.path_params["noun"], filters_of(request, PAGE)))


def row(request: Request) -> Response:
    """`/api/v1/NOUN/ID`."""
    return _answer(one(store_of(request), request.path_params["id"]))


def near(request: Request) -> Response:
    """`/api/v1/statements/ID/nearest`."""
    return _answer(nearest(store_of(request), request.path_params["id"]))


def glance(request: Request) -> Response:
    """`/api/v1/campaign`."""
    return _answer(campaign(store_of(request)))


def search(request: Request) -> Response:
    """`/api/v1/search?q=words`, with `&like=1` by meaning."""
    look = by_meaning if request.query_params.get("like") else by_words
    return _answer(look(store_of(request), request.query_params.get("q", "")))


def check(request: Request) -> Response:
    """`/api/v1/verify?q=words&speaker=name`."""
    words = request.query_params.get("q", "")
    return _answer(verify(store_of(request), words, request.query_params.get("speaker") or None))


def openapi(request: Request) -> Response:
    """`/api/v1/openapi.json`: what can be asked, in OpenAPI 3.1."""
    return JSONResponse(described())


def described() -> dict[str, Any]:
    """The description of this API, made from the routes and the filters."""
    names = [part.name for part in fields(Filters) if part.name not in ("whole", "id")]
    filters = [{"name": name, "in": "query", "schema": {"type": "string"}} for name in names]
    envelope = {
        "type": "object",
        "required": ["data", "next", "problems"],
        "properties": {"data": {}, "next": {"type": ["integer", "null"]}, "problems": {"type": "array"}},
    }
    wrong = {
        "description": "what was wrong",
        "content": {"application/json": {"schema": {"type": "object", "required": ["error"]}}},
    }
    answer = {
        "200": {"description": "the envelope", "content": {"application/json": {"schema": envelope}}},
        "404": wrong,
    }
    words = [{"name": "q", "in": "query", "required": True, "schema": {"type": "string"}}]
    id_of = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    paths: dict[str, Any] = {
        "/api/v1/campaign": {"get": {"summary": "the campaign at a glance", "responses": answer}},
        "/api/v1/search": {
            "get": {"summary": "passages by their words", "parameters": words, "responses": answer}
        },
        "/api/v1/verify": {
            "get": {
                "summary": "was this said?",
                "parameters": [*words, {"name": "speaker", "in": "query", "schema": {"type": "string"}}],
                "responses": answer,
            }
        },
    }
    paths["/api/v1/statements/{id}/nearest"] = {
        "get": {
            "summary": "what the speaker said nearest to it by meaning; no quotation",
            "parameters": id_of,
            "responses": answer,
        }
    }
    for noun in NOUNS:
        paths[f"/api/v1/{noun}"] = {
            "get": {"summary": f"rows of {noun}", "parameters": filters, "responses": answer}
        }
        paths[f"/api/v1/{noun}/{{id}}"] = {
            "get": {"summary": f"one of {noun}", "parameters": id_of, "responses": answer}
        }
    return {"openapi": "3.1.0", "info": {"title": "onrecord", "version": "1"}, "paths": paths}


ROUTES = (
    ("/api/v1/openapi.json", openapi),
    ("/api/v1/campaign", glance),
    ("/api/v1/search", search),
    ("/api/v1/verify", check),
    ("/api/v1/statements/{id}/nearest", near),
    ("/api/v1/{noun}", rows),
    ("/api/v1/{noun}/{id}", row),
)
