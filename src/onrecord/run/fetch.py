"""Web pages and paths that a person names, as files to read."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from onrecord.errors import UsageError
from onrecord.run.files import File, walk

LIMIT = 50_000_000  # bytes
SECONDS = 30
BY_HAND = "Save the page in a browser (Save as, complete page or PDF) and give the file to `onrecord add`."
_NAMES = {"text/html": ".html", "application/pdf": ".pdf", "text/plain": ".txt", "application/json": ".json"}
_FEEDS = {"application/rss+xml", "application/atom+xml"}


def files_of(places: Iterable[str]) -> Iterator[File]:
    """Files on the disk as they are walked, and web pages fetched; UsageError says what to do where one fails."""
    for place in places:
        if urlsplit(place).scheme in ("http", "https"):
            yield fetch(place)
        else:
            yield from walk([Path(place)])


def fetch(url: str) -> File:
    """One web page, as received, within limits of size and time."""
    request = urllib.request.Request(url, headers={"User-Agent": "onrecord"})
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:
            kind = answer.headers.get_content_type()
            raw = answer.read(LIMIT + 1)
    except (TimeoutError, urllib.error.URLError, http.client.HTTPException, OSError) as error:
        reason = getattr(error, "reason", None) or error
        raise UsageError(
            f"{url}: this needs the network, and it did not answer ({reason}). {BY_HAND}"
        ) from error
    if kind in _FEEDS:
        raise UsageError(
            f"{url} is a feed, which a later version reads; give the addresses of its pages instead"
        )
    if len(raw) > LIMIT:
        raise UsageError(
            f"{url}: more than {LIMIT // 1_000_000} MB, which is too much for one page. {BY_HAND}"
        )
    return File(_named(url, kind), {"url": url}, raw)


def _named(url: str, kind: str) -> str:
    """A name whose ending tells the format; the address itself, so that the same page again is the same file."""
    ending = _NAMES.get(kind, "")
    return url if not ending or urlsplit(url).path.lower().endswith(ending) else f"{url}{ending}"
