"""The pages of alarms behind the wall: a value is told with its moment, today as in playback."""

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.alarms.answering import acknowledge
from kentongan.alarms.watching import keep_watch
from kentongan.people.models import Role
from tests.alarms.watched import levels, only, rule
from tests.casework.test_story import user
from tests.wall.evening import hung_up

pytestmark = pytest.mark.usefixtures("city")


def cells(screen: Client, address: str, at: datetime | None = None) -> list[str]:
    answer = screen.get(address, {"lang": "en", **({"pada": at.isoformat()} if at else {})})
    assert answer.status_code == 200
    rows = re.findall(r"<td[^>]*>(.*?)</td>", answer.content.decode(), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in rows]


def test_a_value_is_told_with_the_moment_at_which_the_watch_noted_it() -> None:
    now = timezone.now()
    raised, taken = now - timedelta(minutes=40), now - timedelta(minutes=20)
    with levels() as water:
        rule(on_delay_s=0)
        water.now["angke"] = 120.0
        keep_watch(at=raised)
        acknowledge(only(), by=user("alice", Role.OPERATOR, "setda"), at=taken)
        water.now["angke"] = 150.0
        keep_watch(at=now - timedelta(minutes=10))
        screen = hung_up()
        for at in (None, now - timedelta(minutes=15), now - timedelta(minutes=5)):
            (value,) = [cell for cell in cells(screen, "/wall/alarm/", at) if "120" in cell]
            assert value.startswith("120 cm as of ")
            assert value.endswith(f"{raised:%M}")
        steps = cells(screen, f"/wall/alarm/{only().pk}/")
    assert [steps[2], steps[5]] == ["–", "120 cm"]
