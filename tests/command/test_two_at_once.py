"""Two at the same moment: a report and a new part of it never both stand."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from kentongan.command.models import Charge
from kentongan.command.working import receive
from kentongan.people.models import Role, User
from tests.casework.test_story import user
from tests.command.conftest import MAWAR, NORTH, issued, unit
from tests.committing import committed

MADE = ("command_directive", "people_user", "journal_entry")
BOTH = 2


@pytest.fixture
def at_work(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[Charge, User]]:
    """A charge that a camat has received, and that other connections can see."""
    with committed(django_db_blocker, *MADE):
        mayor, camat = user("wali", Role.LEADER, "walikota"), user("cahya", Role.HEAD, NORTH)
        now = timezone.now()
        charge = issued(mayor, NORTH, at=now, due=now + timedelta(days=5))
        yield receive(charge, by=camat, at=now), camat


def test_a_report_and_a_new_part_at_once_leave_one_of_them(
    at_work: tuple[Charge, User],
) -> None:
    charge, camat = at_work
    due = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    part = {"words": "x", "units": [unit(MAWAR)], "due": due, "nature": "ordinary"}
    presses = (
        (f"/meja/disposisi/tugas/{charge.pk}/lapor", {"text": "Beres"}),
        ("/meja/disposisi/baru", {**part, "parent": charge.pk}),
    )
    desks = [Client() for _ in presses]
    for desk in desks:
        desk.force_login(camat)
    ready = Barrier(BOTH)

    def press(number: int) -> int:
        ready.wait(timeout=10)
        try:
            return desks[number].post(*presses[number]).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(BOTH) as pool:
        answers = list(pool.map(press, range(BOTH)))
    assert sorted(answers) == [303, 409]
    parts = Charge.objects.filter(directive__parent=charge).count()
    state = Charge.objects.get(pk=charge.pk).state
    assert (state, parts) in {("reported", 0), ("in_progress", 1)}
