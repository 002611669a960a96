"""Who a source is: the words as written, and the fullest name that this document gives, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.extract.statements.cast import RUN, Cast, Person, without_office
from onrecord.extract.statements.quotes import Range
from onrecord.model import Page, Speaker
from onrecord.values.name import listed, lists, parted, pronoun_of, same_person, surname

_ARTICLE = re.compile(r"^(?:the|a|an|his|her|its|their|our|this|that|another|one|some)\s+", re.I)
_COMPLEMENT = {
    "for",
    "to",
    "of",
    "from",
    "with",
    "by",
    "against",
    "about",
    "in",
    "at",
    "on",
    "and",
    "behind",
    "supporting",
}
_THIRD = {"he", "she", "it", "they"}


@dataclass(frozen=True, slots=True)
class Heard:
    """A speaker with the place of the words that named them, for pronouns that follow."""

    at: int
    speaker: Speaker
    pronoun: str


class Resolver:
    """Names the sources of one document in the order of its text."""

    def __init__(self, page: Page) -> None:
        self.text = page.document.text
        self.page = page
        self.cast = Cast(page)
        self.heard: list[Heard] = []
        self.mentioned = {
            _ARTICLE.sub("", m.spans[0].quote).lower(): m.name
            for m in page.mentions
            if m.kind in ("state", "organisation", "group")
        }

    def of(self, source: Sequence[Range], at: int) -> Speaker:
        """The speaker of these source ranges."""
        if not source:
            return Speaker(why="no source is named")
        words = " ".join(" ".join(self.text[a:b] for a, b in source).split()).strip(" ,;:")
        place = source[0][0]
        bare = words.lower()
        if bare in _THIRD or bare in ("his", "her", "their", "its", "him", "them"):
            speaker, pronoun = self._pronoun(bare, place, words)
        elif bare in ("who", "which", "that"):
            speaker, pronoun = self._antecedent(place, words)
        else:
            speaker, pronoun = self._named(words)
        if bare not in ("who", "which", "that", "some", "others"):
            self.heard.append(Heard(place, speaker, pronoun))
        return speaker

    def named(self, words: str) -> Speaker:
        """The speaker that a label or a title names; `THE PRESIDENT` by the office, else the name it holds."""
        speaker, _ = self._named(words)
        if speaker.name and speaker.name == _ARTICLE.sub("", words):
            titles, name = parted(words.split())
            if titles and name:
                person = self._known(titles, name)
                return Speaker(None, person.name if isinstance(person, Person) else " ".join(name), words)
        return speaker

    def last(self) -> Speaker | None:
        """The speaker heard last."""
        return self.heard[-1].speaker if self.heard else None

    # ---- names ----

    def _named(self, words: str) -> tuple[Speaker, str]:
        several = self._several(words)
        if several:
            return Speaker(None, several, words, "several speakers"), "they"
        person = self._person_in(words)
        if isinstance(person, Person):
            return Speaker(None, person.name, words), person.pronoun
        if person:
            return Speaker(None, None, words, person), ""
        by_office = self._by_office(words)
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
        people = [self._head(part) for part in parts]
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
        found = self._head(chunks[0])
        if found or len(chunks) == 1:
            return found
        first = chunks[0].lower().split()
        if first and (
            _head_noun(first) in listed("unnamed_heads") or any(w in listed("titles") for w in first)
        ):
            return self._head(",".join(chunks[1:]).strip())
        return None

    def _head(self, chunk: str) -> Person | str | None:
        for match in RUN.finditer(chunk):
            names = re.sub(r"(?:'s|’s)$", "", match.group()).split()
            titles, name = parted(names)
            ahead = chunk[: match.start()].split()
            rest = chunk[match.end() :].split()
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
            if name and (person := self._known([*ahead, *titles], name)):
                return person
        return None

    def _known(self, titles: Sequence[str], name: Sequence[str]) -> Person | str | None:
        full = " ".join(name)
        some = self.cast.people.get(surname(full), [])
        if len(name) > 1:
            return next(
                (p for p in some if p.name.split()[-1:] == list(name)[-1:] and _fits(p, full)), None
            ) or _new(titles, name)
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
        wanted = lists("speakers.toml")["offices"].get(bare)
        if not wanted:
            return None
        fits = [p for p in self.cast.everybody() if any(_holds(title, wanted) for title in p.titles)]
        return fits[0] if len(fits) == 1 else None

    def _institution(self, words: str) -> tuple[Speaker, str]:
        low = _ARTICLE.sub("", words).lower().split(",")[0]
        parts = re.findall(r"[\w.'’-]+", low)
        full = self.mentioned.get(low.strip(".")) or self.cast.groups.get(low.strip("."))
        if full:
            return Speaker(None, full, words), "it"
        head = _head_noun(parts)
        if head in listed("documents"):
            return Speaker(None, _ARTICLE.sub("", words).split(",")[0], words, "a document"), "it"
        if head in listed("unnamed_heads"):
            return Speaker(None, None, words, "unnamed source"), "they" if head.endswith("s") or head in (
                "people",
                "men",
                "women",
            ) else ""
        if low in lists("speakers.toml")["offices"] or (len(parts) == 1 and low in listed("titles")):
            return Speaker(None, None, words, "an office whose holder this document does not name"), ""
        if parts and parts[-1] == "coalition":
            return Speaker(None, self._coalition(words), words), "it"
        if any(w[:1].isupper() for w in _ARTICLE.sub("", words).split()):
            return Speaker(None, _ARTICLE.sub("", words).split(",")[0].strip(), words), "it"
        return Speaker(None, None, words, "no name in these words"), ""

    def _coalition(self, words: str) -> str:
        """The fullest capitalised name of the coalition, as this document gives it."""
        some = re.findall(
            r"(?:[A-Z][\w’'-]*\s+)+Coalition(?:\s+(?:against|to Defeat)\s+[A-Z][\w]*)?", self.text
        )
        return max(some, key=len, default=self.page.campaign.name or "coalition").replace("\n", " ")

    # ---- pronouns ----

    def _pronoun(self, bare: str, place: int, words: str) -> tuple[Speaker, str]:
        wanted = {"his": "he", "him": "he", "her": "she", "its": "it", "their": "they", "them": "they"}.get(
            bare, bare
        )
        subject = self._subject_before(place) if wanted in ("he", "she") else None
        heard = next((h for h in reversed(self.heard) if place - h.at < 1500 and _agrees(h, wanted)), None)
        if subject and subject[1].pronoun in (wanted, "") and (not heard or subject[0] > heard.at):
            person = subject[1]
            if (
                heard
                and heard.speaker.name
                and heard.speaker.name != person.name
                and person.pronoun != wanted
            ):
                return Speaker(None, None, words, f"{heard.speaker.name} or {person.name}"), wanted
            return Speaker(None, person.name, words), wanted
        if heard:
            return Speaker(None, heard.speaker.name, words, heard.speaker.why), wanted
        return Speaker(None, None, words, "no one before fits"), wanted

    def _subject_before(self, place: int) -> tuple[int, Person] | None:
        """The person who opens the sentence before, or the words before in this one, within 400 characters."""
        best: tuple[int, Person] | None = None
        low = max(0, place - 400)
        for match in RUN.finditer(self.text, low, place):
            if not re.search(
                r"(?:^|[.!?”\"’]\s+|\n\s*|(?:But|And|In \w+|On \w+|,)\s+)$",
                self.text[max(0, match.start() - 14) : match.start()],
            ):
                continue
            titles, name = parted(match.group().split())
            person = self._known(titles, name) if name else None
            if isinstance(person, Person) and (person.places or titles):
                best = match.start(), person
        return best

    def _antecedent(self, place: int, words: str) -> tuple[Speaker, str]:
        ahead = self.text[max(0, place - 80) : place].rstrip(" ,")
        piece = re.split(r"[,.;:]\s|\b(?:and|by|to|with|from|against|for)\s", ahead)[-1]
        runs = list(RUN.finditer(piece))
        if runs and runs[-1].end() >= len(piece) - 1:
            titles, name = parted(runs[-1].group().split())
            person = self._known(titles, name) if name else None
            if isinstance(person, Person):
                return Speaker(None, person.name, words), person.pronoun
        return Speaker(None, None, words, "the words before name nobody"), ""


def _describes(rest: str) -> bool:
    """Whether small words and another name follow, as in `former Lund speechwriter Noam Torres`."""
    follows = re.match(r"\s+((?:[a-z][\w-]*\s+){1,3})[A-Z]", rest)
    return (
        bool(follows)
        and follows is not None
        and not set(follows[1].split()) & (_COMPLEMENT | {"who", "the", "a", "an"})
    )


def _agrees(heard: Heard, wanted: str) -> bool:
    if wanted in ("he", "she"):
        return heard.pronoun == wanted or (heard.pronoun == "" and heard.speaker.name is not None)
    return heard.pronoun == wanted or (wanted == "they" and heard.pronoun in ("it", ""))


def _fits(person: Person, full: str) -> bool:
    return same_person(person.name, full)


def _new(titles: Sequence[str], name: Sequence[str]) -> Person | None:
    words = [w.lower() for w in name]
    if any(w in listed("group_words") for w in words) or len(name) > 4:
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


def _holds(title: str, wanted: Sequence[str]) -> bool:
    return any(re.search(rf"(?:^|\s){re.escape(w)}\.?(?:$|\s)", title) for w in wanted) and title.startswith(
        "vice"
    ) == any(w.startswith("vice") for w in wanted)


def _head_noun(parts: Sequence[str]) -> str:
    """The noun that heads a phrase: the last word before `of`, `for`, `who` and the like."""
    for i, part in enumerate(parts):
        if i and part in (
            "of",
            "for",
            "from",
            "in",
            "at",
            "with",
            "who",
            "that",
            "on",
            "close",
            "familiar",
            "to",
            "by",
            "released",
            "published",
            "inside",
            "and",
        ):
            return parts[i - 1]
    return parts[-1] if parts else ""
