"""What was said: the words after a cue, before it, or on both sides."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.extract.statements.frames import Frame, place
from onrecord.extract.statements.quotes import Range
from onrecord.extract.statements.sents import Token, whole
from onrecord.extract.statements.words import verbs, words

STOPS = {".", "?", "!", "…"}


def contents(tokens: Sequence[Token], frames: Sequence[Frame], i: int) -> list[Range]:
    frame = frames[i]
    stop = _stop(tokens, frames, i)
    after = _after(tokens, frame, stop)
    before = _before(tokens, frames, i)
    takes = frame.cue.verb.takes
    if takes == "object" and _asked_what(tokens, frame):
        return []  # `what she talked about that day`: the said stands elsewhere
    if (takes in ("object", "to") and not whole(tokens[frame.first - 1])) or frame.cue.verb.form == "ing":
        before = None
    if (
        before
        and after
        and takes == "tell"
        and not tokens[after[0]].quote
        and any(whole(tokens[k]) for k in range(*before))
    ):
        after = None
    if before and after and not _interrupted(tokens, frame, before):
        before = None
    if before and frame.subject and tokens[frame.subject[0]].low in ("who", "which"):
        before = None
    before, after = (None if part and _says_nothing(tokens, part) else part for part in (before, after))
    if takes == "quote" and not any(
        whole(tokens[k]) for part in (before, after) if part for k in range(*part)
    ):
        return []
    return [place(tokens, *part) for part in (before, after) if part and part[0] < part[1]]


def _says_nothing(tokens: Sequence[Token], part: tuple[int, int]) -> bool:
    """Whether only words that point elsewhere or tell when stand here: `said that yesterday`, `has said many times`."""
    some = tokens[slice(*part)]
    names = all(t.word[:1].isupper() or t.low in words("times") for t in some) and len(some) > 1
    plain = all(t.low in words("says_nothing") for t in some)
    return not any(t.quote for t in some) and (plain or (names and some[-1].low in words("times")))


def _interrupted(tokens: Sequence[Token], frame: Frame, before: tuple[int, int]) -> bool:
    """Whether what stands before the cue is said too: a quotation, or `The plan, he said, will work`."""
    if any(whole(tokens[k]) for k in range(*before)):
        return True
    nxt = tokens[frame.last].low if frame.last < len(tokens) else ""
    return (
        nxt == ","
        and frame.first > 0
        and tokens[frame.first - 1].low == ","
        and before[1] - before[0] >= 2
        and (tokens[before[0]].low not in words("prepositions") | words("openers"))
    )


def _stop(tokens: Sequence[Token], frames: Sequence[Frame], i: int) -> int:
    """Where what is said must end: before a later cue that is not inside it, or at the end of the sentence."""
    end = len(tokens)
    while end and tokens[end - 1].low in STOPS:
        end -= 1
    fronted = _fronted(tokens, frames[i], end)
    if fronted:
        return fronted
    for later in frames[i + 1 :]:
        if (
            later.first
            and tokens[later.first - 1].low == ","
            and closes(tokens, later)
            and later.first - 1 > frames[i].last
        ):
            return later.first - 1
        if (
            later.subject
            and later.first
            and whole(tokens[later.first - 1])
            and _quotes_first(tokens, frames[i], later)
        ):
            return later.first
        cut = later.cue.first
        if later.subject == frames[i].subject and cut and tokens[cut - 1].low in (",", "and", "but", "while"):
            return cut - 1 if cut - 1 > frames[i].last else cut
        if later.subject and not later.inverted and (cut := _joined(tokens, later.first)):
            if cut and tokens[cut - 1].low in (",", ";"):
                return cut - 1
            if frames[i].cue.verb.takes == "object" and cut > frames[i].last:
                return cut
    return _next_deed(tokens, frames[i], end) or end


def _joined(tokens: Sequence[Token], first: int) -> int:
    """Where a word stands that joins a later saying, right before it or before `in this regard,`; 0 where none does."""
    if first and tokens[first - 1].low in ("and", "but", "while", "whereas", ";"):
        return first - 1
    if first < 3 or tokens[first - 1].low != ",":
        return 0
    for at in range(first - 2, max(0, first - 7), -1):
        if tokens[at].low in ("and", "but", "while"):
            return at if tokens[at + 1].low in words("prepositions") else 0
    return 0


def _quotes_first(tokens: Sequence[Token], frame: Frame, later: Frame) -> bool:
    """Whether both sayings have a quotation of their own behind them: `He said, "Why?" I said, "A pen."`"""
    return all(
        any(whole(token) for token in tokens[one.last : one.last + 2]) and not one.inverted
        for one in (frame, later)
    )


def _next_deed(tokens: Sequence[Token], frame: Frame, end: int) -> int | None:
    """Where `, and signed it` or `and resolved to` begins after an object: `welcomed the pact, and signed it`."""
    if frame.cue.verb.takes not in ("object", "say") or frame.cue.verb.form == "ing":
        return None
    for at in range(frame.last + 1, end - 2):
        if tokens[at].low in words("content_openers") | {"who", "which"}:
            return None
        if (
            frame.cue.verb.takes == "object"
            and tokens[at].low == ","
            and tokens[at + 1].low in ("and", "but")
        ):
            verb = tokens[at + 2]
            past = frame.cue.verb.form == "past"
            if past and verb.word.islower() and (verb.low.endswith("ed") or verb.low in words("pasts")):
                return at
            if tokens[at + 1].low == "but" and any(
                t.low in words("auxiliaries") for t in tokens[at + 2 : end]
            ):
                return at  # `talk about prices, but their plan is`
        own = tokens[at + 1].low in words("personal")
        if frame.cue.verb.form == "past" and tokens[at].low == "and" and _deed_next(tokens, at + 1, end):
            return at
        if tokens[at].low == "and" and _says_next(tokens, at + 1 + own, end, frame.cue.verb.form):
            return at - (tokens[at - 1].low == ",")
        if frame.cue.verb.takes == "say" and tokens[at].low in words("auxiliaries"):
            return None  # a clause, whose verbs are its own
    return None


def _deed_next(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a past form with an article or a number stands after `and`: `declared an emergency and deployed three teams`."""
    if at + 1 >= end or not tokens[at].word.islower() or not tokens[at].low.endswith("ed"):
        return False
    number = tokens[at + 1].low[:1].isdigit() or tokens[at + 1].low in ("two", "three", "four", "five", "six")
    return number or tokens[at + 1].low in ("the", "a", "an")


