"""Two operators press "answer" at the same moment: one has the call, the other is told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from kentongan.calls.events import Kind, Told
from kentongan.calls.models import Call
from kentongan.calls.telling import tell
from kentongan.journal.models import Entry
from kentongan.people.models import User
from tests.committing import committed, two_operators

MADE = ("calls_call", "people_user", "journal_entry")
BOTH = 2


@pytest.fixture
def ringing(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[Call, list[User]]]:
    """A call and two operators that other connections can see."""
    with committed(django_db_blocker, *MADE):
        users = two_operators()
        now = timezone.now()
        call = tell(Told("e1", Kind.QUEUED, now, "c1"), pbx="pabx", at=now).call
        assert call is not None
        yield call, users


def test_one_has_the_call_and_the_other_is_told(ringing: tuple[Call, list[User]]) -> None:
    call, users = ringing
    desks = []
    for user in users:
        desk = Client()
        desk.force_login(user)
        desks.append(desk)
    ready = Barrier(BOTH)

    def press(desk: Client) -> int:
        ready.wait(timeout=10)
        try:
            return desk.post(f"/meja/telepon/{call.pk}/jawaban").status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(BOTH) as pool:
        assert sorted(pool.map(press, desks)) == [303, 409]
    assert Entry.objects.filter(kind="call.accepted").count() == 1
