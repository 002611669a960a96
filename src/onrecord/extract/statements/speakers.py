"""Who a source is: the words as written, and the fullest name that this document gives, or why there is none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from onrecord.extract.statements.cast import RUN, Cast, Person, another_head, without_office
from onrecord.extract.statements.pronouns import PRONOUNS, RELATIVES, Heard, by_pronoun, by_relative
from onrecord.extract.statements.quotes import Range
from onrecord.extract.statements.releases import listing, met, official
from onrecord.extract.statements.words import words
from onrecord.model import Page, Speaker
from onrecord.values.name import listed, lists, parted, pronoun_of, same_person, surname

_ACRONYM = re.compile(r"\s*\((?:[A-Z][A-Z.&-]{1,9})\)$")  # the short form after the full name
_NICKNAME = re.compile(r" [\"“][A-Z][\w.]*(?: [A-Z][\w.]*)?[\"”](?= [A-Z])")
_ARTICLE = re.compile(r"^(?:the|a|an|his|her|its|their|our|this|that|another|one|some)\s+", re.I)
_COMPLEMENT = words("complement_openers")
_BODIES = ("state", "organisation", "group")
_JOINS = re.compile(r"\s*(?:\([A-Z][\w&.-]*\))?\s*(?:,?\s*and\b|,)?\s*(?:the\b)?\s*", re.I)
_AND_ONE = re.compile(r",?\s+and\s+(?:the\s+)?([A-Z][\w&-]*)")
_WITHIN = re.compile(r"\s*(?:\([A-Z][\w&.-]*\))?\s+(?:at|in|within|under)\s+")


class Resolver:
    """Names the sources of one document in the order of its text."""

    def __init__(self, page: Page) -> None:
        self.text = page.document.text
        self.page = page
        self.cast = Cast(page)
        self.heard: list[Heard] = []
        self.together = self._together()
        self.official = bool(official(page.document))
        self.named_at = {m.spans[0]: m.name for m in page.mentions if m.kind in _BODIES}
        self.bodies = sorted(self.named_at, key=lambda s: s.start)
        self.mentioned = {
            _ARTICLE.sub("", m.spans[0].quote).lower(): m.name for m in page.mentions if m.kind in _BODIES
        }

    def of(self, source: Sequence[Range], at: int) -> Speaker:
        """The speaker of these source ranges."""
        if not source:
            return Speaker(why="no source is named")
        words = " ".join(" ".join(self.text[a:b] for a, b in source).split()).strip(" ,;:")
        words = re.sub(r"(?<=\w)(?:['’]s|(?<=s)['’])$", "", words) or words
        place, bare = source[0][0], words.lower()
        if bare in PRONOUNS:
            speaker, pronoun = by_pronoun(self, words, min(at, place))
        elif bare in RELATIVES:
            speaker, pronoun = by_relative(self, words, place)
        else:
            speaker, pronoun = self._of_bodies(source, words) or self._named(words)
        if self.together and bare in listed("together"):
            speaker, pronoun = (
                Speaker(None, self.together, words, "several speakers, whom the title names"),
                "they",
            )
        if bare not in RELATIVES | {"some", "others"}:
            self.heard.append(Heard(place, speaker, pronoun))
        return speaker

    def named(self, words: str) -> Speaker:
        """The speaker that a label or a title names; `THE PRESIDENT` by the office, else the name it holds."""
        speaker, _ = self._named(words)
        if speaker.name and speaker.name == _ARTICLE.sub("", words):
            titles, name = parted(words.split())
            if titles and name:
                person = self.known(titles, name)
                return Speaker(None, person.name if isinstance(person, Person) else " ".join(name), words)
        return speaker

    def named_or_not(self, words: str) -> tuple[Speaker, str]:
        """The speaker that some words name, and the pronoun for them."""
        return self._named(words)

    def last(self) -> Speaker | None:
        """The speaker heard last."""
        return self.heard[-1].speaker if self.heard else None

    def _together(self) -> str | None:
        """Both sides of a readout's meeting, where each is one person or a list of them."""
        sides = [self._people(side) for side in met(self.page.document.title or "") or ()]
        people = [person.name for side in sides for person in side]
        return " and ".join(people) if sides and all(sides) else None

    def _people(self, side: str) -> list[Person]:
        found = [self._head(part) for part in re.split(r",?\s+and\s+|,\s+", side)]
        return [person for person in found if isinstance(person, Person)]

    def _of_bodies(self, source: Sequence[Range], words: str) -> tuple[Speaker, str] | None:
        """Several states or bodies that `and` joins, or the one that a source begins with: `the Port Office at the NHA`."""
        start, end = source[0][0], source[-1][1]
        first = bisect_left(self.bodies, start, key=lambda s: s.start)
        last = bisect_left(self.bodies, end, key=lambda s: s.start)
        inside = [s for s in self.bodies[first:last] if s.end <= end]
        if not inside or len(source) > 1:
            return None
        edges = [start, *(edge for s in inside for edge in (s.start, s.end)), end]
        gaps = [self.text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
        tail = _AND_ONE.fullmatch(gaps[-1])
        if (len(inside) > 1 or tail) and all(map(_JOINS.fullmatch, gaps[:-1] if tail else gaps)):
            names = [*(self.named_at[s] for s in inside), *((tail[1],) if tail else ())]
            return Speaker(None, listing(names), words, "several speakers"), "they"
        ahead = self.text[start : inside[-1].start].rstrip()
        if ahead.endswith(("'s", "’s")) and _JOINS.fullmatch(gaps[-1]):  # `the Ministry’s Port Office`
            return Speaker(None, self.named_at[inside[-1]], words), "it"
        if _JOINS.fullmatch(gaps[0]) and _WITHIN.match(self.text[inside[0].end : end]):
            return Speaker(None, self.named_at[inside[0]], words), "it"
        return None

    # ---- names ----

    def _named(self, words: str) -> tuple[Speaker, str]:
        bare = _NICKNAME.sub("", words)
        if bare != words:
            speaker, pronoun = self._named(bare)
            return replace(speaker, as_written=words), pronoun
        several = self._several(words)
        if several:
            return Speaker(None, several, words, "several speakers"), "they"
        person = self._person_in(words)
        if isinstance(person, Person):
            return Speaker(None, person.name, words), person.pronoun
        if person:
            return Speaker(None, None, words, person), ""
        by_office = self._by_office(words) or self._by_description(words)
        if by_office:
            return Speaker(
                None, by_office.name, words, "the only one of that office in this document"
            ), by_office.pronoun
        return self._institution(words)

    def _several(self, words: str) -> str | None:
        """The names of several speakers joined by `and`, where each part names one."""
        if re.search(r",\s+(?:an?|the|who|now|one|former)\s", words):
            return None
        parts = re.split(r",?\s+and\s+|,\s+", words)
        if not 2 <= len(parts) <= 5 or " and " not in words:
            return None
        people = [self._head(part) or self._by_office(part) for part in parts]
        if all(isinstance(p, Person) for p in people):
            return " and ".join(p.name for p in people if isinstance(p, Person))
        offices = [self._by_office(part) or part for part in parts]
        if all(re.match(r"(?:the|its|their|his|her)\s", part, re.I) for part in parts) or (
            len(parts) == 2 and all(part.lower() in self.mentioned for part in parts)
        ):
            return " and ".join(
                o.name if isinstance(o, Person) else re.sub(r"^[Tt]he ", "", o) for o in offices
            )
        return None

    def _person_in(self, words: str) -> Person | str | None:
        """The person that heads a phrase, or a sentence saying why it could be several."""
        chunks = words.split(",")
        found = self._last(words) or self._head(chunks[0])
        if found or len(chunks) == 1:
            return found
        first = chunks[0].lower().split()
        if first and (
            _head_noun(first) in listed("unnamed_heads") or any(w in listed("titles") for w in first)
        ):
            beside = ",".join(chunks[1:]).strip()
            return self._head(beside) if beside[:1].isupper() else None
        return None

    def _last(self, words: str) -> Person | None:
        """The person with whose full name an office ends: `President of the Isle of Vale Ada Lund`."""
        parts = words.split()
        if len(parts) < 5 or parts[0].lower() not in listed("titles") or parts[1] not in ("of", "for"):
            return None
        some = self.cast.people.get(surname(words), ())
        return next((p for p in some if " " in p.name and words.endswith(f" {p.name}")), None)

    def _head(self, chunk: str) -> Person | str | None:
        for match in RUN.finditer(chunk):
            if chunk[: match.start()].endswith("-"):
                continue
            names = re.sub(r"(?:'s|’s)$", "", match.group()).split()
            titles, name = parted(names)
            ahead = chunk[: match.start()].split()
            rest = chunk[match.end() :].split()
            if len(ahead) > 1 and ahead[-1] == "the" and ahead[-2].lower() in _COMPLEMENT:
                continue  # `the Order on Fair Play in the Norland Economy`
            if ahead and ahead[-1].endswith(("'s", "’s")) and not titles:
                continue  # `the President’s Fiscal Year 2023 request`
            if match.group().endswith(("'s", "’s")) or chunk[match.end() : match.end() + 2] in ("'s", "’s"):
                continue
            moved, titles = without_office(ahead, titles, name)
            if ahead and ahead[-1].lower() in _COMPLEMENT and "of" not in titles:
                continue
            name = moved
            if _describes(chunk[match.end() :]):
                continue
            if (
                rest
                and not rest[0].isupper()
                and rest[0] != "today"
                and rest[0].lower() in listed("unnamed_heads") | listed("documents") | listed("group_words")
            ):
                continue
            if name and (person := self.known([*ahead, *titles], name)):
                return person
        return None

    def known(self, titles: Sequence[str], name: Sequence[str]) -> Person | str | None:
        """The person of this name, or a sentence saying whose it could be."""
        full = " ".join(name)
        some = self.cast.people.get(surname(full), [])
        if len(name) > 1:
            return next(
                (p for p in some if p.name.split()[-1:] == list(name)[-1:] and _fits(p, full)), None
            ) or _new(titles, name)
        some = [p for p in some if not another_head(self.text, titles, p.name)]
        if len(some) == 1:
            return some[0]
        if not some:
            return (
                _new(titles, name)
                if titles
                and titles[-1].lower().strip(".,")
                in listed("titles") | listed("he_titles") | listed("she_titles")
                else None
            )
        some = [p for p in some if p.sure] or some
        wanted = pronoun_of(titles, "")
        fits = [p for p in some if wanted and p.pronoun in (wanted, "")] or list(some)
        held = " ".join(titles).lower()
        fits = [p for p in fits if held and held in p.titles] or fits
        heard = {h.speaker.name for h in self.heard[-8:]}
        fits = [p for p in fits if p.name in heard] or fits
        return fits[0] if len(fits) == 1 else _foremost(fits)

    # ---- offices, institutions, unnamed ----

    def _by_office(self, words: str) -> Person | None:
        bare = _ARTICLE.sub("", words.lower()).replace("u.s. ", "").replace("us ", "")
        wanted = lists("speakers.toml")["offices"].get(bare) or _own_words(bare)
        if not wanted:
            return None
        fits = [p for p in self.cast.everybody() if any(_holds(title, wanted) for title in p.titles)]
        return fits[0] if len(fits) == 1 and not (self.official and self._abroad(fits[0])) else None

    def _abroad(self, person: Person) -> bool:
        """Whether an official site's `the President` can hardly be this person, whom neither title nor label names.

        A site speaks of its own holders of office without their names, and of others' with them.
        """
        labels = " ".join(turn.speaker.as_written or "" for turn in self.page.turns).lower()
        known = f"{self.page.document.title or ''} {labels}".lower()
        return bool(self.page.turns) and person.surname not in known

    def _by_description(self, words: str) -> Person | None:
        """`the Texas senator`: the only holder of the office, or the only person, beside whom the text has that word."""
        parts = _ARTICLE.sub("", words).split(",")[0].split()
        if not 2 <= len(parts) <= 4 or parts[-1].lower() not in listed("roles") or not parts[-1].islower():
            return None
        marks = [
            part for part in parts[:-1] if part[:1].isupper() and part not in ("Republican", "Democratic")
        ]
        wanted = lists("speakers.toml")["offices"].get(parts[-1], (parts[-1],))
        people = [p for p in self.cast.everybody() if p.places]
        holders = [p for p in people if any(_holds(title, wanted) for title in p.titles)] or people
        fits = [p for p in holders if all(self._beside(p, mark) for mark in marks)] if marks else holders
        return fits[0] if len(fits) == 1 else None

    def _beside(self, person: Person, mark: str) -> bool:
        return any(mark in self.text[max(0, at - 25) : at + len(person.name) + 40] for at in person.places)

    def _institution(self, words: str) -> tuple[Speaker, str]:
        if words.lower() in ("i", "we", "you") or words.lower().startswith(("my ", "our ")):
            return Speaker(None, None, words, "whoever speaks or writes here"), words.lower()
        if words.lower().startswith("both "):
            return Speaker(None, None, words, "unnamed source"), "they"
        words = _ACRONYM.sub("", words)
        low = _ARTICLE.sub("", words).lower().split(",")[0]
        parts = re.findall(r"[\w.'’-]+", low)
        full = self.cast.groups.get(low.strip(".")) or self.mentioned.get(low.strip("."))
        if full:
            return Speaker(None, full, words), "it"
        head = _head_noun(parts)
        if _counted(words.split()):
            return Speaker(None, None, words, "unnamed source"), "they"
        if body := self._of_head(words, low):
            return Speaker(None, body, words), "it"
        if head in listed("documents"):
            return Speaker(None, _ARTICLE.sub("", words).split(",")[0], words, "a document"), "it"
        if head in listed("unnamed_heads") and not (
            len(parts) > 1 and head.capitalize() in words.split()[1:]
        ):
            return Speaker(None, None, words, "unnamed source"), "they" if head.endswith("s") or head in (
                "people",
                "men",
                "women",
            ) else ""
        if low in lists("speakers.toml")["offices"] or (len(parts) == 1 and low in listed("titles")):
            return Speaker(None, None, words, "an office whose holder this document does not name"), ""
        if parts and parts[-1] == "coalition":
            return Speaker(None, self._coalition(), words), "it"
        name = _ARTICLE.sub("", words).split(",")[0].strip()
        if not self._is_name(name.split(), head):
            return Speaker(None, None, words, "no name in these words"), ""
        institution = (
            len(name.split()) > 1
            or name.isupper()
            or low in self.mentioned
            or low in listed("group_words") | listed("single_groups")
        )
        return Speaker(None, name, words), "it" if institution else ""

    def _of_head(self, words: str, low: str) -> str | None:
        """The one body that `the Department` or `the Administration` can be: of that word, and no second one."""
        if low not in listed("group_words") or not words.startswith(("the ", "The ")) or words.islower():
            return None
        names = {
            n
            for n in self.named_at.values()
            if n.lower().split()[-1] == low or n.lower().startswith(f"{low} of ")
        }
        if low == "administration":  # of a person, where agencies are called so too
            names = {n for n in names if len(n.split()) == 2}
            longest = max(names, key=len, default="")
            names = {longest} if all(longest.startswith(n.split()[0]) for n in names) else names
        return names.pop() if len(names) == 1 and "" not in names else None

    def _is_name(self, parts: Sequence[str], head: str) -> bool:
        """Whether the noun that heads a phrase is a name: capitalised in the middle of a sentence, or an institution."""
        if head in listed("group_words"):
            return any(part[:1].isupper() for part in parts)
        word = next((part for part in parts if part.lower().strip(".") == head.strip(".")), "")
        if not word[:1].isupper() or head in words("times"):
            return False
        return (len(parts) > 1 and parts[0] != word) or f" {word.lower()}" not in self.text

    def _coalition(self) -> str:
        """The fullest capitalised name of the coalition, as this document gives it."""
        some = re.findall(
            r"(?:[A-Z][\w’'-]*\s+)+Coalition(?:\s+(?:against|to Defeat)\s+[A-Z][\w]*)?", self.text
        )
        return max(some, key=len, default=self.page.campaign.name or "coalition").replace("\n", " ")


def _describes(rest: str) -> bool:
    """Whether small words and another name follow, as in `former Lund speechwriter Noam Torres`."""
    follows = re.match(r"\s+((?:[a-z][\w-]*\s+){1,3})[A-Z]", rest)
    return (
        bool(follows)
        and follows is not None
        and not set(follows[1].split()) & (_COMPLEMENT | {"who", "the", "a", "an"})
    )


def _fits(person: Person, full: str) -> bool:
    return same_person(person.name, full)


def _new(titles: Sequence[str], name: Sequence[str]) -> Person | None:
    words = [w.lower() for w in name]
    if any(w in listed("group_words") | listed("no_surnames") for w in words) or len(name) > 4:
        return None
    if len(name) == 1 and not titles:
        return None
    if len(name) > 1 and not titles and not pronoun_of((), " ".join(name)):
        return None
    return Person(" ".join(name), pronoun=pronoun_of(titles, " ".join(name)))


def _foremost(some: Sequence[Person]) -> Person | str:
    """The one of several who is named twice as often as any other, or why none is chosen."""
    ranked = sorted(some, key=lambda p: -len(p.places))
    if len(ranked[0].places) >= 2 * len(ranked[1].places):
        return ranked[0]
    return " or ".join(p.name for p in ranked[:3])


def _own_words(bare: str) -> tuple[str, ...]:
    """An office that no list knows stands for itself, where it ends with a title: `foreign secretary`."""
    parts = bare.split()
    return (bare,) if 1 < len(parts) < 5 and parts[-1] in listed("titles") else ()


def _holds(title: str, wanted: Sequence[str]) -> bool:
    return any(re.search(rf"(?:^|\s){re.escape(w)}\.?(?:$|\s)", title) for w in wanted) and title.startswith(
        "vice"
    ) == any(w.startswith("vice") for w in wanted)


def _head_noun(parts: Sequence[str]) -> str:
    """The noun that heads a phrase: the last word before `of`, `for`, `who` and the like."""
    for i, part in enumerate(parts):
        if i and part in words("head_enders"):
            return parts[i - 1]
    return parts[-1] if parts else ""


def _counted(parts: Sequence[str]) -> bool:
    """Whether people are only counted: `Two in five islanders`, `40 percent of voters`."""
    return (
        len(parts) > 1 and parts[1].islower() and (parts[0].lower() in listed("counts") or parts[0].isdigit())
    )