def _says_next(tokens: Sequence[Token], at: int, end: int, form: str) -> bool:
    """Whether a second verb of saying, of the same form and with an object of its own, stands after `and`."""
    if at + 1 >= end or not tokens[at].word.islower() or form == "base":
        return False
    verb, follows = tokens[at].low, tokens[at + 1].low
    resolved = form == "past" and verb in words("resolving")
    if (
        resolved
        and tokens[at + 1].word.islower()
        and follows not in words("prepositions") | words("auxiliaries")
    ):
        return True
    same = any(v.form == form for v in verbs().get(verb, ())) or resolved
    return same and (follows in words("determiners") | {"that", "to", "him", "them", "us"})


def closes(tokens: Sequence[Token], frame: Frame) -> bool:
    """Whether nothing is said after a cue: `..., Carter said.`"""
    return (
        frame.cue.verb.takes in ("say", "clause", "that", "tell")
        and frame.cue.verb.form != "ing"
        and (
            frame.last >= len(tokens)
            or all(t.low in STOPS or t.low in words("weekdays") for t in tokens[frame.last :])
        )
    )


def _fronted(tokens: Sequence[Token], frame: Frame, end: int) -> int | None:
    """The comma that ends a clause such as `While Lund has condemned the plan, ...` at the start of a sentence."""
    if frame.inverted or not 0 < frame.first < 3 or tokens[frame.first - 1].low not in words("subordinators"):
        return None
    return next((k for k in range(frame.last + 1, end) if tokens[k].low == ","), None)


