"""A build reads what is new, loses nothing to a crash, and goes on where it was stopped."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from onrecord import pipeline
from onrecord.errors import KnownValueError, RecordError, UsageError
from onrecord.model import Campaign, Document, Finding, Page, Problem, Row, Speaker, Statement
from onrecord.run import build as building
from onrecord.run.build import Options, Summary, build
from onrecord.run.local import Failure, run
from onrecord.run.lock import building as lock
from onrecord.store import Store, reviews, sqlite
from onrecord.store.files import counts
from onrecord.store.integrity import examine
from onrecord.text import Ids, span_of

STORY = """Ministers meet in Selm

SELM, March 9 (Wire) -- "We will send 12 ships before the winter," Foreign Secretary Ada Vale told reporters on Tuesday.

"{words}" said Oldland's envoy Brit Moss.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "docs"
    made.mkdir()
    for name in ("a", "b", "c"):
        words = f"The {name} survey of the harbour is not yet complete,"
        (made / f"{name}.txt").write_text(STORY.format(words=words), encoding="utf-8")
    return made


def statements(page: Page) -> Iterator[Row | Problem]:
    """A quick extractor, so that these tests are about the way and not about the words."""
    ids = Ids(page.document.id)
    for match in re.finditer(r'"([^"]+)"', page.document.text):
        span = span_of(page.document, *match.span(1))
        speaker = Speaker(name="Ada Vale", as_written="Vale")
        id = ids.new("statements", span.quote)
        yield Statement(
            id=id,
            document=page.document.id,
            spans=(span,),
            made_by="test",
            mode="direct",
            content=(span,),
            speaker=speaker,
        )


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "EXTRACTORS", (statements,))
    monkeypatch.setattr(pipeline, "RESOLVERS", ())
    monkeypatch.setattr(pipeline, "CHECKS", ())


def built(folder: Path, record: str = "r.sqlite", **more: Any) -> tuple[Summary, Path]:
    path = folder.parent / record
    return build([folder], path, None, Options(workers=1, **more)), path


def quoted(path: Path) -> list[str]:
    with Store(path) as store:
        return [row.content[0].quote for row in store.rows(Statement)]


def test_a_second_build_reads_nothing(folder: Path) -> None:
    first, path = built(folder)
    second, _ = built(folder)
    assert (first.read, first.documents, first.problems, first.compared) == (3, 3, [], True)
    assert (second.read, second.unchanged, second.compared) == (0, 3, False)
    assert quoted(path)


def test_a_changed_file_is_a_new_version_and_the_old_is_kept(folder: Path) -> None:
    _, path = built(folder)
    (folder / "a.txt").write_text(STORY.format(words="The survey is complete,"), encoding="utf-8")
    again, _ = built(folder)
    assert (again.read, again.unchanged, again.compared) == (1, 2, True)
    with Store(path) as store:
        assert sorted((Path(one.path or "").name, one.version) for one in store.documents()) == [
            ("a.txt", 2),
            ("b.txt", 1),
            ("c.txt", 1),
        ]
        assert counts(store)["sources"] == 4
    assert not [words for words in quoted(path) if "The a survey" in words]


def test_the_same_bytes_twice_are_one_source(folder: Path) -> None:
    (folder / "z.txt").write_bytes((folder / "a.txt").read_bytes())
    summary, path = built(folder)
    with Store(path) as store:
        assert counts(store)["sources"] == counts(store)["documents"] == 3
        (twin,) = [one for one in store.documents() if len(one.printings) > 1]
    assert [Path(one.path or "").name for one in twin.printings] == ["a.txt", "z.txt"]
    assert (summary.files, summary.problems) == (4, [])
    assert built(folder)[0].unchanged == 4


