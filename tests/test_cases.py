"""Runs every case of `tests/cases/*.md`; the format is told in tests/cases/README.md."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from onrecord.model import Date, Document, Page
from onrecord.pipeline import extract

CASE = re.compile(r"^##+ (?P<name>.+?)\n(?P<body>.*?)(?=^##+ |\Z)", re.S | re.M)
TEXT = re.compile(r"^```text ?(?P<meta>[^\n]*)\n(?P<text>.*?)^```$", re.S | re.M)
EXPECT = re.compile(r"^```expect\n(?P<lines>.*?)^```$", re.S | re.M)


def _cases() -> list[Any]:
    found = []
    for path in sorted(Path(__file__).parent.joinpath("cases").glob("*.md")):
        if path.name == "README.md":
            continue
        for case in CASE.finditer(path.read_text(encoding="utf-8")):
            text, expect = TEXT.search(case["body"]), EXPECT.search(case["body"])
            whole = text and expect and expect["lines"].strip()
            assert whole or "```" not in case["body"], (
                f"{path.name}: {case['name']}: a fence is open or empty"
            )
            if text and expect:
                found.append(
                    pytest.param(
                        text["meta"], text["text"], expect["lines"], id=f"{path.stem}:{case['name']}"
                    )
                )
    return found


def _document(meta: str, text: str) -> Document:
    values: dict[str, Any] = dict(pair.split("=", 1) for pair in shlex.split(meta))
    day = values.pop("published", None)
    published = Date(day, day, day, "stated") if day else None
    return Document(
        id="case", source="case", part="", text=text, published=published, **{"genre": "news", **values}
    )


def _field(row: Any, path: str) -> Any:
    for key in path.split("."):
        if row is None:
            return None
        row = row[int(key)] if key.isdigit() else getattr(row, key)
    return row


def _words(row: Any) -> str:
    return " ".join(span.quote for span in row.spans)


def _holds(row: Any, wanted: dict[str, Any]) -> bool:
    return all(_same(_field(row, key), value) for key, value in wanted.items())


def _same(found: Any, wanted: Any) -> bool:
    return list(found) == wanted if isinstance(found, tuple) else bool(found == wanted)


def _check(page: Page, line: str) -> None:
    wanted: dict[str, Any] = json.loads(line)
    noun, words = next(iter(wanted.items()))
    if noun == "count":
        assert len(getattr(page, words)) == wanted["is"], [_words(row) for row in getattr(page, words)]
    elif noun == "not":
        assert not [_words(r) for r in getattr(page, words) if wanted["quote"] in _words(r)]
    elif words is None:
        assert not [_words(row) for row in getattr(page, noun)]
    else:
        rest = {key: value for key, value in wanted.items() if key != noun}
        rows = [row for row in getattr(page, noun) if words in _words(row)]
        assert rows, f"no {noun} with {words!r} among {[_words(row) for row in getattr(page, noun)]}"
        assert any(_holds(row, rest) for row in rows), [_shown(row, rest) for row in rows]


def _shown(row: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    assert is_dataclass(row)
    assert fields(row)
    return {"words": _words(row), **{key: _field(row, key) for key in wanted}}


@pytest.mark.parametrize(("meta", "text", "lines"), _cases())
def test_case(meta: str, text: str, lines: str) -> None:
    page = extract(_document(meta, text))
    for line in filter(None, map(str.strip, lines.splitlines())):
        _check(page, line)
