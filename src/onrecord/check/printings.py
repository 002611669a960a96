"""Where one text was printed: the places at which a document's very bytes were met, each once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.check.quotes.times import in_time
from onrecord.model import Document, Printing


def printings(document: Document) -> Sequence[Printing]:
    """The printings of a document, the earliest first, one at least; a second file of the same outlet and day is none.

    Of the place whose name the document bears, what a person decided of the document holds.
    """
    own = Printing(document.path, document.url, document.outlet, document.published)
    others = [one for one in document.printings if one.current and one.path != document.path]
    found = {_told(own): own}
    for one in others:
        if one.outlet or one.url:
            found.setdefault(_told(one), one)
    if len(found) > 1 and not (own.outlet or own.url):
        del found[_told(own)]
    return sorted(found.values(), key=lambda one: (in_time(one.published), one.path or ""))


def _told(one: Printing) -> tuple[str, str, str]:
    return one.outlet or "", one.url or "", one.published.value if one.published else ""


def earliest(document: Document) -> Document:
    """The document as it was printed first."""
    first = printings(document)[0]
    return replace(document, path=first.path, url=first.url, outlet=first.outlet, published=first.published)


def named(one: Printing) -> str:
    """What a person would call a place and day of printing."""
    place = one.outlet or one.url or one.path or ""
    return f"{place}, {one.published.value}" if one.published else place
