"""Every error that onrecord raises on purpose, under one base class.

OnRecordError
├── UsageError          the call or its words are wrong (exit code 2)
│   └── KnownValueError a value is not among those accepted; the message lists them
├── RecordError         the record is damaged, locked or of another version (exit code 3)
├── ReadError           one source or document cannot be read; carries a problem's fixed reason
└── SpanError           a span does not hold in its text; never written
"""

from __future__ import annotations

from collections.abc import Iterable


class OnRecordError(Exception):
    """Base of all errors that onrecord raises on purpose."""


class UsageError(OnRecordError):
    """The call or its words are wrong; the message says what would be accepted."""


class KnownValueError(UsageError):
    """A value is not among those accepted."""

    def __init__(self, what: str, value: str, known: Iterable[str]) -> None:
        self.what, self.value, self.known = what, value, tuple(known)
        super().__init__(f"{what} {value!r} is not known; it is one of: {', '.join(self.known)}")


class RecordError(OnRecordError):
    """The record is damaged, locked or was written by another version."""


class ReadError(OnRecordError):
    """One source or document cannot be read; `reason` is a short fixed word, the message says more."""

    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason}: {detail}")


class SpanError(OnRecordError):
    """A span's quote is not the text at its offsets."""
