"""A form goes the whole way: printed, noted as received, scanned and typed by key, followed."""

from typing import Any

import pytest

from tests.journeys.running import Running
from tests.journeys.test_one_report import person

pytestmark = pytest.mark.browser


def printed(desk: Any, room: Running, size: int) -> list[str]:
    desk.goto(room.at("/meja/kertas/"))
    desk.fill("#field-size", str(size))
    desk.select_option("#field-unit", label="Kelurahan Mawar")
    desk.locator("#print button.main").click()
    desk.locator(".flash").wait_for()
    desk.locator(".table td a").first.click()
    desk.locator(".forms").wait_for()
    return [each.replace("-", "") for each in desk.locator(".forms li > a").all_inner_texts()]


def scanned(desk: Any, room: Running, number: str) -> None:
    """What a scanner does that acts as a keyboard."""
    desk.keyboard.type(room.at(f"/k/{number}"))
    desk.keyboard.press("Enter")


def test_sheets_are_scanned_and_typed_one_after_another_without_a_mouse(
    browser: Any, room: Running
) -> None:
    desk = person(browser, room, "alice")
    first, second = printed(desk, room, 2)
    desk.goto(room.at("/meja/kertas/"))
    desk.fill("#field-numbers", f"{first}\n{second}")
    desk.locator("#collect button").click()
    desk.locator(".flash").wait_for()
    desk.goto(room.at("/meja/kertas/isi"))
    scanned(desk, room, first)
    desk.locator("#sheet .state").wait_for()
    assert "Kelurahan Mawar" in desk.inner_text("#sheet")
    desk.keyboard.type("Lampu jalan depan balai warga padam")
    desk.locator("#field-kind option:checked[value='PJU-01']").wait_for(state="attached")
    desk.keyboard.press("F4")
    desk.keyboard.type("Mawar")
    desk.keyboard.press("F8")
    desk.locator(".sitting li").wait_for()
    assert f"{first[:4]}-{first[4:]}" in desk.inner_text(".sitting")
    assert desk.evaluate("document.activeElement.id") == "field-number"
    scanned(desk, room, first)
    desk.locator("#sheet .error a").wait_for()
    assert "sudah dimasukkan" in desk.inner_text("#sheet")
    desk.keyboard.press("F1")
    scanned(desk, room, second)
    desk.locator("#sheet .state").wait_for()
    assert desk.input_value("#field-number") == second


def test_a_browser_that_dies_loses_no_word_of_a_sheet(browser: Any, room: Running) -> None:
    desk = person(browser, room, "alice")
    (number,) = printed(desk, room, 1)
    desk.goto(room.at("/meja/kertas/isi"))
    scanned(desk, room, number)
    desk.keyboard.type("Sampah menumpuk di belakang pasar")
    desk.locator("#saved", has_text="Tersimpan").wait_for()
    desk.wait_for_load_state("networkidle")
    again = desk.context.new_page()
    desk.close()
    again.goto(room.at("/meja/kertas/isi"))
    assert again.input_value("#field-words") == "Sampah menumpuk di belakang pasar"
    assert number in again.input_value("#field-number")


def test_the_strip_leads_to_how_the_paper_stands(browser: Any, room: Running) -> None:
    desk = person(browser, room, "alice")
    (number,) = printed(desk, room, 1)
    phone = browser.new_context(viewport={"width": 360, "height": 740}, locale="id").new_page()
    phone.goto(room.at("/t/"))
    phone.fill("#field-kode", f"{number[:4]}-{number[4:]}".lower())
    phone.keyboard.press("Enter")
    phone.wait_for_url(f"**/k/{number}")
    assert "belum diterima" in phone.inner_text("main")
    width = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert phone.evaluate(width)
