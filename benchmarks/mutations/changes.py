"""Thirteen ways in which a printed quotation departs from what was said; each takes one sentence.

A change returns None where the sentence does not lend itself to it. It never says which word it would have
taken: the words are in words.toml.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.mutations.sentences import WORDS, words


@dataclass(frozen=True, slots=True)
class Change:
    """A changed text and the accepted answers; `edits` holding `*` accepts any."""

    text: str
    match: set[str]
    edits: set[str]
    may_change: set[bool]
    what: str
    speaker: str | None = None
    others: tuple[str, ...] = ()


def _curly(phrase: str) -> str:
    return phrase.replace("'", "’")


def places(text: str, phrase: str) -> list[re.Match[str]]:
    """Where the phrase stands as whole words, in small letters or at a start."""
    pattern = re.escape(phrase).replace("'", "['’]")
    first = (
        f"[{re.escape(phrase[0].lower())}{re.escape(phrase[0].upper())}]"
        if phrase[0].isalpha()
        else re.escape(phrase[0])
    )
    rest = pattern[len(re.escape(phrase[0])) :]
    return list(re.finditer(rf"(?<![\w’'-]){first}{rest}(?![\w’'-])", text))


def has(text: str, phrases: list[str]) -> bool:
    """Whether any of the phrases stands in the text."""
    return any(places(text, p) for p in phrases)


def before(text: str, m: re.Match[str]) -> str:
    """The word just before, small; empty after a comma, a dash or nothing."""
    found = re.search(r"([\w’'-]+) $", text[: m.start()])
    return found[1].lower().replace("’", "'") if found else ""


def after(text: str, m: re.Match[str]) -> str:
    """The word just after, small; empty before a mark or the end."""
    found = re.match(r" ([\w’'$-]+)", text[m.end() :])
    return found[1].lower().replace("’", "'") if found else ""


def tidy(text: str) -> str:
    """Spaces and commas as a printer would leave them, a capital at the start."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ([,.;:!?])", r"\1", text)
    text = re.sub(r",+([,.;:!?])", r"\1", text)
    text = re.sub(r"(— )+—", "—", text)
    text = text.strip(" ,—")
    return text[:1].upper() + text[1:]


def put(text: str, m: re.Match[str], new: str) -> str:
    """The text with the match replaced, its capital kept."""
    new = _curly(new)
    if m[0][:1].isupper() and not m[0].startswith(("I ", "I’")):
        new = new[:1].upper() + new[1:]
    return tidy(text[: m.start()] + new + text[m.end() :])


def harmless(text: str) -> bool:
    """Whether a lost piece bears no negation, condition, modal, qualifier, quantifier, number."""
    lists = WORDS["meaning"]
    if re.search(r"\d|n[’']t\b|[’'](?:ll|d)\b", text) or any(has(text, lists[k]) for k in lists):
        return False
    return not has(
        text,
        [a for a, _ in WORDS["typography"]["number_words"]]
        + ["one", "hundred", "thousand", "million", "billion"],
    )


def interior(text: str, low: int, high: int, side: int) -> list[tuple[str, str, str]]:
    """(left, lost, right) for each stretch between commas or dashes of so many words, with enough on each side."""
    marks = [m.span() for m in re.finditer(r", | — ", text)]
    out = []
    for i, (a, b) in enumerate(marks):
        for c, d in marks[i + 1 :]:
            left, lost, right = text[:a], text[b:c], text[d:]
            if _again(text, lost, right):
                continue
            if low <= len(words(lost)) <= high and min(len(words(left)), len(words(right))) >= side:
                out.append((left, lost, right))
    return out


def _again(text: str, lost: str, right: str) -> bool:
    """Whether the lost words are said twice, or are a start that what follows begins anew: no cut, but tidying."""
    first, following = words(lost)[:1], words(right)[:1]
    return first == following or len(places(text, lost)) > 1


def _told(kind: str, old: str, new: str) -> str:
    return f"{kind}: {old} -> {new}"


def _worded(
    text: str, m: re.Match[str], new: str, kinds: set[str], may: set[bool], dropped: bool = False
) -> Change:
    match = {"wording", "elided"} if dropped else {"wording"}
    return Change(put(text, m, new), match, kinds, may, _told("/".join(sorted(kinds)), m[0], new))


