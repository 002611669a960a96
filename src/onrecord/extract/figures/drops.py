"""Why a number counts nothing: a short fixed reason, or null where it does."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.extract.figures.ages import age
from onrecord.extract.figures.dated import dates, digit
from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.spoken import told_off, unfinished
from onrecord.extract.figures.words import closed, is_plural, not_figures, some, verb_forms
from onrecord.values.amount import Word, low_at, numerals, text_at

Rule = Callable[[list[Word], Quantity], str | None]


def drop_reason(words: list[Word], q: Quantity) -> str | None:
    """The first reason for which a quantity is no figure."""
    rules = (*_ANY, *_BARE) if q.kind == "count" else _ANY
    return next((reason for rule in rules if (reason := rule(words, q))), None)


def _address(words: list[Word], q: Quantity) -> str | None:
    a, b = max(q.number - 3, 0), min(q.last + 3, len(words))
    if words[q.number].kind == "num" and _markup(words, q):
        return "markup"
    near = "".join((" " if not w.glued else "") + w.text for w in words[a:b])
    return "address" if "://" in near or "www." in near or "@" in near or ".html" in near else None


def _markup(words: list[Word], q: Quantity) -> bool:
    """Digits of tags and identifiers: `id="7467"`, a telephone number, a postcode, thirteen digits without a comma."""
    number, at = words[q.number].text, q.number
    if len(number) >= 13 and number.isdigit():
        return True
    if at > 1 and words[at - 1].text in ('"', "'") and words[at - 2].text == "=":
        return True
    dialled = (
        text_at(words, at - 1) == "("
        and text_at(words, at + 1) == ")"
        and text_at(words, at + 3) in ("-", "–", ".")
    )
    if dialled and len(number) == 3 and digit(words, at + 2):
        return True
    coded = len(number) == 5 and number.isdigit() and text_at(words, at - 1) == ","
    return coded and len(text_at(words, at - 2)) == 2 and text_at(words, at - 2).isupper()


def _part(words: list[Word], q: Quantity) -> str | None:
    """Letters or signs glued to the digits: `G7`, `F-16`, `COVID-19`, `5G`, `Q3`, `#4`, ordinals, decades."""
    word = words[q.number]
    if word.kind != "num":
        return None
    before = words[q.number - 1] if word.glued and q.number else None
    if before is not None and (before.kind == "word" and q.first == q.number):
        return "name"
    if (
        before is not None
        and before.text in ("-", "–", "—", "/", "'", "’", ".", ":", "#", "+")
        and q.first == q.number
    ):
        if before.text in ("-",) and before.glued and q.number > 1 and words[q.number - 2].kind == "word":
            if low_at(words, q.number - 2) == "mid" and low_at(words, q.number + 1) == "s":
                return "date or time"
            return (
                "name"
                if low_at(words, q.number - 2) not in ("non", "sub", "mid", "pre", "post", "now")
                else None
            )
        if before.text == "+":
            return "name" if before.glued else None
        if before.text in ("#",):
            return "label"
        if before.text in (":", "/", "'", "’", "."):
            return "date or time" if before.text != "." else "code"
    ahead = words[q.number + 1] if q.number + 1 < len(words) else None
    if ahead is not None and ahead.glued and ahead.kind == "word" and q.last <= q.number + 1:
        if ahead.low in ("st", "nd", "rd", "th"):
            return "ordinal"
        return "date or time" if ahead.low in ("s", "am", "pm", "a", "p") else "name"
    return None


def _corrected(words: list[Word], q: Quantity) -> str | None:
    """`750 [715] million`: the number that the editor's brackets correct."""
    at = q.last
    bracket = text_at(words, at) == "[" and digit(words, at + 1) and text_at(words, at + 2) == "]"
    return "corrected" if bracket and words[q.number].kind == "num" and q.scale == 1 else None


