"""Make the mutation bench: true sentences, each changed in one of sixteen named ways, with what must be said of it.

    python benchmarks/mutations/generate.py WHITEHOUSE_DIR --seed 1 --n 2000 -o FILE.jsonl

The first line of the file is the plan (transcripts on record, transcripts held out); then one quotation a line:
`n/16` of each kind, `n` unchanged, `n` whose transcript is held out. `match`, `edits`, `may_change_meaning` and
`speaker_is` are the sets of accepted answers; an empty `edits` asks that no edit that bears on meaning be claimed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from benchmarks.mutations.changes import KINDS, Change, broken_off
from benchmarks.mutations.joins import splice_far, splice_near, wrong_speaker
from benchmarks.mutations.sentences import SAME, Nearest, Runs, Sentence, sentences, transcripts, words

HELD_OUT = 0.12  # of the transcripts
SHORTEST, LONGEST = 8, 60  # words


def usable(s: Sentence) -> bool:
    """Whether a sentence could be printed as it stands: whole, within length, no stage words or brackets."""
    return (
        SHORTEST <= len(words(s.text)) <= LONGEST
        and bool(re.match(r"(?!(?:O )?Q )[A-Z]", s.text))
        and s.text[-1] in ".!?"
        and not re.search(r"[\[\](){}<>*_~#“”\"|\\]|\.\.|…|https?:|@", s.text)
    )


def clean(s: Sentence) -> bool:
    """Whether the speaker neither broke off nor repeated himself in it."""
    again = re.search(r"\b([\w’]+)\b(?: [\w’]+){0,3} — \1\b", s.text, re.I)
    return not again and not broken_off(s.text) and s.text.count("—") <= 2


def row(kind: str, s: Sentence, change: Change) -> dict[str, object]:
    """One line of the bench."""
    return {
        "kind": kind,
        "quotation": change.text,
        "speaker": change.speaker if change.speaker else s.speaker,
        "original": s.text,
        "document": s.document,
        "label": s.label,
        "match": sorted(change.match),
        "edits": sorted(change.edits),
        "may_change_meaning": sorted(change.may_change),
        "speaker_is": "other" if change.speaker else "same",
        "what": change.what,
    }


class Maker:
    """Draws sentences, changes them, and keeps only what is said once and changed into what nobody said."""

    def __init__(self, folder: Path, seed: int, limit: int | None) -> None:
        self.rng = random.Random(seed)
        paths = transcripts(folder)
        if limit:
            paths = sorted(self.rng.sample(paths, min(limit, len(paths))))
        raws = {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in paths}
        self.held = sorted(self.rng.sample(sorted(raws), max(1, int(len(raws) * HELD_OUT))))
        held = set(self.held)
        self.kept = [d for d in raws if d not in held]
        everything = [p.read_text("utf-8") for p in sorted(folder.rglob("*.md"))]
        self.all_runs = Runs([r.split("\n---\n", 1)[-1] for r in everything], 8)
        self.kept_runs = Runs([raws[d].split("\n---\n", 1)[-1] for d in self.kept], 6)
        self.said = {d: sentences(d, r) for d, r in raws.items()}
        self.used: set[str] = set()

    def pool(self, documents: Iterable[str]) -> list[Sentence]:
        """The usable sentences of the documents, shuffled."""
        out = [s for d in documents for s in self.said[d] if usable(s)]
        self.rng.shuffle(out)
        return out

    def accept(self, s: Sentence, change: Change) -> bool:
        """Whether the change says something new that no other passage says, and is of a length to be judged."""
        sources = [s.text, *change.others]
        return (
            SHORTEST <= len(words(change.text)) <= LONGEST
            and not any(t in self.used for t in sources)
            and all(self.all_runs.once(t) for t in sources)
            and self.all_runs.only_from(change.text, sources)
        )

    def changed(self, kind: str, pool: list[Sentence], n: int) -> Iterator[dict[str, object]]:
        """Up to n rows of one kind."""
        make = self.maker(kind)
        for s in pool:
            if n <= 0:
                return
            if s.text in self.used or (kind != "filler_removed" and not clean(s)):
                continue
            change = make(s)
            if change is None or not self.accept(s, change):
                continue
            self.used.update([s.text, *change.others])
            n -= 1
            yield row(kind, s, change)

    def maker(self, kind: str) -> Callable[[Sentence], Change | None]:
        """The change of one kind as a function of the sentence alone."""
        if kind == "wrong_speaker":
            people = sorted({s.speaker for d in self.kept for s in self.said[d] if s.speaker})
            return lambda s: wrong_speaker(s, self.said[s.document], people, self.rng)
        if kind in ("splice_near", "splice_far"):
            join = splice_near if kind == "splice_near" else splice_far
            return lambda s: join(s, [o for o in self.said[s.document] if usable(o) and clean(o)], self.rng)
        return lambda s: KINDS[kind](s.text, self.rng)

    def unchanged(self, n: int) -> Iterator[dict[str, object]]:
        """n sentences as they were said."""
        for s in self.pool(self.kept):
            if n <= 0:
                return
            if s.text not in self.used and self.all_runs.once(s.text):
                self.used.add(s.text)
                n -= 1
                yield row("unchanged", s, Change(s.text, {"verbatim"}, set(), {False}, ""))

    def absent(self, n: int) -> Iterator[dict[str, object]]:
        """n sentences of held-out transcripts: no six words in a row of it, and nothing like it, is on record."""
        near = Nearest([s.text for d in self.kept for s in self.said[d]])
        for s in self.pool(self.held):
            if n <= 0:
                return
            if s.text not in self.used and self.kept_runs.absent(s.text) and self.all_runs.once(s.text):
                if near.share(s.text) > SAME:
                    continue
                self.used.add(s.text)
                n -= 1
                yield row("absent", s, Change(s.text, {"not_found", "unchecked"}, set(), {False}, ""))


# The scarce kinds draw first.
ORDER = (
    "condition_cut_start", "condition_cut_end", "filler_removed", "unmarked_cut", "qualifier", "marked_cut",
    "number", "negation_out", "name", "modal", "negation_in", "synonym", "typography",
    "splice_near", "splice_far", "wrong_speaker",
)  # fmt: skip


def generate(folder: Path, seed: int, n: int, limit: int | None = None) -> list[dict[str, object]]:
    """The plan and all rows; the same folder, seed and n give the same bytes."""
    maker = Maker(folder, seed, limit)
    pool = maker.pool(maker.kept)
    rows = [r for kind in ORDER for r in maker.changed(kind, pool, n // len(ORDER))]
    rows += [*maker.unchanged(n), *maker.absent(n)]
    plan = {"seed": seed, "n": n, "transcripts": maker.kept, "held_out": maker.held}
    return [plan, *({"id": f"{seed}-{i:05d}", **r} for i, r in enumerate(rows))]


def main() -> None:
    """The command line."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folder", type=Path, help="holds press-briefings/ and speeches-remarks/")
    ask.add_argument("--seed", type=int, default=1, help="1 while developing, 2 for the figure that counts")
    ask.add_argument("--n", type=int, default=2000)
    ask.add_argument(
        "--transcripts", type=int, default=None, help="use only so many transcripts (a quick look)"
    )
    ask.add_argument("-o", "--output", type=Path, required=True)
    given = ask.parse_args()
    lines = generate(given.folder, given.seed, given.n, given.transcripts)
    given.output.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in lines), "utf-8")
    for kind, count in Counter(str(r["kind"]) for r in lines[1:]).items():
        print(f"{kind:22}{count:6}")


if __name__ == "__main__":
    main()