def typography(text: str, rng: random.Random) -> Change | None:
    """Other apostrophes, dashes, edge marks, spellings, figures for number words: nobody's words change."""
    new, done = text, []
    pairs = [tuple(p) for p in WORDS["typography"]["spellings"] + WORDS["typography"]["number_words"]]
    for old, other in rng.sample(pairs, len(pairs)):
        spots = places(new, old)
        if spots and not (other.isdigit() and (len(spots) > 1 or before(new, spots[0]) in ("the", "of"))):
            new, done = put(new, spots[0], other), [*done, f"{old} -> {other}"]
            break
    if " — " in new and (not done or rng.random() < 0.7):
        new, done = new.replace(" — ", rng.choice([" - ", " -- ", "—", " – "])), [*done, "dash"]
    if "’" in new and (rng.random() < 0.5):
        new, done = new.replace("’", "'"), [*done, "apostrophe"]
    if new.split()[0] in WORDS["typography"]["openers"] and rng.random() < 0.3:
        new, done = new[0].lower() + new[1:], [*done, "small letter"]
    if text.endswith(".") and rng.random() < (0.3 if done else 0.1):
        new, done = new[:-1] + ",", [*done, "edge comma"]
    return Change(new, {"typography"}, set(), {False}, "; ".join(done)) if done else None


_RESTART = re.compile(r"(?<![\w’-])([\w’]+(?: [\w’]+){0,3}),? — (\1)(?![\w’-])", re.I)
_BROKEN = re.compile(r"(?<![\w’-])((?:[\w’]+ ){0,3})([\w’]{1,7})- — \1(?=\2)")


def broken_off(text: str) -> bool:
    """Whether a speaker begins again, or breaks off within a word."""
    return bool(_RESTART.search(text) or re.search(r"\w- |- —|—$|, and, and\b|\b(\w+),? \1\b", text))


def filler_removed(text: str, rng: random.Random) -> Change | None:
    """A filler, a false start or a repeated beginning left out."""
    options = [(m, m[2], "false start") for m in _RESTART.finditer(text) if m.start() > 0]
    options += [(m, m[1], "broken word") for m in _BROKEN.finditer(text) if m.start() > 0]
    for f in WORDS["fillers"]["inside"]:
        found = re.finditer(rf"(?:,| —) {re.escape(f)}(?:,| —)(?= )", text)
        options += [(m, _left_mark(text, m), "filler") for m in found if len(words(text[: m.start()])) >= 2]
    if not options:
        return None
    m, left, what = rng.choice(options)
    new = tidy(text[: m.start()] + left + text[m.end() :])
    return None if broken_off(new) else Change(new, {"tidied"}, set(), {False}, f"{what}: {m[0]}")


def _left_mark(text: str, m: re.Match[str]) -> str:
    """What stays where a filler stood: a dash where one was, a comma before a conjunction, else nothing."""
    if "—" in m[0]:
        return " —"
    if re.search(r"\b(?:and|but|so|or|that)$", text[: m.start()], re.I):
        return ""
    return (
        ","
        if re.match(r" (?:and|but|so|or|because|which|what|I|we|they|it|he|she)\b", text[m.end() :])
        else ""
    )


def marked_cut(text: str, rng: random.Random) -> Change | None:
    """Three to fifteen harmless words inside left out, with a mark."""
    parts = [p for p in interior(text, 3, 15, side=4) if harmless(p[1])]
    if not parts:
        return None
    left, lost, right = rng.choice(parts)
    mark = rng.choice([" … ", " ... ", " . . . ", " [...] ", "... "])
    return Change(tidy(left).rstrip(",") + mark + right, {"elided"}, set(), {False}, f"lost: {lost}")


def unmarked_cut(text: str, rng: random.Random) -> Change | None:
    """Two to five harmless words between commas left out, and nothing shows it."""
    lists = WORDS["asides"]
    parts = [p for p in interior(text, 2, 5, side=4) if harmless(p[1]) and _aside(text, *p)]
    if not parts:
        return None
    left, lost, right = rng.choice(parts)
    listed = lost.split()[0].lower() not in lists["openers"] and not has(lost, lists["soft"])
    series = re.match(r"(?:a|an|the|our|their|your|more|\w+ing)\b", right) and listed
    link = (
        ", "
        if series or re.match(r"(?:and|or|but|so|which|who|where|I|we|they|he|she|it|you)\b", right)
        else " "
    )
    match = {"elided", "tidied"} if has(lost, lists["soft"]) else {"elided"}
    return Change(tidy(left + link + right), match, set(), {False}, f"lost: {lost}")


