"""Which campaign a run serves: the file given, a `campaign.toml` in a folder that is read, or the one on record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from onrecord.model import Campaign
from onrecord.read.campaign import read_campaign
from onrecord.run.compare import changed
from onrecord.store import Store, writing
from onrecord.store.mapper import plain
from onrecord.store.record import CAMPAIGN


def campaign_for(store: Store, given: Campaign | Path | None, paths: Iterable[str | Path]) -> Campaign:
    """The campaign of this run; the record keeps it for the next."""
    found = given or next(_beside(paths), None)
    if found is None:
        return store.campaign()
    campaign = read_campaign(found) if isinstance(found, Path) else found
    if campaign != store.campaign():
        with store.transaction() as connection:
            writing.set_state(connection, CAMPAIGN, json.dumps(plain(campaign), ensure_ascii=False))
            changed(connection)
    return campaign


def _beside(paths: Iterable[str | Path]) -> Iterator[Path]:
    for path in map(Path, paths):
        file = path / "campaign.toml"
        if file.is_file():
            yield file
