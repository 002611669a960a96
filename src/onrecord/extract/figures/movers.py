"""What rose or fell by a figure, to it or from it: the object of the verb of move, else its subject."""

from __future__ import annotations

from onrecord.extract.figures.leftward import left
from onrecord.extract.figures.objects import Phrase, attached, beyond
from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.subject import is_verb, of_verb
from onrecord.extract.figures.words import adjectives, closed, is_plural, signals, some
from onrecord.values.amount import Word, low_at, numerals

_STOP = frozenset((";", ":", "—", "--", "(", ")", "“", "”", '"', ","))
_ENDS = frozenset(("by", "to", "from", "at", "in"))
_FAR = 14  # words between the verb and its figure


def mover(words: list[Word], q: Quantity) -> Phrase | None:
    """The phrase that moved; null where no verb of move governs the figure."""
    k = verb_of_move(words, q)
    if k is None:
        return None
    if (
        low_at(words, q.first - 1) == "by"
        and k == q.first - 2
        and low_at(words, q.after) in some("determiners")
    ):
        found = beyond(words, q.after)
        if found is not None and words[found.head].low not in some("time_units"):
            return found
    if any(word.kind == "num" for word in words[k + 1 : q.first]):
        nearer = _joined(words, q)
        if nearer is not None:
            return nearer
    between = _object(words, k, q.first)
    if between is not None:
        return counted_of(words, between)
    subject = of_verb(words, k)
    return counted_of(words, subject) if subject else None


def _joined(words: list[Word], q: Quantity) -> Phrase | None:
    """`cut coal by 3 tons and [gas] by 5`: the noun between the last figure and this one."""
    end = q.first - 1
    start = max(k for k in range(end) if words[k].kind == "num")
    joint = next((k for k in range(start, end) if words[k].low == "and"), None)
    return left(words, end, joint + 1) if joint is not None and joint + 1 < end else None


def verb_of_move(words: list[Word], q: Quantity) -> int | None:
    """The verb by which something rose or fell by the figure, to it or from it."""
    at = q.first - 1
    while at > 0 and words[at].low in some("fillers") | {"a", "an", "the", "just", "only"}:
        at -= 1
    if low_at(words, at) == "of" and low_at(words, at - 1) in ("average", "total"):
        at -= 2 + (low_at(words, at - 2) in ("a", "an"))  # `rise by an average of $140`
    if low_at(words, at) == "to" and low_at(words, at - 1) in signals("phrasal")["links"]:
        return None
    ends = low_at(words, at) in _ENDS or low_at(words, q.first - 1) in ("another", "additional", "further")
    for k in range(at, max(at - _FAR, -1), -1):
        low = words[k].low
        if (
            low.endswith("ing")
            and low_at(words, k - 1) in ("by", "while", "after", "before", "without")
            and not (low in some("up") or low in some("down"))
        ):
            return None
        if words[k].text in _STOP or low in ("who", "which", "while"):
            return None
        if low in ("up", "down") and low_at(words, k - 1) in signals("phrasal")[low]:
            return None
        if (low in some("up") or low in some("down")) and is_verb(words, k):
            return k if ends or (k == at and _alone(low, q)) else None
        if not ends and not low.endswith("ly"):
            return None
    return None


def _alone(low: str, q: Quantity) -> bool:
    """Whether a verb moves its subject by the figure behind it (`rose $3`), or a sum that is its object (`raised $3`)."""
    return q.kind == "share" or (q.kind in ("money", "measure") and low in signals("phrasal")["alone"])


def lowered(words: list[Word], q: Quantity) -> Phrase | None:
    """`we cut the deficit $3 billion`, `lower costs for homes an average of $5`: the object of a verb of move, the amount behind it."""
    end = q.first
    if q.kind not in ("money", "share") or q.hyphen:
        return None
    if low_at(words, end - 1) == "of" and low_at(words, end - 2) in ("average", "total") and end > 4:
        end -= 3 + (low_at(words, end - 4) in ("—", "--", "–", ","))
    if (
        end < 2
        or words[end - 1].kind != "word"
        or (words[end - 1].low.endswith("ed") and low_at(words, end - 2) in ("that", "which", "who"))
        or words[end - 1].low in closed()
        or words[end - 1].low in some("fillers")
        or words[end - 1].low in adjectives() | {"original", "proposed", "planned"}
    ):
        return None
    found = left(words, end)
    if (
        found is None
        or found.first == 0
        or any(word.kind == "num" for word in words[found.first : found.last])
    ):
        return None
    verb = found.first - 1
    while verb > 0 and words[verb].low in some("determiners"):
        verb -= 1
    moves = words[verb].low in some("up") or words[verb].low in some("down")
    return found if moves and words[verb].low not in ("up", "down") and is_verb(words, verb) else None


