"""Turns and sentences of a folder of transcripts, and which runs of words in it are said only once.

The bench reads on its own and plainly: nothing here comes from the product that it judges.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

SPOKEN = ("press-briefings", "speeches-remarks")
WORDS: dict[str, dict[str, list]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))

_LABEL = re.compile(r"^([A-Z][A-Z.’'\- ]{2,50}):\s+")
_QUESTION = re.compile(r"^Q\s+(?=\S)")
_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")
_NO_END = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Gov|Gen|Rep|St|No|Jr|Sr|vs|v|Lt|Col|[A-Z])|[ap]\.m|U\.S|D\.C)\.$"
)
_UNHEARD = ("Q", "AUDIENCE", "MODERATOR", "AIDE", "PARTICIPANT", "INTERPRETER", "OPERATOR", "REPORTER")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of one turn; `at` counts the words of the document before it."""

    document: str
    turn: int
    label: str
    speaker: str | None
    at: int
    text: str


def words(text: str) -> list[str]:
    """The words of a text, small, with straight apostrophes."""
    return [w.lower().replace("’", "'") for w in _WORD.findall(text)]


def transcripts(folder: Path) -> list[Path]:
    """Every transcript under the folder, in order of name."""
    return sorted(p for kind in SPOKEN for p in (folder / kind).rglob("*.md"))


def paragraphs(raw: str) -> list[str]:
    """The paragraphs under the front matter, lines joined, Markdown escapes undone."""
    body = raw.split("\n---\n", 1)[-1]
    body = re.sub(r"\\(.)", r"\1", body.replace(" ", " "))
    return [" ".join(p.split()) for p in re.split(r"\n\s*\n", body) if p.strip()]


def split(paragraph: str) -> list[str]:
    """The sentences of a paragraph."""
    out: list[str] = []
    for piece in re.split(r"(?:(?<=[.!?])|(?<=[.!?][”\")]))\s+", paragraph):
        if out and _NO_END.search(out[-1]):
            out[-1] += " " + piece
        else:
            out.append(piece)
    return out


def named(label: str, title: str) -> str | None:
    """The speaker as a reporter would name him: a surname, or a known office-holder's name; None if unsure."""
    for office, name in WORDS["speakers"]["offices"]:
        if label == office:
            return str(name) if name.split()[-1] in title else None
    for start in sorted(WORDS["speakers"]["titles"], key=len, reverse=True):
        if label.startswith(start + " "):
            return re.sub(
                r"\bMc([a-z])", lambda m: "Mc" + m[1].upper(), label[len(start) + 1 :].title()
            ).replace("’S", "’s")
    return None


def sentences(document: str, raw: str) -> list[Sentence]:
    """Every sentence spoken in a transcript, in order; questions from the floor are counted, not kept."""
    found = re.search(r"^title: (.*?)(?=^\w+:|^---)", raw, re.S | re.M)
    title = re.sub(r"\\_|\\\n\s*\\?", " ", found[1] if found else "")
    label, turn, at, out = "", 0, 0, []
    for paragraph in paragraphs(raw):
        asked, told = _QUESTION.match(paragraph), _LABEL.match(paragraph)
        if asked or told:
            label, turn = (told[1].strip() if told else "Q"), turn + 1
            paragraph = paragraph[(told or asked).end() :]  # type: ignore[union-attr]
        for text in split(paragraph):
            if label and not label.startswith(_UNHEARD):
                out.append(Sentence(document, turn, label, named(label, title), at, text))
            at += len(words(text))
    return out


class Runs:
    """How often each run of `size` words occurs in a pile of texts, looked up by hash."""

    def __init__(self, texts: list[str], size: int) -> None:
        self.size = size
        self._ids: dict[str, int] = {}
        parts = [self._hashes(words(t), grow=True) for t in texts]
        self._sorted = np.sort(np.concatenate([p for p in parts if len(p)] or [np.empty(0, np.uint64)]))

    def _hashes(self, said: list[str], grow: bool = False) -> npt.NDArray[np.uint64]:
        """One 64-bit hash a run; unknown words, where none may be added, get an id that no text has."""
        if grow:
            for w in said:
                self._ids.setdefault(w, len(self._ids) + 1)
        ids = np.array([self._ids.get(w, 0) for w in said], dtype=np.uint64)
        if len(ids) < self.size:
            return np.empty(0, np.uint64)
        total = np.zeros(len(ids) - self.size + 1, np.uint64)
        for i in range(self.size):
            total = total * np.uint64(1099511628211) + ids[i : i + len(total)] * np.uint64(0x9E3779B97F4A7C15)
        return total

    def counts(self, text: str) -> npt.NDArray[np.int64]:
        """For each run in the text, how often the pile has it."""
        keys = self._hashes(words(text))
        right = np.searchsorted(self._sorted, keys, "right")
        return right - np.searchsorted(self._sorted, keys, "left")

    def once(self, text: str) -> bool:
        """Whether no run of the text is said a second time."""
        found = self.counts(text)
        return len(found) > 0 and bool((found == 1).all())

    def absent(self, text: str) -> bool:
        """Whether the pile holds no run of the text."""
        return bool((self.counts(text) == 0).all())

    def only_from(self, changed: str, originals: list[str]) -> bool:
        """Whether each run of the changed text is new, or lies in one of its originals."""
        own = {int(k) for o in originals for k in self._hashes(words(o))}
        keys, found = self._hashes(words(changed)), self.counts(changed)
        return all(n == 0 or int(k) in own for k, n in zip(keys, found, strict=True))


COMMON = 60  # the words that tell nothing of a sentence: the commonest of the pile
SAME = 0.6  # of a sentence's weight of words; a sentence that shares as much may be said to repeat it


class Nearest:
    """How near the nearest of many sentences comes to a given one, by the rarity of the words that they share."""

    def __init__(self, pile: list[str]) -> None:
        self._where: dict[str, list[int]] = {}
        for i, text in enumerate(pile):
            for w in self._plain(text):
                self._where.setdefault(w, []).append(i)
        self._common = frozenset(sorted(self._where, key=lambda w: -len(self._where[w]))[:COMMON])
        self._size = len(pile) + 1

    def _plain(self, text: str) -> set[str]:
        return {part for w in words(text) for part in w.split("'")[:1]}

    def share(self, text: str) -> float:
        """The largest share of the text's weight that one sentence of the pile holds; 1 where it has no telling word."""
        total = 0.0
        held: dict[int, float] = {}
        for w in sorted(self._plain(text) - self._common):
            at = self._where.get(w, [])
            weight = float(np.log(self._size / (len(at) or 0.5)))
            total += weight
            for i in at:
                held[i] = held.get(i, 0.0) + weight
        return max(held.values(), default=0.0) / total if total else 1.0
