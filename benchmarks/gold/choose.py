"""Choose the documents of the gold of figures: a fixed seed over those of 60 to 900 words.

Use: choose.py DATA, where DATA holds `whitehouse/` and `polnear/train/text/`; prints one line a document:
set, path relative to the set's root, half (open or closed), twice (labelled a second time or not).
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path

SEED = 20220505
FOLDERS = (
    ("whitehouse", "statements-releases", 42),
    ("whitehouse", "speeches-remarks", 18),
    ("polnear", "train/text", 40),
)
FEWEST, MOST = 60, 900


def body_start(text: str) -> int:
    """Where the text begins after the front matter of a Markdown file, 0 when there is none."""
    if not text.startswith("---"):
        return 0
    return text.index("\n---", 3) + len("\n---")


def candidates(root: Path, folder: str) -> Iterator[str]:
    """Paths of the folder's documents whose body has a length that a person can label whole."""
    for path in sorted((root / folder).rglob("*")):
        if path.suffix not in {".md", ".txt"}:
            continue
        text = path.open(encoding="utf-8", newline="").read()
        if FEWEST <= len(text[body_start(text) :].split()) <= MOST:
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


def main() -> None:
    for rank, (name, path) in enumerate(chosen(Path(sys.argv[1]))):
        print(
            name, path, "open" if rank % 2 == 0 else "closed", "twice" if rank % 5 == 0 else "once", sep="\t"
        )


if __name__ == "__main__":
    main()
