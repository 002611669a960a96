"""Verbs of saying in a sentence, with their auxiliaries and adverbs, and without those that are nouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.extract.statements.found import Cue
from onrecord.extract.statements.sents import Token
from onrecord.extract.statements.words import Verb, verbs, words


def cues(tokens: Sequence[Token]) -> list[Cue]:
    """The cues of a sentence outside its quotations, from left to right, none inside another."""
    found: list[Cue] = []
    headline = _headline(tokens)
    for at, token in enumerate(tokens):
        if (
            token.quote
            or token.word in ("States", "STATES")
            or (found and at < found[-1].last)
            or (at and token.word[0].isupper() and not headline)
        ):
            continue
        for verb in verbs().get(token.low, ()):
            cue = _cue(tokens, at, verb, found)
            if cue:
                found.append(cue)
                break
    return found


def _headline(tokens: Sequence[Token]) -> bool:
    """Whether most words are capitalised, so that `Says` may be a verb."""
    some = [token for token in tokens if token.word[:1].isalpha()]
    return bool(some) and sum(token.word[0].isupper() for token in some) > 0.6 * len(some)


def _cue(tokens: Sequence[Token], at: int, verb: Verb, earlier: Sequence[Cue]) -> Cue | None:
    last = at + 1 + len(verb.rest)
    if tuple(token.low for token in tokens[at + 1 : last]) != verb.rest:
        return None
    first = _group_start(tokens, at)
    group = {token.low for token in tokens[first:at]}
    goes_on = verb.form == "base" and _second(tokens, first, earlier)
    if not goes_on and (_is_noun(tokens, first, at, verb) or not _form_fits(tokens, first, at, verb)):
        return None
    passive = verb.form == "past" and bool(group & words("be"))
    negative = bool(group & words("negations")) != verb.negative
    return Cue(first, at, last, verb, negative, bool(group & words("modals")), passive)


def _group_start(tokens: Sequence[Token], at: int) -> int:
    """The first of the auxiliaries and adverbs that stand before a verb."""
    first = at
    while first and _in_group(tokens[first - 1]):
        first -= 1
    while first < at and tokens[first].low in (
        "today",
        "yesterday",
        "both",
        "all",
    ):
        if tokens[first].low in words("auxiliaries"):
            break
        first += 1
    return first


def _in_group(token: Token) -> bool:
    low = token.low
    return (
        low in words("auxiliaries")
        or low in words("adverbs")
        or (low.endswith("ly") and token.word[0].islower() and low not in words("no_adverbs"))
    )


def _is_noun(tokens: Sequence[Token], first: int, at: int, verb: Verb) -> bool:
    """Whether a form of saying is a noun or stands before one: `the questions`, `our recently confirmed envoys`, `thanks to`."""
    if not first:
        return at == first and verb.form not in ("past",)
    before, follows = tokens[first - 1], tokens[at + 1].low if at + 1 < len(tokens) else ""
    if before.low in words("before_nouns") or (tokens[at].low, follows) in _NO_SAYING:
        return True
    if first == at and _determined(before):
        return True
    if verb.form == "past" and _is_participle(tokens, first, at, verb):
        return True
    if verb.form == "s" and first == at and _is_plural(tokens, at):
        return True
    return verb.form in ("s", "base") and (
        before.low in words("prepositions") or (follows == "of" and not verb.rest)
    )


_NO_SAYING = frozenset((("thanks", "to"), ("hails", "from"), ("hail", "from"), ("hailed", "from")))


def _determined(before: Token) -> bool:
    """Whether an article or an owner stands before: `the`, `Norland's`."""
    article = before.low in words("determiners") and before.low not in words("pronouns")
    owner = before.low.endswith(("'s", "’s", "s'", "s’")) and before.low not in words("short_for_is")
    return article or owner


def _is_participle(tokens: Sequence[Token], first: int, at: int, verb: Verb) -> bool:
    """Whether a past form belongs to a noun: `our recently confirmed envoys`, `the rules announced by`."""
    before, by = tokens[first - 1], at + 1 < len(tokens) and tokens[at + 1].low == "by"
    if before.low in words("owned") and not _auxiliary(tokens, first, at):
        return True
    return at == first and (_adjective(before, tokens[at]) or (by and not verb.rest))


def _is_plural(tokens: Sequence[Token], at: int) -> bool:
    """Whether a form in -s is a plural: `two claims`, `the bigger questions:`, `claims were`."""
    follows = tokens[at + 1].low if at + 1 < len(tokens) else ""
    verbal = words("after_documents") | words("pasts") | {"were", "are", "have", "include", "by"}
    if follows in verbal or _counted(tokens, at) or _things(tokens, at) or _plural_before(tokens, at):
        return True
    before, closed = tokens[at - 1], at > 1 and follows in (":", ".", ",", "", "?")
    described = before.word.islower() and before.low.endswith(tuple(words("adjective_ends")))
    return closed and described and tokens[at - 2].low in words("determiners")


def _auxiliary(tokens: Sequence[Token], first: int, at: int) -> bool:
    return any(token.low in words("auxiliaries") for token in tokens[first:at])


def _plural_before(tokens: Sequence[Token], at: int) -> bool:
    """Whether a plural or two gerunds stand before a form in -s, which is no verb then: `reviews requests`, `by taking placing orders`."""
    before = tokens[at - 1]
    if not before.word.islower() or before.quote:
        return False
    if before.low.endswith("ing"):
        return at > 1 and tokens[at - 2].low.endswith("ing") and tokens[at - 2].word.islower()
    plural = before.low.endswith("s") and not before.low.endswith(("ss", "us", "is", "'s", "’s"))
    return plural and before.low not in words("singular_in_s")


def _things(tokens: Sequence[Token], at: int) -> bool:
    """Whether `states` are countries: after a small word that is no document and no pronoun."""
    before = tokens[at - 1]
    return (
        tokens[at].low == "states"
        and before.word.islower()
        and before.low not in words("before_states") | words("documents")
    )


def _adjective(before: Token, token: Token) -> bool:
    """A participle that stands as an adjective: `stay informed`, `an annual written report`."""
    return before.low in words("copulas") or token.low in words("participles")


def _counted(tokens: Sequence[Token], at: int) -> bool:
    """Whether a number, `many` or an infinitive stands before a form in -s, a plural noun then: `1,200 asylum claims`."""
    if at > 1 and tokens[at - 1].word.islower() and _objects(tokens[at - 2].low, tokens[at - 1].low):
        return True
    for k in range(at - 1, max(-1, at - 4), -1):
        low = tokens[k].low
        if low in words("plural_quantities") or (low.replace(",", "").isdigit() and not _year(tokens, k)):
            return k == 0 or tokens[k - 1].low != "of"
        if not (low.isalpha() and tokens[k].word[0].islower()) or low in words("determiners"):
            return False
    return False


def _objects(before: str, verb: str) -> bool:
    """Whether an infinitive or a gerund stands before a form in -s: `to settle claims`, `by encouraging states`."""
    return before == "to" or (before in ("by", "and", "for", "of") and verb.endswith("ing"))


def _year(tokens: Sequence[Token], at: int) -> bool:
    return len(tokens[at].low) == 4 and tokens[at].low.isdigit()


def _second(tokens: Sequence[Token], first: int, earlier: Sequence[Cue]) -> bool:
    """Whether a bare verb goes on with what a plural subject does: `they urge the isle to stop and call on the fleet`."""
    told = bool(earlier) and earlier[-1].verb.form == "base" and not earlier[-1].modal
    near = {token.low for token in tokens[max(0, first - 4) : first - 1]}  # `to weigh and inform`
    return told and first > 1 and tokens[first - 1].low == "and" and "to" not in near


def _form_fits(tokens: Sequence[Token], first: int, at: int, verb: Verb) -> bool:
    group = [token.low for token in tokens[first:at]]
    if group and (group[-1] == "to" or group[0] == "once"):
        return False
    if verb.form in ("s", "base") and set(group) & words("be"):
        return False
    if verb.form == "base":
        return _takes_base(tokens, first, group)
    if verb.form == "ing":
        return bool(set(group) & words("be")) or (_participle(tokens, first) and not _deed(tokens, first))
    return not (
        verb.form == "past"
        and first
        and tokens[first - 1].low in words("prepositions") - words("before_clauses")
    )


def _takes_base(tokens: Sequence[Token], first: int, group: Sequence[str]) -> bool:
    if set(group) & words("do"):
        return True
    if set(group) & words("auxiliaries"):
        return bool(set(group) & {"will", "would"})
    if not first:
        return False
    before = tokens[first - 1]
    if any(t.low in words("causatives") for t in tokens[max(0, first - 6) : first]):
        return False
    if before.low in words("plural_subjects"):
        return True
    return _plural(before) or (
        before.low in words("times") and any(_plural(t) for t in tokens[max(0, first - 6) : first])
    )


def _plural(token: Token) -> bool:
    low = token.low
    if low.endswith(("men", "people", "children")) or low == "police":
        return True
    return (
        low.endswith("s")
        and not low.endswith(("'s", "’s", "ss", "us", "is"))
        and len(low) > 3
        and low.isalpha()
    )


def _participle(tokens: Sequence[Token], first: int) -> bool:
    """Whether `saying` here belongs to somebody: after a comma, a quotation, a name or a document."""
    if not first:
        return False
    before = tokens[first - 1]
    if before.low in (",", "by", "and", "–", "—", "--", "-", ";") or before.quote:
        return True
    return before.low in words("occasions") or before.low in ("while", "in")


def _deed(tokens: Sequence[Token], first: int) -> bool:
    """Whether a participle is another deed or still to come: `for building and advising`, `will give a report urging`."""
    before = tokens[first - 1].low
    paired = before == "and" and first > 2 and tokens[first - 2].low.endswith("ing")
    if paired and tokens[first - 3].low in words("prepositions") - {"by"}:
        return True
    to_come = {t.low for t in tokens[max(0, first - 25) : first]} & {"will", "shall"}
    return before in words("occasions") and bool(to_come)


def spoken(found: Iterator[Cue] | Sequence[Cue]) -> list[Cue]:
    """Those cues that tell of something said: no passive, no wish, no plan to say it."""
    return [cue for cue in found if not cue.passive and not (cue.modal and cue.verb.form == "base")]
