"""Words that stand below `The minister said:` with no quotation marks, as governments print them and pages lose the indent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.statements.forms import stated
from onrecord.extract.statements.found import Found
from onrecord.extract.statements.quotes import Range, quotations
from onrecord.extract.statements.relate import announcing
from onrecord.extract.statements.sents import sentences
from onrecord.extract.statements.words import words

_INLINE = re.compile(r"[^\n:\"“”]{4,160}:(?=\s+[A-Z])")
_OPENS = re.compile(r"\s*[\"“„«‘'•*·-]")
_STOPS = re.compile(
    r"\W*(?:notes?\s+(?:to|for)\s+editors?|(?:for\s+)?(?:further|more)\s+(?:information|details)|background\b|media\s+(?:enquir|contact|note)|"
    r"(?:press\s+)?contacts?\b|ends?\W*$|###|follow\s+(?:the|us)\b|published\b|share\s+this|read\s+more|related\b|email\b)",
    re.I,
)
_AHEAD = re.compile(
    r"(?:Following|Speaking|Commenting|Responding|Reacting|After|Before|During|At|In|On|Today|Yesterday|Earlier|Addressing)\b.*?"
    r"(?P<who>(?:[Tt]he\s+)?(?:[A-Z][\w.'’-]*(?:\s+(?:of|for|to|and)(?:\s+the)?(?=\s+[A-Z]))?\s*)+)$"
)
_NESTED = 0.3  # least score of what others are said to have said inside such words
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y|[Uu]s)\b")
_ENDED = re.compile(r"[.!?…\"”)\]]\W*$")
_OWN = frozenset(("my", "our", "its"))
_SCARE = 30  # characters; a longer quotation is somebody's words
_LONG = 12  # paragraphs; a longer run ends with the last that speaks in the first person


def unmarked(text: str, blocks: Sequence[Range]) -> list[Found]:
    """A statement a paragraph of each such run; the first has the line's source and cue, the others borrow its speaker."""
    found: list[Found] = []
    past = 0
    for nth, block in enumerate(blocks):
        if block[0] >= past and (opened := _opened(text, block)):
            source, cue, inline = opened
            told = _run(text, blocks[nth + 1 :], within=bool(inline))
            run = [*inline, *_without_tail(text, told, text[slice(*source)])]
            found += _statements(source, cue, run)
            past = run[-1][1] if run else past
    return found


def beside(text: str, some: Sequence[Found], blocked: Sequence[Found]) -> list[Found]:
    """What else was found, without what such a run is or says in the first person."""
    return [one for one in some if not _covered(text, one, blocked)]


def speaker_at(one: Found, blocked: Sequence[Found]) -> int | None:
    """Which statement of such a run `one` is told in, or null."""
    for nth, block in enumerate(blocked):
        if one is not block and any(a <= one.start < b for a, b in block.content):
            return nth
    return None


def _covered(text: str, one: Found, blocked: Sequence[Found]) -> bool:
    at = speaker_at(one, blocked)
    if at is None:
        return any(_share(one.cue, block.cue) or _inside(one, block) for block in blocked)
    who = text[one.source[0][0] : one.source[-1][1]].lower().split() if one.source else []
    doubtful = one.score is not None and one.score < _NESTED
    return (
        not who or doubtful or re.split("['’]", who[0])[0] in _OWN | words("first_person") | words("pronouns")
    )


def _inside(one: Found, block: Found) -> bool:
    """Whether most of a content is the run's, though its source stands before it."""
    both = sum(max(0, min(b, d) - max(a, c)) for a, b in one.content for c, d in block.content)
    return 2 * both > sum(b - a for a, b in one.content)


def _share(some: Sequence[Range], other: Sequence[Range]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in other)


def _statements(source: Range, cue: Range, run: Sequence[Range]) -> Iterator[Found]:
    for nth, piece in enumerate(run):
        first = Found((source,), (cue,), (piece,), "unmarked")
        yield first if not nth else replace(first, source=(), cue=(), kind="follow")


def _opened(text: str, block: Range) -> tuple[Range, Range, list[Range]] | None:
    """Source, cue and what stands behind the colon in the same paragraph."""
    if text[block[1] - 1] == ":":
        told = _told(text, block)
        return (*told, []) if told else None
    inline = _INLINE.match(text, *block)
    told = _told(text, (block[0], inline.end())) if inline else None
    if not inline or not told:
        return None
    start = inline.end() + len(text[inline.end() : block[1]]) - len(text[inline.end() : block[1]].lstrip())
    return (*told, [(start, block[1])])


def _told(text: str, line: Range) -> tuple[Range, Range] | None:
    """Source and cue of `Speaking today Mr Lund said:` and of `Statement by Ada Lund:`; never of a list's opening line."""
    if form := stated(text, line):
        return _named(text, *form[0]), form[1]
    last = list(sentences(text, line, quotations(text, [line])[0]))[-1:]
    told = next((made for s in last if (made := announcing(s))), None)
    cue = text[slice(*told[1])].lower().split() if told else []
    return (_named(text, *told[0]), told[1]) if told and set(cue) & words("introducing") else None


def _named(text: str, start: int, end: int) -> Range:
    """`Speaking today Mr Lund` without what stands before the name."""
    found = _AHEAD.match(text, start, end)
    return found.span("who") if found else (start, end)


def _run(text: str, after: Sequence[Range], within: bool) -> list[Range]:
    """The paragraphs that go on with the words; only the first where nobody speaks in the first person."""
    run: list[Range] = []
    for block in after:
        if _ends(text, block):
            break
        run.append(block)
    own = [nth for nth, block in enumerate(run) if _FIRST.search(text, *block)]
    if not own:
        return [] if within else run[:1]
    return run if len(run) <= _LONG else run[: own[-1] + 1]


def _without_tail(text: str, run: list[Range], who: str) -> list[Range]:
    """`run` without last paragraphs that tell of the speaker and not as the speaker: `The minister returns on Monday.`"""
    name = who.split()[-1]
    while len(run) > 1 and name in text[slice(*run[-1])] and not _FIRST.search(text, *run[-1]):
        run = run[:-1]
    return run


def _ends(text: str, block: Range) -> bool:
    """Whether a paragraph is no more of it: a quotation, a note, a heading, or a line that opens somebody's words."""
    line = text[slice(*block)]
    short = len(line.split()) < 9 and not _ENDED.search(line)
    quoted = any(q.stop - q.inner > _SCARE for q in quotations(text, [block])[0])
    return bool(_OPENS.match(line) or _STOPS.match(line) or short or quoted or _opened(text, block))
