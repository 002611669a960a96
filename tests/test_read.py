"""Every format is read; what cannot be read is a problem with a fixed reason, and nothing crashes."""

from __future__ import annotations

import json
from pathlib import PurePath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Document, Problem
from onrecord.read import read_source, sidecars
from onrecord.text import normalise
from tests.formats import WORDS, docx, html, pdf

LONG = [f"{WORDS} It was the {n}th meeting of its kind in that town, said the host." for n in range(4, 12)]


def read(name: str, raw: bytes, **sidecar: str) -> list[Document | Problem]:
    return list(read_source(PurePath(name), raw, sidecar))


def one(name: str, raw: bytes, **sidecar: str) -> Document:
    (found,) = read(name, raw, **sidecar)
    assert isinstance(found, Document), found
    return found


def reason(name: str, raw: bytes) -> str:
    (found,) = read(name, raw)
    assert isinstance(found, Problem), found
    return found.reason


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.txt", WORDS.encode()),
        ("a.txt", WORDS.encode("utf-16")),
        ("a.txt", b"\xef\xbb\xbf" + WORDS.encode()),
        ("a", WORDS.encode()),
        ("a.md", f"---\ntitle: T\n---\n**{WORDS}**\n".encode()),
        ("a.html", html(LONG)),
        ("a.txt", html(LONG)),
        ("a.pdf", pdf([[WORDS]])),
        ("a.txt", pdf([[WORDS]])),
        ("a.docx", docx([WORDS])),
        ("a.json", json.dumps({"text": WORDS}).encode()),
        ("a.jsonl", json.dumps({"body": WORDS}).encode() + b"\n"),
        ("a.csv", f'title,text\nT,"{WORDS}"\n'.encode()),
    ],
)
def test_reads_each_format(name: str, raw: bytes) -> None:
    assert WORDS in one(name, raw).text


@pytest.mark.parametrize(
    ("name", "raw", "why"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "empty"),
        ("a.txt", "\ufeff\n…\n".encode(), "empty"),
        ("a.pdf", b"not one", "wrongly_labelled"),
        ("a.docx", b"not one either", "wrongly_labelled"),
        ("a.pdf", pdf([[WORDS]])[:60], "damaged"),
        ("a.pdf", pdf([[]]), "no_text_layer"),
        ("a.docx", docx([WORDS])[:3000], "damaged"),
        ("a.zip", b"PK\x03\x04 and nothing of a letter", "binary"),
        ("a.txt", bytes(range(256)) * 20, "binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "binary"),
        ("a.json", b'{"text": "cut', "damaged"),
        ("a.json", b"[" * 100_000, "damaged"),
        ("a.jsonl", b'{"text": "whole"\n', "damaged"),
        ("a.csv", b"name,place\nA,B\n", "no_text_column"),
        ("a.md", b"---\n: [broken\n---\nwords\n", "front_matter"),
    ],
)
def test_says_why_it_cannot_read(name: str, raw: bytes, why: str) -> None:
    assert reason(name, raw) == why


def test_a_broken_line_keeps_the_rows_before_it() -> None:
    good, bad = read("a.jsonl", json.dumps({"text": WORDS}).encode() + b"\n{broken\n")
    assert isinstance(good, Document)
    assert isinstance(bad, Problem)
    assert "line 2" in bad.detail


def test_windows_and_split_characters_are_text() -> None:
    assert (
        "Zoë’s café" in one("a.txt", ("Zoë’s café is open again, says the owner. " * 9).encode("cp1252")).text
    )
    assert one("a.txt", "Der Bürgermeister – Zoë".encode()[:-1]).text.endswith("Zo")


def test_an_enormous_line_and_many_rows_are_read() -> None:
    assert len(one("a.txt", WORDS.encode() * 20_000).text) > 1_000_000
    assert len(read("a.csv", b"text\n" + f'"{WORDS}"\n'.encode() * 2000)) == 2000


def test_what_is_not_the_article_is_furniture() -> None:
    page = one("a.html", html(LONG))
    marked = {page.text[item.start : item.end] for item in page.furniture}
    assert {"Front page", "Weather", "Contact the desk"} <= marked
    assert not any("Brusa" in words for words in marked)
    assert (page.outlet, page.published and page.published.value) == ("The Quay", "2021-05-06")


def test_running_heads_are_furniture() -> None:
    page = one("a.pdf", pdf([["Harbour Conference", WORDS, f"Page {n} of 4"] for n in range(1, 5)]))
    marked = [page.text[item.start : item.end] for item in page.furniture]
    assert marked.count("Harbour Conference") == 4
    assert "Page 3 of 4" in marked


