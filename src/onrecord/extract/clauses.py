"""The clause round a trigger: its subject to the left and how it hangs in the sentence, its action to the right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Link = Literal["main", "relative", "doubt", "under"]
_TOKEN = re.compile(r"[\w$£€][\w'’&/%-]*(?:\.(?=[\w])[\w'’&/%-]*|(?<=\b[A-Z])\.(?!$))*")
_FALSE_START = re.compile(
    r"\b\w+-\s+[—–]\s+|\b([\w’']+(?:\s+[\w’']+){0,3})\s+[—–]\s+(?=\1\b)|\b([\w’']+),\s+(?=\2\b)", re.I
)
_NAMED_IN_QUOTES = re.compile(r"“(?:[^\s“”]+\s+){0,6}[^\s“”]+”")
_ASIDE = re.compile(r"\([^()]{1,60}\)|\s[—–]\s[^—–]{1,60}\s[—–](?=\s)")
_SHARED = re.compile(r"\W{0,3}(?P<who>We|I|They|He|She|The [A-Z]\w+(?: [A-Z]\w+)?)\s+[a-z]")
_CONTRACTED = re.compile(r"(?P<who>I|[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[A-Z]\w+)['’](?:m|re|ve|ll)?\Z")
_LEADING_COMMA = re.compile(r",\s*$")
_STRONG = re.compile(
    r"[;:]|\s—|—\s|--|[“\"”]|,\s+(?:which|who|where|when|because|although|though|while|whereas|but|so)\b|,\s+as\s+(?:he|she|they|we|it|part|well|[A-Z]\w+ (?:tried|tries|said))\b|\s(?:because|although|whereas)\s"
)
_NEXT_CLAUSE = re.compile(
    r",?\s+and\s+(?:\w+ly\s+)?(?:will|shall)\b|,?\s+(?:and|but|so|or)\s+(?:(?:then|today|now|also)\s+)?(?:(?:we|I|you|he|she|it|they|that['’]s|there)\b(?!\s+and)"
    r"|(?:the|this|our|their|his|[A-Z]\w+)(?:\s+[\w’'-]+){0,5}?\s+(?:will|is|are|was|were|has|have|had|can|must|should|would)\b)"
)
_ATTRIBUTED = re.compile(r",\s+(?:[\w.’'-]+\s+){1,8}(?:said|says|told|added|noted|tweeted|wrote)\b")
_QUOTES = '“"”'


@dataclass(frozen=True, slots=True)
class Grammar:
    """Function words, in lower case, by what they tell about a clause."""

    pronouns: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    adverbs: frozenset[str]
    openings: frozenset[str]
    stops: frozenset[str]
    conjunctions: frozenset[str]
    under: frozenset[str]
    says: frozenset[str]
    tells: frozenset[str]
    doubts: frozenset[str]


@cache
def grammar_words() -> Grammar:
    """The lists of data/clauses.toml, read once."""
    table = tomllib.loads(files("onrecord.data").joinpath("clauses.toml").read_text(encoding="utf-8"))
    return Grammar(**{key: frozenset(value) for key, value in table.items()})


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject's half-open range in the sentence, its head noun, and how its clause hangs.

    `main` stands free or in a report, `relative` hangs on a noun ("steps we will take"), `doubt` on a belief or a hope,
    `under` on a condition or a time.
    """

    start: int
    end: int
    head: str
    link: Link


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str

    @property
    def lower(self) -> str:
        return self.word.lower().replace("’", "'")


def plain(sentence: str) -> str:
    """The sentence with false starts and short asides blanked, offsets kept."""
    for pattern in (_FALSE_START, _ASIDE):
        sentence = pattern.sub(lambda match: " " * len(match.group()), sentence)
    return sentence


