"""The reading room: every page answers, every route of the API has the one envelope, and source text stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from onrecord.check.quotes.meaning import _vectors
from onrecord.cli import app as command
from onrecord.model import Statement
from onrecord.run.build import build
from onrecord.store import Store
from onrecord.web.api import described
from onrecord.web.app import app

HOSTILE = """Ministers meet in Selm <script>alert(1)</script>

SELM, March 9, 2021 (TNA) -- Minister Ada Vale said that 40 ships <b>came</b> & went. "We will open the harbour <img src=x>," Vale said.
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("room")
    (folder / "hostile.txt").write_text(HOSTILE)
    (folder / "empty.txt").write_text("")
    sample = Path(__file__).parents[1] / "examples" / "harbour"
    build([sample, folder / "hostile.txt", folder / "empty.txt"], folder / "record.sqlite")
    with Store(folder / "record.sqlite") as store, TestClient(app(store)) as client:
        yield client


def links(room: TestClient, page: str, kind: str) -> list[str]:
    return sorted(set(re.findall(rf'href="(/{kind}/\w+)', room.get(page).text)))


@pytest.mark.parametrize(
    "noun", ["statements", "figures", "commitments", "meetings", "events", "actors", "problems"]
)
def test_every_list_answers(room: TestClient, noun: str) -> None:
    answer = room.get(f"/show/{noun}")
    assert answer.status_code == 200
    assert "<h1>" in answer.text


def test_the_first_page_cites(room: TestClient) -> None:
    page = room.get("/").text
    assert "Harbour Compact" in page
    assert re.search(r'class="cite" href="/documents/\w+#\w+"', page)


def test_documents_light_rows_and_grey_furniture(room: TestClient) -> None:
    tribune = next(
        page for page in map(room.get, links(room, "/documents", "documents")) if "Breaking News" in page.text
    )
    assert re.search(r'class="furniture"[^>]*>Breaking News', tribune.text)
    assert re.search(r'class="note statements"[^>]*>Ada Vale', tribune.text)


def test_every_note_leads_to_an_anchor(room: TestClient) -> None:
    for link in links(room, "/documents", "documents"):
        page = room.get(link).text
        notes = set(re.findall(r'class="note \w+" href="#(\w+)"', page))
        assert notes <= set(re.findall(r'<a id="(\w+)" class="anchor">', page))


def test_findings_stand_side_by_side(room: TestClient) -> None:
    for link in links(room, "/findings", "findings")[:20]:
        answer = room.get(link)
        assert answer.status_code == 200
        assert 'class="sides"' in answer.text


def test_source_text_never_becomes_markup(room: TestClient) -> None:
    for link in links(room, "/documents", "documents"):
        page = room.get(link).text
        assert "<script" not in page
        assert "<img" not in page
    assert "&lt;script&gt;" in room.get("/documents").text
    assert "<script" not in room.get("/search", params={"q": "<script>alert(1)</script>"}).text


def test_nothing_comes_from_outside(room: TestClient) -> None:
    answer = room.get("/")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text)


def test_other_hosts_are_refused(room: TestClient) -> None:
    assert room.get("/", headers={"host": "evil.example"}).status_code == 400


def test_every_described_route_has_the_envelope(room: TestClient) -> None:
    for path in described()["paths"]:
        if "{id}" in path:
            continue
        answer = room.get(
            path, params={"q": "We will open the harbour"} if path.endswith(("search", "verify")) else {}
        )
        assert answer.status_code == 200, (path, answer.text)
        assert set(answer.json()) == {"data", "next", "problems"}, path


def test_errors_have_one_shape(room: TestClient) -> None:
    for path in (
        "/api/v1/nouns",
        "/api/v1/statements/none",
        "/api/v1/statements?colour=red",
        "/api/v1/statements?limit=x",
    ):
        answer = room.get(path)
        assert answer.status_code == 404, path
        assert set(answer.json()["error"]) == {"status", "message"}
    assert room.get("/documents/none").status_code == 404


def test_search_by_meaning_ranks_what_shares_a_word(room: TestClient) -> None:
    hits = room.get("/api/v1/search", params={"q": "mines removed from the sea", "like": "1"}).json()["data"]
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert any("mines" in hit["spans"][0]["quote"] for hit in hits[:3])


def test_a_measure_is_drawn_with_its_bounds(room: TestClient) -> None:
    pages = [room.get(link) for link in links(room, "/show/measures", "measures")]
    assert pages
    assert all(page.status_code == 200 for page in pages)
    assert any("<circle" in page.text for page in pages)


@pytest.mark.parametrize("asked", ["after=" + "9" * 30, "limit=-1", "limit=x", "colour=red"])
def test_wrong_parameters_are_told_and_never_an_error_of_ours(room: TestClient, asked: str) -> None:
    assert room.get(f"/api/v1/statements?{asked}").status_code == 404
    assert room.get(f"/show/statements?{asked}").status_code == 404


@pytest.mark.parametrize(
    "words",
    [
        "ships\0came",
        '"',
        "ships*",
        "NEAR(ships came)",
        "ships OR",
        "-ships",
        "ship:came",
        "x" * 10_000,
        "'; --",
    ],
)
def test_no_search_is_an_error_of_ours(room: TestClient, words: str) -> None:
    for page in ("/search", "/api/v1/search", "/api/v1/verify"):
        assert room.get(page, params={"q": words}).status_code in (200, 404)


def test_a_link_to_words_that_no_text_has_still_shows_the_document(room: TestClient) -> None:
    page = links(room, "/documents", "documents")[0]
    for ends in ("from=5&to=2", "from=x&to=y", f"from={'9' * 5000}&to=1", "from=1&to=" + "9" * 15):
        assert room.get(f"{page}?{ends}").status_code == 200


