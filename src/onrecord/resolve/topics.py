"""What a figure measures, as a key: figures with one key are about the same thing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from onrecord.model import Figure
from onrecord.resolve import scope
from onrecord.values.around import Around, around, period
from onrecord.values.stems import WORD, plain, stem, stems
from onrecord.values.units import kind


@dataclass(frozen=True, slots=True)
class Topic:
    """Unit with rate, head, all words that narrow it, place, the part that the figure plays, what is said of the noun,
    over which time, and whether it is a plan; `loose` where words alone do not tell one thing from another, `shown` is
    `said` as it stands in the text, `named` says that a person named the measure, `head` then being that name, and
    `id` the measure's where a person gave it."""

    unit: str
    head: str
    words: frozenset[str]
    place: str = ""
    role: str = "level"
    said: str = ""
    period: str = ""
    status: str = ""
    loose: bool = False
    shown: str = ""
    named: bool = False
    id: str = ""

    def key(self) -> tuple[object, ...]:
        """Equal keys are one measure."""
        words = tuple(sorted(self.words))
        return self.unit, self.head, words, self.place, self.role, self.said, self.period, self.status


# `2 percent lower than it would have been`, `70 percent more likely`: a comparison, no level and no change.
_COMPARED = re.compile(
    r"\s+(?:points?\s+)?(?:(?:per|an?)\s+\w+,?\s+)?(?:(?:lower|higher|cheaper)\b|(?:lower|higher|more|less|fewer|greater|cheaper|above|below|ahead|behind)\s+(?:than|of|the|what)"
    r"|(?:more|less|as)\s+[a-z]+|than\b|compared\s+(?:to|with)\b"
    r"|(?:reduction|increase|decrease|decline|drop|rise)\b[^.,;]{0,40}\bcompared\b)",
    re.I,
)
_THAN = re.compile(r"\s+(?:more|fewer|less|higher|lower)\s+(?:[\w-]+\s+){0,3}than\b", re.I)
_LEAST = 13  # Counts below it are too many things at once to be followed.


def topic(figure: Figure, text: str, news: bool = False) -> Topic | None:
    """The topic of a figure in its document's text; null where too little is said to follow it.

    News tell in the past tense what holds on the day; elsewhere it means that it no longer does.
    """
    compared = _THAN if kind(figure.unit) == "count" else _COMPARED
    if not told(figure) or compared.match(text[figure.spans[0].end : figure.spans[0].end + 80]):
        return None
    words = around(figure, text)
    if _over(figure, words):
        return None
    if words.before.rstrip().rpartition(" ")[2] in plain("numbered") or scope.supposed(figure, words):
        return None
    found = counted(figure, words)
    if found is None or (found.role == "level" and _gone(figure, words, found, news)):
        return None
    return _narrowed(figure, text, words, found)


_WHEN = re.compile(r"^\s+when (?:I|he|she|we|they|the)\b")


def _over(figure: Figure, words: Around) -> bool:
    """Whether a figure is what was before a move, or at the start of it."""
    if "from" in figure.flags or _WHEN.search(words.behind):
        return True
    return "to" not in figure.flags and (scope.then(words) or scope.outgrown(words))


def _gone(figure: Figure, words: Around, found: Topic, news: bool) -> bool:
    """Whether a level holds for some of many only, or held at a time that nobody names."""
    settled = found.head in stems("settled")
    return settled and (scope.partial(words) or (not news and scope.past(figure, words)))


# `two hundred and - million barrels`: the number itself is lost.
_SCALE = re.compile(r"(?:thousand|million|billion|trillion)\b", re.I)


def told(figure: Figure) -> bool:
    """Whether a figure says how much of something that can be followed."""
    vague = figure.approximator in ("vague", "between") or "typo" in figure.flags or figure.multiple
    head = stem(figure.head) if figure.head else ""
    plain_unit = figure.unit not in ("1", "point", "percentage point")
    return (
        not vague
        and plain_unit
        and len(head) > 1
        and head not in stems("never")
        and figure.status != "denied"
        and figure.same_as is None
        and not _SCALE.match(figure.spans[0].quote)
    )