def test_markdown_is_unwrapped_and_labels_keep_their_lines() -> None:
    raw = b"---\ntitle: T\n---\nMS. VALE:  One line\nthat goes on.\nQ    And then?\n\n- first\n- second\n"
    assert one("a.md", raw).text == "MS. VALE:  One line that goes on.\nQ    And then?\n\n- first\n\n- second"


def test_a_person_beside_the_source_wins(tmp_path: PurePath) -> None:
    page = one("a.md", b"---\ndate: 2031-01-01\n---\nWords of a page.\n", date="2032-02", outlet="Quay")
    assert page.published
    assert (page.published.value, page.published.basis, page.published.latest) == (
        "2032-02",
        "user",
        "2032-02-29",
    )
    assert page.outlet == "Quay"


def test_sidecars_of_a_folder(tmp_path: PurePath) -> None:
    from pathlib import Path

    folder = Path(tmp_path)
    (folder / "a.txt").write_text(WORDS)
    (folder / "a.txt.toml").write_text('date = "2021-05-06"\n')
    (folder / "sources.csv").write_text("file,outlet,date\na.txt,The Quay,\nb.txt,,2030\n")
    assert sidecars(folder) == {
        "a.txt": {"outlet": "The Quay", "date": "2021-05-06"},
        "b.txt": {"date": "2030"},
    }


def test_a_year_that_nothing_states_stays_open() -> None:
    page = one(
        "a.txt", b"BRUSA, Nov 14 (QNA) -- The harbour opens on Thursday, officials said. They said so twice."
    )
    assert page.published is None
    assert page.dateline
    assert (page.dateline.place, page.dateline.date, page.dateline.agency) == ("BRUSA", "Nov 14", "QNA")
    assert "without a year" in page.notes[0]


@given(
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "a.md", "a.html", "a.csv", "a.json", "a.jsonl", "a.pdf"]),
)
def test_no_bytes_crash_a_reader(raw: bytes, name: str) -> None:
    for item in read(name, raw):
        assert isinstance(item, Document | Problem)


@given(st.text(alphabet=st.sampled_from("ab é\u0301e\r\n\ufeff가ا\u0653\u1100\u1161\u11a8x"), max_size=60))
def test_the_map_leads_back_to_the_same_characters(raw: str) -> None:
    import unicodedata

    text, back = normalise(raw)
    assert text == unicodedata.normalize(
        "NFC", raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    )
    for at, character in enumerate(text):
        origin = back.origin(at)
        if raw[origin] != character:
            assert raw[origin] in "\r\ufeff" or not unicodedata.is_normalized("NFC", raw)


def test_readers_letters_are_no_statement() -> None:
    from onrecord.read.genre import guess_genre

    assert (
        guess_genre(["The ferry is late again.", "LETTERS.", "I have waited an hour on the quay."], {})
        == "other"
    )
    assert guess_genre(["Letter to the Speaker on the ferry", "I write about the quay."], {}) == "statement"


def test_a_text_that_says_we_and_tells_of_no_saying_is_a_statement() -> None:
    from onrecord.read.genre import guess_genre

    own = ["We condemn the attack on the ferry this morning.", "Our thoughts are with the families."]
    assert guess_genre(own, {}) == "statement"
    assert guess_genre([*own, "The minister said the ferry sails again."], {}) == "other"
    assert guess_genre(["“We sail,” they sang, “and our nets are full.”"], {}) == "other"


def test_what_people_are_quoted_with_under_their_labels_is_no_transcript() -> None:
    from onrecord.read.genre import guess_genre

    gathered = ["Sen. Ada Lund: “The ferries sail.”", "Mayor Olaf Brandt: “A good day.” [Post]", "Friends"]
    assert guess_genre(gathered, {"title": "The Ferry Law", "tags": "statement"}) == "statement"
    assert guess_genre(["SEN. LUND: The ferries sail.", "MR. BRANDT: A good day."], {}) == "transcript"
    sent = ["NOMINATIONS SENT TO THE COUNCIL:", "Ada Lund, of Norland.", "WITHDRAWALS SENT TO THE COUNCIL:"]
    assert guess_genre(sent, {"title": "Nominations Sent to the Council"}) == "statement"


def test_where_the_press_may_ask_is_furniture() -> None:
    page = one(
        "a.txt",
        b"The money is set aside.\n\nFOR FURTHER INFORMATION MEDIA SHOULD CONTACT THE DESK AT 555-0100.\n",
    )
    assert [page.text[item.start : item.end][:11] for item in page.furniture] == ["FOR FURTHER"]
