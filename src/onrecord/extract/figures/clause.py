"""What the clause around a quantity says of it: change, status, place."""

from __future__ import annotations

from onrecord.extract.figures.leftward import left
from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.shares import tally
from onrecord.extract.figures.words import adjectives, closed, signals, some
from onrecord.model import FigureStatus
from onrecord.values.amount import Word, low_at, numerals

_BREAK = frozenset((";", ":", "—", "--", "(", ")", "“", "”", '"', ",", "and", "while", "but", "after"))


_BE = frozenset(("is", "are", "was", "were", "be", "been", "being"))


def change_of(words: list[Word], q: Quantity) -> tuple[str | None, str | None]:
    """Direction (`up`, `down`) and role: `by` the amount of the move, `to` or `from` its ends, `noun` for `a 5% rise`."""
    if q.kind == "share" and (_defeat(words, q) or _lead(words, q) or tally(words, q)):
        return None, None
    if (q.hyphen and q.kind == "count") or low_at(words, q.first - 1) == "within":
        return None, None
    if q.kind == "multiple":
        low, before = words[q.number].low, low_at(words, q.first - 1)
        opens = words[q.number].text[0].isupper() and low_at(words, q.after) not in ("digit", "the")
        verb = low in ("double", "triple", "quadruple") and (
            opens or before in ("to", "can") or before in some("auxiliaries") - _BE
        )
        return ("up", "by") if "verb" in q.flags or verb else (None, None)
    behind = _verb_behind(words, q)
    if behind is not None:
        return behind
    return _noun_ahead(words, q)


def _defeat(words: list[Word], q: Quantity) -> bool:
    """`losing 54 percent to 46`: two shares of a vote, no move."""
    tally = (low_at(words, q.last) == "to" or low_at(words, q.first - 1) == "to") and q.unit == "percent"
    near = {word.low for word in words[max(q.first - 7, 0) : q.first]}
    return tally and bool(near & {"lost", "lose", "loses", "losing"})


def _lead(words: list[Word], q: Quantity) -> bool:
    """`Vale is up 9 points`, `she was down by 4 points`: a candidate's lead or lag, no move."""
    at = q.first - 1
    while at > 0 and (words[at].low in some("fillers") or words[at].low in ("a", "an", "of", "by")):
        at -= 1
    if low_at(words, at) not in ("up", "down") or at <= 1 or q.unit == "percent":
        return False
    is_now, who = words[at - 1].low, words[at - 2]
    named = (
        who.text[0].isupper()
        and who.kind == "word"
        and who.low in some("persons") | {"she", "he", "we", "they"}
    )
    return is_now in ("is", "was", "are", "were") and (named or who.low in ("she", "he", "they"))


def _verb_behind(words: list[Word], q: Quantity) -> tuple[str | None, str | None] | None:
    """Direction and role by the nearest verb of a move before the quantity; null where no clause has one."""
    at = q.first - 1
    while at > 0 and words[at].low in some("before_sums"):
        at -= 1
    role = {"to": "to", "from": "from", "at": "to", "toward": "to"}.get(low_at(words, at), "by")
    between = 0
    for k in range(q.first - 1, max(q.first - 9, -1), -1):
        low = words[k].low
        if low in _BREAK or (low == "as" and k == q.first - 1):
            return None
        if low in some("up") or low in some("down"):
            if _unmoved(words, q, k, at, between, role):
                return None
            if role == "by" and _object_of(words, k, q):
                role = "object"
            return ("up" if low in some("up") else "down"), role
        between += low not in some("beside_moves") and not low.endswith("ly")
    return None


def _unmoved(words: list[Word], q: Quantity, k: int, at: int, between: int, role: str) -> bool:
    """Whether the verb at `k` moves something else, `between` telling how many words of weight stand before the quantity."""
    if role == "to" and low_at(words, at - 1) in signals("phrasal")["links"]:
        return True
    loose = role != "by" or low_at(words, at) in ("by", "another")
    if between > (6 if loose else 1) or not _acts(words, k, q, role):
        return True
    reached = between > 0 and role in ("to", "from") and _reached(words, q)
    if q.kind == "count" and (reached or (role == "to" and between > 2)):
        return True
    said = low_at(words, q.after + (low_at(words, q.after) == "of")) in some("points_made")
    return words[k].low.startswith("add") and said


