"""The desk by keyboard alone: an act behind the fold is reached by its key."""

from typing import Any

import pytest

from tests.journeys.running import Running
from tests.journeys.test_one_report import person, reported

pytestmark = pytest.mark.browser


def test_the_key_of_a_folded_act_opens_it_and_takes_the_cursor(browser: Any, room: Running) -> None:
    reported(browser, room, scripts=False, words="Lampu jalan gang anyelir padam")
    gate = person(browser, room, "alice")
    case = gate.locator("a", has_text="gang anyelir").first.get_attribute("href").split("?")[0]
    gate.goto(room.at(case))
    refusal = gate.locator("select#refuse-reason")
    assert not refusal.is_visible()
    gate.keyboard.press("x")
    refusal.wait_for()
    assert refusal.evaluate("each => each === document.activeElement")
    gate.keyboard.press("Escape")
    gate.locator("[data-alike]:not(:empty)").wait_for()
    gate.keyboard.press("=")
    gate.wait_for_url("**/mirip*")
