"""Which campaign a run serves: the one given, a `campaign.toml` in a folder that is read, or the one on record."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from onrecord.model import Campaign
from onrecord.read.campaign import read_campaign
from onrecord.run.compare import changed
from onrecord.store import Store, writing
from onrecord.store.mapper import plain
from onrecord.store.record import CAMPAIGN


def campaign_for(store: Store, given: Campaign | Path | None) -> Campaign:
    """The campaign of this run; the record keeps it for the next."""
    if given is None:
        return store.campaign()
    campaign = read_campaign(given) if isinstance(given, Path) else given
    if campaign != store.campaign():
        with store.transaction() as connection:
            writing.set_state(connection, CAMPAIGN, json.dumps(plain(campaign), ensure_ascii=False))
            changed(connection)
    return campaign


def beside(paths: Iterable[str | Path]) -> Path | None:
    """The first `campaign.toml` that lies in one of the folders."""
    files = (Path(path) / "campaign.toml" for path in paths)
    return next((file for file in files if file.is_file()), None)