def _label(words: list[Word], q: Quantity) -> str | None:
    """`Resolution 2254`, `Article Five`, `No. 10`, `Title 42`: a label's number."""
    if q.kind not in ("count", "duration") or q.first != q.number:
        return None
    if [word.low for word in words[max(q.number - 3, 0) : q.number]] == ["u.s.", "c", "."]:
        return "label"
    if _label_again(words, q.number - 1):
        return "label"
    at = q.number - 1
    while at > 0 and words[at].text in (".", "-", "#", "(", "№"):
        at -= 1
    word = words[at] if at >= 0 else None
    if word is None or word.kind != "word" or at < q.number - 3:
        return None
    if words[q.number - 1].text == "." and word.low not in (
        "no",
        "nos",
        "sec",
        "art",
        "p",
        "pp",
        "vol",
        "ch",
        "para",
        "res",
    ):
        return None
    spelled = words[q.number].kind == "word"
    if word.low in ("no", "nos") and word.text[0].islower() and words[q.number - 1].text != ".":
        return None
    if word.low in not_figures("always") and (
        not spelled
        or word.text[0].isupper()
        or word.low
        in ("article", "phase", "chapter", "section", "category", "grade", "level", "tier", "stage")
    ):
        return None if spelled and is_plural(low_at(words, q.after)) else "label"
    if word.low in not_figures("labels") and word.text[0].isupper() and at > 0:
        return "label"
    if word.low in (
        "part",
        "number",
        "step",
        "stage",
        "day",
        "week",
        "year",
        "round",
        "game",
        "option",
        "question",
        "item",
        "goal",
        "pillar",
        "priority",
        "group",
        "grade",
        "week",
    ):
        bare = not is_plural(low_at(words, q.after)) and (
            not spelled or low_at(words, q.last) in (".", ",", ":", "", "of", "and", "is", ";")
        )
        return (
            "label"
            if bare
            and low_at(words, at - 1) not in ("a", "per", "each", "every", "the", "last", "this", "next")
            else None
        )
    return None


def _label_again(words: list[Word], at: int) -> bool:
    """`sections 3 and [6]`, `articles 2, 4 and [9]`: the later numbers of a plural label."""
    start = at
    while at > 0 and (words[at].low in ("and", "or", ",", "through") or words[at].kind == "num"):
        at -= 1
    low = words[at].low if at >= 0 else ""
    plural = low.endswith("s") and low in not_figures("always")
    return plural and at < start - 1 and words[start].kind != "num"


def _named(words: list[Word], q: Quantity) -> str | None:
    """`S&P 500`, `Boeing 737`, `Super Bowl 50`: a bare number after a capital that opens no sentence."""
    at = q.number - 1
    if (
        q.kind != "count"
        or q.first != q.number
        or at < 0
        or words[q.number].kind != "num"
        or q.scale > 1
        or "," in words[q.number].text
    ):
        return None
    word = words[at]
    if (
        word.text == ")"
        and low_at(words, at - 2) == "("
        and words[at - 1].text.isupper()
        and words[at - 1].kind == "word"
    ):
        return "name" if not is_plural(low_at(words, q.last)) else None  # `Task Force (TF) 50`
    if low_at(words, q.last) == "to" and words[q.last + 1 :] and _percents(words, q.last + 2):
        return None
    if (
        word.kind != "word"
        or not word.text[0].isupper()
        or word.low in not_figures("not_names")
        or word.low in some("months")
    ):
        return None
    if word.low.endswith(("'s", "’s")) and q.value not in (50, 500):
        return None
    if _votes(words, q):
        return "score or code"
    follows = low_at(words, q.last)
    counts = is_plural(follows) and text_at(words, q.last)[:1].islower() and not follows.endswith("minis")
    if counts and word.low not in not_figures("labels"):
        return None
    return "name"


def _votes(words: list[Word], q: Quantity) -> bool:
    """`Moss 384, Vale 210`: votes or points behind names, one after the other."""
    later = (
        low_at(words, q.last) in (",", ";")
        and digit(words, q.last + 2)
        and text_at(words, q.last + 1).istitle()
    )
    at = q.number - 2
    at -= low_at(words, at) == "and"
    return later or (
        low_at(words, at) in (",", ";") and digit(words, at - 1) and text_at(words, at - 2).istitle()
    )


def _percents(words: list[Word], at: int) -> bool:
    """`beats Vale 45 to 40 percent`: a percent behind the second number."""
    return words[at - 1].kind == "num" and low_at(words, at) in ("percent", "%")


