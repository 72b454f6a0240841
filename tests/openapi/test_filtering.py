"""Narrowing a list of requests, and walking through its pages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kentongan.casework.closing import Reason, refuse
from kentongan.casework.models import Case
from kentongan.people.models import User
from tests.openapi.conftest import LAMP, Made, listed

REQUESTS = "/open311/v2/requests.json"


def test_ids_override_every_other_filter(machine: Client, public_case: Made) -> None:
    one, other = public_case(), public_case()
    public_case()
    ids = f"{one.reference},{other.reference},KC0"
    assert len(listed(machine, service_request_id=ids, status="closed")) == 2


def test_type_state_and_days_narrow_the_list(
    machine: Client, public_case: Made, operator: User
) -> None:
    long_ago = timezone.now() - timedelta(days=100)
    old, lamp, flood = public_case(at=long_ago), public_case(), public_case(code="BJR-01")
    refuse(flood, Reason.UNFOUNDED, "Tidak ada air.", by=operator, at=timezone.now())
    assert {r["service_request_id"] for r in listed(machine)} == {lamp.reference, flood.reference}
    (closed,) = listed(machine, status="closed")
    assert (closed["service_code"], closed["status_notes"]) == ("BJR-01", "Ditolak, dengan alasan.")
    assert "Tidak ada air" not in str(closed)
    assert len(listed(machine, status="open,closed", service_code="PJU-01,BJR-01")) == 2
    assert listed(machine, service_code="NIHIL") == []
    day = (long_ago - timedelta(days=1)).isoformat()
    (found,) = listed(machine, start_date=day)
    assert found["service_request_id"] == old.reference
    assert len(listed(machine, updated_after=day)) == 3
    assert listed(machine, updated_before=day) == []


def test_near_a_point_means_within_the_radius(machine: Client, public_case: Made) -> None:
    public_case()
    assert len(listed(machine, lat=-6.1912, long=106.6121, radius=50)) == 1
    assert len(listed(machine, lat=-6.1930, long=106.6121, radius=210)) == 1
    assert listed(machine, lat=-6.1930, long=106.6121, radius=190) == []


def test_pages_follow_each_other_and_end_in_an_empty_one(
    machine: Client, public_case: Made
) -> None:
    made = [public_case().reference for _ in range(3)]
    pages = [listed(machine, page=number, page_size=2) for number in (1, 2, 3)]
    seen = [str(record["service_request_id"]) for page in pages for record in page]
    assert [len(page) for page in pages] == [2, 1, 0]
    assert seen == made[::-1]
    assert listed(machine, page=10**20) == []


@pytest.mark.parametrize("query", [
    "page=0", "page=x", "page=-1", "page_size=1001", "page=٣", "status=done",
    "start_date=yesterday", "start_date=2026-01-01T00:00:00", "start_date=0001-01-01",
    "start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z",
    "start_date=2026-03-01T00:00:00Z&end_date=2026-02-01T00:00:00Z",
    "lat=1", "lat=nan&long=1", "lat=1&long=1e400", "lat=1&long=2&radius=-1", "radius=5",
])  # fmt: skip
def test_a_question_that_cannot_be_read_is_a_400(machine: Client, query: str) -> None:
    answer = machine.get(f"{REQUESTS}?{query}")
    assert answer.status_code == 400
    assert answer.json()[0]["code"] == 400


def test_an_offset_whose_plus_was_not_escaped_is_understood(machine: Client) -> None:
    assert machine.get(f"{REQUESTS}?end_date=2026-05-24T00:00:00+07:00").status_code == 200


def test_a_page_costs_two_statements_however_long_it_is(machine: Client, public_case: Made) -> None:
    listed(machine)
    counts = []
    for _ in range(2):
        for _ in range(3):
            public_case()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            listed(machine, extensions="true")
        counts.append(len([q for q in captured if "SELECT" in q["sql"]]))
    assert Case.objects.count() == 6
    assert counts == [2, 2]  # the cases, and their screened photos


def test_updates_tell_the_steps_in_our_words(
    machine: Client, public_case: Made, operator: User
) -> None:
    case = public_case()
    refuse(case, Reason.UNFOUNDED, "Tidak ada.", by=operator, at=timezone.now())
    machine.post(REQUESTS, LAMP)
    found = machine.get("/open311/v2/servicerequestupdates.json").json()
    assert [step["status"] for step in found] == ["open", "open", "closed"]
    assert {step["service_request_id"] for step in found} == {case.reference}
    assert "Tidak ada" not in str(found)
    of_one = f"/open311/v2/servicerequestupdates.xml?service_request_id={case.reference}"
    assert machine.get(of_one).content.count(b"<request_update>") == 3
