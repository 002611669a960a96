"""The clause round a trigger: its subject to the left, its action to the right."""

from __future__ import annotations

import re

_BREAK = re.compile(
    r"[;:—]|--|,\s+(?:and|but|so|while|whereas|because|although|though|which|who|where|when|as)\b|\s(?:but|because|although|while|whereas)\s|[“\"”]"
)
_QUOTES = '“"”'
_LEFT = re.compile(
    r"[;:—“\"”(]|--|,\s+(?:and|but|so|or)\s|(?:^|[,\s])(?:that|but|because|and|if|when|while|said|says|so)\s|,\s"
)
_SUBJECT = re.compile(
    r"(?:(?:The|the|All|all|Our|our|Their|These|Those|Both|Every|Each|Other|Its|His|Her|A|An)\s+)?"
    r"(?:[\w.'’&/-]+\s+){0,9}[\w.'’&/-]+\s*\Z"
)
_LEADING = re.compile(
    r"^(?:(?:that['’]s why|this is why|which is why|and|but|so|that|now|also|then|today|yes|well|because|if|when|while|where|or)\s+)+",
    re.I,
)
_TRAILING = re.compile(
    r"(?:\s+(?:also|then|now|always|still|again|jointly|already|today|yesterday|further|repeatedly))+\s*$"
)
_SHARED = re.compile(r"[“\"‘]?(?P<who>We|I|They|He|She|The [A-Z]\w+)\s+[a-z]")


def subject(sentence: str, at: int) -> tuple[int, int] | None:
    """The half-open range of the words before `at` that can be the subject of the verb there; null where none stand."""
    start = 0
    for cut in _LEFT.finditer(sentence, 0, at):
        if cut.end() <= at:
            start = cut.end()
    words = sentence[start:at]
    lead = _LEADING.match(words)
    start += lead.end() if lead else 0
    stripped = _TRAILING.sub("", sentence[start:at]).rstrip()
    start += len(sentence[start:at]) - len(sentence[start:at].lstrip())
    end = start + len(stripped.lstrip())
    if start < end and _SUBJECT.match(sentence[start:end]):
        return start, end
    shared = _SHARED.match(sentence)  # "We follow developments, will report, and stand ready to help"
    return shared.span("who") if shared and shared.end() < at and not sentence[start:end] else None


def clause_end(sentence: str, at: int) -> int:
    """Where the clause that begins at `at` ends: a strong break, or the sentence's end without its stop."""
    cuts = (cut for cut in _BREAK.finditer(sentence, at) if cut.start() - at > 12 or cut.group() in _QUOTES)
    end = next((cut.start() for cut in cuts), len(sentence))
    return len(sentence[:end].rstrip(" .!?…,\"”'’"))
