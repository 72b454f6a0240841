"""A lurah appoints a head of RW, who helps a neighbour report on a small phone without scripts."""

import re
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.running import Running
from tests.journeys.test_proof_in_the_browser import kentongan

pytestmark = pytest.mark.browser
SMALL = {"width": 360, "height": 640}
PASSWORD = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


def signed_in(browser: Any, room: Running, name: str, password: str) -> Any:
    context = browser.new_context(viewport=SMALL, java_script_enabled=False, locale="id")
    page = context.new_page()
    page.goto(room.at("/masuk/"))
    page.fill("[name=username]", name)
    page.fill("[name=password]", password)
    page.click("main form button")
    return page


def fits(page: Any) -> bool:
    """Whether nothing of a page stands out beyond a small phone."""
    return bool(page.locator("main").bounding_box()["width"] <= SMALL["width"])


def test_a_head_of_rw_helps_a_neighbour_on_a_small_phone(
    browser: Any, room: Running, tmp_path: Path
) -> None:
    listed = tmp_path / "rt_rw.csv"
    listed.write_text("kelurahan,rw,rt,lat,lon\n99.71.01.1001,5,,,\n")
    assert kentongan(room, "city", "neighbourhoods", "contoh", str(listed)).returncode == 0
    where = ("--role", "head", "--unit", "99.71.01.1001")
    added = kentongan(room, "user", "add", "contoh", "lurah.mawar", "Lurah Mawar", *where)
    found = PASSWORD.search(added.stdout)
    assert found, added.stderr
    lurah = signed_in(browser, room, "lurah.mawar", found[0])
    lurah.goto(room.at("/rukun/ketua/"))
    lurah.fill("[name=name]", "Pak RW")
    lurah.fill("[name=username]", "pak.rw")
    lurah.click(".panel button")
    password = lurah.inner_text(".code")
    head = signed_in(browser, room, "pak.rw", password)
    assert head.url.endswith("/rukun/")
    assert "RW 005" in head.inner_text("main")
    head.click("main a.button.main")
    head.fill("[name=words]", "Lampu di depan musala padam")
    head.select_option("[name=service_code]", "PJU-01")
    head.check("[name=is_wished]")
    assert fits(head)
    head.click("main form button")
    code = head.inner_text(".code")
    assert PASSWORD.fullmatch(code)
    assert head.locator(".qr svg").count() == 1
    assert fits(head)
    assert head.go_back().status == 200
    assert head.go_forward().status == 200
    assert code in head.content()
    head.goto(room.at("/rukun/"))
    assert "RW 005, Mawar" in head.inner_text("ol.queue")
    assert fits(head)
    assert code not in head.content()
    own = browser.new_context(viewport=SMALL, java_script_enabled=False).new_page()
    own.goto(room.at(f"/t/{code}/"))
    assert "dengan bantuan ketua RW 005" in own.inner_text("main")
