"""Seconds from answering the telephone to the code, by keyboard, at the pace of a human typist.

    kentongan demo --port 8000        # in another window; its exchange rings by itself
    python bench/time_to_case.py http://mycity.localhost:8000 operator1 demo "A kelurahan" …

Types fifty words of five signs a minute, as an ordinary typist does, and takes a second for every
choice. What the caller needs to say it all is not in it.
"""

import shutil
import statistics
import sys
import time
from itertools import cycle
from typing import Any

from playwright.sync_api import sync_playwright

A_KEY = 240.0
"""Milliseconds."""
A_THOUGHT = 1000.0
TOLD = (
    "Lampu jalan depan pasar padam sejak kemarin",
    "Lampu jalan di gang dekat sekolah mati semua",
    "Lampu penerangan jalan padam, gelap sekali",
)
ANSWER_A_QUESTION = ("Tab", "Tab", "ArrowDown")
LONGEST_RING = 120_000.0


def main() -> None:
    """Take down some calls and print how long each took."""
    base, name, password, *places = sys.argv[1:]
    said = list(zip(TOLD, cycle(places), strict=False))
    with sync_playwright() as playwright:
        found = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        desk = browser.new_context(viewport={"width": 1440, "height": 900}, locale="id").new_page()
        sign_in(desk, base, name, password)
        taken = [take_down(desk, base, words, place) for words, place in said]
        browser.close()
    for (words, place), seconds in zip(said, taken, strict=True):
        print(f"{seconds:5.1f} s  {len(words) + len(place)} signs")
    print(f"{statistics.median(taken):5.1f} s  median")


def sign_in(desk: Any, base: str, name: str, password: str) -> None:
    """Sit down at the desk."""
    desk.goto(f"{base}/masuk/")
    desk.fill("input[name=username]", name)
    desk.fill("input[name=password]", password)
    with desk.expect_navigation():
        desk.locator("main form button").first.click()


def take_down(desk: Any, base: str, words: str, place: str) -> float:
    """Take the next call that waits, and return the seconds until its code stood there."""
    desk.goto(f"{base}/meja/telepon/?semua")
    button = desk.locator("#live form[action*=jawaban] button").first
    button.wait_for(timeout=LONGEST_RING)
    began = time.monotonic()
    with desk.expect_navigation():
        button.click()
    if not desk.locator("#call-form").count():  # somebody else was first
        return take_down(desk, base, words, place)
    desk.keyboard.type(words, delay=A_KEY)
    for key in ANSWER_A_QUESTION:
        desk.wait_for_timeout(A_THOUGHT)
        desk.keyboard.press(key)
    desk.keyboard.press("F4")
    desk.keyboard.type(place, delay=A_KEY)
    desk.wait_for_timeout(A_THOUGHT)
    with desk.expect_navigation():
        desk.keyboard.press("F8")
    desk.locator("#code").wait_for()
    return time.monotonic() - began


if __name__ == "__main__":
    main()