def _after(tokens: Sequence[Token], frame: Frame, stop: int) -> tuple[int, int] | None:
    at = frame.last
    takes = frame.cue.verb.takes
    if takes == "tell":
        at = _over_addressee(tokens, at, stop)
    elif takes in ("say", "clause", "that", "quote"):
        at = over_adjunct(tokens, at, stop)
    quoted = (
        at < stop
        and tokens[at].low in (",", ":", "—", "–", "-", "--")
        and at + 1 < stop
        and tokens[at + 1].quote is not None
    )
    if (
        quoted
        or (at < stop and tokens[at].low == ":")
        or (at < stop and tokens[at].low == "," and frame.last == at and _middle(tokens, frame, at, stop))
    ):
        at += 1
        if at < stop and not quoted and frame.last == at - 1 and tokens[at - 1].low == ",":
            return at, trimmed(tokens, at, stop)
    if at < stop - 1 and tokens[at].low in words("be") and _asked_what(tokens, frame):
        at += 1
    if at >= stop or not _can_begin(tokens, at, frame):
        return None
    return at, trimmed(tokens, at, stop)


def _asked_what(tokens: Sequence[Token], frame: Frame) -> bool:
    """Whether `what` stands before the subject: `what he said was the end of the storm`."""
    return frame.first > 0 and tokens[frame.first - 1].low == "what"


def _middle(tokens: Sequence[Token], frame: Frame, at: int, stop: int) -> bool:
    """Whether the sentence said goes on after `, he said,`."""
    if not frame.first or tokens[frame.first - 1].low != "," or at + 1 >= stop:
        return False
    nxt = tokens[at + 1]
    return not nxt.low.endswith("ing") and nxt.low not in words("after_a_middle")


def _can_begin(tokens: Sequence[Token], at: int, frame: Frame) -> bool:
    token = tokens[at]
    if token.quote:
        return True
    low = token.low
    if low in (",", ".", ";", ")", "-", "—", "–", "--", "(", "?", "!") or _does(tokens, at, frame):
        return False
    if frame.cue.verb.takes in ("object",):
        return low not in words("no_object")
    if low in words("clause_openers") or low[:1].isdigit():
        late = low in ("when", "because", "despite", "without", "where", "who")
        return not (late and frame.cue.verb.takes in ("quote", "that"))
    if low in words("prepositions") | {"by", "and", "but", "or", "so"}:
        return (
            low in words("fronted_openers")
            and _has_clause(tokens, at)
            and frame.cue.verb.takes in ("say", "clause", "tell")
        )
    if frame.cue.verb.takes == "clause":
        return _verbal(tokens, at)
    return frame.cue.verb.takes not in ("quote", "that")


def _does(tokens: Sequence[Token], at: int, frame: Frame) -> bool:
    """Whether the verb tells of a deed here: `claimed the lives of`, `added 50 jobs`, `was found to be`."""
    verb, low = frame.cue.verb, tokens[at].low
    some = {token.low for token in tokens[at : at + 5]}
    if verb.lemma == "claim":
        return bool(some & words("claimed_things"))
    if verb.lemma in ("defend", "write") and frame.cue.last == at and "that" not in some:
        return bool(some & words("defended_things" if verb.lemma == "defend" else "written_things"))
    if _thing_done(tokens, at, frame):
        return True
    if verb.form == "past" and (
        low in words("auxiliaries") or [t.low for t in tokens[at : at + 2]] == ["not", "only"]
    ):
        return True  # `The grants announced today will help`
    if (
        verb.lemma == "add"
        and frame.cue.last == at
        and not {"that", ","} & {t.low for t in tokens[at : at + 3]}
    ):
        placed = any(
            a.low == "to" and b.low in ("the", "its", "our") for a, b in pairwise(tokens[at : at + 25])
        )
        if placed and not any(t.low in words("auxiliaries") or t.quote for t in tokens[at:]):
            return True  # `added the rates of the ports to the list`
    money = any(token.low[:1].isdigit() or token.low[:1] in "$€£" for token in tokens[at : at + 4])
    if verb.lemma == "add" and frame.cue.last == at and (money or low == "which"):
        comma = next(
            (k for k in range(at, len(tokens)) if tokens[k].low in (",", "—", "–", "--")), len(tokens)
        )
        return not any(token.low in words("auxiliaries") for token in tokens[at : min(comma, at + 12)])
    if _past_pair(tokens, frame.last):
        return True  # `has advised and helped the towns`
    return low == "to" and verb.takes == "that" and not verb.attitude


