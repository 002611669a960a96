"""Where a source begins and ends: noun phrases before and after a cue, found by closed words and capitals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.extract.statements.sents import Token, whole
from onrecord.extract.statements.words import verbs, words

_APPOSED = re.compile(
    r"(?:an?|the|who(?:['’]\w+)?|whose|which|one|former|his|her|its|their|now|then|\d+|head|chief|chair\w*|director|president|"
    r"professor|co-\w+|vice|executive|senior|deputy|along|including|as|[a-z]+ing)$"
)

REACH = 80  # tokens; no subject is longer


def before(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    """Tokens `[a, b)` of the subject that ends before token `first`, or null where none is plain."""
    end = _without_time(tokens, first)
    if end and tokens[end - 1].low in (",", "-", "–", "—", "--"):
        return _with_apposition(tokens, end - 1)
    return _phrase(tokens, end)


def _without_time(tokens: Sequence[Token], end: int) -> int:
    """`end` moved before `on Friday`, `late Thursday`, `in recent weeks`, `in a statement`."""
    at = end
    while (
        at
        and (tokens[at - 1].low in words("times") or tokens[at - 1].low.isdigit())
        and tokens[at - 1].low not in ("this", "last")
    ):
        at -= 1
    while at < end and at and tokens[at - 1].low in ("last", "this", "late", "early"):
        at -= 1
    if at < end:
        if at and tokens[at - 1].low in ("on", "in", "since", "for", "by"):
            at -= 1
        return _without_time(tokens, at) if at else end
    return _without_phrase(tokens, end)


_PHRASE_END = words("phrase_ends")


def _without_phrase(tokens: Sequence[Token], end: int) -> int:
    if not end or tokens[end - 1].low not in _PHRASE_END:
        return end
    for at in range(end - 2, max(0, end - 6), -1):
        if tokens[at].low in ("in", "at", "during") and at:
            return at
    return end


def _with_apposition(tokens: Sequence[Token], comma: int) -> tuple[int, int] | None:
    """`Ed Rendell, a former governor,` and `Laurent Fabius,`: the phrase before the comma and what it stands beside."""
    start, beside = _back_to(tokens, comma, {","}), comma + 1
    for _ in range(3):
        if start < 2 or tokens[start - 1].low != "," or not _beside(tokens, start):
            break
        if _loosely(tokens, start):
            beside = start
        start = _back_to(tokens, start - 1, {","})
    head = _phrase(tokens, _next_comma(tokens, start))
    if not head or head[0] >= comma:
        return None
    if beside == comma + 1 and head[1] >= comma:
        head = _with_role(tokens, head[0]) or head
    return head[0], max(beside, head[1]) if head[1] < comma else comma


def _beside(tokens: Sequence[Token], start: int) -> bool:
    """Whether the words after a comma only say more about those before: a role, an age, `R-N.Y.`, `who ...`, a place."""
    token = tokens[start]
    if token.word[:1].islower() or token.word[:1].isdigit():
        return bool(_APPOSED.match(token.low)) or token.low in words("prepositions") - {"as"}
    if token.low.startswith(("r-", "d-", "i-", "jr", "sr")):
        return True
    before_ = _back_to(tokens, start - 1, {","})
    if _office_of_name(tokens, before_, start):
        return True
    if (
        before_ > 1
        and tokens[before_].low in words("prepositions")
        and re.fullmatch(r"(?:[A-Z]\.){2}|[A-Z][a-z]{1,5}\.", token.word)
    ):
        return True
    return (
        before_ > 1
        and tokens[before_ - 1].low == ","
        and bool(_APPOSED.match(tokens[before_].low))
        and _next_comma(tokens, start) - start < 4
    )


def _office_of_name(tokens: Sequence[Token], name: int, start: int) -> bool:
    """Whether a bare name stands before a comma and an office with capitals behind it: `Ada Lund, Chair Brandt’s Adviser,`."""
    ahead = tokens[name : start - 1]
    bare = 2 <= len(ahead) <= 3 and all(t.word[:1].isupper() and t.word.isalpha() for t in ahead)
    office = {t.low for t in tokens[start : _next_comma(tokens, start)]} & words("titles")
    return bare and bool(office) and not {t.low for t in ahead} & words("titles")


def _loosely(tokens: Sequence[Token], start: int) -> bool:
    """Whether the words beside are a clause, which the source leaves out: `who ...`, `wearing ...`, `in his ...`."""
    low = tokens[start].low
    return low.startswith("who") or low == "which" or low.endswith("ing") or low in words("prepositions")


def _with_role(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """`her policy adviser, Jake Sullivan,`: a role before a name that stands between commas."""
    if start < 2 or tokens[start - 1].low != "," or not tokens[start].word[:1].isupper():
        return None
    role = _phrase(tokens, start - 1)
    if not role or (role[0] and tokens[role[0] - 1].low not in words("openers") | {","}):
        return None
    first, last = tokens[role[0]], tokens[role[1] - 1]
    if first.low not in words("determiners") or (
        not _ROLES.match(last.low) and last.low not in words("titles")
    ):
        return None
    return role[0], _next_comma(tokens, start)


def _next_comma(tokens: Sequence[Token], start: int) -> int:
    return next((i for i in range(start, len(tokens)) if tokens[i].low == ","), len(tokens))


def _back_to(tokens: Sequence[Token], end: int, stops: set[str]) -> int:
    at = end
    while (
        at > max(0, end - REACH)
        and (tokens[at - 1].low not in stops or _suffix(tokens, at))
        and not whole(tokens[at - 1])
        and tokens[at - 1].low not in (";", ":", "--", "—", "–")
    ):
        at -= 1
    return at


def _suffix(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma at `at - 1` only parts `Jr.` from a name."""
    return tokens[at - 1].low == "," and at < len(tokens) and tokens[at].low in words("name_suffixes")


