"""The campaign file: TOML with the names of a campaign and no findings. See `examples/` for one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

from onrecord.errors import KnownValueError, UsageError
from onrecord.model import ActorKind, Campaign, KnownActor


def read_campaign(path: Path) -> Campaign:
    """The campaign that a file names; UsageError says which key or value is not known."""
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    return campaign_of(values, str(path))


def campaign_of(values: Mapping[str, Any], where: str = "campaign") -> Campaign:
    """A campaign from plain values, as a TOML file or a record holds them."""
    _known(values, Campaign, where)
    return Campaign(
        name=_words(values, "name", where),
        aliases=_list(values, "aliases", where),
        actors=tuple(_actor(one, where) for one in _tables(values, "actors", where)),
        lines_of_effort=_groups(values, "lines_of_effort", where),
        objectives=_list(values, "objectives", where),
        measures=_groups(values, "measures", where),
    )


def _actor(values: Mapping[str, Any], where: str) -> KnownActor:
    _known(values, KnownActor, f"{where}: actors")
    if values.get("kind") not in get_args(ActorKind):
        raise KnownValueError(f"{where}: actors: kind", str(values.get("kind")), get_args(ActorKind))
    joined = values.get("joined")
    if not values.get("name"):
        raise UsageError(f"{where}: actors: one has no name")
    return KnownActor(
        name=_words(values, "name", f"{where}: actors"),
        kind=values["kind"],
        aliases=_list(values, "aliases", f"{where}: actors"),
        offices=_list(values, "offices", f"{where}: actors"),
        member=bool(values.get("member", False)),
        joined=None if joined is None else str(joined),
    )


def _words(values: Mapping[str, Any], key: str, where: str) -> str:
    found = values.get(key, "")
    if not isinstance(found, str):
        raise UsageError(f"{where}: {key} is {found!r}; words in quotation marks are needed")
    return found


def _list(values: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    found = values.get(key, ())
    if not isinstance(found, list | tuple) or not all(isinstance(one, str) for one in found):
        raise UsageError(f'{where}: {key} is {found!r}; a list of words is needed, as in ["one", "two"]')
    return tuple(found)


def _tables(values: Mapping[str, Any], key: str, where: str) -> tuple[Mapping[str, Any], ...]:
    found = values.get(key, ())
    if not isinstance(found, list | tuple) or not all(isinstance(one, Mapping) for one in found):
        raise UsageError(f"{where}: {key} is {found!r}; tables are needed, each under [[{key}]]")
    return tuple(found)


def _groups(values: Mapping[str, Any], key: str, where: str) -> Mapping[str, tuple[str, ...]]:
    found = values.get(key, {})
    if not isinstance(found, Mapping):
        raise UsageError(f"{where}: {key} is {found!r}; a table is needed, under [{key}]")
    return {name: _list(found, name, f"{where}: {key}") for name in found}


def _known(values: Mapping[str, Any], kind: type, where: str) -> None:
    names = [part.name for part in fields(kind)]
    for key in values:
        if key not in names:
            raise KnownValueError(f"{where}: the key", key, names)
