"""Who is bound by a clause."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.commitments.found import Found
from onrecord.model import Page, Speaker, Statement

_PRONOUNS = ("he", "she", "it", "they")


def obligor_of(
    page: Page, found: Found, base: int, statement: Statement | None, stated_by: Speaker
) -> tuple[Speaker, str]:
    """Who is bound, and how that was read: `I` is the speaker, `we` the speaker's side, which the words do not name."""
    if found.addressee:
        return Speaker(why="called on, not bound"), "a call on others"
    if found.subject is None:
        return replace(stated_by, why="the item of a list has no subject"), "the issuer of the list"
    start, end = base + found.subject[0], base + found.subject[1]
    said = page.document.text[start:end]
    if said == "I":
        return Speaker(stated_by.actor, stated_by.name, "I", stated_by.why), "the speaker says I"
    if said.lower() == "we":
        side = f"the side of {stated_by.name}" if stated_by.name else "the speaker's side"
        return Speaker(
            as_written=said, why=f"we: {side}; the words do not say who else"
        ), "the speaker says we"
    if said.lower() in _PRONOUNS:
        return _pronoun(page, start, said, statement, stated_by), "a pronoun"
    return _named(page, start, end), "the subject of the verb"


def _pronoun(page: Page, start: int, said: str, statement: Statement | None, stated_by: Speaker) -> Speaker:
    """`X said he will`, `he pledged`: the one who says it; anyone else's pronoun stays open."""
    outside = statement is not None and not any(span.start <= start < span.end for span in statement.content)
    reported = statement is not None and statement.mode != "direct" and not statement.turn
    if outside or reported:
        return Speaker(stated_by.actor, stated_by.name, said, stated_by.why)
    return Speaker(as_written=said, why="a pronoun; the words do not name whom")


def _named(page: Page, start: int, end: int) -> Speaker:
    """The subject by the fullest name that the document gives it."""
    said = page.document.text[start:end]
    for row in page.mentions:
        at = row.spans[0]
        if row.kind in ("person", "state", "organisation", "group") and start <= at.start and at.end == end:
            plain = page.document.text[start : at.start].lower().strip() in ("", "the")
            titled = row.kind == "person" and at.end == end
            if plain or titled:
                return Speaker(row.actor, row.name, said)
    return Speaker(name=said, as_written=said)
