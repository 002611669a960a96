"""Clauses that bind or call, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.extract.clauses import Subject, clause_end, grammar_words, plain, subject
from onrecord.extract.commitments.words import words
from onrecord.model import CommitmentKind

Range = tuple[int, int]

_WILL = re.compile(
    r"\s(?:will|shall)\s+(?P<verb>(?:not |also |now |then |jointly |together |soon |further )?(?:continue to )?[a-z]+)"
)
_SAID_WILL = re.compile(
    r"\b(?:said|says|added|announced|declared|stated|confirmed|promised|pledged|vowed)(?: on \w+| \w+day)?,?(?: that)? (?P<who>they|it|he|she) (?:will|would) [“\"‘]?(?P<verb>[a-z]+)"
)
_INFINITIVE = re.compile(r"(?P<who>[^,;:“\"”—]{2,140}?)\s+(?P<to>(?:not )?to\s+[a-z]+)")
_ADDRESSED = re.compile(
    r"(?:by|at|from|as|that|which|who|is|are|was|to|for|in|of|because|how|why|what|if|with|about|on|and|but|his|her|their|our|the) ",
    re.I,
)
_DETERMINED = re.compile(
    r"(?:the|all|both|every|other|our|his|her|its|their|these|those|each|any|more|many) ", re.I
)
_THING = re.compile(
    r"(?:s|ing|tion|ment|ity|ance|ence|ure|ness|al|th)$"
)  # a capital at the head of a sentence names nobody
_URGES = re.compile(r"(?:urg|call|appeal|implor|exhort|invit|order|instruct)", re.I)  # only someone is urged
_INFINITIVE_BEFORE = re.compile(r"(?<!continue)(?<!continues)(?<!continued)\sto\s+\Z")
_ASKS_AGAIN = re.compile(r"\s+and (?:has |have |also )?(?:requested|urged|called|asked|demanded|ordered)\b")
_DEMANDED = re.compile(
    r"\b(?:demanded|(?:has|have) demanded) (?P<what>(?:(?:full|free|safe|immediate|unhindered|unconditional|urgent|swift|an?|the|its|their)\b[ -])(?!to\b)[a-z])"
)
_STANDS = re.compile(r"(?:not|never) ")
_EMPTY = re.compile(
    r"(?:not |never |also |now |continue to |keep )?(?:do|doing|be|act|go|try|work|win|decide|happen|come|get)(?: (?:it|that|this|so|these|those|them|there|together))?(?: (?:again|too|now|anyway))?\Z"
)
_NOUNS = frozenset(
    ["plan", "promise", "pledge", "offer", "aim", "vow", "commit", "guarantee", "decline", "request"]
)


@dataclass(frozen=True, slots=True)
class Found:
    """A clause, all ranges half-open in the sentence: the whole, its trigger, subject, action, and who is called on."""

    kind: CommitmentKind
    start: int
    end: int
    trigger: Range
    subject: Range | None
    action: Range
    addressee: Range | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence with its false starts blanked.

    `spoken` in a transcript, where `will` is said of many things; `names` are the words that name actors there.
    """

    text: str
    spoken: bool
    names: frozenset[str]


def find(sentence: str, *, spoken: bool = False, names: frozenset[str] = frozenset()) -> list[Found]:
    """The commitments of a sentence in order; a clause gives one row, by the surest of its triggers."""
    if sentence.rstrip("”\"' ’)").endswith("?"):
        return []
    clause = Clause(plain(sentence), spoken, names)
    kept: list[Found] = []
    for finder in FINDERS:
        for found in finder(clause):
            if says_something(clause.text, found) and not any(overlap(found, other) for other in kept):
                kept.append(found)
    return sorted(kept, key=lambda found: found.start)


def overlap(one: Found, other: Found) -> bool:
    """Whether two clauses tell of one deed."""
    return one.action[0] < other.action[1] and other.action[0] < one.action[1]


def says_something(text: str, found: Found) -> bool:
    """`do it`, `do that again` name no deed."""
    action = " ".join(text[slice(*found.action)].split())
    if action.lower() in grammar_words().pronouns:
        return False
    return len(action) > 3 and not _EMPTY.match(action)


def _directives(clause: Clause) -> Iterator[Found]:
    """`called on X to do Y`: X is called on."""
    text = clause.text
    for kind, pattern in words().directive:
        for cue in pattern.finditer(text):
            asked = _INFINITIVE.match(text, cue.end())
            if (
                asked is None
                or not _calls(clause, cue)
                or _ASKS_AGAIN.search(asked["who"])
                or not _addressed(clause, asked["who"].strip(), cue.group().strip())
            ):
                continue
            if words().not_asked.match(text, asked.start("to") + 3):
                continue
            end = clause_end(text, asked.end())
            who = subject(text, cue.start())
            place = (who.start, who.end) if who else None
            action = asked.start("to") + (0 if asked["to"].startswith("not") else 3)
            yield Found(
                kind, cue.start(), end, (cue.start(), cue.end() - 1), place, (action, end), asked.span("who")
            )


