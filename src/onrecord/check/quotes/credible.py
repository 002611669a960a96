"""Whether words, speaker and occasion together say that a passage is the one quoted, or only one that is like it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.check.quotes.align import Block, weak_words
from onrecord.check.quotes.lexicon import phrases
from onrecord.check.quotes.marks import Quote, word_count
from onrecord.check.quotes.passage import Passage
from onrecord.check.quotes.people import Same
from onrecord.check.quotes.times import Occasion
from onrecord.check.quotes.verdict import Compared, Match
from onrecord.check.quotes.words import words
from onrecord.model import Speaker

# Words of a quotation that are nobody else's by chance: of another speaker, and where the words differ or the day does; or
# words that tell. Read off the articles of 2016, whose short quotations are said by many.
STRANGER, LONG, TELLING = 8, 10, 4
# Of a quotation in scattered words, the share that one run must hold, and how full "not scattered" is.
RUN, WHOLE = 0.4, 0.75
# The share of a short quotation that must be there where only the day speaks for it.
FULL = 0.8
SAME_WORDS: frozenset[Match] = frozenset(("verbatim", "typography", "tidied", "gloss"))
_SMALL = frozenset(("function_word", "tense"))
_CLIP = re.compile(r"[\[(]\s*(BEGIN|START|END)[A-Z ]{0,12}(?:VIDEO|AUDIO|TAPE|CLIP)", re.IGNORECASE)
# Characters before a passage in which the beginning of a clip is looked for.
CLIP = 6000


def credible(quote: Quote, found: Compared, match: Match, who: Same, when: Occasion, later: bool) -> bool:
    """Whether a passage is the one quoted; `later` is a passage after the printing.

    What is said after a story was printed is no source of it: only a line repeated without a change is the same line.
    """
    same, size = match in SAME_WORDS, word_count(quote)
    rare = size >= LONG or telling(quote) >= TELLING
    if later and not (same and rare):
        return False
    if who == "other":
        return (same and (rare or (when != "other" and size >= STRANGER))) or (not same and size >= LONG)
    if same or size >= LONG:
        return same or not _scattered(found)
    if who == "unknown":
        return (found.strong == 1.0 and "spliced" not in found.done) or (
            when == "same" and found.covered >= FULL
        )
    return when != "other" or all(change.kind in _SMALL for change in found.changes)


def telling(quote: Quote) -> int:
    """Words of a quotation that not every passage has."""
    return sum(norm not in weak_words() for i, norm in enumerate(quote.words.norms) if i not in quote.gloss)


def replayed(held: Passage, at: int) -> bool:
    """Whether word `at` of a transcript stands in a clip that is played there: it was said on another day."""
    start = held.words.starts[at]
    marks = list(_CLIP.finditer(held.words.text, max(0, start - CLIP), start))
    return bool(marks) and marks[-1][1].upper() != "END"


def _scattered(found: Compared) -> bool:
    longest = max((block.size for block in found.blocks), default=0)
    return (
        found.match != "gloss"
        and found.covered < WHOLE
        and longest < RUN * found.size
        and found.strong < WHOLE
    )


def second_hand(held: Passage, blocks: Sequence[Block], quote: Quote, speaker: Speaker | None) -> bool:
    """The turn's speaker gives the words as somebody's: in quotation marks, after "he said", or after naming him."""
    first, main = min(blocks, key=lambda b: b.theirs), max(blocks, key=lambda b: b.size)
    if any(_marked(held, block) for block in (first, main)) or _named_before(held, main, speaker):
        return True
    # "... who said what difference does it make": a short line needs the verb right before it.
    reach = 8 if word_count(quote) >= LONG else 1
    return any(_saying(held, block, reach) for block in (first, main))


def _marked(held: Passage, block: Block) -> bool:
    w = held.words
    before = w.text[max(0, w.starts[block.theirs] - 3) : w.starts[block.theirs]]
    return bool(_MARK.search(before))


_MARK = re.compile(r"[\"“‘'](?!s\b)")


def _saying(held: Passage, block: Block, reach: int) -> bool:
    norms, start = held.words.norms, max(0, block.theirs - reach)
    said = (i for i in range(start, block.theirs) if norms[i] in phrases("quoting"))
    # "And I can say that" gives nobody else's words.
    return any(i == 0 or norms[i - 1] not in phrases("own_saying") for i in said)


def _named_before(held: Passage, block: Block, speaker: Speaker | None) -> bool:
    """The turn's speaker names the quotation's shortly before the words, with a word of saying."""
    start = max(0, block.theirs - 40)
    before = held.words.norms[start : block.theirs]
    names = (
        set(words(speaker.name or speaker.as_written or "").norms) - phrases("title").keys()
        if speaker
        else set()
    )
    saying = phrases("quoting").keys()
    return any(
        norm in names and not saying.isdisjoint(before[i + 1 : i + 8]) for i, norm in enumerate(before)
    )