def counted(figure: Figure, words: Around, least: float = _LEAST) -> Topic | None:
    """What is counted, where, and whether it moved; null for a count below `least`."""
    head = stem(figure.head or "")
    quote = figure.object.quote if figure.object else ""
    said = frozenset(stem(word) for word in WORD.findall(quote)) - stems("ignored") - {head}
    narrow = frozenset(word for word in said if len(word) > 1) | _holder(figure, words)
    share = kind(figure.unit) == "share"
    if share and head == "rate" and (rated := narrow & stems("rated")):
        head, narrow = min(rated), narrow - rated
    per = figure.per or scope.rate(words)
    unit = figure.unit + (f"/{per}" if per else "")
    if kind(figure.unit) == "count":
        if (figure.low or figure.high or 0) < least and head not in ("dead",):
            return None
        unit = head
    status = "planned" if figure.status in ("goal", "planned") else ""
    return Topic(unit, head, narrow, _place(figure, words), _role(figure, words), status=status)


_OF = re.compile(r"([a-z]+) of (?:the )?(?:[a-z]+ (?:or|and) )?$")


_MARKED = re.compile(r"[“\"](\w+)[”\"] [\w ]{0,30}$")


def _holder(figure: Figure, words: Around) -> frozenset[str]:
    """The noun that what moves belongs to: `the [risk] of death by 90 percent`."""
    if figure.object is None or figure.object.start >= figure.spans[0].start:
        return frozenset()
    at = len(words.before) - (figure.spans[0].start - figure.object.start)
    match = _OF.search(words.before[: max(at, 0)])
    held = frozenset({stem(match.group(1))}) if match else frozenset()
    marked = frozenset(stem(word) for word in _MARKED.findall(words.before[-60:]))
    common = frozenset({"common"}) if "most common" in words.before[-80:] else frozenset()
    return (held | marked | common) - stems("ignored")


def _place(figure: Figure, words: Around) -> str:
    place = (figure.place or "").replace("\n", " ")
    own = stem(place) in ("us", "america", "congress", "house", "senate") or place.lower().endswith(
        "united states"
    )
    if place and not own and not scope.elsewhere(words, place.split()[0]):
        return place
    return scope.place_of(words)


# `down to 3, [3.6 percent]`: the end of a move is a level.
_END = re.compile(r"\b(?:to|at|of|below|under|above)\]?\s+(?:[\d.,]+[\s—-]+|[\w-]*[-—]\s*)*$")


def _role(figure: Figure, words: Around) -> str:
    if figure.change and "to" not in figure.flags:
        return "fall" if figure.change == "down" else "rise"
    behind = figure.object is not None and figure.object.start >= figure.spans[0].end
    if figure.change is not None or kind(figure.unit) not in ("money", "share"):
        return "level"
    if kind(figure.unit) == "money" and re.match(r"\s+to (?:the|our) ", words.behind) and behind:
        return "rise"
    if behind or _END.search(words.before):
        return "level"
    by = words.before.rstrip().endswith((" by", "by another", "by an additional"))
    return scope.moved(figure, words) or ("change" if by else "level")


def _narrowed(figure: Figure, text: str, words: Around, found: Topic) -> Topic | None:
    """The topic with the receiver of a gift, with the time it runs over, or with what is said of a bare noun."""
    money, share = kind(figure.unit) == "money", kind(figure.unit) == "share"
    if share and scope.single(words):
        return None
    settled = found.head in stems("settled")
    if money and not figure.per and (found.head in stems("given") or found.words & stems("given")):
        return _gift(figure, words, found)
    if found.role != "level" and kind(figure.unit) != "count":
        return _moving(found, words, settled)
    if share and figure.share_of and found.head in stems("rated"):
        found = replace(found, role="share")
    if kind(figure.unit) == "count" and stem(cue_of(words) or "x") in stems("flows"):
        return _flow(words, found)
    if found.head in ("price", "rate", "level", "tax", "average") or money:
        if found.head in stems("earned"):
            found = replace(found, period=period(words))
        return replace(found, loose=not settled) if found.words or not settled else None
    if found.head in stems("bare") or (share and not found.words and found.head not in stems("rated")):
        if re.search(r"\ball (?:of )?(?:the )?$", words.before):
            return None  # `all 50 states`: as many as there are.
        said, shown = said_of(figure, text, share)
        loose = share or not said or found.head not in ("us", "people")
        return replace(found, said=said, shown=shown, loose=loose)
    return replace(found, loose=not settled) if share else _flow(words, found)