def _aside(text: str, left: str, lost: str, right: str) -> bool:
    """Whether the lost words stand between two commas, are one phrase, and are no filler."""
    fillers = [f.lower() for f in WORDS["fillers"]["inside"]]
    return (
        f"{left}, {lost}, {right}" == text
        and not re.search(r"[,;:—]", lost)
        and lost.lower() not in fillers
        and not re.match(
            r"(?:and|or|but|so|you know|I|we|they|he|she|it|look|well|again|frankly|the fact|there|that|this|\w+ed)\b",
            lost,
            re.I,
        )
        and not re.match(r"(?:and|or|but) (?:I|we|they|he|she|it|you)\b", right)
    )


_CONDITION = {"condition"}
_VERB = re.compile(
    r"\b(?:is|are|was|were|will|would|can|could|should|may|might|must|have|has|had|do|does|need|needs|want|going)\b|’(?:ll|re|s|d|ve|m)\b|n’t\b"
    r"|^(?:I|[Ww]e|[Tt]hey|[Yy]ou|[Hh]e|[Ss]he|it) \w+"
)


def condition_cut_start(text: str, rng: random.Random) -> Change | None:
    """The condition that opens the sentence left out; the promise stands alone."""
    lists = WORDS["condition"]
    comma = text.find(", ")
    opener = next(
        (p for p in sorted(lists["starts"], key=len, reverse=True) if places(text[: len(p) + 1], p)), None
    )
    if opener is None or comma < 0 or has(text[: comma + 1], lists["idle"]) or text.endswith("?"):
        return None
    main = re.sub(r"^then ", "", text[comma + 2 :])
    if (
        main.split()[0].rstrip(",") not in {_curly(w) for w in lists["subjects"]}
        or len(words(text[:comma])) < 3
    ):
        return None
    if "—" in text[:comma] or main.startswith("you know"):
        return None
    if not _VERB.search(" ".join(main.split(",")[0].split()[:7])):
        return None
    edits = {"condition", "negation"} if opener in ("without", "absent", "barring", "unless") else _CONDITION
    return Change(tidy(main), {"elided"}, edits, {True}, f"lost: {text[:comma]}")


_HANGS = re.compile(
    r"\b(?:when|what|how|and|or|but|that|to|of|is|are|the|will|than|where|why|who|especially|particularly|even|only|because)$",
    re.I,
)


def condition_cut_end(text: str, rng: random.Random) -> Change | None:
    """The condition that closes the sentence left out."""
    lists = WORDS["condition"]
    spots = [m for p in lists["ends"] for m in places(text, p)]
    spots = [
        m
        for m in spots
        if before(text, m) not in lists["whether"] and not has(text[m.start() :], lists["idle"])
    ]
    if not spots or text.endswith("?"):
        return None
    m = min(spots, key=lambda m: (m.start(), -m.end()))
    main, lost = text[: m.start()].rstrip(" ,—"), text[m.start() :]
    if (
        not 3 <= len(words(lost)) <= 25
        or len(words(main)) < 8
        or has(main, ["if", "whether", *lists["asking"]])
        or _HANGS.search(main)
    ):
        return None
    if re.search(r"—|[,;:] | and \d| or not\b| and (?:he|she|we|they|I|it|you)\b", lost):
        return None
    edits = {"condition", "negation"} if m[0] == "unless" else _CONDITION
    return Change(tidy(main) + text[-1], {"elided"}, edits, {True}, f"lost: {lost}")


def _denied(text: str) -> bool:
    return bool(re.search(r"n[’']t\b", text)) or has(text, WORDS["meaning"]["negations"])


def _denials(text: str) -> int:
    said = [w for w in WORDS["meaning"]["negations"] if w not in ("few", "little", "against", "except")]
    return len(re.findall(r"n[’']t\b", text)) + sum(len(places(text, w)) for w in said)


def _turns_back(text: str, m: re.Match[str]) -> bool:
    """Whether the sentence still reads when this denial is gone: no contrast follows, no set phrase."""
    rest, old = text[m.end() :], m[0].lower()
    if re.search(r"\b(?:any|anything|anyone|anybody|ever|yet|either|much|at all)\b", rest, re.I):
        return False
    if re.search(
        r"\bbut\b|\brather\b|\binstead\b|[,;—] (?:it|that|they|this|he|she|we|I)[’ ](?:s|re|m|is|are)\b", rest
    ):
        return False
    if old == "never":
        return before(text, m) in WORDS["negation"]["never_after"]
    return old != "nothing" or after(text, m) in WORDS["negation"]["nothing_before"]


