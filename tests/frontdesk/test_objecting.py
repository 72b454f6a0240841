"""A reporter objects to a refusal on their own page, and reads what came of it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kentongan.casework.closing import Reason, refuse
from kentongan.casework.models import Disposition, Objection
from kentongan.casework.objecting import decide
from kentongan.casework.opening import take_in
from kentongan.casework.referring import refer
from kentongan.casework.setting_aside import set_aside
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Report
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.frontdesk.pictures import jpeg

pytestmark = pytest.mark.usefixtures("city")


def operator(name: str) -> User:
    made = User.objects.add(name, name.title(), None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=made, unit=unit, role=Role.OPERATOR)
    return made


def told() -> ServiceRequest:
    report = Report("PJU-01", "Lampu padam", Channel.WEB, point=Point(-6.1912, 106.6121))
    return take_in(report, at=timezone.now())


@pytest.fixture
def refused() -> ServiceRequest:
    request, at = told(), timezone.now()
    refuse(request.filing.case, Reason.UNFOUNDED, "Menyala.", by=operator("alice"), at=at)
    return request


def page(request: ServiceRequest) -> str:
    return Client().get(f"/t/{request.spoken_code}/").content.decode()


def send(request: ServiceRequest, text: str) -> int:
    browser = Client(enforce_csrf_checks=True)
    return browser.post(f"/t/{request.spoken_code}/keberatan", {"text": text}).status_code


def test_an_objection_is_kept_and_its_answer_read(refused: ServiceRequest) -> None:
    assert send(refused, " ") == 422
    assert send(refused, "Masih padam sampai tadi malam.") == 303
    assert "Masih padam sampai tadi malam." in page(refused)
    assert send(refused, "Lagi.") == 409
    made, at = Objection.objects.get(), timezone.now()
    decide(made, is_upheld=False, answer="Kami ke sana dua kali.", by=operator("beni"), at=at)
    assert "Kami ke sana dua kali." in page(refused)


def test_after_the_window_the_page_says_so_and_shows_no_form(refused: ServiceRequest) -> None:
    Disposition.objects.update(at=timezone.now() - timedelta(days=30, minutes=1))
    assert 'name="text"' not in page(refused)
    assert send(refused, "Terlambat.") == 409


def test_the_address_of_the_form_leads_to_the_page(refused: ServiceRequest) -> None:
    response = Client().get(f"/t/{refused.spoken_code}/keberatan")
    assert response.status_code == 302
    assert response["Location"].endswith("#keberatan")
    assert Client().get("/t/AAAA-AAAA/keberatan").status_code == 404


def test_what_is_not_ours_is_told_with_name_and_address() -> None:
    request, at = told(), timezone.now()
    until = timezone.localdate() + timedelta(days=9)
    where = ("PLN UP3 Contoh", "Jalan Listrik 1", "Tiang ini milik PLN.")
    refer(request.filing.case, *where, until, by=operator("alice"), at=at)
    text = page(request)
    assert all(words in text for words in where)
    next_step = text[text.index(">Selanjutnya<") : text.index(">Perjalanan laporan<")]
    assert all(words in next_step for words in where)
    assert 'id="keberatan"' not in text


def test_an_emergency_number_is_not_how_one_speaks_of_an_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    profile = directory().profile
    urgent = profile.emergency[0]["number"]
    monkeypatch.setitem(profile.contact, "phone", urgent)
    request = told()
    set_aside(request.filing.case, "Iklan.", by=operator("alice"), at=timezone.now())
    text = page(request)
    ending = text[text.index(">Selanjutnya<") : text.index(">Perjalanan laporan<")]
    assert profile.contact["address"] in ending
    assert f'href="tel:{urgent}"' not in ending


def test_a_refusal_does_not_say_that_somebody_went_there(refused: ServiceRequest) -> None:
    text = page(refused)
    assert "kami tidak menemukan dasar untuk laporan ini" in text
    assert "di lokasi" not in text


def test_pictures_come_with_an_objection(refused: ServiceRequest) -> None:
    photo = SimpleUploadedFile("lampu.jpg", jpeg(), "image/jpeg")
    sent = {"text": "Masih padam, lihat foto.", "photos": photo}
    assert Client().post(f"/t/{refused.spoken_code}/keberatan", sent).status_code == 303
    assert refused.photos.get().is_public is False
    assert f"{refused.photos.get().digest}.jpg" in page(refused)
