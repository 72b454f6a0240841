"""A desk with people at it and cases on it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.intake.models import Channel
from kentongan.intake.report import Person, Report
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.conftest import moment

FRIDAY = moment("2026-03-13 09:00")
IN_MAWAR = Point(-6.1912, 106.6121)

AddUser = Callable[..., User]
AtDesk = Callable[[User], Client]
OpenCase = Callable[..., Case]


@pytest.fixture
def add(city: object) -> AddUser:
    """Add a user: `add("alice", Role.OPERATOR, "setda")`."""

    def make(name: str, role: Role, unit: str, password: str | None = None) -> User:
        user = User.objects.add(name, name.title(), password)
        Membership.objects.create(user=user, unit=directory().unit_by_code[unit], role=role)
        return user

    return make


@pytest.fixture
def at_desk() -> AtDesk:
    """A browser in which the user has signed in."""

    def open_browser(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return open_browser


@pytest.fixture
def alice(add: AddUser) -> User:
    return add("alice", Role.OPERATOR, "setda")


@pytest.fixture
def bob(add: AddUser) -> User:
    return add("bob", Role.OFFICER, "dishub")


@pytest.fixture
def charlie(add: AddUser) -> User:
    """Belongs elsewhere and must see nothing of the lamps."""
    return add("charlie", Role.OFFICER, "pupr")


@pytest.fixture
def lamp(city: object) -> OpenCase:
    """Open a case on a lamp that is out."""

    def make(
        words: str = "Lampu jalan depan pasar padam", at: datetime = FRIDAY, **more: object
    ) -> Case:
        told = {"service_code": "PJU-01", "point": IN_MAWAR, "channel": Channel.WEB, **more}
        report = Report(words=words, **told)  # type: ignore[arg-type]
        return take_in(report, at=at).filing.case

    return make


@pytest.fixture
def lamps(lamp: OpenCase) -> Callable[[int], list[Case]]:
    """Open many cases, several due at the same moment."""

    def make(count: int) -> list[Case]:
        return [
            lamp(f"Lampu nomor {n} padam", FRIDAY + timedelta(days=n // 20)) for n in range(count)
        ]

    return make


ANI = Person(name="Ani Contoh", phone="081200000000")