def _score(words: list[Word], q: Quantity) -> str | None:
    """`52-48`, `2-2`, `50/50`: scores and tallies; `555-1234`, `117-58`: codes."""
    ties = (words[q.last : q.last + 3], words[max(q.number - 3, 0) : q.number])
    if q.kind == "count" and any([w.low for w in tie] == ["-", "to", "-"] for tie in ties):
        return "score or code"
    if words[q.number].kind != "num" or q.kind != "count":
        return None
    for near, far in ((q.last, q.last + 1), (q.number - 1, q.number - 2)):
        joint = text_at(words, near)
        if (
            joint in ("-", "–", "/", ":")
            and 0 <= far < len(words)
            and words[far].kind == "num"
            and q.first == q.number
        ):
            inner = words[near].glued and words[max(near, far) if far > near else near + 1].glued
            if inner:
                return "score or code"
    if q.approximator == "between" and low_at(words, q.last) in (
        "victory",
        "win",
        "lead",
        "loss",
        "vote",
        "decision",
        "record",
        "majority",
        "ruling",
    ):
        return "score or code"
    return None


def _listed(words: list[Word], q: Quantity) -> str | None:
    """Numbers of lists and notes: `1.` and `(2)` at a head, `[3]`; `Two, ...` said at the head of a sentence."""
    if _told_off(words, q):
        return "list number"
    if q.kind != "count" or words[q.number].kind != "num" or q.first != q.number:
        return None
    before, ahead = text_at(words, q.number - 1), text_at(words, q.last)
    if (
        all(word.kind == "punct" for word in words[: q.number])
        and ahead in (".", ")", "")
        and q.last + 1 <= len(words)
        and words[q.number].text.isdigit()
    ):
        return "list number"
    if before in ("“", '"', "‘") and ahead in ("”", '"', "’"):
        return "name"
    told = words[q.number].text.isdigit() and q.value <= 20 and before in ("(", "[") and ahead in (")", "]")
    if told and (q.number <= 1 or words[q.number - 2].kind == "punct" or words[q.number - 2].low in closed()):
        return "list number"
    return "list number" if before == "[" and ahead == "]" else None


def _told_off(words: list[Word], q: Quantity) -> bool:
    """`One, stop the war. Two, feed the hungry.`"""
    if q.kind != "count" or words[q.number].kind != "word" or q.first != q.number or not 0 < q.value <= 12:
        return False
    lead = words[: q.number]
    opens = all(word.kind == "punct" or word.low in ("and", "number", "then") for word in lead)
    return (opens and len(lead) < 4 and text_at(words, q.last) in (",", ":")) or told_off(words, q)


def _slashed(words: list[Word], q: Quantity) -> str | None:
    """`1/3` alone is a day or a page; `1/3 of the fleet` is a third."""
    slashed = q.kind == "fraction" and words[q.number].kind == "num" and text_at(words, q.number + 1) == "/"
    return (
        "date or time"
        if slashed and low_at(words, q.last) not in ("of", "the", "cup", "mile", "inch")
        else None
    )


def _at_one_point(words: list[Word], q: Quantity) -> str | None:
    """`at one point in the race` is a time."""
    at = q.number
    once = q.unit == "point" and words[at].low in ("one", "some", "this") and low_at(words, at - 1) == "at"
    return "idiom" if once else None


def _duration(words: list[Word], q: Quantity) -> str | None:
    plus = q.kind == "count" and q.last > q.number + 1 and low_at(words, q.last - 1) in ("plus", "so")
    bare = q.kind == "count" and words[q.number].kind == "word" and q.value <= 12
    if bare and low_at(words, q.first - 1) == "or" and low_at(words, q.first - 2) in some("time_units"):
        return "duration"  # `a week or two`
    quarters = q.kind == "fraction" and low_at(words, q.last - 1) == "quarters"
    year = q.last + 1 < len(words) and (
        words[q.last + 1].kind == "num" or low_at(words, q.last + 2) == "year"
    )
    if (
        quarters
        and (low_at(words, q.last) != "of" or year)
        and low_at(words, q.first - 1) in ("first", "last", "past", "next")
    ):
        return "duration"
    spanned = plus and low_at(words, q.after + q.hyphen) in some("time_units")
    return "duration" if q.kind == "duration" or spanned else None


