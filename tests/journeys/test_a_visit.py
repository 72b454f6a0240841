"""A lurah plans a visit by tapping the map, and tells of a stop while the signal comes and goes."""

from pathlib import Path
from secrets import token_hex
from typing import Any

import pytest

from tests.casework.pictures import file, street
from tests.journeys.running import Running
from tests.journeys.test_one_report import PHONE, person

pytestmark = pytest.mark.browser
WEST, EAST = 106.6015, 106.6185


def told(room: Running, words: str, lon: float) -> None:
    report = {
        "api_key": "demo",
        "service_code": "PJU-01",
        "lat": "-6.19",
        "long": str(lon),
        "description": words,
    }
    assert room.post("/open311/v2/requests.json", report).status_code in {200, 201}


def test_a_visit_is_tapped_on_the_map_and_told_of_without_a_signal(
    browser: Any, room: Running, tmp_path: Path
) -> None:
    sought = f"beringin{token_hex(3)}"
    told(room, f"Lampu {sought} barat padam", WEST)
    told(room, f"Lampu {sought} timur mati total", EAST)
    desk = person(browser, room, "lurah")
    desk.goto(room.at("/meja/kunjungan/"))
    desk.locator("details.panel").evaluate("each => { each.open = true; }")
    with desk.expect_navigation():
        desk.locator("details.panel form[method=post] button.main").click()
    way = desk.url.partition("?")[0]
    desk.goto(f"{way}?q={sought}")
    desk.locator("#visit-map[data-begun]").wait_for()
    west = desk.locator("#offers label", has_text="barat").locator("input")
    tap_the_western_point(desk)
    desk.locator("#offers input:checked").wait_for(state="attached")
    assert west.is_checked()
    desk.locator("#offers label", has_text="timur").locator("input").check()
    assert desk.locator("[data-sum]").inner_text().startswith("1,9 km")
    with desk.expect_navigation():
        desk.locator("button[value=tambah]").click()
    assert desk.locator("ol.way li").count() == 2

    phone = browser.new_context(
        viewport=PHONE, locale="id", storage_state=desk.context.storage_state()
    ).new_page()
    phone.goto(way.removesuffix("rute"))
    with phone.expect_navigation():
        phone.locator("form[action$=berangkat] button").click()
    shot = tmp_path / "lampu.jpg"
    shot.write_bytes(file(street(7)).read())
    phone = tell_without_a_signal(phone, shot)
    phone.locator("details.stop .nr.done").wait_for()
    assert "Menyala lagi" in phone.locator("details.stop").first.text_content()
    assert phone.locator("details.stop").first.locator(".photos img").count() == 1
    tell_signed_out(phone, room)
    phone.locator("details.stop .nr.done").nth(1).wait_for(state="attached")
    assert "Tiangnya roboh" in phone.locator("details.stop").last.text_content()
    case = phone.locator("details.stop a[href*='/meja/kasus/']").first.get_attribute("href")
    desk.goto(room.at(case))
    assert "Menyala lagi" in desk.locator(".timeline").inner_text()


def tap_the_western_point(desk: Any) -> None:
    """Both points are fitted into the map at one height, as far apart as its margins allow."""
    box = desk.locator("#visit-map").bounding_box()
    desk.mouse.click(box["x"] + 48, box["y"] + box["height"] / 2)


def tell_without_a_signal(phone: Any, shot: Path) -> Any:
    """The page is closed before anything could be sent; opened again, it goes by itself."""
    context, address = phone.context, phone.url
    context.set_offline(True)
    stop = phone.locator("details.stop[open]")
    stop.locator("textarea").fill("Menyala lagi")
    stop.locator("[type=file]").set_input_files(shot)
    stop.get_by_text("Foto tersimpan di ponsel ini: 1").wait_for()
    stop.locator("button[value=otherwise]").click()
    phone.locator("[data-says]:not([hidden])").wait_for()
    assert stop.locator("textarea").input_value() == "Menyala lagi"
    phone.close()
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    return again


def tell_signed_out(phone: Any, room: Running) -> None:
    """What is told after the session ended waits, and goes once somebody has signed in again."""
    phone.context.clear_cookies(name="kentongan")
    stop = phone.locator("details.stop[open]")
    stop.locator("textarea").fill("Tiangnya roboh")
    stop.locator("button[value=otherwise]").click()
    phone.locator("[data-signed-out]:not([hidden])").wait_for()
    assert stop.locator("textarea").input_value() == "Tiangnya roboh"
    with phone.context.expect_page() as opened:
        phone.locator("[data-signed-out] a").click()
    opened.value.fill("input[name=username]", "lurah")
    opened.value.fill("input[name=password]", "demo")
    with opened.value.expect_navigation():
        opened.value.locator("main form button").first.click()
    phone.evaluate("dispatchEvent(new Event('online'))")