def _demands(clause: Clause) -> Iterator[Found]:
    """`demanded full access to the pier`: what is demanded is a thing."""
    text = clause.text
    for cue in _DEMANDED.finditer(text):
        who = subject(text, cue.start())
        end = clause_end(text, cue.end())
        again = _ASKS_AGAIN.search(text, cue.end(), end)
        end = again.start() if again else end
        if who and who.link == "main" and can_bind(clause, who) and not clause.spoken:
            place = (who.start, who.end)
            yield Found("demand", who.start, end, cue.span(), place, (cue.start("what"), end))


def _calls(clause: Clause, cue: re.Match[str]) -> bool:
    """Whether the cue is a verb whose subject can call: no noun (`the request`), no thing (`it encourages`)."""
    text = clause.text
    if words().not_before.search(text, 0, cue.start()):
        return False
    who = subject(text, cue.start())
    if cue["ing"]:
        helped = re.search(
            r"(?:\b(?:am|is|are|was|were|been|be|also|continue|by)|['’](?:m|re|s))\s+(?:\w+ly )?\Z",
            text[: cue.start()],
        )
        return bool(helped) or (cue.start() == 0 and not clause.spoken)
    if who is None:
        shared = re.search(r"\b(?:and|to|will)\s+(?:\w+ly )?\Z", text[: cue.start()])
        return bool(shared) and not re.match(r"(?:needs?|asks?)\b", cue.group(), re.I)
    if who.link == "relative" or who.head.lower() in ("it", "this", "that", "which", "what", "you"):
        return False
    if who.head.lower() in words().things:
        return False
    if clause.spoken and who.head == "I" and re.match(r"ask|invit", cue.group(), re.I):
        return False  # a tale of what one asked of someone, or the next speaker called up
    if cue["present"]:
        return can_bind(clause, who) and _agrees(text, who, cue.group().strip().lower(), cue.start())
    return can_bind(clause, who)


def _addressed(clause: Clause, named: str, cue: str) -> bool:
    if named.lower() in words().not_addressed or (_ADDRESSED.match(named) and not _DETERMINED.match(named)):
        return False
    if cue.lower().startswith("need"):
        return bool(re.match(r"(?:the )?(?:Congress|Republicans|Senate|House|Parliament)\b", named))
    if _URGES.match(cue):
        return True
    head = re.split(r"\s(?:of|in|for|from|with|who|that|across|on)\s", named)[0].split()[-1]
    return (
        _is_actor(clause, head, named)
        or head.lower() in ("them", "him", "her", "team", "everyone", "people", "cabinet")
        or bool(re.search(r"\b[A-Z]", named))
    )


def _modal_calls(clause: Clause) -> Iterator[Found]:
    """`X must do Y`, where X is not the speaker."""
    text = clause.text
    for cue in words().modal_call.finditer(text):
        who = subject(text, cue.start())
        if (
            who is None
            or who.link not in ("main", "doubt")
            or words().not_called.match(cue["verb"].removeprefix("not "))
        ):
            continue
        named = text[who.start : who.end]
        if words().not_called.match(text, cue.start("verb")) or not _can_be_called(clause, named, who):
            continue
        if clause.spoken and cue.group().strip().lower().startswith(("has to", "have to")):
            continue
        end = clause_end(text, cue.end())
        forbids = cue.group().lower().startswith(" must not")
        yield Found(
            "demand" if forbids else "call",
            who.start,
            end,
            cue.span(),
            (who.start, who.end),
            (cue.start("verb"), end),
            (who.start, who.end),
        )


def _can_be_called(clause: Clause, named: str, who: Subject) -> bool:
    if named.lower() in words().not_subjects or who.head.lower() in words().not_subjects:
        return False
    return _is_actor(clause, who.head, named)


def _first_person(clause: Clause) -> Iterator[Found]:
    text = clause.text
    for cue in words().first_person.finditer(text):
        who = subject(text, cue.end("subject"))
        at = cue.start("verb")
        if who is None or who.link in ("relative", "under") or words().not_first.match(text, at):
            continue
        unmeant = _quoted(clause, who) or who.link == "doubt"
        if clause.spoken and (unmeant or not words().deeds.match(text, at)):
            continue
        refused = cue["verb"].startswith("not ")
        end = clause_end(text, cue.end())
        kind: CommitmentKind = "pledge"
        if _STANDS.match(text, at):
            kind = "refusal" if refused and not _NEVER_RESTS.match(text, at) else "assurance"
        yield Found(kind, who.start, end, cue.span(), (who.start, who.end), (at, end))


