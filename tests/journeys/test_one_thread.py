"""One matter by three doors: telephone, WhatsApp, counter; and each voice hears where it spoke."""

import hmac
import json
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from secrets import choice
from typing import Any

import httpx
import pytest

from tests.journeys.running import COMMAND, Running
from tests.journeys.test_one_report import open_verb, person, send
from tests.journeys.test_the_counter import OPEN
from tests.journeys.test_the_telephone import by_hand
from tests.mailroom.providers import Provider, providing
from tests.openapi.messages.cloud import PATH, message, payload

pytestmark = pytest.mark.browser
SITI, BUDI = "081234567890", "081290000001"
ACCOUNT = "106540352242922"
LAMP = "Lampu jalan di tikungan"


class City(Running):
    """The same cities, with ways out by SMS and WhatsApp."""

    provider: Provider
    words: str
    """What is told: other words with every try."""

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
        told = payload(message(hash((self.words, number)), type="text", text={"body": text}))
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
        here.words = f"{LAMP} {''.join(choice('bdgklmnr') for _ in range(6))} padam"
        here.start()
        try:
            yield here
        finally:
            here.stop()


def told_by_telephone(desk: Any, town: City, number: str, *, known: str = "") -> str:
    """Somebody calls; returns their code. `known` is the case that it is about, if it is."""
    by_hand(desk, town, number)
    desk.keyboard.type(town.words)
    desk.locator("#field-kind option:checked[value='PJU-01']").wait_for(state="attached")
    desk.keyboard.press("F4")
    desk.keyboard.type("Kenanga")
    desk.locator("#places input[value^='kelurahan:']:checked").wait_for(state="attached")
    if known:
        desk.locator(f"#known input[value='{known}']").check()
    with desk.expect_navigation():
        desk.keyboard.press("F8")
    code = "-".join(desk.locator("#code .code").all_inner_texts())
    desk.keyboard.press("F10")
    desk.keyboard.press("ArrowDown")
    with desk.expect_navigation():
        desk.keyboard.press("F10")
    return code


def sit_down(desk: Any, town: City) -> None:
    """Open the counter, where no other story has, and sit down at it."""
    subprocess.run([sys.executable, "-c", OPEN], env=town.environment, check=True)
    desk.goto(town.at("/meja/loket/"))
    if desk.locator("#field-window").input_value() == "":
        desk.fill("#field-window", "2")
        send(desk, desk.locator("form:has(#field-window)"))


def serve(desk: Any, town: City) -> None:
    """Serve whoever stands there, with a number all the same."""
    desk.goto(town.at("/meja/loket/"))
    with desk.expect_navigation():
        desk.locator("button[name=serve]").click()


def answer(browser: Any, desk: Any, town: City, case: str) -> None:
    """The gate verifies and assigns, the officer answers."""
    form = open_verb(desk, "verifikasi")
    form.locator("input[value=yes]").check()
    form.locator("textarea[name=public_words]").fill("Lampu jalan padam di tikungan")
    send(desk, form)
    form = open_verb(desk, "penugasan")
    form.locator("select[name=officer]").select_option(label="Bob Lampu")
    send(desk, form)
    officer = person(browser, town, "bob")
    officer.goto(town.at(case))
    form = open_verb(officer, "jawaban")
    form.locator("textarea[name=text]").fill("Regu datang besok pagi.")
    send(officer, form)


def find(desk: Any, code: str) -> None:
    """Show how the report of a code stands."""
    desk.fill("#field-code", code)
    press(desk, "find")


def press(desk: Any, what: str) -> None:
    with desk.expect_navigation():
        desk.locator(f"button[name=go][value={what}]").first.click()


def test_one_matter_by_three_doors_is_one_case_and_each_voice_hears_where_it_spoke(
    browser: Any, town: City
) -> None:
    # Siti calls. Afterwards she writes by WhatsApp, and comes to the counter with her code.
    desk = person(browser, town, "alice")
    code = told_by_telephone(desk, town, SITI)
    town.work()
    assert [each["to"] for each in town.provider.short] == ["62" + SITI[1:]]
    desk.goto(town.at(f"/meja/?q={town.words.split()[-2]}"))
    case = str(desk.locator("a", has_text=town.words).first.get_attribute("href")).split("?")[0]
    reference = case.strip("/").rpartition("/")[2]
    town.hear(1, f"Kode {code}: tadi malam ada yang jatuh di situ")
    assert len(town.said()) == 1
    sit_down(desk, town)
    serve(desk, town)
    find(desk, code)
    assert reference in desk.inner_text("#matter")
    desk.fill("#field-added", "Tiangnya nomor empat belas.")
    press(desk, "words")
    press(desk, "done")

    # Budi calls about the same lamp; Mbah Karto, who has no telephone, comes to the counter.
    told_by_telephone(desk, town, BUDI, known=reference)
    serve(desk, town)
    desk.fill("#field-words", town.words)
    desk.locator("#field-kind option:checked[value='PJU-01']").wait_for(state="attached")
    desk.fill("#field-address", "Kenanga")
    desk.locator(f"#known input[value='{reference}']").check()
    desk.fill("input[name=name]", "Mbah Karto")
    press(desk, "report")
    his = "-".join(desk.locator("#code .code").all_inner_texts())
    assert his != code
    press(desk, "done")
    town.work()  # receipts

    desk.goto(town.at(case))
    timeline = desk.inner_text("body")
    assert "tadi malam ada yang jatuh di situ" in timeline
    assert "Tiangnya nomor empat belas." in timeline
    short, long = len(town.provider.short), len(town.said())
    answer(browser, desk, town, case)
    town.work()
    assert [each["to"] for each in town.provider.short[short:]] == ["62" + BUDI[1:]]
    (to_siti,) = town.said()[long:]
    assert SITI[1:] in to_siti

    # Mbah Karto comes again: the answer waits for him, is read out and ticked off.
    serve(desk, town)
    find(desk, his)
    told = desk.locator("form[action*='/jawaban/']")
    assert told.count() >= 1
    while told.count():
        send(desk, told.first)
    press(desk, "done")
    serve(desk, town)
    find(desk, his)
    assert told.count() == 0
    press(desk, "done")
