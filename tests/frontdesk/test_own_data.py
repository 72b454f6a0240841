"""A reporter sees, corrects, hides, restricts and erases their data by the tracking code alone."""

import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from kentongan.casework.guarding import fulfil
from kentongan.casework.looking import Reason, look
from kentongan.casework.models import Case, Widening
from kentongan.casework.opening import take_in
from kentongan.intake.models import Channel, DataRequest, Reporter, ServiceRequest
from kentongan.intake.report import Person, Report
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.frontdesk.conftest import Citizen

pytestmark = pytest.mark.usefixtures("city")
ANI = Person(name="Ani Contoh", email="ani@contoh.id", phone="+6281200000000")


def user(name: str, role: Role, unit: str) -> User:
    made = User.objects.add(name, name.title(), None)
    Membership.objects.create(user=made, unit=directory().unit_by_code[unit], role=role)
    return made


@pytest.fixture
def told() -> ServiceRequest:
    report = Report(
        "PJU-01", "Lampu padam", Channel.WEB, point=Point(-6.1912, 106.6121), person=ANI
    )
    return take_in(report, at=timezone.now())


def post(told: ServiceRequest, rest: str, **form: str) -> HttpResponse:
    client = Client(enforce_csrf_checks=True)
    return client.post(f"/t/{told.spoken_code}/data/{rest}", form)  # type: ignore[return-value]


def page(told: ServiceRequest) -> str:
    response = Client().get(f"/t/{told.spoken_code}/data")
    assert response["Cache-Control"] == "private, no-store"
    return response.content.decode()


def test_everything_kept_is_seen_at_once_and_by_nobody_without_the_code(
    told: ServiceRequest,
) -> None:
    text = page(told)
    assert all(each in text for each in ("A…", "…000", "a…@contoh.id", "Lampu padam"))
    assert Client().get("/t/ABCD-EFGH-JKLM/data").status_code == 404
    assert Client().get(f"/t/{told.reference}/data").status_code == 404


def test_whoever_was_given_the_code_learns_no_contact_and_changes_none_by_chance(
    told: ServiceRequest,
) -> None:
    text = page(told)
    assert not any(each in text for each in ("Ani Contoh", "ani@contoh.id", "81200000000"))
    form = {"name": "A…", "phone": "0812 3456 7890", "email": "a…@contoh.id"}
    assert post(told, "kontak", **form).status_code == 303
    kept = Reporter.objects.get()
    assert (kept.name, kept.phone, kept.email) == ("Ani Contoh", "+6281234567890", "ani@contoh.id")


def test_whoever_looked_is_told_by_unit_and_reason_not_by_name(told: ServiceRequest) -> None:
    bob = user("bobby", Role.OFFICER, "dishub")
    look(told.filing.case, told, Reason.VISIT, "Rahasia dinas", by=bob, at=timezone.now())
    text = page(told)
    assert "Dinas Perhubungan" in text
    assert "menemui" in text
    assert "Bobby" not in text
    assert "Rahasia dinas" not in text


def test_contact_data_are_corrected_at_once(told: ServiceRequest) -> None:
    assert post(told, "kontak", name="Ani", phone="12", email="").status_code == 422
    form = {"name": "Ani Baru", "phone": "0812 3456 7890", "email": ""}
    assert post(told, "kontak", **form).status_code == 303
    kept = Reporter.objects.get()
    assert (kept.name, kept.phone, kept.email) == ("Ani Baru", "+6281234567890", "")
    assert post(told, "kontak", name="", phone="", email="").status_code == 303
    assert not Reporter.objects.exists()


def test_both_switches_hide_at_once_and_are_opened_by_two(told: ServiceRequest) -> None:
    assert post(told, "sakelar", switch="anonim").status_code == 303
    assert post(told, "sakelar", switch="rahasia").status_code == 303
    told.refresh_from_db()
    assert told.is_anonymous
    assert told.is_confidential
    assert Case.objects.get().is_confidential
    assert post(told, "sakelar", switch="anonim", to="shown").status_code == 303
    told.refresh_from_db()
    assert told.is_anonymous
    assert Widening.objects.get().by is None


def test_a_wish_is_shown_with_its_hour_and_then_with_its_answer(told: ServiceRequest) -> None:
    dewi = user("dewi", Role.ADMINISTRATOR, "setda")
    assert post(told, "keinginan", kind="correct", text="").status_code == 422
    assert post(told, "keinginan", kind="erase", words_too="yes").status_code == 303
    wished = DataRequest.objects.get()
    assert wished.due_at - wished.received_at == timedelta(hours=72)
    assert post(told, "keinginan", kind="erase").status_code == 422
    fulfil(wished, "Sudah kami hapus.", by=dewi, at=timezone.now())
    text = page(told)
    assert "Sudah kami hapus." in text
    assert "Ani Contoh" not in text
    assert "Lampu padam" not in text
    assert Client().get(f"/t/{told.spoken_code}/").status_code == 200


def test_both_switches_can_be_chosen_while_reporting(citizen: Citizen) -> None:
    citizen.says()
    citizen.is_at()
    citizen.presses("send", name="Ani", phone="081234567890", anonim="1", rahasia="1")
    assert re.fullmatch(r"/t/[0-9A-Z-]{14}/\?baru=1", citizen.page["Location"])
    kept = ServiceRequest.objects.get()
    assert (kept.is_anonymous, kept.is_confidential) == (True, True)
    assert kept.filing.case.is_confidential
