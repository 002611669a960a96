"""One sentence: each cue with its source and what was said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.extract.statements import phrases
from onrecord.extract.statements.content import STOPS, contents, over_adjunct, trimmed
from onrecord.extract.statements.cues import cues, spoken
from onrecord.extract.statements.found import Cue, Found
from onrecord.extract.statements.frames import Frame, place
from onrecord.extract.statements.quotes import Range
from onrecord.extract.statements.sents import Sentence, Token, whole
from onrecord.extract.statements.words import verbs, words


def relations(sentence: Sentence) -> list[Found]:
    """The attributions of a sentence by its cues, in the order of the text."""
    tokens = sentence.tokens
    frames = _telling(tokens, list(_frames(tokens, spoken(cues(tokens)))))
    found = [made for i in range(len(frames)) if (made := _relation(tokens, frames, i))]
    found += _according(tokens)
    return found


def _telling(tokens: Sequence[Token], frames: list[Frame]) -> list[Frame]:
    """Those frames that have something said: a cue that tells nothing must not cut what others say."""
    while True:
        kept = [
            f for i, f in enumerate(frames) if not _nested_wish(frames, i) and contents(tokens, frames, i)
        ]
        if len(kept) == len(frames):
            return kept
        frames = kept


def announcing(sentence: Sentence) -> tuple[Range, Range] | None:
    """Source and cue of a sentence whose words come in the next paragraph: `Carter wrote on his page:`."""
    tokens = sentence.tokens
    for frame in reversed(list(_frames(tokens, spoken(cues(tokens))))):
        if frame.subject and frame.cue.verb.takes in ("say", "clause", "quote", "tell", "that"):
            if frame.last < len(tokens) - 15:
                return None
            return place(tokens, *frame.subject), place(tokens, frame.cue.first, frame.cue.last)
    return None


def _nested_wish(frames: Sequence[Frame], i: int) -> bool:
    """Whether a wish only stands inside what somebody said: `said she hoped to ...`."""
    return i > 0 and frames[i].cue.verb.attitude and 0 <= frames[i].first - frames[i - 1].cue.last < 2


def _frames(tokens: Sequence[Token], some: Sequence[Cue]) -> Iterator[Frame]:
    earlier: tuple[int, int] | None = None
    past = 0
    for cue in some:
        frame = _clipped(tokens, _frame(tokens, cue, earlier), past)
        if frame is None or _goes_on(tokens, cue, past):
            continue
        past = cue.last
        if frame.subject and not _bare_participle(tokens, frame):
            earlier = frame.subject
        yield frame


def _bare_participle(tokens: Sequence[Token], frame: Frame) -> bool:
    """Whether only a time follows inside a sentence: in `the fund announced last year, and` the fund is announced."""
    if frame.inverted or frame.cue.verb.form != "past" or frame.first != (frame.subject or (0,))[0]:
        return False
    at = over_adjunct(tokens, frame.last, len(tokens))
    inside = frame.first > 0 and tokens[frame.first - 1].low != "," and tokens[frame.first - 1].quote is None
    return inside and at < len(tokens) - 1 and tokens[at].low in (",", "and")


def _goes_on(tokens: Sequence[Token], cue: Cue, past: int) -> bool:
    """Whether `and talked about` only goes on with what somebody said: `said he came and talked about it`."""
    if (
        not past
        or tokens[cue.first - 1].low != "and"
        or tokens[cue.first - 2].low in (",", ";")
        or cue.verb.form == "ing"
    ):
        return False
    follows = tokens[cue.last] if cue.last < len(tokens) else None
    own = any(token.low in words("personal") for token in tokens[past : past + 2])
    return own and not (follows and (follows.low == "that" or follows.quote or follows.low in (",", ":")))


def _frame(tokens: Sequence[Token], cue: Cue, earlier: tuple[int, int] | None) -> Frame | None:
    inverted = _inverted(tokens, cue)
    listed = inverted is not None and _speechless(
        tokens, inverted
    )  # `stressed the plan, noted the need for it`
    if inverted and not listed:
        return Frame(cue, inverted, True)
    if listed or _shares(tokens, cue):
        subject = earlier or _first_subject(tokens, cue)
    else:
        subject = phrases.before(tokens, cue.first)
    if subject is None or _speechless(tokens, subject) or _supposed(tokens, subject[0], cue):
        return None
    if _no_subject(tokens, subject) or _of_a_thing(tokens, subject[0], cue):
        return None
    return Frame(cue, subject, False)


def _no_subject(tokens: Sequence[Token], subject: tuple[int, int]) -> bool:
    """Whether it is an article alone, or a deed that opens a line: `Expressed support and called on`, `Building upon the rules`."""
    first = tokens[subject[0]]
    if subject[1] - subject[0] == 1 and first.low in words("adverbs") | {"a", "an", "the"} - words(
        "pronouns"
    ):
        return True
    if any(a.low == "to" and _infinitive(b) for a, b in pairwise(tokens[slice(*subject)])):
        return True  # `a chance for crews to hold recommended drills`
    deed = any(verb.form == "past" for verb in verbs().get(first.low, ())) or first.low in words("resolving")
    upon = (
        first.low.endswith("ing")
        and subject[1] - subject[0] > 1
        and tokens[subject[0] + 1].low in ("on", "upon")
    )
    return subject[0] == 0 and (deed or upon) and subject[1] - subject[0] > 1


def _infinitive(token: Token) -> bool:
    plain = token.word.islower() and token.low.isalpha() and not token.low.endswith(("s", "ing"))
    return plain and token.low not in words("determiners") | words("pronouns") | words("prepositions")


def _of_a_thing(tokens: Sequence[Token], start: int, cue: Cue) -> bool:
    """Whether a clause only says which thing is meant: `the steps that the board announced last week are late`."""
    if start < 2 or tokens[start - 1].low != "that" or cue.last >= len(tokens):
        return False
    thing, follows = tokens[start - 2], tokens[cue.last]
    plain = (
        thing.word.islower() and thing.low.isalpha() and thing.low not in verbs() and thing.low.endswith("s")
    )
    told = follows.low in words("personal") | {"that", ",", ":"} or follows.quote is not None
    return (
        plain and not told and thing.low not in words("auxiliaries") | words("that_verbs") | words("adverbs")
    )


def _speechless(tokens: Sequence[Token], subject: tuple[int, int]) -> bool:
    """Whether the noun that heads a subject says nothing, such as a rate or a need."""
    start, end = subject
    head = next((k for k in range(start + 1, end) if tokens[k].low in words("prepositions")), end) - 1
    return tokens[head].low in words("no_speakers")


def _supposed(tokens: Sequence[Token], start: int, cue: Cue) -> bool:
    """Whether nobody is told to have said it: `if they say`, or a wish of `you` or `people` at large."""
    before = tokens[start - 1].low if start else ""
    if before in ("if", "unless", "whether"):
        return True
    if cue.verb.attitude:
        return before in words("before_suppositions") or tokens[start].low in words("nobody_in_particular")
    return False


def _clipped(tokens: Sequence[Token], frame: Frame | None, past: int) -> Frame | None:
    """The frame with its subject cut where an earlier cue ends: `said Paris was not proposing`."""
    if (
        frame is None
        or frame.subject is None
        or frame.inverted
        or not frame.subject[0] < past < frame.subject[1]
    ):
        return frame
    start = past + (tokens[past].low in words("openers"))
    return replace(frame, subject=(start, frame.subject[1])) if start < frame.subject[1] else None


def _inverted(tokens: Sequence[Token], cue: Cue) -> tuple[int, int] | None:
    """The subject of `," said Carter`: only after a comma or a quotation, or at the very start before a colon."""
    if (
        cue.verb.takes not in ("say", "clause", "that", "quote")
        or cue.verb.form == "ing"
        or cue.first != cue.at
    ):
        return None
    if cue.first and not (tokens[cue.first - 1].low in (",", "—", "–") or tokens[cue.first - 1].quote):
        return None
    subject = phrases.after(tokens, cue.last)
    if not subject:
        return None
    if tokens[cue.first - 1].low == "," and cue.first and _led(tokens, cue.first):
        return None
    follows = tokens[subject[1]].low if subject[1] < len(tokens) else "."
    return None if follows in words("auxiliaries") else subject


def _led(tokens: Sequence[Token], first: int) -> bool:
    """Whether all before a cue is its subject: `Ana Torres, a former governor, said ...`."""
    subject = phrases.before(tokens, first)
    return subject is not None and subject[0] < 2 and not any(whole(t) for t in tokens[:first])


def _shares(tokens: Sequence[Token], cue: Cue) -> bool:
    """Whether the cue has no subject of its own: `and warned`, `, adding`."""
    if not cue.first:
        return True
    low = tokens[cue.first - 1].low
    if cue.verb.form == "ing" and not cue.first < cue.at:
        return (
            low in (",", "and", "by", "while", "in", "–", "—", "--", "-", ";")
            or tokens[cue.first - 1].quote is not None
        )
    return low in ("and", "but", "or", "then", "yet")


def _first_subject(tokens: Sequence[Token], cue: Cue) -> tuple[int, int] | None:
    """The subject of the main clause before: what stands before its verb and after no subordinator."""
    for at in range(cue.first - 1, 0, -1):
        low = tokens[at].low
        verbal = low in words("auxiliaries") or (
            tokens[at].word.islower() and (low.endswith("ed") or low in words("pasts"))
        )
        if not verbal or tokens[at - 1].low in words("auxiliaries"):
            continue
        while at > 1 and tokens[at - 1].low in words("adverbs"):
            at -= 1
        subject = phrases.before(tokens, at)
        if (
            subject
            and (not subject[0] or tokens[subject[0] - 1].low in (",", "but", "and", ";", "--", "—", "–"))
            and not tokens[subject[1] - 1].low.endswith(("'s", "’s"))
        ):
            return subject
    return None


def _relation(tokens: Sequence[Token], frames: Sequence[Frame], i: int) -> Found | None:
    frame = frames[i]
    content = contents(tokens, frames, i)
    if not content:
        return None
    source = [frame.subject] if frame.subject else []
    return Found(
        tuple(place(tokens, a, b) for a, b in source),
        (place(tokens, frame.cue.first, frame.cue.last),),
        tuple(content),
        "say",
        frame.cue.verb.attitude,
        frame.cue.negative,
    )


def _according(tokens: Sequence[Token]) -> Iterator[Found]:
    """`according to X`, fronted or trailing."""
    for at in range(len(tokens) - 2):
        if tokens[at].low != "according" or tokens[at + 1].low != "to":
            continue
        end = next(
            (k for k in range(at + 2, len(tokens)) if tokens[k].low in (",", ".", ";", "—", "–", "--")),
            len(tokens),
        )
        if end <= at + 2:
            continue
        cue, source = place(tokens, at, at + 2), place(tokens, at + 2, end)
        if at <= 1 or (
            (tokens[at - 1].low in (":", ";", "—", "–", "--") or _new_clause(tokens, at))
            and tokens[end : end + 1]
            and tokens[end].low == ","
        ):
            stop = len(tokens) - (tokens[-1].low in STOPS)
            if end + 1 < stop:
                yield Found((source,), (cue,), (place(tokens, end + 1, stop),), "according")
        else:
            yield Found((source,), (cue,), tuple(_around(tokens, at, end)), "according")


def _new_clause(tokens: Sequence[Token], at: int) -> bool:
    """Whether `, while` or `, but` stands right before, so that what precedes is not told."""
    return at > 1 and tokens[at - 1].low in ("while", "but", "and", "whereas") and tokens[at - 2].low == ","


def _around(tokens: Sequence[Token], at: int, end: int) -> Iterator[Range]:
    """What is said before `according to X`, and after it where commas set it apart: `Next year, according to X, it will`."""
    start = 1 if tokens[0].low in ("and", "but") else 0
    stop = len(tokens) - (tokens[-1].low in STOPS)
    ahead = trimmed(tokens, start, at)
    apart = tokens[at - 1].low == "," and end + 2 < stop and tokens[end].low == ","
    goes_on = apart and tokens[end + 1].low not in words("after_a_middle") | {"and", "but", "which"}
    if ahead > start and (not goes_on or ahead - start > 1):
        yield place(tokens, start, ahead)
    if goes_on:
        yield place(tokens, end + 1, stop)
