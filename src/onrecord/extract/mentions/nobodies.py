"""What has capitals and looks like a body, and is none: groups, fields, programmes, peoples, letters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from onrecord.extract.mentions.heads import heads, is_headed
from onrecord.values.name import all_given_names, common_words, lists
from onrecord.values.place import demonyms, is_place

_PLURAL = re.compile(r"[A-Z][A-Z0-9&/.-]*[A-Z0-9]s")  # `CDFIs`
_NUMBERED = re.compile(r"(?:FY|COP|SDG|G2)\W?\d*|\W*\d[\d,.]*")
_MADE = re.compile(r"\b(?:on|of|for|to|against)\b")


def is_nobody(name: str, quote: str) -> bool:
    """Whether a name that the encoder takes for a body's is that of a group, a field, a programme, a people or a person."""
    words = name.split()
    return (
        _is_letters(quote)
        or _is_programme(words)
        or (len(words) == 1 and _is_word(quote))
        or (not is_headed(name) and (_is_group(words) or _is_field(words)))
        or (
            _is_people(words[-1])
            and all(_is_people(word) or word.lower() in common_words() for word in words)
        )
    )


@cache
def no_bodies(key: str) -> frozenset[str]:
    """A word list of what bodies are not."""
    table: Mapping[str, list[str]] = lists("organisations.toml")["learned"]
    return frozenset(table[key])


def _is_people(word: str) -> bool:
    return word in no_bodies("peoples") or word in demonyms()


def _is_letters(quote: str) -> bool:
    return bool(_PLURAL.fullmatch(quote) or _NUMBERED.fullmatch(quote)) or quote in no_bodies("letters")


def _is_word(quote: str) -> bool:
    """A common word, a place or a given name; not in capitals alone, which are a short form's."""
    low = quote.lower()
    return not quote.isupper() and (low in common_words() or is_place(quote) or low in all_given_names())


def _is_programme(words: list[str]) -> bool:
    """One by its last word, or by the word before `on`: `Convention on the Law of the Sea`."""
    laws = no_bodies("laws")
    joined = (at for at in range(1, len(words)) if _MADE.fullmatch(words[at]))
    return words[-1] in laws or any(words[at - 1] in laws - {"Grants", "Rights"} for at in joined)


def _is_group(words: list[str]) -> bool:
    return words[-1] in no_bodies("groups") - heads("last") and words[0] != "United"


def _is_field(words: list[str]) -> bool:
    return (
        len(words) < 4
        and words[-1] in no_bodies("fields")
        and all(word.lower() in common_words() or len(word) < 4 for word in words)
    )