def _frequency(words: list[Word], q: Quantity) -> str | None:
    if q.kind != "count":
        return None
    at = q.last + (q.approximator == "vague" and low_at(words, q.last) == "of")
    return "frequency" if low_at(words, at) in ("times", "time", "occasions") else None


def _kind(words: list[Word], q: Quantity) -> str | None:
    """`two-state solution`, `24-hour`, `one-on-one`: kinds, not counts."""
    if q.kind not in ("count", "fraction"):
        return None
    ahead = low_at(words, q.last + 1)
    if words[q.number].glued and [w.low for w in words[max(q.number - 3, 0) : q.number]] == ["-", "on", "-"]:
        return "kind"
    if q.hyphen and ahead in not_figures("kinds") and not (ahead == "state" and q.value > 4):
        return "kind"
    return "kind" if q.hyphen and q.value == 1 else None


def _cut(words: list[Word], q: Quantity) -> str | None:
    return "broken off" if unfinished(words, q) else None


def _idiom(words: list[Word], q: Quantity) -> str | None:
    if q.kind not in ("count", "measure") or words[q.number].kind != "word":
        return None
    low = q.number
    pairs = {
        f"{low_at(words, low - 1)} {low_at(words, low)} {low_at(words, low + 1)}",
        f"{low_at(words, low - 1)} {low_at(words, low)}",
        f"{low_at(words, low)} {low_at(words, low + 1)}",
    }
    wide = f"{low_at(words, low - 2)} {low_at(words, low - 1)} {low_at(words, low)}"
    triple = f"{low_at(words, low)} {low_at(words, low + 1)} {low_at(words, low + 2)}"
    return "idiom" if (pairs | {wide, triple}) & not_figures("idioms") else None


def _one(words: list[Word], q: Quantity) -> str | None:
    """`one` is mostly a pronoun or a determiner: it counts after `only`, `just`, `at least`, or beside the dead."""
    whole = q.kind == "money" and low_at(words, q.number + 1) not in numerals().scale
    if words[q.number].low != "one" or q.value != 1 or not (q.kind in ("count", "duration") or whole):
        return None
    behind, ahead = low_at(words, q.first - 1), low_at(words, q.last)
    if ahead == "of" and low_at(words, q.number - 1) in ("just", "only") and q.first < q.number:
        return "one of"  # `more than just one of the voices`
    if q.first < q.number and q.approximator not in ("about", "less_than"):
        return None
    if behind in ("only", "just"):
        fit = ahead not in closed() or ahead in ("", "of") or ahead in some("auxiliaries")
        return None if fit and not (ahead == "of" and low_at(words, q.last + 1) in _THINGS) else "pronoun"
    if ahead == "of":
        return "one of"
    if ahead in ("dead", "killed", "wounded", "injured", "death", "fatality", "injury") or _each(words, q):
        return None
    return "one"


def _each(words: list[Word], q: Quantity) -> bool:
    """`one count each of fraud`, `the two towns each chose one`, `one count of theft`: here it counts."""
    behind = [word.low for word in words[max(q.first - 3, 0) : q.first]]
    ahead = [word.low for word in words[q.last : q.last + 3]]
    return (
        "each" in ahead[1:]
        or ("each" in behind[:-1] and ahead[:1] in ([], ["."], [","]))
        or ahead[:2] == ["count", "of"]
    )


_THINGS = frozenset(("those", "these", "them", "us", "you"))


def _zero(words: list[Word], q: Quantity) -> str | None:
    if words[q.number].low != "zero" or q.kind != "count":
        return None
    counts = any(is_plural(low_at(words, k)) for k in range(q.last, q.last + 3))
    netted = low_at(words, q.number - 1 - (low_at(words, q.number - 1) == "-")) == "net"
    kind = netted or low_at(words, q.last) in ("emission", "emissions", "tolerance", "sum", "trust", "waste")
    return "idiom" if q.hyphen or not counts or kind else None