def _acts(words: list[Word], k: int, q: Quantity, role: str) -> bool:
    """Whether the word of move at `k` moves this quantity: `lost 20 troops` does, `gave up 20` does not."""
    low, behind = words[k].low, low_at(words, k - 1)
    if (
        low in ("lower", "higher")
        or words[k - 1].text == "-"
        or low_at(words, k + 1) == "of"
        or (low in ("up", "down") and behind in signals("phrasal").get(low, ()))
    ):
        return False
    if (
        q.kind in ("count", "money")
        and role == "by"
        and low in signals("phrasal")["transitive"]
        and low_at(words, k + 1) != "by"
    ):
        return False
    return (behind not in some("determiners") and behind not in ("up", "of")) or low in (
        "added",
        "lost",
        "up",
        "down",
    )


def _reached(words: list[Word], q: Quantity) -> bool:
    """`expand services to 700 people`, `raise pay for men suffering from nine ills`: a count of others than what moves."""
    behind = words[q.after] if q.after < len(words) else None
    numbered = any(
        word.low in ("number", "numbers", "size", "total") for word in words[max(q.first - 10, 0) : q.first]
    )
    return behind is not None and behind.kind == "word" and behind.low not in closed() and not numbered


def _object_of(words: list[Word], k: int, q: Quantity) -> bool:
    """`added 40 jobs`: what was added or lost, not by how much something moved."""
    adding = words[k].low in signals("phrasal")["adding"] and low_at(words, k + 1) != "by"
    return q.kind in ("count", "money") and adding and low_at(words, q.last) not in ("point", "points")


def _noun_ahead(words: list[Word], q: Quantity) -> tuple[str | None, str | None]:
    at = q.last + 1 if q.hyphen else q.after
    if q.unit in ("point", "percentage point") and low_at(words, at) in some("leads"):
        return None, None  # `a 22-point loss`
    for k in range(at, min(at + 4, len(words))):
        low = words[k].low
        if words[k].kind == "punct" and low not in ("-", "/"):
            break
        if q.kind == "money" and low in ("expansion", "improvement", "advance", "boost"):
            return None, None  # `a $1 billion expansion`: what is built
        if low in some("moves_up") or low in some("moves_down"):
            return ("up" if low in some("moves_up") else "down"), "noun"
        if low == "off" and k == at and q.kind in ("money", "share"):
            return "down", "noun"
        if low in ("more", "fewer", "less") and k == at:
            return (None, None) if low != "fewer" or q.kind != "count" else ("down", "noun")
        if low in some("prepositions"):
            break
    if low_at(words, q.first - 1) in ("of", "by") and q.kind in ("share", "money", "measure", "count"):
        head = low_at(words, q.first - 2)
        far = left(words, q.first - 1) if low_at(words, q.first - 1) == "of" else None
        if far is not None and q.kind == "share" and low_at(words, far.head + 1) == "in":
            head = words[far.head].low
        if head in some("moves_up") or head in some("moves_down"):
            return ("up" if head in some("moves_up") else "down"), "noun"
    return None, None


def status_of(words: list[Word], q: Quantity) -> FigureStatus:
    """Goal, pledged, planned or denied by the words before the figure in its clause; else actual."""
    if q.kind == "count" and any(word.low == "targeted" for word in words[max(q.first - 4, 0) : q.first]):
        return "actual"  # `which targeted and killed scores`
    if q.hyphen and q.kind == "count":
        return "actual"  # `will meet its 22,000-member guild`
    told = low_at(words, q.after)
    if q.kind == "money" and told in ("pledged", "promised", "committed"):
        return "pledged"
    for k in range(q.first - 1, max(q.first - 14, -1), -1):
        low = words[k].low
        if words[k].text in (";", "—", "--", "(", "”", ","):
            break
        if k and words[k].text[0].isupper() and words[k - 1].kind != "punct":
            continue  # `the Action Plan with 20 steps`: part of a name
        for status in ("denied", "goal", "pledged", "planned"):
            if (
                low in signals("status").get(status, ())
                and not _thing(words, k)
                and not _kept(words, k, q.first)
            ):
                return status
        if low in ("who", "which", "has", "had", "was", "were"):
            break
    return "actual"


def _kept(words: list[Word], k: int, first: int) -> bool:
    """`not only 62 percent`, `not among the 30`, a far `not`: the figure itself is not denied."""
    if words[k].low not in signals("status")["denied"]:
        return False
    return first - k > 7 or low_at(words, k + 1) in ("only", "just", "among", "all", "one")


def _thing(words: list[Word], k: int) -> bool:
    """Whether a word that may be a verb stands as a noun before a preposition: `the projects in 31 towns`."""
    if words[k].low not in signals("status")["nouns_too"]:
        return False
    behind = words[k - 1] if k else None
    counted = behind is not None and (
        behind.kind == "num" or behind.low in adjectives() or behind.low in numerals().small
    )
    return counted or low_at(words, k + 1) in some("prepositions") | {"and", "or", "that", "to"}
