"""Somebody who cannot read or type: a number, the call, their words read back, a paper to go."""

import subprocess
import sys
from typing import Any

import pytest

from tests.journeys.running import Running
from tests.journeys.test_one_report import DESK, PHONE, person
from tests.pdfs import words_of

pytestmark = pytest.mark.browser

OPEN = """
import django
django.setup()
from datetime import UTC, datetime
from kentongan.cities.entering import inside
from kentongan.cities.models import City
from kentongan.counter.models import Ticket
from kentongan.counter.opening import open_office, open_tablet
from kentongan.places.directory import directory
with inside(City.objects.get(slug="contoh")):
    now = datetime.now(UTC)
    Ticket.objects.update(state="done")  # what an earlier try left
    office = open_office(directory().unit_by_code["setda"], "balai", by=None, at=now)
    print(open_tablet(office, "Lobi", by=None, at=now))
"""
CLAIM = """
import django, sys
django.setup()
from datetime import UTC, datetime
from kentongan.casework.claiming import claim
from kentongan.casework.models import Case
from kentongan.casework.verifying import verify
from kentongan.cities.entering import inside
from kentongan.cities.models import City
from kentongan.people.models import User
with inside(City.objects.get(slug="contoh")):
    code = sys.argv[1].replace("-", "")
    case = Case.objects.get(filings__service_request__code=code)
    users = User.objects.filter(memberships__unit=case.unit_id, is_active=True)
    by = users.filter(memberships__role="officer")[0]
    alice, now = User.objects.get(username="alice"), datetime.now(UTC)
    if not case.verifications.exists():
        verify(case, is_public=False, public_words="", by=alice, at=now)
    claim(case, "Lampunya sudah diganti.", by=by, at=now)
"""
FETCH = "async (a) => [...new Uint8Array(await (await fetch(a)).arrayBuffer())]"
LISTEN = "window.heard = []; speechSynthesis.speak = (said) => heard.push([said.lang, said.text]);"
"""Stands in for the loudspeaker: what would be spoken is written down."""


def test_from_the_number_to_the_receipt_by_keys(browser: Any, room: Running) -> None:
    line = [sys.executable, "-c", OPEN]
    token = subprocess.run(line, env=room.environment, check=True, capture_output=True, text=True)
    tablet = browser.new_context(viewport=PHONE, locale="id").new_page()
    tablet.goto(room.at(f"/antrean/balai/?perangkat={token.stdout.strip()}"))
    with tablet.expect_navigation():
        tablet.locator("button[name=letter][value=A]").click()
    number = tablet.inner_text(".number-sheet .number")
    board = browser.new_context(viewport=DESK, locale="id").new_page()
    board.add_init_script(LISTEN)
    board.goto(room.at("/antrean/balai/layar"))
    board.click("#voice")

    desk = person(browser, room, "alice")
    desk.add_init_script(LISTEN)
    desk.goto(room.at("/meja/loket/"))
    if desk.locator("#field-window").input_value() == "":
        desk.fill("#field-window", "2")
        with desk.expect_navigation():
            desk.keyboard.press("Enter")
    desk.locator("h1").click()  # out of the field: now letters are keys
    with desk.expect_navigation():
        desk.keyboard.press("n")
    assert number in desk.inner_text("h1")
    board.locator(f".newest:has-text('{number}')").wait_for()
    assert "ke loket 2" in board.evaluate("heard.at(-1)")[1]

    desk.keyboard.press("F2")
    desk.keyboard.type("Lampu jalan depan gang melati padam")
    desk.locator("#field-kind option:checked[value='PJU-01']").wait_for(state="attached")
    desk.keyboard.press("F4")
    desk.keyboard.type("Mawar")
    desk.locator("#places input[value^='kelurahan:']:checked").wait_for(state="attached")
    desk.keyboard.press("F7")
    desk.locator("#read-back:has-text('Lampu jalan padam')").wait_for()
    language, said = desk.evaluate("heard.at(-1)")
    assert language == "id-ID"
    assert "gang melati" in said
    with desk.expect_navigation():
        desk.keyboard.press("F8")
    code = "-".join(desk.locator("#code .code").all_inner_texts())
    strip = desk.locator("a[href$='80mm.pdf']").get_attribute("href")
    paper = words_of(bytes(desk.evaluate(FETCH, strip)))
    assert all(group in paper for group in code.split("-"))
    with desk.expect_navigation():
        desk.keyboard.press("F10")
    citizen = browser.new_context(viewport=PHONE, locale="id").new_page()
    citizen.goto(room.at(f"/t/{code}/"))
    assert "gang melati" in citizen.inner_text("main")
    subprocess.run([sys.executable, "-c", CLAIM, code], env=room.environment, check=True)
    say_that_it_is_not_repaired(desk, code)
    citizen.reload()
    assert "dicatat di loket" in citizen.inner_text("main")


def say_that_it_is_not_repaired(desk: Any, code: str) -> None:
    """They come back; by keys alone, and not without their reason."""
    desk.locator("h1").click()
    with desk.expect_navigation():
        desk.click("button[name=serve]")
    desk.keyboard.press("F6")
    desk.keyboard.type(code)
    with desk.expect_navigation():
        desk.keyboard.press("Enter")
    assert "Lampunya sudah diganti" in desk.inner_text("#said")
    with desk.expect_navigation():
        desk.keyboard.press("F3")
    desk.locator("#field-added:focus").wait_for()
    desk.keyboard.type("Semalam masih gelap")
    with desk.expect_navigation():
        desk.keyboard.press("F3")
    assert "belum" in desk.inner_text(".flash")


def test_who_is_signed_out_while_typing_is_told_and_loses_nothing(
    browser: Any, room: Running
) -> None:
    line = [sys.executable, "-c", OPEN]
    subprocess.run(line, env=room.environment, check=True, capture_output=True, text=True)
    desk = person(browser, room, "alice")
    desk.goto(room.at("/meja/loket/"))
    if desk.locator("#field-window").input_value() == "":
        desk.fill("#field-window", "2")
        with desk.expect_navigation():
            desk.keyboard.press("Enter")
    with desk.expect_navigation():
        desk.click("button[name=serve]")
    with desk.expect_navigation():
        desk.keyboard.press("u")  # no field has the cursor before they have come
    with desk.expect_navigation():
        desk.keyboard.press("h")
    desk.keyboard.type("Pohon tumbang")
    desk.locator("#saved:has-text('Tersimpan')").wait_for()

    desk.context.clear_cookies(name="kentongan")
    desk.keyboard.type(" di jalan, lampu jalan padam")
    desk.locator("#signed-out").wait_for()
    assert "Tersimpan" not in desk.inner_text("#saved")
    assert "keluar" in desk.inner_text("#signed-out")
    with desk.expect_response("**/draf"):  # tried once more before the page is left
        desk.keyboard.press("F8")
    assert desk.input_value("#field-words") == "Pohon tumbang di jalan, lampu jalan padam"
    assert desk.locator("#field-kind").count() == 1
    desk.keyboard.press("F4")
    desk.keyboard.press("F2")  # behind the words, to go on
    assert desk.evaluate("document.activeElement.selectionStart") == 41

    again = desk.context.new_page()
    again.goto(room.at("/masuk/"))
    again.fill("input[name=username]", "alice")
    again.fill("input[name=password]", "demo")
    with again.expect_navigation():
        again.locator("main form button").first.click()
    desk.locator("#signed-out").wait_for(state="hidden")
    desk.locator("#saved:has-text('Tersimpan')").wait_for()
    desk.reload()
    assert desk.input_value("#field-words") == "Pohon tumbang di jalan, lampu jalan padam"