def _phrase(tokens: Sequence[Token], end: int) -> tuple[int, int] | None:
    """The noun phrase that ends at `end`: back to a comma, an opener or a verb."""
    start = _list_start(tokens, _back_to(tokens, end, {",", "(", ")"}))
    if start and tokens[start - 1].low == "," and _listed(tokens, start, end):
        start = _back_to(tokens, start - 1, {",", "(", ")"})
    if start and tokens[start - 1].low == ")":
        opened = next((i for i in range(start - 1, -1, -1) if tokens[i].low == "("), start)
        if start == end or opened < start:
            start = _back_to(tokens, opened, {","})
    cut = next((at + 1 for at in range(end - 1, start - 1, -1) if _cuts(tokens, start, at, end)), start)
    while cut < end and (tokens[cut].low in words("openers") or tokens[cut].low in (",", "*", "_")):
        cut += 1
    if cut < end - 1 and tokens[end - 1].low in words("personal") | {"who", "which"}:
        cut = end - 1
    verb = _finite_inside(tokens, cut, end)
    if verb:
        cut, end = (verb + 1, end) if tokens[end - 1].low in words("occasions") else (cut, verb)
    return (cut, end) if cut < end and _nominal(tokens, cut, end) else None


def _list_start(tokens: Sequence[Token], start: int) -> int:
    """Where a list of names begins whose last stands behind `, and`: `DOI, USDA, and DOD`."""
    if not 3 <= start < len(tokens) or tokens[start].low != "and" or tokens[start - 1].low != ",":
        return start
    while start > 1 and tokens[start - 1].low == ",":
        before_ = _back_to(tokens, start - 1, {",", "(", ")", ":"})
        if start - before_ > 5 or not all(t.word[:1].isupper() for t in tokens[before_ : start - 1]):
            break
        start = before_
    return start


