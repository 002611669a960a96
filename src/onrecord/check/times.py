"""What says that two claims are of one time, or that the time matters little."""

from __future__ import annotations

from onrecord.check.claims import Claim, beside_it
from onrecord.check.verdicts import grown, marks, published, runs, value
from onrecord.check.where import joined
from onrecord.values.compare import foretold, listed
from onrecord.values.stems import patterns, stems

DAYS = 7  # between two publications


def when(a: Claim, b: Claim) -> str:
    """`periods` or `kinds` where the sentences themselves name two scopes, `stated`, `day`, or `days` between them; empty
    where nothing says that two claims are of one time."""
    close = abs(a.day - b.day) <= DAYS
    if close and counted_over(a, b):
        return "periods"
    if (
        a.stated
        and a.stated == b.stated
        and not _runs_on(a, b)
        and not {a.period, b.period} & listed("running")
    ):
        return "stated"
    if a.day == b.day:
        return "day"
    if close and _two_kinds(a, b):
        return "kinds"
    still = not (a.moving or b.moving) or _fallen(a, b)
    return "days" if close and still else ""


def counted_over(a: Claim, b: Claim) -> bool:
    """Whether both name a time that they count over, and it is not the same: a month, a quarter."""
    return a.period != b.period and {a.period, b.period} <= set(patterns("periods"))


def set_apart(a: Claim, b: Claim) -> bool:
    """Whether the sentences name two scopes, so that numbers of very different size may be taken for one another."""
    one, other = a.figure, b.figure
    shared = (marks(a.told) ^ marks(b.told)) & listed("shared")
    if shared or {one.status, other.status} == {"goal", "actual"} or joined(a, b):
        return True
    lengths = one.over != other.over and all(figure.over or figure.per for figure in (one, other))
    return (lengths or counted_over(a, b)) and a.object == b.object and not named(a, b)


def named(a: Claim, b: Claim) -> frozenset[str]:
    """Names beside one of the two that the other's sentence has not."""
    return (a.names - set(b.words)) | (b.names - set(a.words))


def _two_kinds(a: Claim, b: Claim) -> bool:
    """Whether each is said to be of a kind that the other is not: an average price, the commonest price."""
    one, other = marks(a.told), marks(b.told)
    return bool(one - other) and bool(other - one) and _of_its_day(a) and _of_its_day(b)


def _of_its_day(claim: Claim) -> bool:
    return claim.stated in ("", published(claim.told))


def _runs_on(a: Claim, b: Claim) -> bool:
    """Whether a stated time still ran when a number was told, so that a later one is more of the same.

    What is told for the whole of the time (`on track to halve the debt by`) is no more of it, and no total grows less.
    """
    running = runs(a.stated, a.told) != runs(b.stated, b.told) or grown(a.stated, a.told, b.told)
    whole = foretold(a.around.before) and foretold(b.around.before)
    return running and not whole and not _fallen(a, b)


def shrunk(a: Claim, b: Claim) -> bool:
    """Whether a total is told smaller within days."""
    return abs(a.day - b.day) <= DAYS and _fallen(a, b)


def _fallen(a: Claim, b: Claim) -> bool:
    """Whether what is only ever added up is told with a smaller number on a later day."""
    first, later = (a, b) if a.day < b.day else (b, a)
    return a.day != b.day and value(later.figure) < value(first.figure) and adds_up(a, b)


def adds_up(a: Claim, b: Claim) -> bool:
    """Whether both are of what is only ever added up, so that a later number is more of the same."""
    return all(_total(claim) for claim in (a, b))


def _total(claim: Claim) -> bool:
    beside = beside_it(claim)
    made = bool(beside & stems("flows")) and not claim.period
    return (made or claim.period in listed("totals")) and not beside & listed("levels")
