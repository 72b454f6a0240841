"""A number on the wall becomes a directive; it goes down three levels and its answers come up."""

import re
from typing import Any

import pytest

from tests.frontdesk.test_browser import has_no_barrier
from tests.journeys.running import Running
from tests.journeys.test_one_report import PHONE, person

pytestmark = pytest.mark.browser
CAMAT = "petugas-99-71-01"


@pytest.fixture(scope="module")
def browser() -> Any:
    from tests.browsers import chromium

    with chromium("--use-fake-ui-for-media-stream") as opened:
        yield opened


def on_a_phone(browser: Any, desk: Any, *, scripts: bool = True) -> Any:
    """The same person, with a phone in hand."""
    state = desk.context.storage_state()
    held = browser.new_context(
        viewport=PHONE, locale="id", storage_state=state, java_script_enabled=scripts
    )
    held.grant_permissions(["microphone"])
    return held.new_page()


def pressed(page: Any, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def test_a_directive_born_on_the_wall_goes_down_and_its_answers_come_up(
    browser: Any, room: Running
) -> None:
    mayor = person(browser, room, "wali")
    phone = on_a_phone(browser, mayor)
    phone.goto(room.at("/meja/ponsel/"))
    has_no_barrier(phone)
    pressed(phone, "a[href*='jenis=tugas'][href*='about=number']")
    has_no_barrier(phone)
    label = phone.locator("details:has(label:has-text('Kecamatan Utara'))")
    if label.count():
        label.first.evaluate("each => { each.open = true; }")
    phone.locator("label.choice", has_text="Kecamatan Utara").first.click()
    pressed(phone, "p.send button")
    assert phone.locator(".flash").count() == 1

    camat = person(browser, room, CAMAT)
    camat.goto(room.at("/meja/disposisi/"))
    has_no_barrier(camat)
    pressed(camat, "ol.queue a")
    number = re.search(r"disposisi/(\d+)/", camat.url)
    assert number is not None
    pressed(camat, "form[action$=terima] button")
    pressed(camat, "a[href*='baru?parent=']")
    has_no_barrier(camat)
    camat.fill("[name=words]", "Periksa lampu di pasar")
    for each in camat.locator("details.kind").all():
        each.evaluate("each => { each.open = true; }")
    camat.locator("label.choice", has_text="Kelurahan Mawar").first.click()
    pressed(camat, "main form[method=post] > button.main")

    lurah = on_a_phone(browser, person(browser, room, "lurah"))
    lurah.goto(room.at("/meja/disposisi/"))
    pressed(lurah, "ol.queue a:has-text('Periksa lampu')")
    pressed(lurah, "form[action$=terima] button")
    say_it_by_voice(lurah)
    assert lurah.locator("audio").count() == 1

    camat.goto(room.at(f"/meja/disposisi/{number[1]}/"))
    assert camat.locator("audio").count() == 1
    has_no_barrier(camat)
    camat.locator("details.verb:has(form[action$=setuju]) > summary").first.click()
    pressed(camat, "form[action$=setuju] button")
    camat.locator("details.verb:has(form[action$=lapor]) > summary").first.click()
    camat.fill("form[action$=lapor] textarea", "Semua lampu menyala")
    pressed(camat, "form[action$=lapor] button.main")

    plain = on_a_phone(browser, mayor, scripts=False)
    plain.goto(room.at("/meja/ponsel/"))
    pressed(plain, f"a[href*='/meja/disposisi/{number[1]}/']")
    assert "Semua lampu menyala" in plain.locator("main").inner_text()
    plain.locator("details.verb:has(form[action$=setuju]) > summary").first.click()
    pressed(plain, "form[action$=setuju] button")
    assert plain.locator("progress[value='1'][max='1']").count() >= 1

    for address in ("/meja/keputusan/", "/meja/keputusan/baru"):
        mayor.goto(room.at(address))
        has_no_barrier(mayor)


def say_it_by_voice(phone: Any) -> None:
    phone.locator("details.verb:has(form[action$=lapor]) > summary").first.click()
    box = phone.locator("form[action$=lapor] [data-voice]").first
    box.locator("button").click()
    box.locator("button.recording").wait_for()
    box.locator("button").click()
    phone.locator("[data-voice][data-recorded]").first.wait_for(state="attached")
    pressed(phone, "form[action$=lapor] button.main")
