"""A machine with a key, and the people who let its reports pass the gate."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.casework.verifying import verify
from kentongan.cities.entering import enter, forget_hosts
from kentongan.cities.models import City
from kentongan.config.founding import found
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.people.keys import add_key
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.conftest import moment
from tests.example_city import PACK

KEY = "kunci-contoh"
IN_MAWAR = Point(-6.1912, 106.6121)
LAMP = {
    "api_key": KEY,
    "service_code": "PJU-01",
    "lat": "-6.1912",
    "long": "106.6121",
    "description": "Lampu jalan depan pasar padam",
}
Made = Callable[..., Case]


@pytest.fixture
def machine(city: object) -> Client:
    """A client that trusts its own headers, in the example city."""
    add_key(KEY, label="contoh", at=moment("2026-01-02 08:00"))
    return Client(headers={"accept": "application/json"})


@pytest.fixture
def operator(city: object) -> User:
    made = User.objects.add("alice", "Alice", None)
    Membership.objects.create(user=made, unit=directory().unit_by_code["setda"], role=Role.OPERATOR)
    return made


@pytest.fixture
def public_case(operator: User) -> Made:
    """Make a case that a verifier has made public."""

    def make(
        words: str = "Lampu padam",
        code: str = "PJU-01",
        at: datetime | None = None,
        **other: object,
    ) -> Case:
        moment_of_it = at or timezone.now()
        report = Report(code, "Kata asli: Bu Siti, 0812", Channel.WEB, point=IN_MAWAR, **other)
        case = take_in(report, at=moment_of_it).filing.case
        return verify(case, is_public=True, public_words=words, by=operator, at=moment_of_it)

    return make


def listed(machine: Client, **query: object) -> list[dict[str, object]]:
    answer = machine.get(f"/open311/v2/requests.json?{urlencode(query)}")
    assert answer.status_code == 200, answer.content
    found: list[dict[str, object]] = answer.json()
    return found


@contextmanager
def other_city(domain: str) -> Iterator[City]:
    """Found a second city beside the example one, for as long as the test's transaction."""
    here = connection.tenant
    facts = replace(PACK, city=replace(PACK.city, slug="lain", code="99.72", short="KL"))
    city = found(facts, domains=[domain], at=moment("2026-01-02 08:00"))
    enter(here)
    try:
        yield city
    finally:
        enter(here)
        forget_hosts()
