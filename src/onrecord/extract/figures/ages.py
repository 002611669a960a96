"""Numbers that are ages: they count years of a life, and no figure."""

from __future__ import annotations

from onrecord.extract.figures.quantity import Quantity
from onrecord.extract.figures.words import is_plural, not_figures
from onrecord.values.amount import Word, low_at, text_at


def age(words: list[Word], q: Quantity) -> str | None:
    """`Senard, 65,`; `aged 25 to 54`; `who was 10`."""
    if q.kind == "age":
        return "age"
    if q.kind != "count":
        return None
    behind = low_at(words, q.first - 1)
    if (
        (q.hyphen and low_at(words, q.last + 1) == "something")
        or _between_ages(words, q)
        or _of_age(words, q)
        or _told(words, q)
        or _older(words, q)
    ):
        return "age"
    young = behind in not_figures("aged")
    if (
        young
        and q.approximator in ("less_than", "more_than")
        and q.value <= 100
        and not is_plural(low_at(words, q.last))
    ):
        return "age"
    if behind in ("than", "as") and low_at(words, q.first - 2) in ("younger", "older", "young", "old"):
        return "age"
    if behind in ("age", "aged", "ages") or (
        behind == "of" and low_at(words, q.first - 2) in ("age", "ages")
    ):
        return "age"
    named = text_at(words, q.first - 2)[:1].isupper() and words[q.first - 2].kind == "word"
    closes = low_at(words, q.last) in (",", ".", ";", ")", "") or (
        low_at(words, q.last) == "at" and low_at(words, q.last + 2) == "time"
    )
    if (
        behind in (",", "(")
        and named
        and closes
        and 1 <= q.value <= 110
        and words[q.number].kind == "num"
        and q.value == int(q.value)
        and q.first == q.number
    ):
        return "age"
    if (
        behind in ("only", "is", "was", "turned", "turns")
        and low_at(words, q.first - 2) in ("who’s", "who's", "he’s", "she’s", "he", "she")
        and not is_plural(low_at(words, q.last))
    ):
        return "age"
    if behind == "than" or low_at(words, q.last) in ("and", "or"):
        ahead = low_at(words, q.last + 1)
        return (
            "age" if low_at(words, q.last) in ("and", "or") and ahead in ("older", "younger", "up") else None
        )
    return None


def _older(words: list[Word], q: Quantity) -> bool:
    """`100-plus-year-old`."""
    ahead = [word.low for word in words[q.last : q.last + 5]]
    return "old" in ahead and bool({"year", "years"} & set(ahead)) and ahead[:1] == ["-"]


def _between_ages(words: list[Word], q: Quantity) -> bool:
    """`between the ages of 18 and 29`: the second one."""
    joined = low_at(words, q.first - 1) in ("and", "to", "-", "–") and q.number > 2
    return (
        joined
        and words[q.number - 2].kind == "num"
        and bool({"age", "ages", "aged"} & {word.low for word in words[max(q.number - 6, 0) : q.number - 2]})
    )


_SELVES = frozenset(("i", "he", "she", "we", "they", "who", "you"))
_SELVES_ARE = frozenset(("i'm", "i’m", "he's", "he’s", "she's", "she’s", "we're", "we’re", "who's", "who’s"))
_BEING = frozenset(("was", "am", "is", "were", "are", "turned", "turn", "turns", "be", "became"))


def _told(words: list[Word], q: Quantity) -> bool:
    """`when I was 32, I came`, `I'm 45 now`, `At 32, she left`: an age told of oneself or of another."""
    if not 1 <= q.value <= 110 or not q.value.is_integer() or q.scale > 1 or q.hyphen:
        return False
    ahead, behind = low_at(words, q.last), low_at(words, q.first - 1)
    if ahead not in _AFTER_AGE:
        return False
    if behind in _SELVES_ARE:
        return True
    if behind in _BEING and low_at(words, q.first - 2) in _SELVES:
        return True
    opens = behind == "at" and (q.first == 1 or words[q.first - 2].kind == "punct")
    return opens and ahead == "," and low_at(words, q.last + 1) in _SELVES


_AFTER_AGE = frozenset(
    (
        "",
        ",",
        ".",
        ";",
        "?",
        "!",
        ")",
        "—",
        "--",
        "when",
        "and",
        "then",
        "now",
        "that",
        "at",
        "in",
        "but",
        "before",
    )
)


def _of_age(words: list[Word], q: Quantity) -> bool:
    """`Vale is 63, which`: the age of a person by name."""
    copula = low_at(words, q.first - 1) in ("is", "was", "turned", "turns") and q.first == q.number
    named = q.first > 1 and words[q.first - 2].kind == "word" and words[q.first - 2].text[0].isupper()
    closes = low_at(words, q.last) in (",", ".", "and", ";", ")", "")
    return copula and named and closes and 16 <= q.value <= 110 and q.value.is_integer()
