"""A word diff for a terminal: `[-said-]{+printed+}`, with colour where the terminal has it."""

from __future__ import annotations

from difflib import SequenceMatcher

import click


def word_diff(said: str, printed: str) -> str:
    """`printed` against `said`, word by word; signs tell the sides apart, colour only helps."""
    old, new = said.split(), printed.split()
    pieces: list[str] = []
    matcher = SequenceMatcher(
        None, [_bare(word) for word in old], [_bare(word) for word in new], autojunk=False
    )
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            pieces.append(" ".join(new[k:m]))
            continue
        if i < j:
            pieces.append(click.style(f"[-{' '.join(old[i:j])}-]", fg="red"))
        if k < m:
            pieces.append(click.style(f"{{+{' '.join(new[k:m])}+}}", fg="green"))
    return " ".join(pieces)


def _bare(word: str) -> str:
    """A word without case, quotation marks and punctuation at its edges, which no one calls a change of wording."""
    bare = word.replace("’", "'").strip("\"'“”‘.,;:!?()[]").casefold()
    return bare or word
