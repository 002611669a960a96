"""What a statement is about: the lines of effort of the campaign file whose words it holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from onrecord.model import Campaign, Statement


def topics_of(campaign: Campaign) -> Callable[[Statement], Statement]:
    """A function that gives a statement its topics; without a campaign file none has any."""
    lines = [
        (name, re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})", re.I))
        for name, words in campaign.lines_of_effort.items()
        if words
    ]

    def told(made: Statement) -> Statement:
        found = (name for name, form in lines if any(form.search(s.quote) for s in made.content))
        return replace(made, topics=tuple(found)) if lines else made

    return told