def _thing_done(tokens: Sequence[Token], at: int, frame: Frame) -> bool:
    """Whether the object is no saying: `advised the fleet`, `denied freedoms to`, `boasts two piers`, `adding up to`, `observe Easter`."""
    low, quoted, verb = tokens[at].low, tokens[at].quote is not None, frame.cue.verb
    if verb.lemma in ("advise", "inform"):
        told = quoted or tokens[frame.last].low not in ("on", "for") + (() if low == "that" else ("in",))
        return not told or (
            not quoted and low not in words("content_openers") | {"to", "against", "him", "her", ":"}
        )
    if verb.lemma == "confirm" and at + 1 < len(tokens):  # `confirmed Ada Lund as keeper`
        return all(t.word[:1].isupper() and t.word.isalpha() and not t.quote for t in tokens[at : at + 2])
    if verb.lemma == "deny":
        return bool({t.low for t in tokens[at : at + 3]} & words("denied_things"))
    if verb.lemma == "add":
        return low == "up"
    if verb.lemma == "boast":
        return not quoted and low not in ("that", "of", "about")
    return verb.lemma == "observe" and tokens[at].word[:1].isupper() and not quoted


def _past_pair(tokens: Sequence[Token], at: int) -> bool:
    """Whether `and` and another past form follow a cue, so that both take one object."""
    if at + 1 >= len(tokens) or tokens[at].low != "and":
        return False
    return tokens[at + 1].low.endswith("ed") and tokens[at + 1].low not in verbs()


def _verbal(tokens: Sequence[Token], at: int) -> bool:
    """Whether a finite verb seems to follow, so that what follows is a clause and no bare noun phrase."""
    for k in range(at + 1, len(tokens)):
        low = tokens[k].low
        if (
            low in words("auxiliaries")
            or low.endswith(("n't", "n’t", "'s", "’s", "'re", "’re", "'ll", "’ll", "'ve", "’ve"))
            or tokens[k].quote
        ):
            return True
        if (
            tokens[k].word[:1].islower()
            and (low.endswith(("ed", "s")) or low in verbs() or low in words("pasts"))
            and low not in words("prepositions") | words("determiners")
        ):
            return True
    return tokens[at].low in words("personal") or tokens[at].low.endswith(
        ("'s", "’s", "'re", "’re", "'ll", "’ll", "'m", "’m")
    )


