"""Speakers' labels at the head of a turn (`MS. PSAKI:`, `Q`, `Mr. Diallo (Guinea):`) and stage directions."""

from __future__ import annotations

import re

_FIRST = r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]*[A-ZÀ-Þ.]|M[AaOo]?[Cc][A-Z.'’\-]+|O[’'][A-Z]+)"
_CAPS = rf"(?:{_FIRST}|[A-Z]\.?|#?\d{{1,2}}|de|of|the|and|von|van|al-[A-Z]+)"
_TITLED = (
    r"(?:Mr|Mrs|Ms|Dr|Sir|Dame|Lord|Lady|H\.E|Hon|Amb|Gen|Lt|Col|Adm|Sen|Rep|Gov|Ambassador|Secretary|President|Prime Minister|Minister"
    r"|Foreign Minister|Senator|General|Admiral|Chancellor|Chair|Chairman|Chairwoman|Commissioner|Governor|Mayor|Judge|Professor"
    r"|Spokesman|Spokeswoman|Spokesperson|Director|The President|The Vice President|The Secretary|The Secretary-General|Moderator"
    r"|Question|Reporter|Journalist|Interviewer|Operator|Host|Anchor|Answer|Speaker|Participant)"
)
LABEL = re.compile(
    r"(?P<time>[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s+)?"
    r"(?P<label>"
    rf"(?!TO |[A-Z ]+ TO ){_FIRST}(?:,? {{1,2}}{_CAPS}){{0,8}}(?: \([^()\n]{{1,40}}\))?(?=\s?:(?!\d))"
    rf"|{_TITLED}\b\.?(?: [A-Z][\w.'’\-]*(?: (?:bin|al|de|van|von|of))?){{0,5}}(?: \([^()\n]{{1,40}}\))?(?=:)"
    r"|Q(?=[ \t\u00a0]{1,}\S|\s*$|[.:]\s)|A(?=:\s))"
    r"\s?[:.]?[ \t\u00a0]*"
)
# A name alone before a colon is a label only where the same name stands so again.
NAMED = re.compile(r"(?P<label>[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){1,3}(?: \([^()\n]{1,40}\))?):[ \t]+(?=\S)")

_ACTS = (
    r"clears|holds|points|waves|gestures|shows|coughs|sighs|claps|nods|reads|speaks|turns|sings|pauses|knocks|whispers|snaps|taps|chuckles|signs"
    r"|kisses|stands|shakes|hugs|looks|sneezes|raises|pounds|mimics|imitates|leaves|enters|drops|throws|picks"
)
_NOISE = r"(?:in)?audible|laugh\w*|applause|cross-?talk|cheers?|cheering|pause|off-?mic|unintelligible|overlapping|music|video"
# In round brackets also any sentence with a capital and a full stop, or all in capitals; `(ph)`, `(sic)`.
STAGE = re.compile(
    rf"\((?:[A-Z][^()\n]{{0,160}}\.|(?i:{_NOISE})[^()\n]{{0,40}}|(?i:{_ACTS})\b[^()\n]{{0,60}}|ph|sic|(?i:via|through)(?: an?)? (?i:interpreter|translator)"
    r"|(?i:as (?:interpreted|translated))|[A-Z][A-Z ,.'’-]{3,60})\)"
    rf"|\[(?:(?i:{_NOISE})[^\[\]\n]{{0,40}}|\d{{1,2}}:\d\d(?::\d\d)?)\]|\(\d{{1,2}}:\d\d(?::\d\d)?\)"
)
CLOSING = re.compile(
    r"(?:END(?: OF .{0,40})?\b\.?)?\s*(?:\d{1,2}:\d\d\s*[AaPp]\.?\s?[Mm]\.?(?:\s*\(?[A-Z][A-Za-z]{1,4}\)?)?(?:\s+\(?[A-Z][a-z]+\)?)?)?\s*\Z"
    r"|\(?END(?:S|ED)?\)?.{0,30}\Z|[-–—*#_ ]{3,}\Z",
)