_NEVER_RESTS = re.compile(
    r"(?:not|never) (?:stop|rest|waver|cease|give up|relent|back down|walk away|forget|abandon|tire|yield|hesitate)"
)


def _reported(clause: Clause) -> Iterator[Found]:
    """`X pledged to do Y`, `we are committed to doing Y`, `they agreed to Y`."""
    text = clause.text
    for kind, pattern in words().reported:
        for cue in pattern.finditer(text):
            who = subject(text, cue.start())
            end = clause_end(text, cue.end())
            if who is None or end - cue.end() < 4 or not _binds(clause, kind, who, cue):
                continue
            start = cue.end() + len(text[cue.end() : end]) - len(text[cue.end() : end].lstrip())
            if words().not_bound.match(text, start) or (
                kind == "announcement" and not _gives(text, cue, start, end)
            ):
                continue
            yield Found(kind, who.start, end, cue.span(), (who.start, who.end), (start, end))


def _binds(clause: Clause, kind: CommitmentKind, who: Subject, cue: re.Match[str]) -> bool:
    verb = (cue["verb"] or "").lower()
    if who.link in ("relative", "under") or not can_bind(clause, who):
        return False
    if verb and not _agrees(clause.text, who, verb, cue.start()):
        return False
    if clause.spoken and not _means_it(clause, who, cue):
        return False
    if kind == "joint" and cue.group().lower().rstrip().endswith("that"):
        return False
    if _INFINITIVE_BEFORE.search(clause.text[: cue.start()]):
        return False  # `they travelled to Brusa, Norland, to offer help`
    helped = re.search(
        r"\b(?:possibly|allegedly|reportedly|not|would|could|n['’]t|if|might|may)\s+(?:\w+ly )?\Z",
        clause.text[: cue.start()],
    )
    be = re.search(
        r"(?:\b(?:am|is|are|was|were|be|been|remains?|remained|stands?)|['’](?:m|re|s|ve))\W+(?:\w+ ){0,3}\Z",
        clause.text[max(0, who.end - 1) : cue.start()],  # `there are divers willing to help` binds nobody
    )
    phrase = (cue["phrase"] or "").lower()
    needs_be = re.search(
        r"(?:committed|determined|prepared|willing|ready|planning|preparing|intending|aiming|announcing|going) (?:to|a|an|the|for)\b|^\w+ing\b",
        phrase,
    )
    return not helped and (not needs_be or bool(be) or "stand" in phrase)


def _quoted(clause: Clause, who: Subject) -> bool:
    """In talk, words in quotation marks are someone else's, often nobody's."""
    return clause.text[: who.start].rstrip().endswith(("“", '"'))


def _means_it(clause: Clause, who: Subject, cue: re.Match[str]) -> bool:
    """In talk, `not going to` needs a deed, and `determined` is said of oneself and now."""
    phrase, at = (cue["phrase"] or "").lower(), cue.end() + 1
    if _quoted(clause, who):
        return False
    if phrase.endswith("going to"):
        return bool(words().deeds.match(clause.text, at)) and not words().not_first.match(clause.text, at)
    if "determined" in phrase:
        was = re.search(r"\bwas\W+(?:\w+ )?\Z", clause.text[: cue.start()])
        return not was and who.head.lower() not in ("they", "he", "she")
    return True


def _gives(text: str, cue: re.Match[str], start: int, end: int) -> bool:
    """Whether what is announced is something given or done."""
    if cue["phrase"] and not cue["phrase"].lower().startswith("announc"):
        return True
    if words().that.search(text[start - 5 : start]):
        return bool(words().ahead.search(text[start:end]))
    named = re.split(r"\b(?:that|to|which|for|at|during|in)\b", text[start:end])[0] or text[start:end]
    return bool(words().announced.search(text[max(0, start - 5) : start] + named)) or bool(
        re.search(r"[$€£]\d", text[start:end])
    )


def _agrees(text: str, who: Subject, verb: str, at: int) -> bool:
    """Whether a form that may be a noun (`plan`, `offers`) agrees with what stands before it as a verb would."""
    first = verb.split()[0]
    head = who.head.lower()
    several = (
        head in ("i", "we", "they", "you", "people", "both")
        or (head.endswith("s") and not head.endswith("ss"))
        or " and " in text[who.start : who.end]
    )
    if first in _NOUNS or (first.endswith(("e", "k", "t", "d", "m", "l", "n")) and not first.endswith("ed")):
        helped = re.search(r"\b(?:will|and|continues? to|must)\s+(?:\w+ly )?\Z", text[max(who.end, 0) : at])
        return several or bool(helped)
    if first.endswith("s") and not first.endswith("ss"):
        return not several or who.head[:1].isupper() or who.head.lower() in words().institutions
    return True


