"""Choose the documents of the gold of figures: a fixed seed over those of 60 to 900 words.

Use: choose.py [--dense | --fresh] DATA, where DATA holds `whitehouse/` and `polnear/`; prints one line a document:
set, path relative to the set's root, half (open or closed), twice (labelled a second time or not). With --dense
the further draw of documents full of money, percents and large numbers, for want of which the first says little on them;
with --fresh the later draw of 60 to 700 words, made when the first two had been read while rules were mended.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

SEED = 20220505
FOLDERS = (
    ("whitehouse", "statements-releases", 42),
    ("whitehouse", "speeches-remarks", 18),
    ("polnear", "train/text", 40),
)
DENSE_FOLDERS = (
    ("whitehouse", "statements-releases", 9),
    ("whitehouse", "speeches-remarks", 3),
    ("polnear", "train/text", 8),
)
FRESH_SEED = 20261127
FRESH_FOLDERS = (
    ("whitehouse", "statements-releases", 16),
    ("whitehouse", "speeches-remarks", 8),
    ("polnear", "train/text", 8),
    ("polnear", "dev/text", 8),
)
SIGN_OF_FIGURE = re.compile(r"[$%]|percent|(?:m|b|tr)illion|thousand|\b\d{1,3},\d{3}\b")
SIGNS_WHEN_DENSE = 8
FEWEST, MOST, FRESH_MOST = 60, 900, 700
SIGNS_WHEN_FRESH = 3
# Digits before a noun, a sign of money or percent, or a word of number: not a date alone.
MAYBE_FIGURE = re.compile(
    r"[$€£] ?\d|\d ?%|\b\d[\d,.]* [a-z]|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|half|third|quarter|double|triple|dozen|hundred|thousand|(?:m|b|tr)illion)"
)


def body_start(text: str) -> int:
    """Where the text begins after the front matter of a Markdown file, 0 when there is none."""
    if not text.startswith("---"):
        return 0
    return text.index("\n---", 3) + len("\n---")


def candidates(root: Path, folder: str, dense: bool = False) -> Iterator[str]:
    """Paths of the folder's documents whose body has a length that a person can label whole."""
    for path in sorted((root / folder).rglob("*")):
        if path.suffix not in {".md", ".txt"}:
            continue
        text = path.open(encoding="utf-8", newline="").read()
        body = text[body_start(text) :]
        if FEWEST <= len(body.split()) <= MOST and (
            not dense or len(SIGN_OF_FIGURE.findall(body)) >= SIGNS_WHEN_DENSE
        ):
            yield path.relative_to(root).as_posix()


def chosen(data: Path) -> list[tuple[str, str]]:
    """(set, path) of every chosen document, in one shuffled order that later splits go by."""
    rng = random.Random(SEED)
    picked = [
        (name, path)
        for name, folder, count in FOLDERS
        for path in rng.sample(list(candidates(data / name, folder)), count)
    ]
    rng.shuffle(picked)
    return picked


def chosen_dense(data: Path) -> list[tuple[str, str]]:
    """The same for the further draw; nothing of the first is drawn again."""
    rng, before = random.Random(SEED), set(chosen(data))
    picked = []
    for name, folder, count in DENSE_FOLDERS:
        pool = [path for path in candidates(data / name, folder, True) if (name, path) not in before]
        picked += [(name, path) for path in rng.sample(pool, count)]
    rng.shuffle(picked)
    return picked


def chosen_fresh(data: Path) -> list[tuple[str, str]]:
    """The later draw: shorter documents with some numbers that may be figures; nothing of the first two again."""
    rng, before = random.Random(FRESH_SEED), {*chosen(data), *chosen_dense(data)}
    picked = []
    for name, folder, count in FRESH_FOLDERS:
        pool = [path for path in candidates(data / name, folder) if _may_be_fresh(data / name / path)]
        pool = [path for path in pool if (name, path) not in before]
        picked += [(name, path) for path in rng.sample(pool, count)]
    rng.shuffle(picked)
    return picked


def _may_be_fresh(path: Path) -> bool:
    text = path.open(encoding="utf-8", newline="").read()
    body = text[body_start(text) :]
    return len(body.split()) <= FRESH_MOST and len(MAYBE_FIGURE.findall(body)) >= SIGNS_WHEN_FRESH


def main(argv: list[str]) -> None:
    draws = {"--dense": chosen_dense, "--fresh": chosen_fresh}
    draw = next((draws[word] for word in argv if word in draws), chosen)
    for rank, (name, path) in enumerate(draw(Path(argv[-1]))):
        print(
            name, path, "open" if rank % 2 == 0 else "closed", "twice" if rank % 5 == 0 else "once", sep="\t"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
