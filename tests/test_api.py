"""The dozen names that Python programs may rely on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import onrecord

NAMES = {
    "Campaign", "Document", "OnRecordError", "Page", "Record", "Span", "Table", "build", "export", "extract", "read",
    "verify",
}  # fmt: skip
STORY = (
    'SELM, 9 March 2021 -- "We will send 12 ships," Foreign Secretary Ada Vale told reporters on Tuesday.\n'
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api")
    (folder / "a.txt").write_text(STORY)
    onrecord.build(folder / "a.txt", folder / "r.sqlite")
    return folder / "r.sqlite"


def test_the_names_are_these() -> None:
    assert set(onrecord.__all__) == NAMES
    assert all(getattr(onrecord, name) is not None for name in NAMES)
    with pytest.raises(AttributeError, match="it offers"):
        onrecord.nothing  # noqa: B018


def test_the_first_stages_alone(record: Path) -> None:
    from onrecord import extract, read

    (document,) = read(record.with_name("a.txt"))  # type: ignore[operator]
    page: Any = extract(document)  # type: ignore[operator]
    assert page.document.text == STORY
    assert page.statements


def test_every_table_is_a_frame_by_one_call(record: Path) -> None:
    with onrecord.Record(record) as opened:
        for noun in ("documents", "statements", "figures", "findings"):
            table = opened.table(noun)
            assert len(table.to_pandas()) == len(table.to_polars()) == len(table)
        assert opened.table("statements", speaker="Vale")[0]["speaker"]["name"] == "Ada Vale"
        assert opened.search("ships")[0]["spans"][0]["quote"]
        assert opened.campaign()["counts"]["documents"] == 1


def test_export_and_verify(record: Path, tmp_path: Path) -> None:
    assert onrecord.export(record, "jsonl", tmp_path)["documents.jsonl"] == 1
    assert onrecord.verify("We will send 12 ships to the gulf before winter", record)["check"] == "quotes"


def test_importing_it_is_light() -> None:
    code = "import sys, onrecord; print('sqlalchemy' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
