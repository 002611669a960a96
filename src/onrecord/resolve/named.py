"""Measures that the campaign file names: which figures are theirs.

`"territory lost by Daesh" = ["percent territory"]`: every word of an entry must be the figure's unit, its head or a word of
its object; of two measures the one with the longer entry takes the figure.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Campaign, Figure
from onrecord.resolve import scope
from onrecord.resolve.topics import Topic, counted
from onrecord.values.around import Around
from onrecord.values.stems import WORD, plain, stem, stems
from onrecord.values.units import currencies, factor, kind, ucum_codes


def named(figure: Figure, words: Around, campaign: Campaign) -> Topic | None:
    """The topic of a figure that the campaign file has a measure for; null where it has none."""
    found = counted(figure, words, least=0)
    name = _measure(figure, campaign) if found and _whole(figure, words) else None
    if found is None or name is None:
        return None
    unit = _unit(figure, campaign.measures[name])
    role = "level" if kind(figure.unit) in ("share", "count") else found.role
    return Topic(
        unit=unit, head=name, words=frozenset(), place=found.place, role=role, status=found.status, named=True
    )


def _whole(figure: Figure, words: Around) -> bool:
    """`27 other partners` are not the partners; a few of anything are seldom all."""
    few = kind(figure.unit) == "count" and (figure.low or figure.high or 0) < _LEAST
    quote = {word.lower() for word in WORD.findall(figure.object.quote)} if figure.object else set()
    gone = "from" in figure.flags or ("to" not in figure.flags and scope.then(words))
    return not few and not quote & plain("others") and not gone


_LEAST = 13


def _measure(figure: Figure, campaign: Campaign) -> str | None:
    fit = [
        (len(entry.split()), name)
        for name, entries in campaign.measures.items()
        for entry in entries
        if _fits(figure, entry, campaign)
    ]
    return max(fit, key=lambda one: one[0])[1] if fit else None


def _fits(figure: Figure, entry: str, campaign: Campaign) -> bool:
    units = [word for word in entry.split() if _is_unit(word)]
    asked = {stem(word) for word in entry.split() if not _is_unit(word)}
    if not all(_unit_fits(figure.unit, unit) for unit in units):
        return False
    quote = figure.object.quote if figure.object else figure.head or ""
    said = {stem(word) for word in WORD.findall(quote)} | {stem(figure.head or "")}
    own = {stem(word) for alias in (campaign.name, *campaign.aliases) for word in WORD.findall(alias)}
    left = said - asked - own - stems("ignored") - {""}
    return asked <= said and (not asked or not left)


def _is_unit(word: str) -> bool:
    return word == "percent" or word in ucum_codes() or word in currencies()


def _unit_fits(unit: str, wanted: str) -> bool:
    return unit == wanted or (kind(unit) == kind(wanted) == "measure" and factor(unit, wanted) is not None)


def _unit(figure: Figure, entries: Sequence[str]) -> str:
    """The unit of the whole series: the first named of the figure's kind, so that miles and kilometres are one."""
    if kind(figure.unit) == "count":
        return next((word for entry in entries for word in entry.split() if not _is_unit(word)), figure.unit)
    units = [word for entry in entries for word in entry.split() if _is_unit(word)]
    return next((unit for unit in units if _unit_fits(figure.unit, unit)), figure.unit)
