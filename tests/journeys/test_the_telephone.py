"""The telephone at the desk: it rings, the caller is known, and the keyboard alone makes a case."""

import subprocess
import sys
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest

from tests.browsers import CHROMIUM, FLAGS
from tests.journeys.running import Running
from tests.journeys.test_one_report import person

pytestmark = pytest.mark.browser

TELL = """
import django, sys
django.setup()
from datetime import UTC, datetime
from kentongan.calls.attending import give_extension
from kentongan.calls.events import Kind, Told
from kentongan.calls.telling import tell
from kentongan.cities.entering import inside
from kentongan.cities.models import City
from kentongan.people.models import User
with inside(City.objects.get(slug="contoh")):
    now = datetime.now(UTC)
    give_extension(User.objects.get(username="alice"), "101", by=None, at=now)
    for kind in sys.argv[3:]:
        now = datetime.now(UTC)
        told = Told(f"{sys.argv[1]}-{kind}", Kind(f"call.{kind}"), now, sys.argv[1],
                    number=sys.argv[2], extension="101" if kind in ("ringing", "answered") else "")
        tell(told, pbx="pabx", at=now)
"""
KEPT = "Tersimpan"


def exchange(room: Running, call: str, number: str, *kinds: str) -> None:
    """Have an exchange tell of a call."""
    line = [sys.executable, "-c", TELL, call, number, *kinds]
    subprocess.run(line, env=room.environment, check=True)


def by_hand(page: Any, room: Running, number: str) -> None:
    """Begin a call by hand, with keys alone."""
    page.goto(room.at("/meja/telepon/?semua"))
    page.keyboard.press("n")
    page.keyboard.type(number)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_the_ring_to_the_code_without_a_mouse(browser: Any, room: Running) -> None:
    mark, number = uuid4(), f"+6221{uuid4().int % 10**8:08}"  # another caller with every try
    desk = person(browser, room, "alice")
    desk.goto(room.at("/meja/telepon/?semua"))
    exchange(room, f"{mark}-1", number, "offered", "queued", "ringing")
    desk.wait_for_url("**/meja/telepon/*/")  # by itself: the history stands there while it rings
    assert number in desk.inner_text("h1")
    keys = 0

    def press(key: str) -> None:
        nonlocal keys
        keys += 1
        desk.keyboard.press(key)

    with desk.expect_navigation():
        press("a")
    desk.keyboard.type("Lampu jalan ")  # before the exchange has said that they speak
    exchange(room, f"{mark}-1", number, "answered")
    desk.keyboard.type("depan gang melati padam")
    desk.locator("#field-kind option:checked[value='PJU-01']").wait_for(state="attached")
    press("F4")
    desk.keyboard.type("Mawar")
    desk.locator("#places input[value^='kelurahan:']:checked").wait_for(state="attached")
    with desk.expect_navigation():
        press("F8")
    code = desk.locator("#code .code").all_inner_texts()
    assert len("".join(code)) == 12
    press("F10")
    desk.keyboard.press("ArrowDown")
    with desk.expect_navigation():
        press("F10")
    assert desk.url.endswith("ok=concluded")
    assert keys <= 6

    exchange(room, f"{mark}-2", number, "offered", "queued", "ringing")
    desk.wait_for_url("**/meja/telepon/*/")
    known = desk.locator(".matter").first
    assert "Lampu jalan padam" in known.inner_text()
    assert "".join(code) not in desk.content()


def test_whoever_takes_a_call_from_the_list_is_not_led_back_to_take_it(
    browser: Any, room: Running
) -> None:
    """The bell rings for a call just taken, too; it must not overtake the way to its page."""
    mark, number = uuid4(), f"+6221{uuid4().int % 10**8:08}"  # another caller with every try
    desk = person(browser, room, "alice")
    desk.goto(room.at("/meja/telepon/?semua"))
    exchange(room, str(mark), number, "offered", "queued")
    take = desk.locator("#live li", has_text=number).locator("form button")
    take.wait_for()

    def slowly(route: Any) -> None:
        answer = fetched(route)  # it is taken, and the bell rings meanwhile
        desk.wait_for_timeout(2500)
        route.fulfill(response=answer)

    desk.route("**/jawaban", slowly)
    with desk.expect_navigation():
        take.click()
    assert desk.url.endswith("ok=taken")
    assert desk.evaluate("document.activeElement.id") == "field-words"


def fetched(route: Any) -> Any:
    """Fetch for the browser, from where only a browser finds the city's name."""
    asked = urlsplit(route.request.url)
    here = asked._replace(netloc=f"127.0.0.1:{asked.port}").geturl()
    headers = {**route.request.all_headers(), "host": asked.netloc}
    return route.fetch(url=here, headers=headers, max_redirects=0)


def test_the_page_follows_the_handset_in_its_own_window(browser: Any, room: Running) -> None:
    desk = person(browser, room, "alice")
    by_hand(desk, room, "021000066666")
    seen = desk.locator("[data-handset-state]")
    assert not seen.is_visible()
    handset = desk.context.new_page()  # another window of the same browser
    handset.goto(room.at("/meja/telepon/?semua"))
    say = "told => new BroadcastChannel('kentongan-handset').postMessage(told)"
    handset.evaluate(say, {"state": "speaking", "words": "Berbicara", "number": "021000066666"})
    seen.wait_for(state="visible")
    assert seen.inner_text() == "Pesawat: Berbicara · 021000066666"
    handset.evaluate(say, {"state": "gone", "words": "", "number": ""})
    seen.wait_for(state="hidden")


def another(browser: Any) -> Any:
    """A second browser, which may die without the first one."""
    return browser.browser_type.launch(executable_path=CHROMIUM, args=FLAGS)


def test_a_browser_that_dies_loses_nothing(browser: Any, room: Running) -> None:
    words = "Pohon besar miring di depan sekolah, hampir rubuh"
    dying = another(browser)
    desk = person(dying, room, "alice")
    by_hand(desk, room, "021000099999")
    address = desk.url
    desk.keyboard.type(words)
    desk.locator("#saved", has_text=KEPT).wait_for()
    with suppress(Exception):  # it does not live to answer
        dying.new_browser_cdp_session().send("Browser.crash")
    with suppress(Exception):
        dying.close()
    desk = person(browser, room, "alice")
    desk.goto(address)
    assert desk.input_value("#field-words").strip() == words


def test_an_emergency_is_one_key(browser: Any, room: Running) -> None:
    desk = person(browser, room, "alice")
    by_hand(desk, room, "021000088888")
    desk.keyboard.type("Kebakaran di dapur, masih ada orang")
    with desk.expect_navigation():
        desk.keyboard.press("F9")
    told = desk.locator(".note.late:not([hidden])").inner_text()
    assert "Kebakaran di dapur" in told
    assert "112" in told


def test_without_scripts_the_same_form_makes_a_case(browser: Any, room: Running) -> None:
    signed_in = person(browser, room, "alice").context.storage_state()
    plain = browser.new_context(java_script_enabled=False, storage_state=signed_in, locale="id")
    desk = plain.new_page()
    desk.goto(room.at("/meja/telepon/?semua"))
    desk.fill("#by-hand", "021000077777")
    with desk.expect_navigation():
        desk.locator(".by-hand button").click()
    desk.fill("#field-words", "Lampu jalan gang kenanga padam")
    desk.fill("#field-address", "Kenanga")
    desk.select_option("#field-kind", "PJU-01")
    with desk.expect_navigation():
        desk.locator("button[value=report]").click()
    assert desk.locator("#code .code").count() == 3
