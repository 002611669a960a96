"""The words of attribution, from `onrecord/data`: cue verbs with their forms, pronouns, times, unnamed sources."""

from __future__ import annotations

import csv
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying: `takes` is say, clause, that, quote, tell, object or to; `form` is base, s, past or ing."""

    lemma: str
    takes: str
    attitude: bool
    negative: bool
    form: str
    rest: tuple[str, ...] = ()


def _form(word: str, lemma: str) -> str:
    if word == lemma:
        return "base"
    if word.endswith("ing"):
        return "ing"
    return "s" if word.endswith("s") and word[:3] == lemma[:3] and not word.endswith("ss") else "past"


@cache
def verbs() -> dict[str, tuple[Verb, ...]]:
    """First word of a cue to the verbs it may be, those with more words first."""
    found: dict[str, list[Verb]] = defaultdict(list)
    with (files("onrecord") / "data" / "cue_verbs.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            base = row["verb"].replace(" ", "~")
            for form in dict.fromkeys([base, *row["forms"].split()]):
                first, *rest = form.split("~")
                lemma = row["verb"].split()[0]
                verb = Verb(
                    row["verb"],
                    row["class"],
                    bool(row["attitude"]),
                    bool(row["negative"]),
                    _form(first, lemma),
                    tuple(rest),
                )
                found[first].append(verb)
    return {word: tuple(sorted(some, key=lambda v: -len(v.rest))) for word, some in found.items()}


@cache
def speech_forms() -> frozenset[str]:
    """Forms that may stand after a quotation and its speaker: `Smith asked.`"""
    return frozenset(
        word
        for word, some in verbs().items()
        for v in some
        if v.takes in ("say", "clause", "that", "quote", "tell") and not v.rest and not v.attitude
    )


@cache
def words(name: str) -> frozenset[str]:
    """One word list of `attribution.toml`, or of `speakers.toml`."""
    with (files("onrecord") / "data" / "attribution.toml").open("rb") as file:
        some = tomllib.load(file)
    if name not in some:
        with (files("onrecord") / "data" / "speakers.toml").open("rb") as file:
            some = tomllib.load(file)
    return frozenset(some[name])
