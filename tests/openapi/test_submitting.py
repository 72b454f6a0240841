"""Handing in a report through Open311."""

from django.test import Client

from kentongan.casework.models import Case
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.people.models import ApiKey
from tests.openapi.conftest import LAMP, other_city

REQUESTS = "/open311/v2/requests.json"


def test_a_report_becomes_a_case_and_its_id_comes_back_at_once(machine: Client) -> None:
    answer = machine.post(REQUESTS, LAMP)
    (receipt,) = answer.json()
    case = Case.objects.get()
    assert answer.status_code == 201
    assert receipt["service_request_id"] == case.reference
    assert receipt["account_id"] is None
    assert "jawaban" in receipt["service_notice"] or "answer" in receipt["service_notice"]
    assert case.unit.code == "dishub"


def test_xml_is_spoken_as_the_standard_writes_it(machine: Client) -> None:
    answer = machine.post("/open311/v2/requests.xml", LAMP)
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    text = answer.content.decode()
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>')
    assert "<service_requests><request><service_request_id>KC" in text
    assert "<account_id/>" in text


def test_extensions_tell_the_tracking_code_and_the_promise(machine: Client) -> None:
    (receipt,) = machine.post(REQUESTS, {**LAMP, "extensions": "true"}).json()
    code = ServiceRequest.objects.get().code
    assert receipt["tracking_url"] == f"http://testserver/t/{code}/"
    assert receipt["expected_datetime"].endswith("+07:00")


def test_a_kelurahan_is_place_enough_and_answers_are_kept(machine: Client) -> None:
    sent = {
        "api_key": LAMP["api_key"],
        "service_code": "SPH-01",
        "address_id": "99.71.02.1001",
        "attribute[hari]": "3",
        "description": "Bau",
        "first_name": "Siti",
        "phone": "+62 812-0000",
    }
    assert machine.post(REQUESTS, sent).status_code == 201
    kept = ServiceRequest.objects.get()
    assert (kept.jurisdiction.code, kept.answers) == ("99.71.02.1001", {"hari": "3"})
    assert kept.reporter is not None
    assert kept.reporter.name == "Siti"


def test_the_same_submission_twice_is_one_report(machine: Client) -> None:
    first = machine.post(REQUESTS, LAMP, headers={"Idempotency-Key": "a-1"})
    again = machine.post(REQUESTS, LAMP, headers={"Idempotency-Key": "a-1"})
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()[0]["service_request_id"] == again.json()[0]["service_request_id"]
    assert ServiceRequest.objects.count() == Case.objects.count() == 1
    assert Entry.objects.filter(about__in=["request", "case"]).count() == 2


def test_a_withdrawn_key_opens_nothing(machine: Client) -> None:
    ApiKey.objects.update(is_active=False)
    assert machine.post(REQUESTS, LAMP).status_code == 403


def test_a_test_report_reaches_no_queue_and_is_listed_only_among_tests(machine: Client) -> None:
    answer = machine.post("/open311/test/v2/requests.json", LAMP)
    reference = answer.json()[0]["service_request_id"]
    assert answer.status_code == 201
    assert ServiceRequest.objects.get().is_test
    assert not Case.objects.exists()
    assert not Entry.objects.filter(about__in=["request", "case"]).exists()
    (tried,) = machine.get("/open311/test/v2/requests.json").json()
    assert (tried["service_request_id"], tried["description"]) == (reference, None)
    assert machine.get(f"/open311/test/v2/requests/{reference}.json").status_code == 200
    assert machine.get(f"/open311/v2/requests/{reference}.json").status_code == 404
    assert machine.get(REQUESTS).json() == []


def test_a_picture_s_address_is_not_fetched_and_the_sender_is_told(machine: Client) -> None:
    (receipt,) = machine.post(REQUESTS, {**LAMP, "media_url": "http://169.254.0.1/"}).json()
    (plain,) = machine.post(REQUESTS, LAMP).json()
    assert len(receipt["service_notice"]) > len(plain["service_notice"]) + 20


def test_a_key_and_an_id_of_one_city_are_nothing_in_another(machine: Client) -> None:
    reference = machine.post(REQUESTS, LAMP).json()[0]["service_request_id"]
    with other_city("lain.localhost"):
        elsewhere = {"headers": {"host": "lain.localhost", "accept": "application/json"}}
        assert machine.post(REQUESTS, LAMP, **elsewhere).status_code == 403
        path = f"/open311/v2/requests/{reference}.json"
        assert machine.get(path, **elsewhere).status_code == 404
    assert machine.get(path).status_code == 200
