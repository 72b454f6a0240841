"""Chromium for the tests: found, or said to be missing; in CI a missing one is a failure."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-unsafe-swiftshader",
    "--use-fake-device-for-media-stream",  # a camera that shows a clock
]


@contextmanager
def chromium(*more: str) -> Iterator[Any]:
    """A browser, with more flags if need be.

    Never hold one longer than a module: its loop makes Django refuse the database.
    """
    with _playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*FLAGS, *more])
        yield browser
        browser.close()


@contextmanager
def remembering() -> Iterator[Callable[[Path], Any]]:
    """A way to open browsers that keep what they know in a folder, as a phone does."""
    with _playwright() as playwright:

        def switch_on(folder: Path) -> Any:
            return playwright.chromium.launch_persistent_context(
                folder,
                executable_path=CHROMIUM,
                args=FLAGS,
                viewport={"width": 360, "height": 740},
                locale="id",
                geolocation={"latitude": -6.1912, "longitude": 106.6121},
                permissions=["geolocation"],
            )

        yield switch_on


@contextmanager
def _playwright() -> Iterator[Any]:
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing; CI installs it")
        pytest.skip("Chromium is not installed: `apt-get install chromium` runs these tests")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        yield playwright
