"""From a rule to the press of a key: an alarm comes by itself, sounds if asked to, and is taken."""

import subprocess
import sys
from secrets import token_hex
from typing import Any

import pytest

from tests.journeys.running import COMMAND, Running
from tests.journeys.test_one_report import PHONE, person

pytestmark = pytest.mark.browser


def watch(room: Running) -> None:
    line = [sys.executable, "-c", COMMAND, "watch", "--once"]
    subprocess.run(line, env=room.environment, check=True)


def set_rule(desk: Any, room: Running, name: str) -> None:
    """Always true: no fewer than no cases."""
    desk.goto(room.at("/meja/alarm/aturan/baru"))
    typed = {
        "names": name, "threshold": "0", "deadband": "0", "on_delay_s": "0", "off_delay_s": "0",
        "cause": "Coba", "consequence": "Tidak ada yang tahu", "response": "Tekan a",
        "available_min": "15", "why": "Untuk dicoba",
    }  # fmt: skip
    for field, text in typed.items():
        desk.fill(f"[name={field}] >> nth=0", text)
    desk.select_option("[name=signal]", "cases_opened")
    desk.select_option("[name=priority]", "high")
    desk.select_option("[name=owner]", index=1)
    with desk.expect_navigation():
        desk.locator("form[novalidate] button.main").click()


def in_three_taps(mayor: Any, room: Running, name: str) -> None:
    """From one alarm on the mayor's phone: the key beside it, a unit, send."""
    mayor.set_viewport_size(PHONE)
    mayor.goto(room.at("/meja/ponsel/"))
    row = mayor.locator("ul.rows > li", has_text=name).first
    to_unit = mayor.locator("fieldset label.choice >> visible=true").first
    for tap in (row.locator("a[href*='jenis=tugas'][href*='about=alarm']"), to_unit):
        tap.click()
    assert name in mayor.locator("p.about").inner_text()
    mayor.locator("p.send button").click()
    mayor.locator(".flash").wait_for()
    mayor.goto(room.at("/meja/disposisi/?daftar=keluar"))
    assert name in mayor.locator("ol.queue").inner_text()


def test_an_alarm_comes_by_itself_sounds_if_asked_to_and_is_taken_by_a_key(
    browser: Any, room: Running
) -> None:
    admin, alice = person(browser, room, "admin"), person(browser, room, "alice")
    alice.goto(room.at("/meja/alarm/"))
    name = f"coba{token_hex(3)}"
    set_rule(admin, room, name)
    watch(room)
    rows = alice.locator(".alarm", has_text=name)
    rows.first.wait_for()  # nobody has loaded the page again
    sound = alice.locator("#sound")
    assert sound.get_attribute("data-rung") is None
    sound.click()
    alice.locator("#sound[data-rung][aria-pressed=true]").wait_for()
    rows.last.locator("a").first.focus()
    taken = rows.last.get_attribute("id")
    with alice.expect_navigation():
        alice.keyboard.press("a")
    assert alice.locator(f"#{taken} button.main").count() == 0
    assert alice.locator(".alarm button.main").count() >= 1
    in_three_taps(person(browser, room, "wali"), room, name)

    key = admin.locator("li a", has_text=name).get_attribute("href")
    admin.goto(room.at(key))
    admin.locator("details.verb summary").click()
    admin.fill("#field-end-why", "Sudah dicoba")
    with admin.expect_navigation():
        admin.locator("button.danger").click()
