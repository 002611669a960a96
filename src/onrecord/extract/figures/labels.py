"""Numbers that belong to a name: labels, codes, scores, addresses, and what is glued to letters."""

from __future__ import annotations

from onrecord.extract.figures.dated import digit
from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.words import closed, is_plural, not_figures, some
from onrecord.values.amount import Word, low_at, text_at


def address(words: list[Word], q: Quantity) -> str | None:
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


def part(words: list[Word], q: Quantity) -> str | None:
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


def label(words: list[Word], q: Quantity) -> str | None:
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
    if words[q.number - 1].text == "." and word.low not in not_figures("shortened"):
        return None
    spelled = words[q.number].kind == "word"
    if word.low in ("no", "nos") and word.text[0].islower() and words[q.number - 1].text != ".":
        return None
    if word.low in not_figures("always") and (
        not spelled or word.text[0].isupper() or word.low in not_figures("spelled")
    ):
        return None if spelled and is_plural(low_at(words, q.after)) else "label"
    if word.low in not_figures("labels") and word.text[0].isupper() and at > 0:
        return "label"
    return "label" if word.low in not_figures("steps") and _step(words, q, at) else None


def _step(words: list[Word], q: Quantity, at: int) -> bool:
    """`part two`, `step 3`: the number alone behind its word at `at`, not `a day 3 ships came`."""
    if low_at(words, at - 1) in ("a", "per", "each", "every", "the", "last", "this", "next"):
        return False
    ends = low_at(words, q.last) in (".", ",", ":", "", "of", "and", "is", ";")
    return not is_plural(low_at(words, q.after)) and (words[q.number].kind != "word" or ends)


def _label_again(words: list[Word], at: int) -> bool:
    """`sections 3 and [6]`, `articles 2, 4 and [9]`: the later numbers of a plural label."""
    start = at
    while at > 0 and (words[at].low in ("and", "or", ",", "through") or words[at].kind == "num"):
        at -= 1
    low = words[at].low if at >= 0 else ""
    plural = low.endswith("s") and low in not_figures("always")
    return plural and at < start - 1 and words[start].kind != "num"


def named(words: list[Word], q: Quantity) -> str | None:
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


def score(words: list[Word], q: Quantity) -> str | None:
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
    if q.approximator == "between" and low_at(words, q.last) in not_figures("contests"):
        return "score or code"
    return None


def capital(words: list[Word], q: Quantity) -> str | None:
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
