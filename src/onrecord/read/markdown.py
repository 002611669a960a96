"""Markdown with front matter: the text as a reader sees it, lines unwrapped, marks of emphasis and links left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.errors import ReadError
from onrecord.read.part import Part
from onrecord.read.plain import decode

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.S)
# A soft line break stays one where a new speaker's label follows.
_LABEL = re.compile(r"\s*(?:Q\b[ :.]|[A-Z][A-Z.’'-]+(?: [A-Z(][A-Z.,’'()-]*)*:)")

_NAMES = {"source_url": "url", "publisher": "outlet", "author": "byline", "published": "date"}


def read_markdown(raw: bytes) -> Iterator[Part]:
    """One document; front matter (YAML between two lines of three dashes) becomes metadata."""
    whole = decode(raw)
    front = _FRONT.match(whole)
    metadata = _metadata(front.group(1)) if front else {}
    yield Part(plain_text(whole[front.end() :] if front else whole), metadata=metadata)


def _metadata(front: str) -> Mapping[str, str]:
    import yaml

    try:
        values = yaml.load(front, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        said = str(error).splitlines()[0]
        raise ReadError("front_matter", f"the front matter is no YAML: {said}") from error
    if not isinstance(values, dict):
        return {}
    named = ((_NAMES.get(str(key).lower(), str(key).lower()), value) for key, value in values.items())
    return {key: value for key, value in named if isinstance(value, str)}


def plain_text(marked: str) -> str:
    """The words of a Markdown text: blocks apart by an empty line, list items by their bullets or numbers."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True}).disable(["code", "fence"])
    return "\n\n".join(_blocks(parser.parse(marked.replace("\r\n", "\n"))))


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    bullet, depth = "", 0
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "list_item_open":
            bullet = "  " * (depth - 1) + (f"{token.info}{token.markup} " if token.info else "- ")
        elif token.type == "inline" and (words := _inline(token.children or []).strip()):
            yield bullet + words
            bullet = ""


def _inline(tokens: Sequence[Token]) -> str:
    made: list[str] = []
    for at, token in enumerate(tokens):
        if token.type in ("text", "code_inline", "text_special"):
            made.append(token.content)
        elif token.type == "hardbreak":
            made.append("\n")
        elif token.type == "softbreak":
            following = next((t.content for t in tokens[at + 1 :] if t.content), "")
            made.append("\n" if _LABEL.match(following) else " ")
    return "".join(made)
