"""An officer in the street takes the picture in the app; the reporter sees where it came from."""

from pathlib import Path
from typing import Any

import pytest

from tests.casework.pictures import file, street
from tests.journeys.running import Running
from tests.journeys.test_one_report import PHONE, open_verb, person, reported, send

pytestmark = pytest.mark.browser
IN_MAWAR = {"latitude": -6.1912, "longitude": 106.6121}


def to_claim(browser: Any, room: Running, words: str) -> tuple[Any, str]:
    """A verified case at Bob's phone; returns his page, and the reporter's address."""
    _, code = reported(browser, room, scripts=False, words=words)
    gate = person(browser, room, "alice")
    case = gate.locator("a", has_text=words).first.get_attribute("href")
    gate.goto(room.at(case.split("?")[0]))
    form = open_verb(gate, "verifikasi")
    form.locator("input[value=no]").check()
    send(gate, form)
    officer = person(browser, room, "bob")
    officer.set_viewport_size(PHONE)
    officer.context.set_geolocation(IN_MAWAR)
    officer.context.grant_permissions(["camera", "geolocation"])
    officer.goto(room.at(case.split("?")[0]))
    return officer, room.at(f"/t/{code}/")


def test_a_picture_taken_in_the_street_arrives_as_taken_in_the_app(
    browser: Any, room: Running, tmp_path: Path
) -> None:
    officer, tracking = to_claim(browser, room, "Lampu jalan gang kenari padam")
    form = open_verb(officer, "klaim")
    form.locator("textarea[name=text]").fill("Lampu sudah diganti.")
    form.locator("[data-open]").click()
    form.locator("[data-snap]").click()
    form.locator("[data-shots] li").wait_for()
    assert "lengkap dengan waktu dan tempat" in form.locator("[data-shots] li").inner_text()
    older = tmp_path / "lama.jpg"
    older.write_bytes(file(street(1)).read())
    form.locator("input[name=pictures]").set_input_files(str(older))
    send(officer, form)
    desk = officer.inner_text("main")
    assert "diambil di aplikasi" in desk
    assert "foto lama, dipilih dari galeri" in desk
    officer.goto(tracking)
    told = officer.inner_text("main")
    assert "diambil di aplikasi" in told
    assert "Tidak disebut kapan atau di mana foto ini diambil." in told
    assert officer.locator(".proofs img").count() == 2


def test_a_picture_that_was_removed_again_is_not_sent(browser: Any, room: Running) -> None:
    officer, _ = to_claim(browser, room, "Lampu jalan gang melati padam")
    form = open_verb(officer, "klaim")
    for _ in range(2):
        count = form.locator("[data-shots] li").count()
        form.locator("[data-open]").click()
        form.locator("[data-snap]").click()
        form.locator("[data-shots] li").nth(count).wait_for()
    form.locator("[data-shots] li button").first.click()
    assert form.locator("[name=shot_nonce]").count() == 1
    form.locator("textarea[name=text]").fill("Lampu sudah diganti.")
    send(officer, form)
    assert officer.locator(".proofs li").count() == 1