def negation_in(text: str, rng: random.Random) -> Change | None:
    """A denial put where there was none."""
    lists = WORDS["negation"]
    if text.endswith("?") or _denied(text):
        return None
    options = [
        (m, form) for base, *forms in lists["auxiliaries"] for m in places(text, base) for form in forms
        if before(text, m) not in lists["keep_before"] and after(text, m) and after(text, m) not in lists["keep_after"]
        and (" " in base or "'" in base or m.start() > 0)
    ]  # fmt: skip
    if not options:
        return None
    m, form = rng.choice(options)
    kinds = {"negation", "quantifier"} if form in ("no one", "nobody", "nothing") else {"negation"}
    return _worded(text, m, form, kinds, {True})


def negation_out(text: str, rng: random.Random) -> Change | None:
    """A denial taken out or turned back."""
    lists = WORDS["negation"]
    if text.endswith("?") or _denials(text) != 1:
        return None
    options = [
        (m, new) for old, new in lists["out"] for m in places(text, old)
        if _turns_back(text, m) and after(text, m) and after(text, m) not in lists["keep_after"] and before(text, m) not in lists["keep_before"]
    ]  # fmt: skip
    if not options:
        return None
    m, new = rng.choice(options)
    kinds = {"negation", "quantifier"} if m[0].lower() in ("no one", "nobody", "nothing") else {"negation"}
    # "don't" is "do not": read so, the denial is a word left out.
    dropped = (
        bool(re.search(rf"^{re.escape(_curly(new))}(?: |n’t$)|^(?:won|can)’t$", _curly(m[0]), re.I))
        or m[0] == "cannot"
    )
    return _worded(text, m, new, kinds, {True}, dropped)


_FIGURE = re.compile(r"(?<![\w.,:/’-])\$?(\d[\d,]*(?:\.\d+)?)(?![\w:/’-]|,\d|\.\d)")


def _other_figure(old: str, rng: random.Random) -> str:
    """A figure that could stand in its place: as round, in the same style, not far off."""
    value = float(old.replace(",", ""))
    if "." in old:
        places_ = len(old.split(".")[1])
        return f"{max(value + rng.choice([-1, 1, 2]) * (1 if value < 10 else 10), 0.5):.{places_}f}"
    whole = int(value)
    if 1900 < whole < 2100 and "," not in old:
        return str(whole + rng.choice([-2, -1, 1, 2]))
    step = 1
    while whole % (step * 10) == 0 and whole > step * 10:
        step *= 10
    new = whole + rng.choice([-3, -2, -1, 1, 2, 3]) * step
    new = new if new > 0 else whole + step
    return f"{new:,}" if "," in old else str(new)


def number(text: str, rng: random.Random) -> Change | None:
    """Another number in its place."""
    lists, options = WORDS["number"], []
    for m in _FIGURE.finditer(text):
        if not re.search(
            r"(?:Title|Section|Route|Flight|Article|Highway|Chapter|Level|Day|One|No\.) $", text[: m.start()]
        ):
            options.append((m, m[0].replace(m[1], _other_figure(m[1], rng))))
    for old, new in lists["words"]:
        for m in places(text, old):
            free = old in ("dozens", "hundreds", "thousands", "twice", "double", "two-thirds", "one-third")
            if (free and before(text, m) not in ("a", "to", "of", "by")) or after(text, m) in lists[
                "second_hand_words"
            ]:
                options.append((m, new))
    for old, new in lists["scales"]:
        options += [(m, new) for m in places(text, old) if re.search(r"\d $", text[: m.start()])]
    if not options:
        return None
    m, new = rng.choice(options)
    return _worded(text, m, new, {"number"}, {True})


_BURDENS = ("need to", "needs to", "have to", "has to", "ought to")
_CLAUSE_START = re.compile(
    r"(?:^|[,;—:] |\b(?:and|but|so|that|think|because|know|believe|if|when) )(?:we|they|you|I|he|she|it)(?: all)? $",
    re.I,
)


def modal(text: str, rng: random.Random) -> Change | None:
    """More certain, or less, than it was said."""
    lists = WORDS["modal"]
    options = [
        (m, new) for old, *forms in lists["swaps"] for m in places(text, old) for new in forms
        if m[0][0].islower() == old[0].islower() and after(text, m) and after(text, m) not in lists["not_before"]
        and before(text, m) not in lists["not_after"]
        and (before(text, m) or " " in old or "'" in old)
        and (old not in _BURDENS or _CLAUSE_START.search(text[: m.start()]))
    ]  # fmt: skip
    if not options or text.endswith("?"):
        return None
    m, new = rng.choice(options)
    return _worded(text, m, new, {"modal"}, {True})