def _finite_inside(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where a verb in `-ed` with an object stands, so that this is no phrase but a clause; 0 where none does."""
    for at in range(start + 1, end - 1):
        after_ = tokens[at + 1]
        if (
            tokens[at].word.islower()
            and (tokens[at].low.endswith("ed") or tokens[at].low in words("pasts"))
            and tokens[at].low not in ("united", "armed")
        ) and (
            after_.low in words("determiners")
            or _deed(tokens, at)
            or (tokens[at - 1].low.endswith("ly") and after_.low not in words("prepositions"))
        ):
            return at
    return 0


def _deed(tokens: Sequence[Token], at: int) -> bool:
    """Whether a name in front and what follows make a form in `-ed` a deed: `NHA issued Grant X`, `The Chair shared actions`."""
    before_, after_ = tokens[at - 1], tokens[at + 1]
    named = before_.word[:1].isupper() and before_.low not in words("determiners")
    thing = after_.word[:1].isupper() or (after_.low.endswith("s") and after_.low.isalpha())
    return named and thing and tokens[at].low.endswith("ed") and "-" not in tokens[at].low


def _listed(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether `A, B and C` is one list of names."""
    some = tokens[start:end]
    before_ = tokens[start - 2] if start > 1 else None
    return (
        any(t.low == "and" for t in some)
        and some[0].word[:1].isupper()
        and before_ is not None
        and before_.word[:1].isupper()
        and end - start < 8
        and some[-1].word[:1].isupper()
    )


def _cuts(tokens: Sequence[Token], start: int, at: int, end: int) -> bool:
    """Whether the phrase can't reach over this token."""
    low = tokens[at].low
    if at == end - 1 and low in words("personal"):
        return False
    if low in ("and", "or"):
        return _clause(tokens, start, at) or (at + 1 < end and tokens[at + 1].low in words("personal"))
    if low in words("auxiliaries") or (at and low in verbs() and tokens[at - 1].low in words("personal")):
        return True
    if low in ("that", "which", "who") and at > start and at < end - 1:
        return (
            tokens[at - 1].low in verbs()
            or tokens[at - 1].low in words("that_verbs")
            or tokens[at + 1].low in words("determiners") | words("personal")
            or tokens[at + 1].word[0].isupper()
        )
    if low in words("phrase_breakers"):
        return True
    return at < end - 1 and low in words("personal")


def _clause(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether these tokens hold a finite verb, so that `and` after them joins clauses."""
    some = tokens[start:end]
    if any(t.low in words("auxiliaries") or t.low in words("personal") for t in some):
        return True
    return any(
        t.word.islower() and (t.low in verbs() or (t.low.endswith("ed") and i > 0))
        for i, t in enumerate(some)
    )


_ROLES = re.compile(
    r"(?:official|critic|source|expert|analyst|adviser|aide|lawmaker|observer|report|poll|survey|study|doc|"
    r"supporter|opponent|leader|minister|spokes|republican|democrat|record|witness|police|people|investigator|prosecutor|lawyer|"
    r"attorney|author|scientist|econom|researcher|diplomat|activist|member|resident|voter|reporter|journalist|data|figures|"
    r"statistics|campaign|team|group|statement|memo|letter|email|commander|general|soldier|teacher|student|worker|doctor|"
    r"advocate|strateg|historian|editor|author|agenc|agency|compan|firm|court|judge|government|ministr|parliament|panel|commission|committee)"
)


def _nominal(tokens: Sequence[Token], start: int, end: int) -> bool:
    first = tokens[start]
    if end - start == 1 and first.low.endswith("ing") and first.low not in ("king", "beijing"):
        return False
    if first.quote:
        return end - start > 1
    low = first.low
    if low in words("pronouns"):
        return end - start == 1 or low in words("open_pronouns")
    if low in words("determiners") or first.word[:1].isupper() or first.word[:1] in "@#" or low[:1].isdigit():
        return first.word not in (
            "In",
            "On",
            "At",
            "For",
            "With",
            "After",
            "During",
            "By",
            "From",
            "As",
            "To",
            "Of",
            "Under",
            "Since",
        )
    if low in words("prepositions") or low in words("openers"):
        return False
    return any(_ROLES.match(t.low) for t in tokens[start:end]) or low in words("titles") | words("attributes")


def after(tokens: Sequence[Token], last: int) -> tuple[int, int] | None:
    """Tokens `[a, b)` of a subject that follows its verb: `said U.S. Defense Secretary Ash Carter Wednesday`."""
    if last >= len(tokens) or tokens[last].quote or not _nominal(tokens, last, min(len(tokens), last + 6)):
        return None
    if tokens[last].low in words("personal"):
        return last, last + 1
    end = (
        _named_end(tokens, last)
        if tokens[last].word[:1].isupper() and tokens[last].low not in words("determiners")
        else _common_end(tokens, last)
    )
    return (last, _over_apposition(tokens, end)) if end > last else None


def _named_end(tokens: Sequence[Token], start: int) -> int:
    end = start
    while end < len(tokens) and not tokens[end].quote:
        token = tokens[end]
        if token.low in words("weekdays") or token.low == "in":
            break
        nxt = tokens[end + 1] if end + 1 < len(tokens) else None
        linked = (
            (token.low in words("linkers") or (token.low == "on" and _is_on(tokens, end)))
            and nxt is not None
            and (nxt.word[:1].isupper() or nxt.low in words("linkers"))
        )
        if token.low == "(":
            close = next((i for i in range(end, min(len(tokens), end + 8)) if tokens[i].low == ")"), None)
            if close is None:
                break
            end = close + 1
            continue
        lower_role = (
            token.word[:1].islower()
            and nxt is not None
            and nxt.word[:1].isupper()
            and token.low.isalpha()
            and token.low not in words("prepositions") | words("auxiliaries") | words("openers")
            and end < start + 6
        )
        role = bool(_ROLES.match(token.low)) and token.low.isalpha()
        if not (
            token.word[:1].isupper()
            or linked
            or token.low[:1].isdigit()
            or lower_role
            or role
            or token.low in ("-", "'s", "’s", "foreign", "prime", "defense", "defence")
        ):
            break
        end += 1
    return end


def _is_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether `on` stands in a body's name: `Council on Fair Fares`."""
    return at > 0 and tokens[at - 1].word in ("Council", "Committee", "Commission", "Subcommittee")


def _common_end(tokens: Sequence[Token], start: int) -> int:
    end = start
    while (
        end < len(tokens)
        and not tokens[end].quote
        and tokens[end].low not in (",", ".", ";", ":", "—", "–", "--", "?", "!", "(")
    ):
        low = tokens[end].low
        if end > start and (
            low in words("weekdays") or low in words("after_a_source") or low in words("auxiliaries")
        ):
            break
        end += 1
    return end


def _over_apposition(tokens: Sequence[Token], end: int) -> int:
    """`end` moved over `, a professor at Oslo`; a title begins with a small letter."""
    if (
        end + 1 >= len(tokens)
        or tokens[end].low != ","
        or not _APPOSED.match(tokens[end + 1].low)
        or tokens[end + 1].low.endswith("ing")
    ):
        return end
    stop = end + 1
    while (
        stop < len(tokens)
        and tokens[stop].low not in (",", ".", ";", "?", "!", "—", "–", "--")
        and not whole(tokens[stop])
    ):
        stop += 1
    return stop
