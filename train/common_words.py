"""Words that begin and end no person's name: `python -m train.common_words PAGES SURNAMES > src/onrecord/data/common_words.txt`.

PAGES is a folder of texts in the public domain; SURNAMES the census's list of them, a name in capitals, its shares and its rank
a line (`dist.all.last`, United States, 1990).
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from textwrap import fill

from onrecord.values.name import all_given_names, given_names

PAGES = 8  # that have to write a word small
SURE, RARE = 1500, 10_000  # ranks of surnames: no word is taken above the first, down to the second only ...
OFTEN = 1500  # ... one that is written small that often
WEAK = 300  # a word that is a surname as well and written small less often may follow a given name
GIVEN = 400  # times a rarer given name is written small, to be no name here
_SMALL = re.compile(r"(?<![\w.@/#&?=-])[a-z]{3,}(?![\w@/-]|\.\w)")
_PARTICLES = frozenset(
    [
        "bin",
        "von",
        "van",
        "del",
        "der",
        "dos",
        "ben",
        "ibn",
        "abu",
        "den",
        "ter",
        "ten",
        "los",
        "las",
        "san",
        "des",
        "vander",
        "und",
        "saint",
    ]
)

HEAD = """# Words that English texts write small so often that they begin and end no person's name: those that at least eight pages of
# the White House of 2022 (public domain) write small, made by `train/common_words.py`; without
# given names, and without surnames of the United States census of 1990 that are common."""
ALSO = "# Of these some are rare surnames: no name but after a given name."


def main(pages: Path, surnames: Path) -> None:
    """Print the list."""
    found, times = Counter[str](), Counter[str]()
    for path in sorted(pages.rglob("*.md")):
        words = _SMALL.findall(path.read_text(encoding="utf-8"))
        times.update(words)
        found.update(set(words))
    ranks = {line.split()[0].lower(): int(line.split()[3]) for line in surnames.open(encoding="utf-8")}
    kept = sorted(word for word, n in found.items() if n >= PAGES and _common(word, times[word], ranks))
    print(HEAD)
    rare = [word for word in kept if word in ranks and times[word] < WEAK]
    print(fill(" ".join(word for word in kept if word not in rare), 180))
    print(ALSO)
    print(fill(" ".join(rare), 180))


def _common(word: str, times: int, ranks: dict[str, int]) -> bool:
    rank = ranks.get(word, RARE + 1)
    if word in _PARTICLES or word in given_names() or (word in all_given_names() and times < GIVEN):
        return False
    return rank > SURE and (rank > RARE or times >= OFTEN)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
