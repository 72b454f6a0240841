"""One matter by three doors: telephone, WhatsApp, counter; and each voice hears where it spoke."""

import hmac
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import httpx
import pytest

from tests.journeys.running import COMMAND, Running
from tests.journeys.test_one_report import open_verb, person, send
from tests.journeys.test_the_telephone import by_hand
from tests.mailroom.providers import Provider, providing
from tests.openapi.messages.cloud import PATH, message, payload

pytestmark = pytest.mark.browser
SITI, BUDI = "081290000001", "+6281234567890"
ACCOUNT = "106540352242922"
LAMP = "Lampu jalan di tikungan padam sejak kemarin"


class City(Running):
    """The same cities, with ways out by SMS and WhatsApp."""

    provider: Provider

    @property
    def environment(self) -> dict[str, str]:
        cloud = f"http://:token@127.0.0.1:{self.provider.port}/v21.0/{ACCOUNT}"
        return {
            **super().environment,
            "KENTONGAN_SMS__CONTOH": self.provider.sms,
            "KENTONGAN_WHATSAPP__CONTOH": f"{cloud}?secret=app-secret&verify=kata",
        }

    def work(self) -> None:
        """Work what came in, then send what is to go out."""
        for command in ("inbox", "mailroom"):
            line = [sys.executable, "-c", COMMAND, command, "--once"]
            subprocess.run(line, env=self.environment, check=True)

    def hear(self, number: int, text: str) -> None:
        """WhatsApp calls: somebody wrote."""
        told = payload(message(number, type="text", text={"body": text}))
        raw = json.dumps(told).encode()
        sign = "sha256=" + hmac.new(b"app-secret", raw, sha256).hexdigest()
        address = f"http://127.0.0.1:{self.port}{PATH}"
        host = {"Host": f"contoh.localhost:{self.port}", "X-Hub-Signature-256": sign}
        assert httpx.post(address, content=raw, headers=host, timeout=30).status_code == 200
        self.work()

    def said(self) -> list[str]:
        """What WhatsApp was given to deliver, as one text each."""
        return [json.dumps(each, ensure_ascii=False) for each in self.provider.messages]


@pytest.fixture
def town(room: Running) -> Iterator[City]:
    with providing() as provider:
        here = City(room.database, room.data)
        here.provider = provider
        here.start()
        try:
            yield here
        finally:
            here.stop()


def told_by_telephone(desk: Any, town: City) -> str:
    """Siti calls; returns her code."""
    by_hand(desk, town, SITI)
    desk.keyboard.type(LAMP)
    desk.locator("#field-kind option:checked[value='PJU-01']").wait_for(state="attached")
    desk.keyboard.press("F4")
    desk.keyboard.type("Kenanga")
    desk.locator("#places input[value^='kelurahan:']:checked").wait_for(state="attached")
    with desk.expect_navigation():
        desk.keyboard.press("F8")
    return "".join(desk.locator("#code .code").all_inner_texts())


def told_at_the_counter(browser: Any, desk: Any, town: City) -> None:
    """Somebody without a telephone comes, and the matter is known; their receipt is printed."""
    admin = person(browser, town, "admin")
    admin.goto(town.at("/meja/loket/tempat/"))
    admin.select_option("#field-unit", label="Sekretariat Daerah")
    admin.fill("input[name=code]", "setda")
    send(admin, admin.locator("form:has(#field-unit)"))
    desk.goto(town.at("/meja/loket/"))
    desk.fill("#field-window", "2")
    send(desk, desk.locator("form:has(#field-window)"))
    with desk.expect_navigation():
        desk.locator("button[name=serve]").click()
    desk.fill("#field-words", LAMP)
    desk.locator("#field-kind option:checked[value='PJU-01']").wait_for(state="attached")
    desk.fill("#field-address", "Kenanga")
    desk.locator("#known input[name=same]:not([value=''])").first.check()
    desk.fill("input[name=name]", "Mbah Karto")
    with desk.expect_navigation():
        desk.locator("button[value=report]").click()


def test_one_matter_by_three_doors_is_one_case_and_each_voice_hears_where_it_spoke(
    browser: Any, town: City
) -> None:
    desk = person(browser, town, "alice")
    code = told_by_telephone(desk, town)
    reference = re.search(r"KC\w+", desk.inner_text("#code"))
    assert reference
    case = f"/meja/kasus/{reference[0]}/"

    # Budi saw it too and writes by WhatsApp; later he writes more in the same thread.
    town.hear(1, f"Lampu itu, saya lihat juga {code}")
    assert len(town.said()) == 1
    town.hear(2, "Tadi malam ada yang jatuh di situ")

    told_at_the_counter(browser, desk, town)
    desk.goto(town.at(case))
    timeline = desk.inner_text("body")
    assert "Tadi malam ada yang jatuh di situ" in timeline

    form = open_verb(desk, "jawaban")
    form.locator("textarea[name=text]").fill("Regu datang besok pagi.")
    send(desk, form)
    before = len(town.provider.short), len(town.said())
    town.work()
    by_sms, by_whatsapp = town.provider.short[before[0] :], town.said()[before[1] :]
    assert [each["to"] for each in by_sms] == ["62" + SITI[1:]]
    assert len(by_whatsapp) == 1
    assert BUDI[1:] in by_whatsapp[0]

    # Whoever left no number is told at the counter, from the list of what is to be said by voice.
    desk.goto(town.at("/meja/surat/"))
    assert reference[0] in desk.inner_text("main")
