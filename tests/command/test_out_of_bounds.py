"""What no form of ours sends is refused in words, and brings no page of the room down."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.command.models import Directive, Question
from kentongan.people.models import User
from tests.command.conftest import NORTH, unit

LONG = "9" * 5000
ASKED = [
    "/meja/disposisi/baru?about=case&id=%00",
    "/meja/ponsel/tugas?about=case&id=%00",
    "/meja/ponsel/tugas?due=0001-01-01T00:00%2B14:00",
    "/meja/ponsel/tugas?due=9999-12-31T23:59-14:00",
    f"/meja/disposisi/baru?parent={LONG}",
    f"/meja/keputusan/baru?question={LONG}",
]
BEYOND = ("9999-12-31T23:59-14:00", "0001-01-01T00:00+14:00", "9000-01-01T00:00")
SENT = [{"due": due} for due in BEYOND] + [
    {"key": "a\0"}, {"nature": "a\0"}, {"units": LONG},
    {"about": "case", "id": "\0"},
]  # fmt: skip


@pytest.fixture
def desk(mayor: User, camat: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(mayor)
    return client


@pytest.mark.parametrize("address", ASKED)
def test_an_address_that_nobody_could_mean_is_no_fault_of_ours(desk: Client, address: str) -> None:
    assert desk.get(address).status_code in (200, 404, 422)


@pytest.mark.parametrize("typed", SENT)
def test_what_cannot_be_kept_is_refused_and_the_wall_stands(
    desk: Client, typed: dict[str, str]
) -> None:
    due = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    usual = {"words": "Keringkan", "units": unit(NORTH), "due": due, "nature": "ordinary", **typed}
    assert desk.post("/meja/disposisi/baru", usual).status_code in (404, 422)
    assert not Directive.objects.exists()
    assert desk.get("/wall/").status_code == 200


@pytest.mark.parametrize("needed", BEYOND)
def test_no_answer_is_needed_by_a_day_beyond_all_calendars(desk: Client, needed: str) -> None:
    asked = {"words": "Pindah?", "options": "Ya\nTidak", "needed_by": needed}
    assert desk.post("/meja/keputusan/", asked).status_code == 422
    assert not Question.objects.exists()