def brought(words: list[Word], q: Quantity) -> Phrase | None:
    """`bringing the total, as of May, to $5 million`: what is brought to the figure."""
    if low_at(words, q.first - 1) != "to":
        return None
    for k in range(q.first - 2, max(q.first - _FAR, -1), -1):
        if words[k].low in ("bring", "brings", "bringing", "brought"):
            found = beyond(words, k + 1)
            near = found is not None and found.last < q.first
            return (
                (wide if (wide := attached(words, found)).last < q.first else found)
                if near and found
                else None
            )
        if words[k].text in _STOP - {","}:
            return None
    return None


def _object(words: list[Word], k: int, end: int) -> Phrase | None:
    """`cut [the top rate] to 10 percent`: the noun right behind the verb, before the figure."""
    at = k + 1
    if (
        at >= end
        or words[at].kind == "num"
        or words[at].low in numerals().small
        or words[at].low.endswith("ly")
    ):
        return None
    if words[at].low in closed() - some("determiners"):
        return None
    found = beyond(words, at)
    if found is None or found.last > end or words[found.head].low in some("fillers"):
        return None
    wide = attached(words, found)
    return wide if wide.last <= end else found


def counted_of(words: list[Word], phrase: Phrase) -> Phrase:
    """`the number of towns`: the towns are what is counted."""
    if words[phrase.head].low in ("number", "numbers") and low_at(words, phrase.head + 1) == "of":
        inner = beyond(words, phrase.head + 2)
        if inner is not None:
            return Phrase(phrase.first, max(phrase.last, inner.last), inner.head)
    return phrase


def numbered(words: list[Word], q: Quantity) -> Phrase | None:
    """What a bare count counts where the noun stands before it: `raised the number of towns to 40`, `cases passed the 600 mark`."""
    if low_at(words, q.first - 1) == "of" and low_at(words, q.first - 2) in some("sizes"):
        return left(words, q.first - 1)  # `a population of 769,025`
    if low_at(words, q.first - 1) == "to" and low_at(words, q.after) in ("in", "among"):
        return _parted(words, q)
    if low_at(words, q.first - 1) in _LEVELS:
        return counted_before(words, q.first - 1) or _size(words, q)
    if low_at(words, q.after) in some("marks"):
        return marked(words, q)
    if low_at(words, q.first - 1) == "by" and not q.hyphen:
        return mover(words, q)
    if low_at(words, q.first - 1) in ("—", "--", "–") and is_plural(low_at(words, q.first - 2)):
        found = left(words, q.first - 1) if low_at(words, q.after) in _ASIDE else None
        if (
            found is not None
            and words[found.head].low in some("moves_up")
            and low_at(words, found.head + 1) == "of"
        ):
            found = beyond(words, found.head + 2)  # `a surge of voters -- 1.1 million`
        plain = found is not None and not any(w.kind == "num" for w in words[found.first : found.last])
        return found if plain else None  # `with raids — eight in a day`
    return None


def _parted(words: list[Word], q: Quantity) -> Phrase | None:
    """`leads 1,630 to 1,410 in pledged boats`: what both are numbers of."""
    found = beyond(words, q.after + 1) if q.first > 1 and words[q.first - 2].kind == "num" else None
    return found if found is not None and is_plural(words[found.head].low) else None


def _size(words: list[Word], q: Quantity) -> Phrase | None:
    """`The voter sample is 651`: a noun that is a number itself."""
    if not is_verb(words, q.first - 1) or (q.after < len(words) and words[q.after].kind == "word"):
        return None
    found = of_verb(words, q.first - 1)
    return found if found is not None and words[found.head].low in some("sizes") else None


def marked(words: list[Word], q: Quantity) -> Phrase | None:
    """`gifts passed the $3 million mark`: what passed it."""
    verb = next((k for k in range(q.first - 1, max(q.first - 5, 0), -1) if is_verb(words, k)), None)
    found = of_verb(words, verb) if verb else None
    several = found is not None and (q.kind != "count" or is_plural(words[found.head].low))
    return found if several else None


_ASIDE = frozenset(("in", "between", "from", "since", "so", "over", "—", "--", "–"))
_LEVELS = frozenset(("to", "at", "is", "was", "from", "reached", "hit", "exceeded"))


def counted_before(words: list[Word], end: int) -> Phrase | None:
    """The noun of the last `number of` in the clause before token `end`."""
    for k in range(end - 1, max(end - 30, 0), -1):
        if words[k].low == "of" and words[k - 1].low in ("number", "numbers"):
            return beyond(words, k + 1)
        if words[k].text in (";", "—", "--", ":"):
            break
    return None