def test_a_file_under_a_new_name_is_no_twin_of_its_old_name(folder: Path) -> None:
    built(folder)
    (folder / "a.txt").rename(folder / "z.txt")
    _, path = built(folder)
    with Store(path) as store:
        assert {len(one.printings) for one in store.documents()} == {1}
        assert "z.txt" in {Path(one.path or "").name for one in store.documents()}


def test_what_cannot_be_read_is_a_problem_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    summary, path = built(folder)
    assert [problem.reason for problem in summary.problems] == ["empty"]
    with Store(path) as store:
        assert [one.reason for one in store.rows(Problem)] == ["empty"]
        assert counts(store)["documents"] == 3
    (folder / "empty.txt").write_text("Now there are words in it.")
    assert built(folder)[0].problems == []
    with Store(path) as store:
        assert not list(store.rows(Problem))


def _extractor(what: str) -> Any:
    def statements(page: Page) -> Iterator[Row | Problem]:
        if "The b survey" in page.document.text:
            {"kill": lambda: os.kill(os.getpid(), signal.SIGKILL), "hang": lambda: time.sleep(60)}[what]()
        return iter(())

    return statements


@pytest.mark.parametrize(("what", "reason"), [("kill", "crashed"), ("hang", "too_slow")])
def test_a_document_that_kills_or_hangs_its_worker_costs_itself_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch, what: str, reason: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(pipeline, "EXTRACTORS", (_extractor(what),))
        summary, path = built(folder, limit=60.0 if what == "kill" else 10.0)
    assert [problem.reason for problem in summary.problems] == [reason]
    with Store(path) as store:
        assert counts(store)["documents"] == 3
    again, _ = built(folder)
    assert again.read == 1  # only what failed is tried again
    assert [words for words in quoted(path) if "The b survey" in words]


def test_an_extractor_that_raises_is_a_problem_of_its_document(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def figures(page: Page) -> Iterator[Row | Problem]:
        raise KeyError("nothing")

    monkeypatch.setattr(pipeline, "EXTRACTORS", (statements, figures))
    summary, path = built(folder)
    assert [(one.step, one.reason) for one in summary.problems] == [("figures", "failed")] * 3
    assert quoted(path)


def test_resolvers_and_checks_see_what_those_before_wrote(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def resolve(lookup: Any) -> Iterator[Row]:
        yield from (replace(row, meeting="m") for row in lookup.rows(Statement))

    def check(lookup: Any) -> Iterator[Row]:
        ids = tuple(row.id for row in lookup.rows(Statement) if row.meeting == "m")
        yield Finding(
            id="f",
            document=None,
            spans=(),
            made_by="t",
            check="copies",
            verdict="same_copy",
            items=ids,
            why="",
        )

    monkeypatch.setattr(pipeline, "RESOLVERS", (resolve,))
    monkeypatch.setattr(pipeline, "CHECKS", (check,))
    _, path = built(folder)
    with Store(path) as store:
        (finding,) = store.rows(Finding)
        assert len(finding.items) == counts(store)["statements"] > 0
    monkeypatch.setattr(pipeline, "CHECKS", ())
    (folder / "d.txt").write_text("Another text with some words.")
    built(folder)
    with Store(path) as store:
        assert not list(store.rows(Finding))


def test_a_check_that_raises_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def check(lookup: Any) -> Iterator[Row]:
        raise KeyError("x")

    monkeypatch.setattr(pipeline, "CHECKS", (check,))
    _, path = built(folder)
    with Store(path) as store:
        assert [(one.step, one.reason) for one in store.rows(Problem)] == [("check", "failed")]


def test_a_second_builder_is_told_to_wait(folder: Path) -> None:
    with lock(folder.parent / "r.sqlite"), pytest.raises(RecordError, match="another build"):
        built(folder)


def test_a_path_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"nowhere.*no such"):
        build([tmp_path / "nowhere"], tmp_path / "r.sqlite")


SCRIPT = """
import sys, time
from tests.test_pipeline import pipeline, statements, build, Options

def slow(page):
    time.sleep(0.05)
    return statements(page)

slow.__name__ = "statements"
pipeline.EXTRACTORS, pipeline.RESOLVERS, pipeline.CHECKS = (slow,), (), ()
build([sys.argv[1]], sys.argv[2], None, Options(workers=2))
"""


def test_a_build_that_is_killed_loses_nothing_and_goes_on(folder: Path) -> None:
    for number in range(60):
        words = f"Survey number {number} of the harbour is not yet complete,"
        (folder / f"more{number}.txt").write_text(STORY.format(words=words), encoding="utf-8")
    path = folder.parent / "r.sqlite"
    process = subprocess.Popen([sys.executable, "-c", SCRIPT, str(folder), str(path)], env=_env())
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until and _documents(path) == 0:
        time.sleep(0.02)
    process.kill()
    process.wait()
    kept = _documents(path)
    summary, _ = built(folder)
    assert kept > 0
    assert summary.documents + kept >= 63 > summary.documents
    with Store(path) as store:
        assert counts(store)["documents"] == 63


def _documents(path: Path) -> int:
    try:
        with Store(path) as store:
            return counts(store)["documents"]
    except (RecordError, UsageError):
        return 0


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}


