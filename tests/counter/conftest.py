"""A counter with two clerks, and somebody from elsewhere."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.counter.calling import call_next, sit_down
from kentongan.counter.models import Office, Seat, Ticket
from kentongan.counter.numbering import take_number
from kentongan.counter.opening import open_office
from kentongan.people.models import Role, User
from kentongan.places.directory import directory
from tests.workdesk.conftest import AddUser, AtDesk, add, alice, at_desk, bob, lamp

__all__ = ["add", "alice", "at_desk", "bob", "lamp"]

MAWAR = "99.71.01.1001"
MELATI = "99.71.01.1002"
TakeNumber = Callable[..., Ticket]


@pytest.fixture
def office(city: object) -> Office:
    """The counter of Kelurahan Mawar."""
    unit = directory().unit_by_code[MAWAR]
    return open_office(unit, "mawar", by=None, at=timezone.now())


@pytest.fixture
def seat(office: Office, alice: User) -> Seat:
    """Alice sits at window 2."""
    return sit_down(office, "2", by=alice, at=timezone.now())


@pytest.fixture
def number(office: Office) -> TakeNumber:
    """Hand out a number: `number("A")`."""

    def take(letter: str = "A", *, is_priority: bool = False) -> Ticket:
        return take_number(office, letter, is_priority=is_priority, by=None, at=timezone.now())

    return take


@pytest.fixture
def in_hand(seat: Seat, alice: User, number: TakeNumber) -> Ticket:
    """A number that Alice has called."""
    number()
    return call_next(seat, by=alice, at=timezone.now())


@pytest.fixture
def desk(alice: User, at_desk: AtDesk) -> Client:
    """Alice's browser."""
    return at_desk(alice)


@pytest.fixture
def lurah(add: AddUser) -> User:
    """Head of the kelurahan whose counter it is."""
    return add("lurah", Role.HEAD, MAWAR)


@pytest.fixture
def charlie(add: AddUser) -> User:
    """Head of the kelurahan next door: serves at a counter, but not at this one."""
    return add("charlie", Role.HEAD, MELATI)
