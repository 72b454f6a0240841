"""What each work costs the database, counted at the driver: numbers no machine changes.

Seen from here a test's transaction is a savepoint, so its beginning and its end count just as
BEGIN and COMMIT do outside. Everything in memory is warm, as it is in a running server.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.casework.verifying import verify
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.people.keys import digest_of
from kentongan.people.models import ApiKey, Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.statements import statements

IN_MAWAR = Point(-6.1912, 106.6121)
BOX = "bbox=106.60,-6.20,106.63,-6.18"
REPORT = {
    "api_key": "kunci",
    "service_code": "PJU-01",
    "lat": "-6.1912",
    "long": "106.6121",
    "description": "Lampu jalan padam",
    "first_name": "Siti",
}


@pytest.fixture
def operator(city: object) -> User:
    made = User.objects.add("alice", "Alice", None)
    Membership.objects.create(user=made, unit=directory().unit_by_code["setda"], role=Role.OPERATOR)
    return made


@pytest.fixture
def desk(operator: User) -> Client:
    browser = Client()
    browser.force_login(operator)
    return browser


@pytest.fixture
def cases(operator: User) -> list[Case]:
    """Sixty open cases, more than a page, half of them public."""
    at = timezone.now()
    return [_case(number, at, operator) for number in range(60)]


def _case(number: int, at: datetime, operator: User) -> Case:
    report = Report("PJU-01", f"Lampu nomor {number} padam", Channel.WEB, point=IN_MAWAR)
    case = take_in(report, at=at).filing.case
    if number % 2:
        verify(case, is_public=True, public_words="Lampu padam", by=operator, at=at)
    return case


def _cost(act: Callable[[], Any], status: int = 200) -> int:
    assert act().status_code == status  # whatever is kept in memory is now
    with statements() as seen:
        assert act().status_code == status
    print("\n".join(statement.sql[:120] for statement in seen))
    return len(seen)


def test_a_report_costs_at_most_twelve(
    operator: User, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    ApiKey.objects.create(label="contoh", digest=digest_of("kunci"), added_at=timezone.now())
    client, keys = Client(), iter("abc")

    def send() -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            headers = {"Idempotency-Key": next(keys)}
            return client.post("/open311/v2/requests.json", REPORT, headers=headers)

    assert _cost(send, 201) <= 12


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"last": "1"},
        {"status": "all", "q": "lampu"},
        {"status": "closed"},
        {"type": "PJU-01", "place": "99.71.01", "from": "2020-01-01"},
    ],
    ids=["first", "last", "searched", "closed", "filtered"],
)
def test_the_queue_costs_at_most_six_whatever_the_page(
    desk: Client, cases: list[Case], asked: dict[str, str]
) -> None:
    assert _cost(lambda: desk.get(f"/meja/?{urlencode(asked)}")) <= 6


def test_the_page_of_a_case_costs_at_most_twelve(desk: Client, cases: list[Case]) -> None:
    assert _cost(lambda: desk.get(f"/meja/kasus/{cases[1].reference}/")) <= 12


@pytest.mark.parametrize("zoom", ["11", "16"])
def test_a_box_of_the_public_map_costs_one(city: object, cases: list[Case], zoom: str) -> None:
    visitor = Client()
    assert _cost(lambda: visitor.get(f"/peta/titik.geojson?{BOX}&zoom={zoom}")) == 1


def test_the_public_map_costs_at_most_two(city: object, cases: list[Case]) -> None:
    visitor = Client()
    assert _cost(lambda: visitor.get("/peta/")) <= 2


def test_following_a_report_costs_at_most_five(city: object, cases: list[Case]) -> None:
    visitor, code = Client(), cases[1].filings.get().service_request.spoken_code
    assert _cost(lambda: visitor.get(f"/t/{code}/")) <= 5