def test_a_full_disk_is_told_and_what_was_kept_stays(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(40):
        (folder / f"more{number}.txt").write_text(
            STORY.format(words=f"Survey {number} is not complete,") * 20
        )
    whole = sqlite.writer

    def small(path: Path) -> Any:
        engine = whole(path)
        event.listen(engine, "connect", lambda line, _: line.execute("PRAGMA max_page_count=400"))
        return engine

    with monkeypatch.context() as patch:
        patch.setattr(sqlite, "writer", small)
        with pytest.raises(RecordError, match="disk is full"):
            built(folder)
    path = folder.parent / "r.sqlite"
    kept = _documents(path)
    summary, _ = built(folder)
    assert 0 < kept < 43
    assert summary.documents + kept >= 43
    with Store(path, write=True) as store:
        assert counts(store)["documents"] == 43
        assert examine(store).faults == []


# ---- decisions -------------------------------------------------------------------------------------------------------


def test_a_corrected_speaker_survives_a_rebuild_and_can_be_undone(folder: Path) -> None:
    _, path = built(folder)
    with Store(path, write=True) as store:
        row = next(one for one in store.rows(Statement) if "The b survey" in one.content[0].quote)
        with store.transaction() as connection:
            made = reviews.decide(
                connection, "statements", row.id, "speaker", "Someone Else", "me", "misread"
            )
        assert store.by_id(Statement, [row.id])[0].speaker.name == "Someone Else"
    (folder / "b.txt.toml").write_text('outlet = "The Tribune"')  # so that b is read again
    assert built(folder)[0].read == 1
    (folder / "b.txt").write_text((folder / "b.txt").read_text() + "\nOne more line.\n")  # so that ids change
    assert built(folder)[0].read == 1
    with Store(path, write=True) as store:
        again = next(one for one in store.rows(Statement) if "The b survey" in one.content[0].quote)
        assert again.id != row.id
        assert again.speaker.name == "Someone Else"
        assert again.speaker.as_written == row.speaker.as_written
        with store.transaction() as connection:
            reviews.undo(connection, made.id, "me", "")
        assert store.by_id(Statement, [again.id])[0].speaker.name == row.speaker.name


def test_a_decision_whose_words_are_gone_becomes_a_problem(folder: Path) -> None:
    _, path = built(folder)
    with Store(path, write=True) as store, store.transaction() as connection:
        row = next(one for one in store.rows(Statement) if "The b survey" in one.content[0].quote)
        reviews.decide(connection, "statements", row.id, "mode", "mixed", "me", "")
    (folder / "b.txt").write_text("All of it was withdrawn by the ministry.")
    built(folder)
    with Store(path) as store:
        assert [one.reason for one in store.rows(Problem)] == ["review_lost"]


def test_a_decision_on_few_words_does_not_go_over_to_the_same_words_elsewhere(folder: Path) -> None:
    page = (
        'Minister Ada Vale spoke of "{}" as the dams that the ministry will repair before the winter of next year.\n'
        'Engineers of four states wrote "nine" on the walls with cracks that they counted in the old town on Monday.\n'
    )
    (folder / "b.txt").write_text(page.format("nine"))
    _, path = built(folder)
    with Store(path, write=True) as store, store.transaction() as connection:
        row = next(one for one in store.rows(Statement) if one.content[0].quote == "nine")
        reviews.decide(connection, "statements", row.id, "mode", "mixed", "me", "")
    (folder / "b.txt").write_text(page.format("two"))
    built(folder)
    with Store(path) as store:
        assert all(one.mode == "direct" for one in store.rows(Statement))
        assert [one.reason for one in store.rows(Problem)] == ["review_lost"]


def test_a_date_that_a_person_gives_is_there_before_extraction(folder: Path) -> None:
    _, path = built(folder)
    with Store(path, write=True) as store:
        document = next(store.documents())
        with store.transaction() as connection:
            reviews.decide(connection, "documents", document.id, "published", "2021-03-10", "me", "")
    (folder / "a.txt.toml").write_text('outlet = "The Tribune"')
    built(folder)
    with Store(path) as store:
        found = store.document(document.id)
    assert found.outlet == "The Tribune"
    assert found.published is not None
    assert (found.published.value, found.published.basis) == ("2021-03-10", "user")


# ---- the pool --------------------------------------------------------------------------------------------------------


def _task(job: int) -> int:
    if job == 3:
        os._exit(7)
    if job == 4:
        raise ValueError("four")
    return job * job


def test_the_pool_gives_every_job_its_result_or_its_failure() -> None:
    results = dict(run(_task, deque(range(8)), workers=3, limit=20))
    assert {job: value for job, value in results.items() if not isinstance(value, Failure)} == {
        0: 0, 1: 1, 2: 4, 5: 25, 6: 36, 7: 49,
    }  # fmt: skip
    assert results[3] == Failure("crashed", "the process that worked on it ended (exit code 7)")
    assert results[4] == Failure("failed", "ValueError: four")


def test_jobs_may_be_added_while_the_pool_runs() -> None:
    jobs = deque([10])
    seen = []
    for job, _ in run(_task, jobs, workers=2):
        seen.append(job)
        jobs += [11, 12] if job == 10 else []
    assert sorted(seen) == [10, 11, 12]


def test_passages_of_a_document_without_segments_are_its_lines() -> None:
    document = Document(id="d", source="s", part="", text="One.\n\n  Two.  \nThree")
    found = [document.text[start:end] for start, end in building.jobs.passages(Page(document, ()))]
    assert found == ["One.", "  Two.", "Three"]


def test_a_campaign_file_in_the_folder_serves_this_run_and_the_next(folder: Path) -> None:
    (folder / "campaign.toml").write_text('name = "Compact"\n[lines_of_effort]\nports = ["quay"]\n')
    _, path = built(folder)
    with Store(path) as store:
        assert store.campaign() == Campaign("Compact", lines_of_effort={"ports": ("quay",)})
    (folder / "campaign.toml").unlink()
    assert built(folder)[0].unchanged == 3
    (folder / "campaign.toml").write_text('nom = "Compact"')
    with pytest.raises(KnownValueError, match=r"'nom'.*name, aliases"):
        built(folder)


def test_a_sidecar_without_its_file_is_told_and_the_record_is_no_source(folder: Path) -> None:
    (folder / "d.toml").write_text('outlet = "The Tribune"')
    for _ in range(2):
        summary = build([folder], folder / "record.db", None, Options(workers=1))
        assert [problem.reason for problem in summary.problems] == ["stray_sidecar"]
        assert summary.files == 4