def _scale_alone(words: list[Word], q: Quantity) -> str | None:
    """`the hundred`, `per million`: a scale word without a number."""
    low = words[q.number].low
    if (
        low in ("hundred", "thousand", "million", "billion", "trillion")
        and q.first == q.number
        and q.kind != "money"
    ):
        return "no number" if low_at(words, q.number - 1) not in ("a", "half", "half-") else None
    if low in ("scores", "quarter", "quarters") and q.approximator == "vague":
        counts = any(is_plural(low_at(words, k)) for k in range(q.last + 1, q.last + 4))
        return None if low_at(words, q.last) == "of" and counts else "no number"
    return None


_SMALL = re.compile(r"\d")


def _pronoun(words: list[Word], q: Quantity) -> str | None:
    """`the two`, `these three` and small words with nothing counted after them."""
    word = words[q.number]
    if (
        word.kind == "num"
        or q.kind != "count"
        or q.approximator == "vague"
        or q.first < q.number
        or q.value > 12
    ):
        return None
    ahead = words[q.last] if q.last < len(words) else None
    named = low_at(words, q.first - 1) == "the" and low_at(words, q.last) == "of"
    if named and low_at(words, q.last + 1) in ("them", "us", "you"):
        return "pronoun"  # `between the two of them`
    if (
        ahead is None
        or (ahead.kind == "punct" and ahead.text not in ("-", "$"))
        or ahead.low in closed() - {"of", "more"}
        or _finite(words, q.last)
    ):
        behind = low_at(words, q.first - 1)
        if behind in (
            "the",
            "these",
            "those",
            "us",
            "them",
            "you",
            "we",
            "all",
            "his",
            "her",
            "their",
            "our",
            "other",
            "as",
        ):
            return "pronoun"
    return None


def _finite(words: list[Word], at: int) -> bool:
    """`the two [met] at dawn`, `the two [suggested] that`: a verb behind the number, where a noun would stand."""
    low = words[at].low
    if low.endswith("ed") and not is_plural(low):
        return low_at(words, at + 1) in closed() | {"both", "all"}
    return low in verb_forms() and not is_plural(low)


def _capital(words: list[Word], q: Quantity) -> str | None:
    """`Kick Six`, `the Big Five`, `787 Dreamliner`, `Herrera: 4 Started`: names and marks."""
    pointed = (
        q.unit == "point"
        and words[q.number].text.istitle()
        and words[q.last - 1].text.istitle()
        and q.number > 0
    )
    if pointed and words[q.number].kind == "word":
        return "name"  # `the Five Point Accord`
    if q.kind != "count" or q.scale > 1:
        return None
    if q.first != q.number:
        titled = q.first > 0 and words[q.first].text.istitle() and text_at(words, q.last)[:1].isupper()
        return "name" if titled and words[q.number].kind == "num" and words[0].text[0].islower() else None
    word, at = words[q.number], q.number
    ahead = words[q.last] if q.last < len(words) else None
    if word.kind == "word":
        behind = words[at - 1].text if at else ""
        capital = word.text[0].isupper() and not word.text.isupper() and behind[:1].isupper() and at > 1
        return "name" if capital and not is_plural(low_at(words, q.last)) else None
    if (
        ahead is None
        or ahead.kind != "word"
        or ahead.glued
        or not ahead.text[0].isupper()
        or "," in word.text
    ):
        return None
    k = q.last
    while k < len(words) and words[k].kind == "word" and words[k].low not in closed():
        if is_plural(words[k].low) or words[k].low.endswith("ese"):
            return None
        k += 1
    return "name"


def _rank(words: list[Word], q: Quantity) -> str | None:
    """`the top 10`, `the bottom three`: ranks, unless a noun is counted."""
    if q.kind == "count" and low_at(words, q.first - 1) == "-" and low_at(words, q.first - 2) == "top":
        return "rank"
    if q.kind != "count" or low_at(words, q.first - 1) not in ("top", "bottom"):
        return None
    ahead = words[q.last] if q.last < len(words) else None
    return "rank" if ahead is None or ahead.kind != "word" or ahead.low in closed() else None


_ANY: tuple[Rule, ...] = (
    _address,
    _corrected,
    _part,
    _label,
    dates,
    _score,
    age,
    _slashed,
    _at_one_point,
    _duration,
    _listed,
    _named,
    _capital,
    _rank,
    _idiom,
    _one,
)
_BARE: tuple[Rule, ...] = (_cut, _frequency, _kind, _zero, _scale_alone, _pronoun)
