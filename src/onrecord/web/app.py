"""The application: routes, headers that keep everything at home, and one shape for errors."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import OnRecordError, UsageError
from onrecord.store import Store
from onrecord.web import api, pages

LOCAL = ("localhost", "127.0.0.1", "[::1]", "testserver")
HEADERS = (
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


class Headers:
    """Adds the headers that let a page load nothing from outside and be framed by nobody."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and its answer back with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *HEADERS]
            await send(message)

        await self.app(scope, receive, with_headers)


def app(store: Store, hosts: Sequence[str] = ()) -> Starlette:
    """The reading room over an open record; it answers requests for this machine's names and `hosts` alone."""
    static = str(files("onrecord.web").joinpath("static"))
    routes = [
        *(Route(path, page) for path, page in pages.ROUTES),
        *(Route(path, answer) for path, answer in api.ROUTES),
        Mount("/static", StaticFiles(directory=static)),
    ]
    made = Starlette(
        routes=routes,
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=[*LOCAL, *hosts]), Middleware(Headers)],
        exception_handlers={OnRecordError: _wrong, HTTPException: _missing},
    )
    made.state.store = store
    return made


def _wrong(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, UsageError) else 500
    return _error(request, status, str(error))


def _missing(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _error(request, error.status_code, error.detail)


def _error(request: Request, status: int, words: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": {"status": status, "message": words}}, status)
    return pages.error(request, status, words)


def serve(record: Path, host: str = "127.0.0.1", port: int = 8765) -> None:
    """Answer until interrupted."""
    import uvicorn

    store = Store(record)
    uvicorn.run(
        app(store, (host,) if host not in ("0.0.0.0", "::") else ("*",)),
        host=host,
        port=port,
        log_level="warning",
    )
