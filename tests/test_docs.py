"""Docs are made from the code and held current; what the README shows is what the commands do."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner

from onrecord.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _builder() -> ModuleType:
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec
    assert spec.loader
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize("page", ["commands.md", "fields.md"])
def test_made_pages_are_current(page: str) -> None:
    made = _builder().PAGES[page]()
    assert (ROOT / "docs" / page).read_text(encoding="utf-8") == made, "run `python docs/build.py`"


def test_every_command_that_the_readme_names_exists() -> None:
    named = set(re.findall(r"onrecord ([a-z]+)", README)) - {"reads", "is", "keeps", "from", "import"}
    assert named <= set(app.commands), named - set(app.commands)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("readme") / "record.sqlite"
    sample = ROOT / "examples" / "harbour"
    result = CliRunner().invoke(
        app, ["build", str(sample), "-r", str(path), "--campaign", str(sample / "campaign.toml")]
    )
    assert result.exit_code == 0, result.output
    return path


def _shown() -> list[tuple[str, list[str]]]:
    """Commands of the README's example, each with the lines that it says are printed."""
    block = re.search(r"```console\n(.*?)```", README, re.S)
    assert block
    found: list[tuple[str, list[str]]] = []
    for line in block.group(1).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line.strip() and line.strip() != "...":
            found[-1][1].append(line.strip())
    return found


@pytest.mark.parametrize(
    ("command", "lines"), [item for item in _shown() if not item[0].startswith("onrecord build")]
)
def test_the_readme_shows_what_is_printed(record: Path, command: str, lines: list[str]) -> None:
    words = shlex.split(command)
    assert words[0] == "onrecord"
    result = CliRunner().invoke(app, [*words[1:], "-r", str(record)])
    printed = re.sub(r"\s+", " ", result.output)
    for line in lines:
        assert re.sub(r"\s+", " ", line) in printed, result.output
