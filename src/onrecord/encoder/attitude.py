"""Saying told apart from thinking, wanting and supporting, by the words of the cue."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[a-z]+")


@cache
def _forms() -> dict[str, bool]:
    """Word form -> whether it is an attitude; the first listed word of a cue decides."""
    out = {}
    for name, value in (("utterances.txt", False), ("attitudes.txt", True)):
        for line in files("onrecord.data").joinpath(name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                out.update(dict.fromkeys(line.split(), value))
    return out


def is_known(word: str) -> bool:
    """Whether a word form is listed as one of saying or of thinking."""
    return word in _forms()


def is_attitude(cue: str) -> bool:
    """Whether the cue names a wish, belief, feeling or stance rather than words said; unknown cues are sayings."""
    forms = _forms()
    known = [forms[w] for w in WORD.findall(cue.lower()) if w in forms]
    return bool(known) and all(known)
