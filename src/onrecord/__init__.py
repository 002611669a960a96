"""onrecord reads the public record of a campaign and keeps it checked.

    from onrecord import Record, build
    build(["documents/"], "record.sqlite")
    Record("record.sqlite").table("figures").to_pandas()

`read(path)` and `extract(document)` are the first stages alone; `verify(quotation, record)` asks whether it was said.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.api import Record, Table, build, export, verify
    from onrecord.errors import OnRecordError
    from onrecord.model import Campaign, Document, Page, Span

__version__ = "0.1.0"
__all__ = [
    "Campaign",
    "Document",
    "OnRecordError",
    "Page",
    "Record",
    "Span",
    "Table",
    "build",
    "export",
    "extract",
    "read",
    "verify",
]
_HOMES = {
    "OnRecordError": "errors",
    "Campaign": "model",
    "Document": "model",
    "Page": "model",
    "Span": "model",
}
_VERBS = {"export": "export", "extract": "extract_document", "read": "read_file"}


class _Verb(ModuleType):
    """A package of ours that is also a verb: `read(path)` beside `onrecord.read.formats`."""

    def __call__(self, *args: Any, **named: Any) -> Any:
        home = import_module("onrecord.api")
        return getattr(home, _VERBS[self.__name__.rpartition(".")[2]])(*args, **named)


class _Package(ModuleType):
    """This package: what it offers is imported when it is asked for, and its verbs can be called."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name in _VERBS and isinstance(value, ModuleType):
            value.__class__ = _Verb
        super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name in _VERBS:
            return import_module(f"onrecord.{name}")
        if name in __all__:
            return getattr(import_module(f"onrecord.{_HOMES.get(name, 'api')}"), name)
        raise AttributeError(f"onrecord has no {name!r}; it offers {', '.join(__all__)}")

    def __dir__(self) -> list[str]:
        return [*__all__, "__version__"]


sys.modules[__name__].__class__ = _Package