def subject(sentence: str, at: int) -> Subject | None:
    """The noun phrase or pronoun before the verb at `at`; null where none stands. `sentence` should be `plain`."""
    grammar = grammar_words()
    tokens = [_Token(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(sentence, 0, at)]
    while tokens and (tokens[-1].lower in grammar.adverbs or _is_adverb(tokens[-1].word)):
        tokens.pop()
    tokens = [*tokens[:-1], *map(_uncontracted, tokens[-1:])]
    tokens = _without_apposition(sentence, tokens, at)
    first = _phrase(sentence, tokens, grammar)
    if first is None:
        return _shared(sentence, tokens, at, grammar)
    start = _coordinated(sentence, tokens, first, grammar)
    if not tokens[start:]:
        return None
    return Subject(
        tokens[start].start,
        tokens[-1].end,
        _head(tokens[first:], grammar),
        _link(sentence, tokens, start, grammar),
    )


def _shared(sentence: str, tokens: list[_Token], at: int, grammar: Grammar) -> Subject | None:
    """`We follow the talks, will report, and stand ready to help`: verbs in a row share the first one's subject."""
    first = _SHARED.match(sentence)
    joined = tokens and tokens[-1].lower in ("and", "but")
    if first is None or first.end() >= at or not (joined or sentence[:at].rstrip().endswith(",")):
        return None
    return Subject(*first.span("who"), first["who"].split()[-1], "main")


def _uncontracted(token: _Token) -> _Token:
    """`we` of `we’re`, `we’ve`; `I’d` stays whole, since nobody is bound by what they would do."""
    found = _CONTRACTED.match(token.word)
    return _Token(token.start, token.start + found.end("who"), found["who"]) if found else token


def _is_adverb(word: str) -> bool:
    return (
        word.endswith("ly")
        and word.islower()
        and word not in ("family", "supply", "assembly", "ally", "july")
    )


def _without_apposition(sentence: str, tokens: list[_Token], at: int) -> list[_Token]:
    """`Ada Vale, the minister of ports, will`: the words between the commas are left out."""
    if not tokens or not _LEADING_COMMA.search(sentence[tokens[-1].end : at]):
        return tokens
    comma = sentence.rfind(",", 0, tokens[-1].end)
    return [token for token in tokens if token.end <= comma] if comma > 0 else []


def _joined(sentence: str, before: _Token, after: _Token) -> bool:
    return not sentence[before.end : after.start].strip()


def _phrase(sentence: str, tokens: list[_Token], grammar: Grammar) -> int | None:
    """The index at which the noun phrase that ends the tokens begins."""
    if not tokens:
        return None
    if tokens[-1].lower in grammar.pronouns:
        return len(tokens) - 1
    start: int | None = None
    for index in range(len(tokens) - 1, max(-1, len(tokens) - 16), -1):
        token = tokens[index]
        if (
            token.lower in grammar.stops
            or token.lower in grammar.pronouns
            or (index + 1 < len(tokens) and not _joined(sentence, token, tokens[index + 1]))
        ):
            break
        if token.lower in grammar.prepositions:
            if start is None or index == 0:
                break
            continue
        start = index
        determined = token.lower in grammar.determiners or token.lower.endswith("'s")
        if (
            determined
            and (index == 0 or tokens[index - 1].lower not in grammar.prepositions)
            and not (token.lower.endswith("'s") and index and _joined(sentence, tokens[index - 1], token))
        ):
            break
    return _without_opening(tokens, start, grammar)


def _without_opening(tokens: list[_Token], start: int | None, grammar: Grammar) -> int | None:
    """Openings such as `Today`, `Yes` are no part of a subject."""
    while start is not None and start < len(tokens) and tokens[start].lower in grammar.openings:
        start += 1
    return start if start is not None and start < len(tokens) else None


def _coordinated(sentence: str, tokens: list[_Token], start: int, grammar: Grammar) -> int:
    """`Norland, Oldland and the Compact will`: the index at which the list begins."""
    for _ in range(8):
        linked = start - 1 if start and tokens[start - 1].lower in ("and", "or") else start
        gap = sentence[tokens[linked - 1].end : tokens[linked].start].strip() if linked else "x"
        if linked == 0 or gap not in ("", ",") or (linked == start and gap != ","):
            return start
        before = _phrase(sentence, tokens[:linked], grammar)
        if before is None or not _can_list(tokens[before:linked], grammar):
            return start
        if linked == start and not _list_goes_on(tokens, start):
            return start
        if _link(sentence, tokens, before, grammar) == "relative" and "," not in gap:
            return start
        if gap == "," and linked < start and not _comma_before(sentence, tokens, before):
            return start
        start = before
    return start


def _comma_before(sentence: str, tokens: list[_Token], start: int) -> bool:
    """`A, B, and C` is a list; `they came, and we will` is two clauses."""
    return start > 0 and sentence[tokens[start - 1].end : tokens[start].start].strip() == ","


def _list_goes_on(tokens: list[_Token], start: int) -> bool:
    """A comma joins items only where `and` follows later in the list."""
    return any(token.lower == "and" for token in tokens[start:])


def _can_list(tokens: list[_Token], grammar: Grammar) -> bool:
    first = tokens[0]
    verbal = any(token.word.islower() and re.search(r"(?:ed|ing)$", token.word) for token in tokens)
    return not (verbal or _has_verb(tokens, grammar)) and (
        first.word[:1].isupper()
        or first.lower in grammar.determiners
        or first.lower in ("i", "he", "she", "you")
    )


def _has_verb(tokens: list[_Token], grammar: Grammar) -> bool:
    """`Norland faces high waves`: a form in -s right behind a name, and no preposition behind it."""
    if len(tokens) < 3 or not tokens[0].word[:1].isupper():
        return False
    verb, after = tokens[1], tokens[2]
    ends = verb.word.islower() and verb.word.endswith("s") and "'" not in verb.lower
    return ends and after.lower not in grammar.prepositions and after.lower not in ("and", "or")


def _head(tokens: list[_Token], grammar: Grammar) -> str:
    """The last word before the first preposition."""
    nouns: list[str] = []
    for token in tokens:
        if token.lower in grammar.prepositions and nouns:
            break
        nouns.append(token.word)
    return re.sub(r"['’]s?$", "", nouns[-1]) if nouns else ""


def _link(sentence: str, tokens: list[_Token], start: int, grammar: Grammar) -> Link:
    if start == 0:
        return "main"
    before = tokens[start - 1]
    gap = sentence[before.end : tokens[start].start].strip()
    if gap:
        return "under" if before.lower in grammar.under else "main"
    if before.lower == "that":
        return _of_that(tokens[: start - 1], grammar)
    if before.lower == "why":
        return "main" if start > 1 and tokens[start - 2].lower in ("is", "that's") else "relative"
    if before.lower in grammar.under:
        return "under"
    if before.lower in grammar.doubts:
        return "doubt"
    free = (
        before.lower in grammar.conjunctions
        or before.lower in grammar.says
        or before.lower in grammar.adverbs
    )
    return "main" if free or before.lower in grammar.openings else "relative"


def _of_that(tokens: list[_Token], grammar: Grammar) -> Link:
    """`that` after a verb or adjective of saying opens a report, after a belief a doubt, after a noun a relative clause."""
    near = [token.lower for token in tokens[-4:]]
    if (
        not near
        or near[-1] in grammar.says
        or near[-1] in grammar.conjunctions
        or near[-1] in grammar.adverbs
    ):
        return "main"
    if near[-1] in grammar.doubts:
        return "doubt"
    told = any(word in grammar.tells for word in near)
    return "main" if told else "relative"


def clause_end(sentence: str, at: int) -> int:
    """Where the clause that begins at `at` ends: a strong break, or the sentence's end without its stop."""
    open_text = _NAMED_IN_QUOTES.sub(lambda match: "x" * len(match.group()), sentence[at:])
    end = min((cut.start() for cut in _breaks(sentence[:at] + open_text, at)), default=len(sentence))
    return len(sentence[:end].rstrip(" .!?…,\"'’\xa0\n"))


def _breaks(sentence: str, at: int) -> Iterator[re.Match[str]]:
    yield from (
        cut
        for cut in _STRONG.finditer(sentence, at)
        if cut.start() - at > 12 or cut.group() in _QUOTES or "because" in cut.group()
    )
    for pattern in (_NEXT_CLAUSE, _ATTRIBUTED):
        found = pattern.search(sentence, at)
        if found and found.start() > at:
            yield found
