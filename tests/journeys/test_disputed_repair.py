"""The story of a disputed repair, walked in a browser by everybody in it.

A lamp is out, three tell of it. The unit claims that it is repaired, with an old picture, which is
flagged. Two of the three say that it is not; the case is open again, one step up. Then it is really
repaired, with another picture, and one of them confirms.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.casework.pictures import file, street
from tests.journeys.running import Running
from tests.journeys.test_one_report import open_verb, person, reported, send

pytestmark = pytest.mark.browser
STILL_OUT = "Tadi malam masih gelap, tiangnya pun masih miring."
ALSO_OUT = "Di depan rumah saya juga masih padam."


@pytest.fixture
def pictures(tmp_path: Path) -> dict[str, str]:
    """A picture from before anybody complained, and one of today."""
    now = datetime.now(UTC)
    saved = {}
    for name, seed, taken in (("old", 1, now - timedelta(days=90)), ("new", 2, now)):
        saved[name] = str(tmp_path / f"{name}.jpg")
        Path(saved[name]).write_bytes(file(street(seed), taken=taken).read())
    return saved


def told_by_three(browser: Any, room: Running) -> list[Any]:
    """Three people report the same lamp; returns their phones, on their own pages."""
    return [reported(browser, room, scripts=False)[0] for _ in range(3)]


def newest_lamps(gate: Any, room: Running) -> list[str]:
    """The references of the three lamps reported last, the oldest of them first."""
    gate.goto(room.at("/meja/?stage=received&type=PJU-01"))
    links = gate.locator("ol.queue a")
    hrefs = [links.nth(n).get_attribute("href") for n in range(links.count())]
    return [href.split("?")[0].strip("/").rpartition("/")[2] for href in hrefs[-3:]]


def join_all(gate: Any, room: Running, references: list[str]) -> str:
    """The operator joins the later two to the first; returns the address of its page."""
    first, *others = references
    for reference in others:
        gate.goto(room.at(f"/meja/kasus/{reference}/"))
        form = open_verb(gate, "penggabungan")
        form.locator("input[name=into]").fill(first)
        send(gate, form)
    return f"/meja/kasus/{first}/"


def verify_and_assign(gate: Any, room: Running, case: str) -> None:
    gate.goto(room.at(case))
    form = open_verb(gate, "verifikasi")
    form.locator("input[value=yes]").check()
    send(gate, form)
    form = open_verb(gate, "penugasan")
    form.locator("select[name=officer]").select_option(label="Bob Lampu")
    send(gate, form)


def claim(officer: Any, room: Running, case: str, words: str, picture: str) -> None:
    officer.goto(room.at(case))
    form = open_verb(officer, "klaim")
    form.locator("textarea[name=text]").fill(words)
    form.locator("input[name=pictures]").set_input_files(picture)
    send(officer, form)


def dispute(phone: Any, words: str) -> None:
    phone.reload()
    phone.locator("details.no > summary").click()
    phone.locator("details.no textarea[name=reason]").fill(words)
    with phone.expect_navigation():
        phone.locator("details.no form button").click()


def read(page: Any, address: str = "") -> str:
    if address:
        page.goto(address)
    else:
        page.reload()
    return str(page.inner_text("main"))


def test_a_repair_that_was_none_is_disputed_and_really_done(
    browser: Any, room: Running, pictures: dict[str, str]
) -> None:
    phones = told_by_three(browser, room)
    gate, officer = person(browser, room, "alice"), person(browser, room, "bob")
    case = join_all(gate, room, newest_lamps(gate, room))
    verify_and_assign(gate, room, case)

    claim(officer, room, case, "Lampu sudah diganti.", pictures["old"])
    lurah = person(browser, room, "lurah")
    checking = read(lurah, room.at(case))
    assert "dinyatakan selesai, sedang diperiksa" in checking
    assert "Diambil sebelum ada laporan" in checking  # the flag: older than the complaint
    assert all("Apakah sudah beres?" in read(phone) for phone in phones)

    dispute(phones[0], STILL_OUT)
    dispute(phones[1], ALSO_OUT)
    assert "2 suara menyatakan belum beres" in read(phones[2])
    assert STILL_OUT not in read(phones[2])
    reopened = read(gate, room.at(case))
    assert STILL_OUT in reopened
    assert ALSO_OUT in reopened
    assert "di kepala unit" in reopened

    claim(officer, room, case, "Kabel dan lampu diganti, tiang ditegakkan.", pictures["new"])
    read(phones[2])
    with phones[2].expect_navigation():
        phones[2].locator("form.yes button").click()
    ended = read(phones[2])
    assert "selesai, dibenarkan" in ended
    assert "Kabel dan lampu diganti" in ended
    assert "selesai, dibenarkan" in read(gate, room.at(case))
    wall = person(browser, room, "wali")
    wall.goto(room.at("/wall/"))
    wall.get_by_text("dibenarkan").first.wait_for(timeout=10_000)
