"""Real connections at once: no number twice, no gap, and nobody is called to two windows."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from kentongan.cities.entering import enter, leave
from kentongan.cities.models import City
from kentongan.counter.calling import NobodyWaits, call_next, sit_down
from kentongan.counter.models import Office, Seat, Ticket
from kentongan.counter.numbering import take_number
from kentongan.counter.opening import open_office
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from tests.committing import committed
from tests.counter.conftest import MAWAR

MADE = ("counter_office", "people_user", "journal_entry")
HANDS = 4
EACH = 5


@pytest.fixture
def lobby(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[Office, list[User]]]:
    """A counter and its clerks that other connections can see."""
    with committed(django_db_blocker, *MADE):
        unit = directory().unit_by_code[MAWAR]
        users = [User.objects.add(f"clerk-{n}", f"Clerk {n}", None) for n in range(HANDS)]
        for user in users:
            Membership.objects.create(user=user, unit=unit, role=Role.HEAD)
        yield open_office(unit, "mawar", by=None, at=timezone.now()), users


def at_once(do: Callable[[int], Any]) -> list[Any]:
    """Do it by as many hands, each on a connection of its own, all beginning together."""
    together = Barrier(HANDS)

    def alone(hand: int) -> Any:
        enter(City.objects.get(slug="contoh"))
        try:
            together.wait()
            return do(hand)
        finally:
            leave()
            connection.close()

    with ThreadPoolExecutor(HANDS) as crew:
        return list(crew.map(alone, range(HANDS)))


def test_numbers_taken_at_once_are_without_doubles_and_without_gaps(
    lobby: tuple[Office, list[User]],
) -> None:
    office, _users = lobby

    def take(_hand: int) -> list[int]:
        at = timezone.now()
        return [take_number(office, "A", by=None, at=at).number for _ in range(EACH)]

    taken = [number for hand in at_once(take) for number in hand]
    assert sorted(taken) == list(range(1, HANDS * EACH + 1))


def test_those_who_call_at_once_never_get_the_same(lobby: tuple[Office, list[User]]) -> None:
    office, users = lobby
    at = timezone.now()
    waiting = [take_number(office, "A", by=None, at=at).pk for _ in range(HANDS - 1)]
    seats: list[Seat] = [
        sit_down(office, str(window), by=user, at=at) for window, user in enumerate(users, 1)
    ]

    def call(hand: int) -> int | None:
        try:
            return call_next(seats[hand], by=users[hand], at=at).pk
        except NobodyWaits:
            return None

    called = at_once(call)
    assert sorted(pk for pk in called if pk) == sorted(waiting)
    assert called.count(None) == 1
    assert Ticket.objects.filter(state="waiting").count() == 0
