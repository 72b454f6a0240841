"""The citizen's door in a real browser: helped by scripts, checked by axe, light on a bad line."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browsers import chromium
from tests.frontdesk.pictures import jpeg
from tests.journeys.running import Running

pytestmark = pytest.mark.browser
HEAVIEST = 100_000
"""Bytes of one page without pictures: its document, styles, scripts and letters."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened


@pytest.fixture(params=[360, 1440])
def page(browser: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A telephone, then a desk; no page may raise an error of its own."""
    context = browser.new_context(
        viewport={"width": request.param, "height": 800},
        geolocation={"latitude": -6.1912, "longitude": 106.6121},
        permissions=["geolocation"],
    )
    context.set_default_timeout(90_000)  # software drawing of maps on a busy machine is slow
    opened, errors = context.new_page(), []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors


def has_no_barrier(page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    assert not found, [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]


def next_step(page: Any) -> None:
    with page.expect_navigation():
        page.locator(".action-bar .main").click()


def test_a_report_with_a_photo_and_a_tap_on_the_map(
    live: Running, page: Any, tmp_path: Path
) -> None:
    photo = tmp_path / "lampu.jpg"
    photo.write_bytes(jpeg())
    page.goto(live.at("/lapor/"))
    has_no_barrier(page)
    page.fill("#field-words", "Lampu jalan depan pasar padam, gelap sekali")
    page.locator("#likely input").first.check()
    page.locator("input[value=banyak]").check()
    has_no_barrier(page)
    page.set_input_files("#field-photos", str(photo))
    next_step(page)
    page.locator(".map.ready").wait_for()
    page.locator(".map-here").click()
    page.wait_for_function("() => document.getElementById('field-lat').value !== ''")
    assert page.input_value("#field-found") == "device"
    has_no_barrier(page)
    next_step(page)
    if page.locator("button[name=same]").count():  # the report before this one is known by now
        has_no_barrier(page)
        with page.expect_navigation():
            page.locator("button[name=same][value=no]").click()
    assert "Mawar" in page.inner_text("main")
    has_no_barrier(page)
    page.fill("#field-phone", "12")
    next_step(page)
    assert page.locator("#field-phone-error").is_visible()
    has_no_barrier(page)
    page.fill("#field-phone", "0812 3456 7890")
    next_step(page)
    page.wait_for_url("**/t/**")
    has_no_barrier(page)
    assert page.locator(".photos img").count() == 1
    assert page.locator(".qr svg").is_visible()


def test_questions_come_with_their_type_and_into_view_before_the_next_step(
    live: Running, page: Any
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live.at("/lapor/"))
    page.fill("#field-words", "Lampu jalan depan pasar padam")
    page.locator("#questions input[value=banyak]").wait_for()
    page.locator(".action-bar .main").click()
    page.wait_for_function("() => scrollY > 100")
    top = page.locator("#questions").bounding_box()["y"]
    assert 0 <= top < 300
    page.locator("#questions input[value=banyak]").check()
    next_step(page)
    assert page.locator("input[name=step]").get_attribute("value") == "where"


def test_questions_pushed_out_of_view_by_a_longer_list_do_not_count_as_asked(
    live: Running, page: Any
) -> None:
    first = {"code": "PJU-01", "name": "Lampu jalan", "note": "", "is_emergency": False}
    more = [{**first, "code": f"X-{n}", "name": f"Jenis {n}"} for n in range(9)]
    lists = [[first], [first, *more]]
    page.route("**/lapor/jenis?*", lambda route: route.fulfill(json={"types": lists[0]}))
    page.set_viewport_size({**page.viewport_size, "height": 900})
    page.goto(live.at("/lapor/"))
    page.fill("#field-words", "Lampu jalan padam")
    page.locator("#questions input").first.wait_for()
    page.wait_for_function("document.querySelector('[name=asked]').value === 'PJU-01'")
    lists.pop(0)
    page.fill("#field-words", "Lampu jalan depan pasar padam")
    page.locator("#likely label").nth(9).wait_for()
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    page.locator(".action-bar .main").click()
    assert page.url == live.at("/lapor/")
    page.wait_for_function("document.querySelector('[name=asked]').value === 'PJU-01'")


def test_a_name_moves_the_pin_and_a_tap_puts_the_name_aside(live: Running, page: Any) -> None:
    page.goto(live.at("/lapor/?jenis=PJU-01"))
    page.fill("#field-words", "Lampu padam")
    page.locator("input[value=banyak]").check()
    next_step(page)
    page.locator(".map.ready").wait_for()
    page.fill("#field-address", "depan psar contoh")
    page.locator("#candidates input").first.wait_for()
    assert page.input_value("#field-lat") == "-6.188"
    assert page.locator("#candidates input").first.is_checked()
    page.locator(".map-canvas canvas").click(position={"x": 150, "y": 200})
    assert not page.locator("#candidates input").first.is_checked()
    assert page.input_value("#field-found") == "map"


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_other_page_is_open_to_everybody(live: Running, page: Any, language: str) -> None:
    for address in ("/", "/t/", "/t/?kode=AAAA", "/peta/"):
        page.goto(live.at(f"{address}{'&' if '?' in address else '?'}lang={language}"))
        assert page.locator("html").get_attribute("lang") == language
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        has_no_barrier(page)


@pytest.mark.parametrize("address", ["/", "/lapor/", "/lapor/ponsel/id/", "/t/"])
def test_a_page_is_light(live: Running, browser: Any, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(live.at(address), wait_until="networkidle")
    weights = page.evaluate(
        "['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))"
        ".map(each => [each.name, each.encodedBodySize])"
    )
    context.close()
    assert sum(size for _, size in weights) < HEAVIEST, weights