def _moving(found: Topic, words: Around, settled: bool) -> Topic | None:
    if found.head in stems("bare") and not found.words:
        return None
    time = period(words)
    if settled and scope.effect(words):
        found = replace(found, role="effect")
    return replace(found, period=time, loose=not time and not settled)


def _flow(words: Around, found: Topic) -> Topic | None:
    """A count of what is made, lost, sent: with the time it runs over, who made it, and whether at one place of work."""
    verb = cue_of(words)
    cue = stem(verb) if verb else ""
    if cue not in stems("flows"):
        said, shown = (cue, verb) if not found.words else ("", "")
        return replace(found, role="level", said=said, shown=f"({shown})" if shown else "", loose=True)
    found = replace(found, role="level", said=cue, shown=verb, period=period(words))
    site = scope.at_a_site(words)
    who, where = scope.subject(words, verb), scope.branch(words)
    narrow = found.words | ({f"by {who}"} if who else set()) | ({stem(where)} if where else set())
    return replace(found, words=frozenset(narrow), role="site" if site else "level", loose=site)


def _gift(figure: Figure, words: Around, found: Topic) -> Topic | None:
    """Aid: its kind, to whom, asked for, new or given, and since when; where nothing is said of it, its words decide."""
    to, way = _receiver(words), scope.giving(words)
    if to is None or not way:
        return replace(found, said=to or "", shown=to or "", role="gift", loose=True)
    kinds = scope.kinds(found.words | {found.head}) or scope.kinds(
        frozenset(stem(word) for word in WORD.findall(words.behind[:70]))
    )
    time = period(words)
    if way == "new" and re.search(r"\b(?:bring|total)", words.before[-60:]):
        way = "given"
    if way == "given" and not time:
        time = "to date"
    status = "pledged" if figure.status == "pledged" else found.status
    return Topic(
        unit=found.unit,
        head="aid",
        words=frozenset({kinds} if kinds else ()),
        role=way,
        said=to,
        period="" if way == "new" else time,
        status=status,
        loose=way == "asked",
        shown=to,
    )


_TO = re.compile(r"\b(?:to|for|Support)\s+(?:the\s+)?((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+){0,2})")
_SENT = re.compile(r"\b(?:sent|provid\w+|gave|giv\w+)\s+((?:[A-Z][\w’'-]+))")


def _receiver(words: Around) -> str | None:
    """Whom a gift goes to: the name after `to` or `for` behind the figure in its sentence."""
    match = _TO.search(words.behind[:220]) or _SENT.search(words.before[-80:])
    name = match.group(1) if match else None
    if name is None or stem(name) == "ukraine" or name.split()[0].lower() in ("ukraine’s", "ukraine's"):
        name = "Ukraine" if re.search(r"\bUkrain", words.whole) else name
    return f"to {name}" if name else None


_STOP = re.compile(r"[.,;:!?\n—–(]| and | but ")


def said_of(figure: Figure, text: str, share: bool = False) -> tuple[str, str]:
    """The first words of meaning behind the counted noun: `Americans [fully vaccinated]`, three of them for a share; stemmed
    and as they stand."""
    if figure.object is None:
        return "", ""
    behind = text[max(figure.object.end, figure.spans[0].end) : figure.object.end + 80]
    stop = _STOP.search(behind)
    words = [w.lower() for w in WORD.findall(behind[: stop.start()] if stop else behind)]
    kept = [word for word in words if word not in plain("skipped")]
    kept = kept[: 3 if share else 2 if kept[:1] == ["not"] else 1]
    return " ".join(map(stem, kept)), " ".join(kept)


def cue_of(words: Around) -> str:
    """The last word of meaning before the number, as it stands: `[created] 9 million jobs`."""
    before = re.split(r"[.;:!?\n—–(]", words.before[-60:])[-1]
    kept = [
        word
        for word in WORD.findall(before)
        if word.lower() not in plain("skipped") and word.lower() not in plain("ignored")
    ]
    return kept[-1] if kept else ""
