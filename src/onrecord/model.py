"""The types that cross stages: frozen, without behaviour, standard library only.

Offsets are Unicode code points of a document's text, half-open. A row is one thing said by one source at one place; its
id is a hash of document, kind and words, never of offsets or of a run (`text.Ids`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Genre = Literal["transcript", "statement", "news", "other"]
Basis = Literal["stated", "inferred", "user"]
Mode = Literal["direct", "indirect", "mixed"]
Approximator = Literal["exact", "about", "more_than", "less_than", "at_least", "at_most", "between", "vague"]
FigureStatus = Literal["actual", "goal", "pledged", "planned", "denied"]
CommitmentKind = Literal[
    "pledge", "assurance", "plan", "offer", "joint", "announcement", "refusal", "call", "demand"
]
Stage = Literal[
    "announced", "pledged", "committed", "under way", "delivered", "late", "dropped", "reversed", "restated"
]
ActorKind = Literal["person", "state", "organisation", "group", "unknown"]
TurnKind = Literal["speech", "question", "answer", "stage"]
EditKind = Literal[
    "function_word",
    "content_word",
    "number",
    "name",
    "negation",
    "modal",
    "condition",
    "qualifier",
    "quantifier",
    "tense",
]
Fidelity = Literal[
    "as_delivered", "prepared", "edited_report", "summary", "machine_captions", "press", "unknown"
]


# ---- words and places ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open code points `[start, end)` of one document's text, and the words that stand there."""

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Date:
    """A date at the precision known: `value` is ISO 8601 (`2019-03`), earliest and latest are full days or null."""

    value: str
    earliest: str | None
    latest: str | None
    basis: Basis
    evidence: tuple[Span, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who: the actor's id where one is known, the name we give, the words as written, and why no actor is named."""

    actor: str | None = None
    name: str | None = None
    as_written: str | None = None
    why: str = ""


# ---- sources and documents -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The bytes as received, kept and hashed; `id` is the start of their SHA-256."""

    id: str
    sha256: str
    media_type: str
    size: int
    path: str | None
    url: str | None
    got_at: str


@dataclass(frozen=True, slots=True)
class Furniture:
    """Characters of a document that belong to the page and not to its text; `why` is a short fixed reason."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """`WASHINGTON, Nov 14 (KUNA) --`: as written; any part may be missing."""

    place: str | None = None
    date: str | None = None
    agency: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Printing:
    """A place where a document's very bytes were met, with what is told of it there; not `current` once the place holds others."""

    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    published: Date | None = None
    current: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One part of a source read as text by one reader version; the text is never edited."""

    id: str
    source: str
    part: str
    text: str
    path: str | None = None
    url: str | None = None
    sha256: str = ""
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: Date | None = None
    dateline: Dateline | None = None
    genre: Genre = "other"
    fidelity: Fidelity = "unknown"
    occasion: str | None = None
    place: str | None = None
    speaker: str | None = None
    language: str = "en"
    furniture: tuple[Furniture, ...] = ()
    copies_of: str | None = None
    version: int = 1
    read_by: str = ""
    notes: tuple[str, ...] = ()
    printings: tuple[Printing, ...] = ()


SegmentKind = Literal[
    "turn",
    "paragraph",
    "lead",
    "dateline",
    "heading",
    "numbered",
    "bullet",
    "signatory",
    "stage",
    "caption",
    "quoted",
]


@dataclass(frozen=True, slots=True)
class Segment:
    """A range of the text that a genre's reader tells apart.

    A turn has `label` (the range of `MS. PSAKI:`, null where the title names the speaker), `speaker` as written,
    `turn_kind`, and `paragraphs`: each the ranges of one paragraph of speech, stage directions left out. Ranges never
    touch furniture.
    """

    kind: SegmentKind
    start: int
    end: int
    label: tuple[int, int] | None = None
    speaker: str | None = None
    turn_kind: TurnKind | None = None
    number: str | None = None
    paragraphs: tuple[tuple[tuple[int, int], ...], ...] = ()


# ---- rows ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every kept row has. `document` is null where the thing spans several; `made_by` is rule or model and version."""

    id: str
    document: str | None
    spans: tuple[Span, ...]
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn(Row):
    """One speaker's uninterrupted speech; the span leaves the label out.

    Each paragraph is a tuple of spans: more than one where a stage direction stood inside it.
    """

    speaker: Speaker
    kind: TurnKind
    label: Span | None = None
    paragraphs: tuple[tuple[Span, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Row):
    """A TIMEX3 (ISO 24617-1): `value` as that standard writes it; `date` where it stands for calendar days."""

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    granularity: str = ""
    anchor: str = ""
    rule: str = ""
    date: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Row):
    """Words that name an actor or a place; `name` is the fullest form known in this document, `office` a title beside it."""

    kind: Literal["person", "state", "organisation", "group", "place", "office"]
    name: str
    office: str | None = None
    of: str | None = None
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Row):
    """An attribution: who (`source`), the saying (`cue`), what (`content`).

    `attitude` is true for wants and beliefs; `via` is the speaker through whom a second-hand statement comes;
    `turn` is set for a paragraph of a transcript.
    """

    mode: Mode
    polarity: Literal["positive", "negative"] = "positive"
    speaker: Speaker = field(default_factory=Speaker)
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...] = ()
    said_on: Date | None = None
    meeting: str | None = None
    topics: tuple[str, ...] = ()
    attitude: bool = False
    via: Speaker | None = None
    turn: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Row):
    """A quantity with what it counts. `unit` is ISO 4217, `percent`, UCUM, or the counted head noun in the singular.

    `low == high` for one value, also when about; null is an open end. `object` is the counted phrase, `head` its noun.
    `about` is the subject of its clause. `per` is the unit of a rate; `share_of` what a percent is of; `same_as` another figure giving the same fact in another unit.
    """

    low: float | None
    high: float | None
    approximator: Approximator
    unit: str
    object: Span | None = None
    head: str | None = None
    about: Span | None = None
    place: str | None = None
    as_of: Date | None = None
    status: FigureStatus = "actual"
    change: Literal["up", "down", "from_to"] | None = None
    multiple: bool = False
    per: str | None = None
    share_of: str | None = None
    over: str | None = None
    statement: str | None = None
    measure: str | None = None
    same_as: str | None = None
    parts: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment(Row):
    """Someone bound or called on. `action` is the span of what is to be done; `why` says how the obligor was read."""

    kind: CommitmentKind
    stated_by: Speaker
    obligor: Speaker
    addressees: tuple[str, ...] = ()
    action: Span | None = None
    amount: str | None = None
    due: Date | None = None
    condition: Span | None = None
    statement: str | None = None
    thread: str | None = None
    stage: Stage = "announced"
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Row):
    """People who met on a date at a place. `attendance` are ids of figures; a meeting told by several has `document` null."""

    name: str
    date: Date | None = None
    place: str | None = None
    hosts: tuple[str, ...] = ()
    attendance: tuple[str, ...] = ()
    attendees: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Row):
    """Something that happened on a date at a place. `from_` and `to` are the sides of a change of control."""

    type: Literal[
        "control_change",
        "contribution",
        "harm",
        "attack",
        "deployment",
        "withdrawal",
        "strike",
        "arrest",
        "protest",
        "other",
    ]
    date: Date | None = None
    place: str | None = None
    actors: tuple[str, ...] = ()
    from_: str | None = None
    to: str | None = None
    figures: tuple[str, ...] = ()
    factuality: Literal["actual", "planned", "possible", "denied"] = "actual"
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Attested:
    """On this date these words say so."""

    date: Date | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Row):
    """Who belongs to the campaign, as attested; the actor's name stands in `actor_name`."""

    actor: str | None
    actor_name: str
    attested: tuple[Attested, ...]
    joined: Date | None = None
    left: Date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective(Row):
    """What the campaign says it is for."""

    text: str
    stated_by: Speaker
    line_of_effort: str | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """An office with the dates at which it is attested; a text seldom says from when to when."""

    title: str
    of: str | None
    attested: tuple[Attested, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Row):
    """Person, state, organisation or group, shared by all documents. Persons merely mentioned are `private`."""

    kind: ActorKind
    name: str
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    private: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """One dated value of a measure."""

    figure: str
    as_of: Date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Row):
    """Figures about the same thing as a dated series; `near` are ids of measures of another scope."""

    name: str
    unit: str
    place: str | None = None
    series: tuple[Point, ...] = ()
    near: tuple[str, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """One change between a quotation and what was said; ranges are spans on both sides, null where a side has none."""

    kind: EditKind
    ours: Span | None
    theirs: Span | None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Row):
    """The result of comparing two or more things: `items` are their ids, `values` what differs, `why` a sentence.

    `decision` is a person's and stays. `values` holds plain JSON; for quotations: match, edits, may_change_meaning, changes, speaker, occasion, against.
    """

    check: Literal["quotes", "figures", "copies", "commitments", "offices", "versions", "transcripts"]
    verdict: str
    items: tuple[str, ...]
    why: str
    severity: int = 0
    values: Mapping[str, object] = field(default_factory=dict)
    decision: Literal["accepted", "dismissed"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something not read, kept or resolved, and why. `reason` is a short fixed word; `document` may be a path."""

    id: str
    document: str | None
    step: str
    reason: str
    detail: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's decision: appended, never overwritten; quote and context re-anchor it when the record is rebuilt."""

    id: str
    item: str
    field: str
    old: object
    new: object
    who: str
    when: str
    why: str = ""
    noun: str = ""
    document: str | None = None
    quote: str | None = None
    context: str | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Findings of an earlier run, by id, that a check would make again just so: they stay as they are."""

    ids: tuple[str, ...]


# ---- what stages hand each other -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor that the campaign file names: aliases as written in texts, offices with from and to years if known."""

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    member: bool = False
    joined: str | None = None


@dataclass(frozen=True, slots=True)
class Campaign:
    """The campaign file: names only, no findings. An empty one serves any record."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    actors: tuple[KnownActor, ...] = ()
    lines_of_effort: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    objectives: tuple[str, ...] = ()
    measures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """A document while it is extracted: each extractor sees the rows that earlier ones found."""

    document: Document
    segments: tuple[Segment, ...]
    campaign: Campaign = field(default_factory=Campaign)
    turns: tuple[Turn, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    events: tuple[Event, ...] = ()
    memberships: tuple[Membership, ...] = ()
    objectives: tuple[Objective, ...] = ()
    problems: tuple[Problem, ...] = ()
