"""What a person's name means: titles, given names and surnames, and which names can be one person's."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.values.place import demonyms, is_place, regions, state_names

POSSESSIVE = re.compile(r"(?:'s|’s|'|’)$")


@cache
def lists(name: str) -> Mapping[str, Any]:
    """A data file of this package, as TOML."""
    with (files("onrecord") / "data" / name).open("rb") as file:
        return tomllib.load(file)


@cache
def listed(key: str) -> frozenset[str]:
    """A word list of `speakers.toml`."""
    return frozenset(lists("speakers.toml")[key])


@cache
def given_names() -> Mapping[str, str]:
    """`he` or `she` by given name in lower case."""
    return {name: key for key in ("he", "she") for name in lists("given_names.toml")[key].split()}


@cache
def all_given_names() -> Mapping[str, str]:
    """The same with the rarer names, which may be words of another kind too."""
    rarer = {name: key for key in ("he", "she") for name in lists("given_names.toml")[f"{key}_too"].split()}
    return {**rarer, **given_names()}


@cache
def _common() -> tuple[frozenset[str], frozenset[str]]:
    text = files("onrecord.data").joinpath("common_words.txt").read_text(encoding="utf-8")
    first, also = re.split(r"\n(?:#.*\n)+", f"\n{text}")[1:]
    return frozenset(first.split()), frozenset(also.split())


@cache
def common_words() -> frozenset[str]:
    """Words in small letters that begin no person's name."""
    return frozenset().union(*_common())


def no_surname(word: str, given: str = "") -> bool:
    """Whether a word ends no person's name; rare surnames that are common words do so after a given name only."""
    always, rarely = _common()
    return word.lower() in always or (word.lower() in rarely and given.lower() not in given_names())


@cache
def _words_too() -> frozenset[str]:
    return frozenset(lists("given_names.toml")["words_too"].split())


@cache
def _surnames_too() -> frozenset[str]:
    return frozenset(lists("given_names.toml")["surnames_too"].split())


@cache
def _same_names() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in lists("given_names.toml")["same"]:
        for name in line.split():
            found[name] |= set(line.split())
    return {name: frozenset(some) for name, some in found.items()}


@cache
def _bodies(table: str) -> Mapping[str, str]:
    named: Mapping[str, Sequence[str]] = lists("organisations.toml")[table]
    return {form: name for name, forms in named.items() for form in (name, *forms)}


def known_bodies() -> Mapping[str, str]:
    """The usual name of every body that is known wherever it stands, by each of its forms: `NATO`, `G-7`."""
    return _bodies("known")


def known_form(name: str) -> str:
    """The name of the body whose whole name this is, by the list; else nothing."""
    return _bodies("forms").get(name, "")


@cache
def _generic() -> tuple[frozenset[str], frozenset[str]]:
    table = lists("organisations.toml")["generic"]
    return frozenset(table["words"]), frozenset(table["real"])


def is_generic(name: str) -> bool:
    """Whether many bodies bear this name, so that it means the one of its document: `Task Force`, `Board of Directors`."""
    words, real = _generic()
    return name not in real and words.issuperset(name.lower().split())


def surname(name: str) -> str:
    """The last word that is no `Jr.` or numeral, in lower case."""
    parts = [p for p in name.split() if p.lower().strip(".,") not in ("jr", "sr", "ii", "iii", "iv")]
    return POSSESSIVE.sub("", parts[-1].lower().strip(".,")) if parts else ""


def parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """`U.S. Defense Secretary Ash Carter` as title words and name words, by the last title word."""
    last = -1
    for i, word in enumerate(words):
        bare = word.lower().strip(".,")
        if bare in listed("titles") or bare in listed("he_titles") or bare in listed("she_titles"):
            last = i
    if last == len(words) - 1 and last > 0 and any(w.lower() in given_names() for w in words[:last]):
        last = max((i for i in range(last) if words[i].lower().strip(".,") in listed("titles")), default=-1)
    if last < 0:
        inside = (
            i for i, word in enumerate(words) if 0 < i < len(words) - 1 and word.lower() in given_names()
        )
        cut = next(inside, 0)
        between = (
            cut == 1 and len(words) == 3 and words[1].lower() in _surnames_too() and _is_strange(words[0])
        )
        cut = 0 if cut and between else cut
        while cut and _opens(words[cut - 1]):
            cut -= 1  # `Engagement Keisha Lance Osk`
        return list(words[:cut]), list(words[cut:])
    cut = last + 1
    while last >= 0 and cut < len(words) and words[cut].lower().strip(".,") in listed("after_titles"):
        cut += 1
    return list(words[:cut]), list(words[cut:])


def _opens(word: str) -> bool:
    """Whether a name may begin with this word: initials, or a given name; not what is a place or a people as well."""
    if word in demonyms() or word in state_names() or word in regions() or word.lower() in _words_too():
        return False
    return word.lower() in all_given_names() or bool(re.fullmatch(r"(?:[A-Z]\.)+", word))


@cache
def _is_strange(word: str) -> bool:
    """Whether it is no word, place, people or body by the lists, so that it may be a given name: `Orlaga Scott Vale`."""
    low = word.lower().strip(".,")
    known = demonyms().keys() | state_names().keys() | regions() | _bodies("forms").keys()
    keys = ("group_words", "no_given_names", "after_titles", "roles", "no_surnames")
    listed_words = common_words().union(*(listed(key) for key in keys))
    return (
        word[:1].isupper()
        and not word.isupper()
        and word not in known
        and low not in listed_words
        and not is_place(word)
    )


def pronoun_of(titles: Iterable[str], name: str) -> str:
    """`he`, `she` or nothing, by titles and the given name."""
    bare = {t.lower().strip(".,") for t in titles}
    if bare & listed("she_titles"):
        return "she"
    if bare & listed("he_titles"):
        return "he"
    parts = name.split()
    return all_given_names().get(parts[0].lower(), "") if len(parts) > 1 else ""


def same_person(one: str, other: str) -> bool:
    """Whether two names of one surname can be one person's: equal, initials, or short forms."""
    a, b = one.split(), other.split()
    if surname(one) != surname(other):
        return False
    if len(a) == 1 or len(b) == 1:
        return True
    x, y = a[0].lower().strip("."), b[0].lower().strip(".")
    if x == y or y in _same_names().get(x, ()):
        return True
    return (len(x) == 1 or len(y) == 1) and x[0] == y[0]


def root(given: str) -> str:
    """The first of a given name's forms in the order of the alphabet: one for `Mike` and `Michael`."""
    bare = given.lower().strip(".")
    return min(_same_names().get(bare, frozenset((bare,))))


def middle(name: str) -> str:
    """Initials of what stands between given name and surname, in lower case."""
    last = surname(name)
    return "".join(
        part[0].lower() for part in name.split()[1:] if part.lower().strip(".,") != last and part[0].isalpha()
    )
