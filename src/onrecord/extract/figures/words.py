"""The word lists of figures, from `onrecord/data/figures`, and number of a noun by its form."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.model import Approximator


@cache
def _table(name: str) -> dict[str, Any]:
    with (files("onrecord") / "data" / "figures" / name).open("rb") as file:
        return tomllib.load(file)


@cache
def some(name: str) -> frozenset[str]:
    """One list of `words.toml`."""
    return frozenset(_table("words.toml")[name])


@cache
def not_figures(name: str) -> frozenset[str]:
    """One list of `not_figures.toml`."""
    return frozenset(_table("not_figures.toml")[name])


@cache
def signals(name: str) -> dict[str, Any]:
    """One table of `signals.toml`."""
    table: dict[str, Any] = _table("signals.toml")[name]
    return table


@cache
def closed() -> frozenset[str]:
    """Words that belong to no counted phrase."""
    names = ("determiners", "prepositions", "conjunctions", "pronouns", "auxiliaries", "adverbs")
    return frozenset().union(*(some(name) for name in names))


@cache
def _listed(name: str) -> frozenset[str]:
    lines = (files("onrecord") / "data" / "figures" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def verb_forms() -> frozenset[str]:
    """Forms that are mostly verbs, the regular ones in -ed and -ing aside."""
    return _listed("verbs.txt") - some("auxiliaries")


@cache
def verbs() -> frozenset[str]:
    """The same with the nouns that end a counted phrase where a verb may stand."""
    return some("verbs") | verb_forms()


@cache
def adjectives() -> frozenset[str]:
    """Forms that are mostly adjectives, those in -ed and -ing aside."""
    return _listed("adjectives.txt")


Phrases = dict[str, tuple[tuple[tuple[str, ...], Approximator], ...]]


def _phrases(part: str, key: int) -> Phrases:
    found: dict[str, list[tuple[tuple[str, ...], Approximator]]] = defaultdict(list)
    for kind, forms in _table("approximators.toml")[part].items():
        for form in forms:
            parts = tuple(form.replace("-", " - ").replace(".", " . ").split())
            found[parts[key]].append((parts, kind))
    return {word: tuple(sorted(forms, key=lambda f: -len(f[0]))) for word, forms in found.items()}


@cache
def before() -> Phrases:
    """Last word of an approximator that stands before its number, to (words, kind), longest first."""
    return _phrases("before", -1)


@cache
def after() -> Phrases:
    """First word of an approximator that stands after its number, to (words, kind), longest first."""
    return _phrases("after", 0)


@cache
def skipped() -> frozenset[str]:
    """Words that may stand between an approximator and its number."""
    return frozenset(_table("approximators.toml")["between"]["words"])


@cache
def _irregular() -> dict[str, str]:
    return dict(pair.split() for pair in some("irregular"))


def is_plural(low: str) -> bool:
    """Whether a word in lower case looks like a plural noun."""
    if low in some("plural") or low in _irregular():
        return True
    if low.endswith("men") and len(low) > 4:
        return low not in some("singular_men")
    return (
        low.endswith("s")
        and len(low) > 2
        and not low.endswith(("ss", "'s", "’s", "ous"))
        and low not in some("singular_s")
    )


def singular(word: str) -> str:
    """The singular of a noun as written."""
    low = word.lower()
    if len(word) > 2 and word.isupper():
        return word
    if low in _irregular():
        one = _irregular()[low]
        return one.capitalize() if word[:1].isupper() else one
    if low.endswith("men") and is_plural(low):
        return word[:-2] + "an"
    if low in some("plural") or not is_plural(low):
        return word
    if low.endswith("ies") and len(low) > 4:
        return word[:-3] + "y"
    if low.endswith(("sses", "xes", "ches", "shes", "zzes")):
        return word[:-2]
    return word[:-1]
