"""The wall played back: as it was at a past moment, and secret as it is today."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

import kentongan.face
from kentongan.calls.models import Call, State
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.casework.overseeing import oversee
from kentongan.casework.reopening import reopen
from kentongan.intake.models import Channel
from kentongan.intake.report import Person, Report
from kentongan.people.models import User
from kentongan.people.screens import open_screen
from tests.browsers import chromium
from tests.measures.test_ledger import chief

pytestmark = pytest.mark.usefixtures("city")
HOUR = timedelta(hours=1)
BUILT = Path(kentongan.face.__file__).parent / "static" / "built"


@pytest.fixture
def now() -> datetime:
    """Noon of a day gone by: hours before and after it are of the same day."""
    return timezone.localtime(timezone.now() - timedelta(days=1)).replace(hour=12, minute=0)


@pytest.fixture
def screen() -> Client:
    hall = Client()
    hall.get("/wall/", {"perangkat": open_screen("Aula", by=None, at=timezone.now())})
    return hall


def told(at: datetime, code: str = "BJR-01") -> Case:
    person = Person("Siti Rahasia", "siti@example.org")
    place = "99.71.01.1001"
    report = Report(code, "Air setinggi lutut", Channel.WEB, kelurahan=place, person=person)
    return take_in(report, at=at).filing.case


def played(screen: Client, at: datetime) -> str:
    answer = screen.get("/wall/putar/", {"pada": at.isoformat()})
    assert answer.status_code == 200, answer.content
    return answer.content.decode()


def number(page: str, name: str) -> str:
    found = re.search(rf'data-n="{re.escape(name)}">([^<]*)<', page)
    assert found, name
    return found[1]


def test_each_moment_shows_what_was_open_then_and_how_it_had_ended(
    screen: Client, now: datetime
) -> None:
    case, alice = told(now - 3 * HOUR), chief()
    told(now - HOUR)
    refuse(case, Reason.UNFOUNDED, "Tidak ada.", by=alice, at=now - 2 * HOUR)
    reopen(case, "Ada.", by=alice, at=now)
    seen = {
        hours: played(screen, now + timedelta(hours=hours, minutes=1)) for hours in (-3, -2, -1, 0)
    }
    opened = {hours: number(page, "open") for hours, page in seen.items()}
    assert opened == {-3: "1", -2: "0", -1: "1", 0: "2"}
    refused = {hours: number(page, "ever.refused") for hours, page in seen.items()}
    assert refused == {-3: "0", -2: "1", -1: "1", 0: "0"}
    assert all("data-difference hidden" in page for page in seen.values())
    assert "ULANGAN" in seen[0]


def test_what_was_late_then_is_late_in_the_picture(screen: Client, now: datetime) -> None:
    case = told(now - 48 * HOUR)
    due = case.deadlines.order_by("due_at")[0].due_at
    assert number(played(screen, due - HOUR), "late") == "0"
    assert number(played(screen, due + timedelta(minutes=1)), "late") == "1"


def test_what_became_secret_since_is_told_of_no_past_moment(screen: Client, now: datetime) -> None:
    case, alice = told(now - 2 * HOUR), chief()
    assert case.reference in played(screen, now)
    oversee(case, "Pungutan.", by=alice, at=now + HOUR)
    page = played(screen, now)
    assert case.reference not in page
    assert number(page, "open") == "1"
    assert number(page, "kec.99.71.01.open") == "0"


def test_nobody_is_named_and_strangers_see_nothing(screen: Client, now: datetime) -> None:
    told(now - HOUR)
    page = played(screen, now)
    assert "Siti" not in page
    assert "setinggi lutut" not in page
    assert Client().get("/wall/putar/")["Location"].startswith("/masuk/")
    charlie, door = User.objects.add("charlie", "Charlie", None), Client()
    door.force_login(charlie, backend="kentongan.people.backend.ByName")
    assert door.get("/wall/putar/").status_code == 404


@pytest.mark.parametrize("asked", ["kemarin", "2026-13-40T99:00", "9999-12-31T00:00", "1900-01-01"])
def test_a_moment_that_is_none_or_has_not_gone_by_is_refused(
    screen: Client, now: datetime, asked: str
) -> None:
    told(now - HOUR)
    answer = screen.get("/wall/putar/", {"pada": asked})
    assert answer.status_code == 422


def test_without_a_moment_it_begins_an_hour_ago_even_in_an_empty_city(screen: Client) -> None:
    assert "ULANGAN" in screen.get("/wall/putar/").content.decode()


def test_a_picture_takes_the_same_statements_however_much_has_happened(
    screen: Client, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kentongan.toolbox.snapshots.CHECK_EVERY", float("inf"))  # no clock's
    counts = []
    for _ in range(2):
        for minute in range(5):
            told(now - HOUR + timedelta(minutes=minute))
        played(screen, now)
        with CaptureQueriesContext(connection) as sent:
            played(screen, now)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 40


def test_the_exchange_is_told_of_by_its_last_call_until_then(screen: Client, now: datetime) -> None:
    told(now - 3 * HOUR)
    minute = timedelta(minutes=1)
    Call.objects.create(
        pbx="sentral", pbx_call_id="1", state=State.ENDED, offered_at=now - HOUR,
        answered_at=now - HOUR + minute, ended_at=now + HOUR,
    )  # fmt: skip
    assert 'class="missing" data-source="calls"' in played(screen, now - 2 * HOUR)
    page = played(screen, now)
    assert 'data-n="calls.in15" data-sign=" %">0 %<' in page
    heard = re.search(r'data-source="calls" datetime="([^"]*)"', page)
    assert heard is not None
    assert datetime.fromisoformat(heard[1]) == (now - HOUR + minute).replace(microsecond=0)


def test_all_of_the_picture_moves_while_it_plays(screen: Client, now: datetime) -> None:
    told(now - HOUR)
    before = played(screen, now)
    told(now + minutes(5))
    after = played(screen, now + minutes(10))
    with chromium() as browser:
        page = browser.new_page(locale="id")
        pages = iter([before, after])
        page.route("**/*", lambda route: answer(route, pages))
        page.goto(f"http://wall.test/wall/putar/?pada={quote(now.isoformat())}&laju=600")
        page.locator("[data-run]").click()
        page.wait_for_function("document.querySelector('[data-n=open]').textContent === '2'")
        assert page.locator("[data-n='ever.received']").text_content() == "2"
        assert page.locator("[data-source=web]").text_content() == "5 menit lalu"
        assert page.locator("[data-steps=on] a").first.get_attribute("href") == step_on(after)


def minutes(count: int) -> timedelta:
    return timedelta(minutes=count)


def step_on(page: str) -> str:
    found = re.search(r'data-steps="on"><a class="button" href="([^"]*)"', page)
    assert found is not None
    return unescape(found[1])


def answer(route: Any, pages: Iterator[str]) -> None:
    """Pages come from the list, one after another; what is built, from its folder."""
    _, built, name = route.request.url.partition("/built/")
    if not built:
        return route.fulfill(body=next(pages), content_type="text/html")
    return route.fulfill(path=BUILT / name.partition("?")[0])
