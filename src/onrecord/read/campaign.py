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
        name=values.get("name", ""),
        aliases=tuple(values.get("aliases", ())),
        actors=tuple(_actor(one, where) for one in values.get("actors", ())),
        lines_of_effort=_groups(values.get("lines_of_effort", {})),
        objectives=tuple(values.get("objectives", ())),
        measures=_groups(values.get("measures", {})),
    )


def _actor(values: Mapping[str, Any], where: str) -> KnownActor:
    _known(values, KnownActor, f"{where}: actors")
    if values.get("kind") not in get_args(ActorKind):
        raise KnownValueError(f"{where}: actors: kind", str(values.get("kind")), get_args(ActorKind))
    joined = values.get("joined")
    return KnownActor(
        name=values["name"],
        kind=values["kind"],
        aliases=tuple(values.get("aliases", ())),
        offices=tuple(values.get("offices", ())),
        member=bool(values.get("member", False)),
        joined=None if joined is None else str(joined),
    )


def _groups(values: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(words) for name, words in values.items()}


def _known(values: Mapping[str, Any], kind: type, where: str) -> None:
    names = [part.name for part in fields(kind)]
    for key in values:
        if key not in names:
            raise KnownValueError(f"{where}: the key", key, names)