def test_every_link_of_a_page_leads_somewhere(room: TestClient) -> None:
    for page in ("/", "/show/problems", "/show/figures", "/show/statements", "/show/actors", "/findings"):
        for link in sorted(set(re.findall(r'href="(/[^"#?]*)', room.get(page).text)))[:40]:
            assert room.get(link).status_code == 200, (page, link)


def test_a_dismissed_finding_stays_dismissed(tmp_path: Path) -> None:
    from onrecord.queries.campaign import findings
    from onrecord.run.decide import set_fields

    sample = Path(__file__).parents[1] / "examples" / "harbour"
    files = [sample / "01-ministerial.md", sample / "02-tribune.txt"]
    build(files, tmp_path / "record.sqlite")
    with Store(tmp_path / "record.sqlite", write=True) as store:
        first = findings(store)[0]["id"]
        set_fields(store, first, {"decision": "dismissed"}, "a misprint, corrected next day")
        assert first not in {row["id"] for row in findings(store)}
    build([*files, sample / "09-arrival.txt"], tmp_path / "record.sqlite")
    with Store(tmp_path / "record.sqlite") as store:
        assert first not in {row["id"] for row in findings(store)}


def test_a_silent_edit_shows_both_texts_and_the_rows_that_rest_on_it(tmp_path: Path) -> None:
    page = tmp_path / "docs" / "dams.txt"
    page.parent.mkdir()
    told = "Dams of Osh\n\nOSH, March 9, 2021 (TNA) -- Minister Ada Vale said that {} dams will be repaired before May.\n"
    page.write_text(told.format("40") + "Nobody spoke of the wells.\n")
    (page.parent / "dams.txt.toml").write_text('url = "https://example.org/dams"')
    build([page.parent], tmp_path / "r.sqlite")
    page.write_text(told.format("14"))
    build([page.parent], tmp_path / "r.sqlite")
    with Store(tmp_path / "r.sqlite") as store, TestClient(app(store)) as client:
        found = client.get("/api/v1/findings?kind=versions").json()["data"]
        shown = client.get(f"/findings/{found[0]['id']}").text
        assert ">40</mark>" in shown
        assert ">14</mark>" in shown
        assert "Nobody spoke of the wells." in shown
        assert "Rows that rest on changed words" in shown
        old, new = (version["document"] for version in found[0]["values"]["versions"])
        assert "a newer text has replaced it" in client.get(f"/documents/{old}").text
        assert f"/documents/{old}" in client.get(f"/documents/{new}").text
        for row in found[0]["values"]["rows"]:
            assert client.get(f"/rows/{row}").status_code == 200


SPOKEN = """Remarks by Minister Vale on the harbour

MINISTER VALE: Thank you all for coming in this rain. The market hall has a new roof, and the band will play at six.
Grain ships will be let into the eastern basin from the first days of May, once the divers have cleared the wrecks.
I have no quarrel with the fishermen of Tarn. They sell us good herring and we sell them good rope.
"""
REPORTED = """Port to take grain

SELM, March 10, 2021 (TNA) -- Vessels carrying grain may enter the harbour's eastern basin in early May after wrecks are removed, Minister Ada Vale said on Tuesday.
"""


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spoken")
    for name, text, genre in (("said.txt", SPOKEN, "transcript"), ("told.txt", REPORTED, "news")):
        (folder / name).write_text(text)
        day = "2021-03-09" if genre == "transcript" else "2021-03-10"
        (folder / f"{name}.toml").write_text(f'genre = "{genre}"\ndate = "{day}"')
    build([folder], folder / "record.sqlite")
    return folder / "record.sqlite"


def test_a_reported_statement_offers_what_was_said_nearest_to_it(spoken: Path) -> None:
    with Store(spoken) as store, TestClient(app(store)) as client:
        rows = client.get("/api/v1/statements").json()["data"]
        told = next(
            row for row in rows if row["mode"] == "indirect" and "grain" in row["content"][0]["quote"]
        )
        near = client.get(f"/api/v1/statements/{told['id']}/nearest").json()["data"]
        assert near[0]["spans"][0]["quote"].startswith("Grain ships will be let into the eastern basin")
        assert near[0]["occasion"] == "same"
        page = client.get(f"/statements/{told['id']}").text
        assert "Nearest by meaning, not a quotation" in page
        assert "Grain ships will be let" in page
        said = next(row for row in rows if row["turn"])
        assert client.get(f"/api/v1/statements/{said['id']}/nearest").json()["data"] == []
        assert client.get(f"/statements/{said['id']}").status_code == 200
        assert client.get("/api/v1/statements/nobody/nearest").status_code == 404


def test_the_command_line_offers_it_for_one_statement(spoken: Path) -> None:
    with Store(spoken) as store:
        told = next(row for row in store.rows(Statement) if row.mode == "indirect" and row.turn is None)
    shown = CliRunner().invoke(command, ["show", "statements", "--id", told.id, "-r", str(spoken)])
    assert "nearest by meaning, not a quotation" in shown.output
    assert "Grain ships will be let" in shown.output


def test_vectors_kept_at_hand_are_those_of_the_words(spoken: Path) -> None:
    texts = ["The gate is shut at noon.", "Rain fell on the upper fields.", "The gate is shut at noon."]
    first = _vectors(texts)
    assert (first[0] == first[2]).all()
    assert (_vectors(texts[1:2])[0] == first[1]).all()
    assert not (first[0] == first[1]).all()