def _institutions(clause: Clause) -> Iterator[Found]:
    """`The Department will do Y`: an institution that can bind itself in the third person."""
    text = clause.text
    for cue in _WILL.finditer(text):
        who = subject(text, cue.start())
        if who is None or who.link != "main" or not _may_say_will(clause, who, cue):
            continue
        at = cue.start("verb")
        verb = (
            cue["verb"]
            .removeprefix("also ")
            .removeprefix("now ")
            .removeprefix("then ")
            .removeprefix("further ")
        )
        if words().not_institution.match(text, cue.end("verb") - len(verb)) and not verb.startswith(
            "continue to "
        ):
            continue
        end = clause_end(text, cue.end())
        kind: CommitmentKind = (
            "plan"
            if words().meets.match(verb)
            else "assurance"
            if cue["verb"].startswith("not ")
            else "pledge"
        )
        yield Found(kind, who.start, end, cue.span(), (who.start, who.end), (at, end))


def _may_say_will(clause: Clause, who: Subject, cue: re.Match[str]) -> bool:
    """An institution, or `we` and `I` where the verb shares them with an earlier one; talk needs a verb of a deed."""
    at = cue.start("verb")
    first = clause.text[who.start : who.end] in ("We", "we", "I")
    if first and (not clause.text[who.end : cue.start()].strip() or words().not_first.match(clause.text, at)):
        return False
    deed = words().deeds.match(clause.text, at) or words().meets.match(clause.text, at)
    if clause.spoken and (not deed or words().not_first.match(clause.text, at)):
        return False
    return first or _speaks_for(clause, who)


def _speaks_for(clause: Clause, who: Subject) -> bool:
    named = clause.text[who.start : who.end]
    if not clause.spoken:
        return _institution(clause, who.head, named)
    return who.head.lower() in words().own or any(
        word.lower() in words().own and word[:1].isupper() for word in named.split()
    )


def _said_will(clause: Clause) -> Iterator[Found]:
    """`X said they will do Y`: the pronoun takes the saying's subject."""
    text = clause.text
    for cue in _SAID_WILL.finditer(text):
        if words().not_institution.match(text, cue.start("verb")):
            continue
        end = clause_end(text, cue.end("verb"))
        who = subject(text, cue.start())
        place = (who.start, who.end) if who else cue.span("who")
        yield Found(
            "refusal" if cue["verb"] == "not" else "pledge",
            cue.start("who"),
            end,
            cue.span(),
            place,
            (cue.start("verb"), end),
        )


def _institution(clause: Clause, head: str, named: str) -> bool:
    lower = named.lower()
    if lower in grammar_words().pronouns or re.match(r"(?:no|any|some|such|a|an) ", lower):
        return False
    acronym = head.isupper() and len(head) > 1
    opens = (
        clause.text.lstrip(' -•*“"').startswith(head)
        and head not in clause.names
        and bool(_THING.search(head))
    )
    proper = head[:1].isupper() and head.lower() not in words().things and not opens
    return head.lower() in words().institutions or acronym or proper


def _is_actor(clause: Clause, head: str, named: str) -> bool:
    """Whether a subject can be called on: an institution, a name, a plural of persons; never a thing."""
    return _institution(clause, head, named) or bool(words().actors.search(head.lower()))


_OWNS = re.compile(r"['’](?:s\b|\s)")


def can_bind(clause: Clause, who: Subject) -> bool:
    """Whether the subject of a verb of binding is someone: a person's pronoun, a name, an institution, a plural of persons."""
    named = clause.text[who.start : who.end]
    owns = re.search(r"['’]s?$", named) or _OWNS.match(clause.text, who.end)
    if who.head.lower() in words().things or owns:
        return False  # `the members’ plan to raise fares` binds nobody here
    if who.head.lower() in ("i", "we", "he", "she", "they", "everyone"):
        return True
    return _is_actor(clause, who.head, named) or (
        bool(re.search(r"\b[A-Z]\w+", named[1:])) and who.head.lower() not in grammar_words().pronouns
    )


FINDERS: tuple[Callable[[Clause], Iterator[Found]], ...] = (
    _directives,
    _demands,
    _reported,
    _modal_calls,
    _first_person,
    _said_will,
    _institutions,
)