def _has_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether a comma and another clause follow: `said in time, it will ...`."""
    comma = next((k for k in range(at, len(tokens)) if tokens[k].low == ","), None)
    return (
        comma is not None and comma < at + 14 and any(t.low in words("auxiliaries") for t in tokens[comma:])
    )


def _over_addressee(tokens: Sequence[Token], at: int, stop: int) -> int:
    """Past `reporters at the meeting` to `that`, a comma with a quotation, or a clause."""
    for k in range(at, min(stop, at + 22)):
        if tokens[k].low in words("content_openers") and k > at:
            return k
        if tokens[k].quote and whole(tokens[k]):
            return k - 1 if k > at and tokens[k - 1].low in (",", ":") else k
        if tokens[k].low in (":",):
            return k
        if k > at and tokens[k].low in ("to", "about", "not", "if"):
            return k
        if (
            k > at
            and (tokens[k].low in words("personal") or tokens[k].low in ("the", "there", "his", "her", "a"))
            and tokens[k - 1].low not in words("prepositions") | {"and", ","}
        ):
            return k
    return over_adjunct(tokens, min(at + 1, stop), stop)


def over_adjunct(tokens: Sequence[Token], at: int, stop: int) -> int:
    """Past `Thursday`, `on Friday`, `in a statement`, `to reporters` to where the said may begin."""
    while at < stop:
        low = tokens[at].low
        if low in words("weekdays") or (
            low in ("last", "this") and at + 1 < stop and tokens[at + 1].low in words("times")
        ):
            at += 1 if low in words("weekdays") else 2
            while at < stop and tokens[at].low in words("day_parts"):
                at += 1
        elif low == "to" and not _to_somebody(tokens, at, stop):
            return at
        elif low in words("adjunct_openers") and not tokens[at].quote:
            past = _over_phrase(tokens, at, stop)
            if past == at:
                return at
            at = past
        else:
            return at
    return at


def _to_somebody(tokens: Sequence[Token], at: int, stop: int) -> bool:
    """Whether `to` leads a listener and no infinitive: `said to reporters`, `agreed to clean`."""
    if at + 1 >= stop:
        return False
    nxt = tokens[at + 1]
    return (
        nxt.low in words("determiners") | words("listeners") | {"me", "us", "him", "them"}
        or nxt.word[:1].isupper()
        or nxt.low.endswith(("ers", "ists", "ors", "men"))
    )


def _over_phrase(tokens: Sequence[Token], at: int, stop: int) -> int:
    """Past a prepositional phrase that is no part of what was said: up to `that`, a quotation or a bare clause."""
    limit = min(stop, at + 16)
    if tokens[at].low in ("on", "late", "early") and at + 1 < stop and tokens[at + 1].low in words("times"):
        k = at + 1
        while k < stop and (tokens[k].low in words("times") or tokens[k].low.isdigit()):
            k += 1
        return k
    for k in range(at + 1, limit):
        low = tokens[k].low
        if low == "that" or tokens[k].quote or low == ":":
            return k
        if low == ",":
            return k if k + 1 < stop and tokens[k + 1].quote else at
        if tokens[k - 1].low in words("occasions") and low not in words("occasion_goes_on"):
            return k
    return at if stop > at + 16 else stop


def trimmed(tokens: Sequence[Token], at: int, stop: int) -> int:
    while stop > at + 1 and tokens[stop - 1].low in (",", ";", ":", "and", "but", "—", "–", "--"):
        stop -= 1
    return stop


def _before(tokens: Sequence[Token], frames: Sequence[Frame], i: int) -> tuple[int, int] | None:
    frame = frames[i]
    end = frame.first
    if not end or not (tokens[end - 1].low in (",", "—", "–", "--", "-") or whole(tokens[end - 1])):
        return None
    start = (
        frames[i - 1].last
        if i and frames[i - 1].subject != frame.subject and not closes(tokens, frame)
        else 0
    )
    if i and frames[i - 1].inverted is False and frames[i - 1].cue.verb.takes == "object":
        start = 0
    while start < end and tokens[start].low in (",", "and", "but", "while", "—", "–", "--", ";"):
        start += 1
    stop = end - 1 if not whole(tokens[end - 1]) else end
    if stop <= start:
        return None
    if not any(whole(t) for t in tokens[start:stop]) and (
        stop - start < 3 - _broken(tokens, frame) or not _clausal(tokens, start, stop, frame)
    ):
        return None
    return start, stop


def _broken(tokens: Sequence[Token], frame: Frame) -> bool:
    """Whether a comma follows, as in `The pier, Lund said, will be longer`."""
    return frame.last < len(tokens) - 2 and tokens[frame.last].low == ","


def _clausal(tokens: Sequence[Token], start: int, stop: int, frame: Frame) -> bool:
    """Whether the words before a cue are a clause and not a fronted phrase such as `Taking a step further`."""
    first = tokens[start]
    fronted = first.low in words("prepositions") or (first.low.endswith("ing") and len(first.low) > 4)
    ends = (
        frame.last >= len(tokens)
        or tokens[frame.last].low in STOPS | {","}
        or tokens[frame.last].low in words("prepositions") | words("times")
    )
    verbal = any(
        t.low in words("auxiliaries")
        or t.low.endswith(("ed", "n't", "’t", "'s", "’s"))
        or t.quote
        or t.low.endswith("s")
        for t in tokens[start + 1 : stop]
    )
    return (
        ends
        and (verbal or _broken(tokens, frame))
        and not (fronted and frame.last < len(tokens) and tokens[frame.last].low not in STOPS)
    )
