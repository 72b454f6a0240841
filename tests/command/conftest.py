"""A mayor, a camat, two lurah: the line a directive goes down, and its answers come up."""

from datetime import datetime, timedelta

import pytest

from kentongan.command.issuing import issue
from kentongan.command.models import Charge, Directive
from kentongan.command.orders import Order
from kentongan.people.models import Role, User
from kentongan.places.directory import directory
from kentongan.wall.showing import showing
from tests.casework.test_story import FRIDAY, user

NORTH, MAWAR, MELATI, SOUTH = "99.71.01", "99.71.01.1001", "99.71.01.1002", "99.71.02"
WEEK = FRIDAY + timedelta(days=7)
SECRET = Directive.Nature.SECRET


@pytest.fixture(autouse=True)
def nothing_shown_yet() -> None:
    """The wall keeps its picture for a second: another test's must not be taken for ours."""
    showing.forget()


def unit(code: str) -> int:
    return directory().unit_by_code[code].pk


def order(
    *units: str, words: str = "Keringkan jalan itu", due: datetime = WEEK, **more: object
) -> Order:
    return Order(words, tuple(map(unit, units)), due, **more)  # type: ignore[arg-type]


def issued(by: User, *units: str, at: datetime = FRIDAY, **more: object) -> Charge:
    """Issue a directive and return its first charge."""
    found = issue(order(*units, **more), by=by, at=at).charges.first()  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.fixture
def mayor(city: object) -> User:
    return user("wali", Role.LEADER, "walikota")


@pytest.fixture
def camat(city: object) -> User:
    return user("cahya", Role.HEAD, NORTH)


@pytest.fixture
def lurah(city: object) -> User:
    return user("lina", Role.HEAD, MAWAR)


@pytest.fixture
def other_lurah(city: object) -> User:
    return user("mira", Role.HEAD, MELATI)


@pytest.fixture
def charlie(city: object) -> User:
    """Head of the other district: not above, not below, not beside."""
    return user("charlie", Role.HEAD, SOUTH)
