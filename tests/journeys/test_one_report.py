"""The main job in a browser: a citizen's phone, the gate, the unit, the wall, the answer."""

import re
from typing import Any

import pytest

from tests.journeys.running import Running

pytestmark = pytest.mark.browser
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1440, "height": 900}
WORDS = "Lampu jalan depan pasar padam sejak kemarin malam <script>alert(1)</script>"


def person(browser: Any, room: Running, name: str) -> Any:
    """A desk somebody has signed in at."""
    page = browser.new_context(viewport=DESK, locale="id").new_page()
    page.goto(room.at("/masuk/"))
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", "demo")
    with page.expect_navigation():
        page.locator("main form button").first.click()
    return page


def reported(browser: Any, room: Running, *, scripts: bool, words: str = WORDS) -> tuple[Any, str]:
    """Report a lamp in three steps; returns the citizen's page and their tracking code."""
    phone = browser.new_context(viewport=PHONE, java_script_enabled=scripts).new_page()
    phone.goto(room.at("/lapor/"))
    phone.fill("textarea[name=words]", words)
    phone.locator(".action-bar button[value=next]").click()
    if phone.locator("select[name=kelurahan]").count() == 0:
        phone.locator("input[name=kind][value=PJU-01]").first.check()
        phone.locator(".action-bar button[value=next]").click()
    if phone.locator("select[name=kelurahan]").count() == 0:
        phone.locator(".action-bar button[value=next]").click()
    phone.select_option("select[name=kelurahan]", "99.71.01.1001")
    phone.locator(".action-bar button[value=next]").click()
    phone.locator("button[name=same][value=no], button[value=anonymous]").first.wait_for()
    if phone.locator("button[name=same][value=no]").count():  # an earlier test told of the same
        phone.locator("button[name=same][value=no]").click()
    phone.locator("button[value=anonymous]").click()
    phone.wait_for_url("**/t/**")
    found = re.search(r"/t/([0-9A-Z-]{14})/", phone.url)
    assert found
    return phone, found[1]


def open_verb(page: Any, name: str) -> Any:
    """Open one of the case's acts; returns its form."""
    panel = page.locator(f"details.verb:has(form[action*='/{name}'])")
    fold = page.locator("details.others:not([open])").filter(has=panel)
    if fold.count():
        fold.locator("> summary").click()
    panel.locator("> summary").click()
    return panel.locator("form")


def send(page: Any, form: Any) -> None:
    with page.expect_navigation():
        form.locator("button").last.click()


@pytest.mark.parametrize("scripts", [False, True], ids=["without scripts", "with scripts"])
def test_a_report_goes_from_a_phone_to_an_answer_and_onto_the_wall(
    browser: Any, room: Running, scripts: bool
) -> None:
    wall = person(browser, room, "wali")
    wall.goto(room.at("/wall/"))
    phone, code = reported(browser, room, scripts=scripts)
    body = phone.inner_text("body")
    assert "Dinas Perhubungan" in body
    assert code in body
    wall.get_by_text("Lampu jalan padam").first.wait_for(timeout=10_000)

    gate = person(browser, room, "alice")
    case = gate.locator("a", has_text="Lampu jalan depan pasar").first.get_attribute("href")
    gate.goto(room.at(case.split("?")[0]))
    form = open_verb(gate, "verifikasi")
    form.locator("input[value=yes]").check()
    form.locator("textarea[name=public_words]").fill("Lampu jalan padam di depan pasar")
    send(gate, form)
    form = open_verb(gate, "penugasan")
    form.locator("select[name=officer]").select_option(label="Bob Lampu")
    send(gate, form)

    officer = person(browser, room, "bob")
    officer.goto(room.at(case.split("?")[0]))
    form = open_verb(officer, "jawaban")
    form.locator("textarea[name=text]").fill("Regu berangkat sore ini.")
    send(officer, form)
    form = open_verb(officer, "klaim")
    form.locator("textarea[name=text]").fill("Lampu sudah diganti dan menyala.")
    send(officer, form)

    phone.goto(room.at(f"/t/{code}/"))
    told = phone.inner_text("main")
    assert "Regu berangkat sore ini." in told
    assert "Lampu sudah diganti dan menyala." in told
    with phone.expect_navigation():
        phone.locator("form.yes button").click()
    assert "Anda menyatakan: sudah beres." in phone.inner_text("main")
    stranger = person(browser, room, "charlie")
    assert stranger.goto(room.at(case.split("?")[0])).status == 404


def test_the_same_page_reads_in_english(browser: Any, room: Running) -> None:
    phone = browser.new_context(viewport=PHONE).new_page()
    phone.goto(room.at("/lapor/?lang=en"))
    assert phone.locator("html").get_attribute("lang") == "en"
    assert "What has happened?" in phone.inner_text("main")


def test_nothing_of_one_city_is_found_in_the_other(browser: Any, room: Running) -> None:
    _, code = reported(browser, room, scripts=False)
    assert room.get(f"/t/{code}/").status_code == 200
    assert room.get(f"/t/{code}/", city="tetangga").status_code == 404
    assert room.get("/", city="nowhere").status_code == 404
