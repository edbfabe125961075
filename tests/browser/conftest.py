"""Debian's Chromium, headless and cut off from the network, with a profile of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A browser context; without Chromium the test is skipped, in CI it fails."""
    if not CHROMIUM.exists():
        message = f"{CHROMIUM} is not there; install Debian's chromium to run this test"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        context = driver.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"),
            executable_path=CHROMIUM,
            headless=True,
            args=FLAGS.split(),
            offline=True,
        )
        yield context
        context.close()


@pytest.fixture
def look(chromium: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """Open a page as a person would; whatever it complains of or asks the network for fails the test."""
    pages = []
    complaints: list[str] = []

    def open_page(text: str, *, width: int = 1280, scheme: str = "light") -> Any:
        file = tmp_path / "report.html"
        file.write_bytes(text.encode("utf-8", "backslashreplace"))
        page = chromium.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("dialog", lambda dialog: complaints.append(dialog.message) or dialog.dismiss())
        page.on(
            "request",
            lambda request: complaints.append(request.url) if request.url != file.as_uri() else None,
        )
        page.goto(file.as_uri())
        return page

    yield open_page
    for page in pages:
        page.close()
    assert complaints == []