_COUNT = re.compile(
    r" (?:\$?\d|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|\w+ty|half) ?(?:hundred|thousand|million|billion|percent|dozen|years|months|weeks|days|times)?\b)"
)


def qualifier(text: str, rng: random.Random) -> Change | None:
    """What limited the statement left out, or made to say more or less."""
    lists = WORDS["qualifier"]
    options: list[tuple[re.Match[str], str, set[str]]] = []
    for old, new in [*([w, ""] for w in lists["drop"]), *lists["swap"]]:
        kinds = (
            {"qualifier", "quantifier"}
            if old in lists["before_number"] or old.endswith(" of")
            else {"qualifier"}
        )
        options += [(m, new, kinds) for m in places(text, old) if _limits(text, m, old)]
    for old, new in lists["quantifiers"]:
        options += [(m, new, {"qualifier", "quantifier"}) for m in places(text, old) if _counts(text, m)]
    options = [o for o in options if o[0].start() > 0]
    if not options:
        return None
    m, new, kinds = rng.choice(options)
    return _worded(text, m, new, kinds, {True}, dropped=not new)


def _limits(text: str, m: re.Match[str], old: str) -> bool:
    if old in WORDS["qualifier"]["before_number"]:
        return bool(_COUNT.match(text[m.end() :])) and before(text, m) not in (
            "is",
            "talk",
            "talking",
            "know",
            "all",
            "not",
            "what",
            "how",
        )
    lists = WORDS["qualifier"]
    nearby = after(text, m)
    return bool(nearby) and nearby not in lists["not_before"] and (before(text, m) not in lists["not_after"])


def _counts(text: str, m: re.Match[str]) -> bool:
    """Whether a quantifier stands before the things that it counts."""
    if (
        before(text, m) in WORDS["qualifier"]["no_count_after"]
        or after(text, m) in WORDS["qualifier"]["no_count_before"]
    ):
        return False
    if m[0].lower().endswith(" of"):
        return True
    if _COUNT.match(text[m.end() :]):
        return False
    many = re.match(r" ([\w-]+)(?: ([\w-]+))?", text[m.end() :])
    return bool(many) and any(_plural(w or "") for w in many.groups()) != (m[0].lower() in ("every", "each"))


def _plural(word: str) -> bool:
    return word in ("people", "children", "women", "men") or bool(re.search(r"[^sui]s$", word))


_PEOPLE = ("presidents", "premiers", "senators", "secretaries", "advisers", "justices")


def name(text: str, rng: random.Random) -> Change | None:
    """Another person, place or body of the same sort."""
    options = []
    for sort, group in WORDS["names"].items():
        here = [(n, m) for n in group for m in places(text, n) if m[0] == n or n.startswith("the ")]
        for n, m in here:
            others = [
                o
                for o in group
                if o != n and not places(text, o) and o.startswith("the ") == n.startswith("the ")
            ]
            part = re.search(r"[A-Z][\w’.]* $", text[: m.start()]) and sort not in _PEOPLE
            if others and not part and not re.match(r" [A-Z]|’s [A-Z]| of ", text[m.end() :]):
                options.append((m, others))
    if not options:
        return None
    m, others = rng.choice(options)
    return _worded(text, m, rng.choice(others), {"name"}, {True, False})


def synonym(text: str, rng: random.Random) -> Change | None:
    """A content word for another that says about the same."""
    lists = WORDS["synonym"]
    options = [
        (m, new) for old, new in lists["pairs"] if old != new for m in places(text, old)
        if m.start() > 0 and m[0][0].islower() and before(text, m) and after(text, m)
        and before(text, m) not in lists["not_after"] and not re.search(r"\b[aA]n? $", text[: m.start()])
    ]  # fmt: skip
    if not options:
        return None
    m, new = rng.choice(options)
    return _worded(text, m, new, {"content_word"}, {False})


KINDS: dict[str, Callable[[str, random.Random], Change | None]] = {
    f.__name__: f
    for f in (
        typography, filler_removed, marked_cut, unmarked_cut, condition_cut_start, condition_cut_end, negation_in,
        negation_out, number, modal, qualifier, name, synonym,
    )
}  # fmt: skip
