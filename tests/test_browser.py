"""The reading room in a real browser: from a finding to its words. Skips where Chromium is not installed."""

from __future__ import annotations

import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn

from onrecord.run.build import build
from onrecord.store import Store
from onrecord.web.app import app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("browser")
    sample = Path(__file__).parents[1] / "examples" / "harbour"
    build(
        [sample / "01-ministerial.md", sample / "02-tribune.txt"],
        folder / "record.sqlite",
        sample / "campaign.toml",
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(app(Store(folder / "record.sqlite")), port=port, log_level="error")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def test_from_a_finding_to_its_words(address: str) -> None:
    """A reader opens the first page, follows the gravest finding, sees both sides, and lands on the words in their document."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play, tempfile.TemporaryDirectory() as profile:
        browser = play.chromium.launch_persistent_context(
            profile, executable_path=CHROMIUM, args=FLAGS, timeout=120_000
        )
        browser.set_default_timeout(60_000)
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        assert page.locator("h1").inner_text() == "Harbour Compact"
        page.locator("ul.findings a").first.click()
        assert page.locator(".sides article").count() == 2
        assert page.locator("mark.differs").count() >= 1
        page.locator(".sides h2 a").first.click()
        assert page.locator("#cited").count() == 1
        assert "We do call this work finished" in " ".join(page.locator(".cited").all_inner_texts())
        page.get_by_label("Search or check a quotation").fill("Two years ago the Gulf of Tamar was closed")
        page.get_by_role("button", name="Look").click()
        assert "verbatim" in page.locator("main").inner_text()
        assert all(url.startswith((address, "data:")) for url in asked)
        browser.close()
