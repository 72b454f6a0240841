"""At the desk: identity behind a reason, one click to hide, two people to show, photos screened."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client

from kentongan.casework.hiding import Target
from kentongan.casework.models import Case, IdentityLook, What
from kentongan.casework.narrowing import narrow
from kentongan.casework.verifying import verify
from kentongan.intake.models import DataRequest, Photo, Reporter
from kentongan.intake.photographing import clean
from kentongan.intake.wishing import Kind, wish
from kentongan.people.models import Role, User
from tests.casework.test_privacy import picture
from tests.statements import statements
from tests.workdesk.conftest import ANI, FRIDAY, AddUser, AtDesk, OpenCase


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]


@pytest.fixture
def ayu(add: AddUser) -> User:
    return add("ayu", Role.OPERATOR, "setda")


@pytest.fixture
def dewi(add: AddUser) -> User:
    return add("dewi", Role.ADMINISTRATOR, "setda")


@pytest.fixture
def walikota(add: AddUser) -> User:
    return add("walikota", Role.LEADER, "setda")


def at(case: Case, rest: str = "") -> str:
    return f"/meja/kasus/{case.reference}/{rest}"


def post(desk: Client, case: Case, rest: str, **form: object) -> HttpResponse:
    return desk.post(at(case, rest), form)  # type: ignore[return-value]


def voice(case: Case) -> int:
    return case.filings.get().service_request_id


def test_who_reported_is_shown_once_a_reason_is_given_and_the_look_is_kept(
    bob: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk = lamp(person=ANI), at_desk(bob)
    refused = post(desk, case, "identitas", voice=voice(case), reason="")
    assert refused.status_code == 422
    assert ANI.phone not in refused.content.decode()
    assert not IdentityLook.objects.exists()
    told = post(desk, case, "identitas", voice=voice(case), reason="visit").content.decode()
    assert ANI.phone in told
    assert IdentityLook.objects.get().by == bob
    assert ANI.phone not in desk.get(at(case)).content.decode()


def test_who_is_hidden_cannot_be_looked_up_by_the_unit(
    bob: User, alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp(person=ANI, is_anonymous=True)
    form = {"voice": voice(case), "reason": "contact"}
    assert post(at_desk(bob), case, "identitas", **form).status_code == 404
    assert ANI.phone in post(at_desk(alice), case, "identitas", **form).content.decode()


def test_what_was_told_in_confidence_is_a_404_to_a_leader_on_every_page(
    walikota: User, bob: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp("Lampu rahasia dekat gudang", is_confidential=True)
    desk = at_desk(walikota)
    assert desk.get(at(case)).status_code == 404
    for address in ("/meja/", "/meja/?q=gudang", f"/meja/?q={case.reference}", "/meja/?status=all"):
        assert "dekat gudang" not in desk.get(address).content.decode()
    for address in ("/data/laporan.csv", "/peta/titik.geojson", "/data/laporan.geojson"):
        response = Client().get(address)
        body = b"".join(response) if response.streaming else response.content
        assert case.reference.encode() not in body
    assert Client().get(f"/laporan/{case.reference}/").status_code == 404
    assert case.reference not in desk.get("/wall/").content.decode()
    assert "dekat gudang" in at_desk(bob).get(at(case)).content.decode()


def test_one_click_hides_a_case_from_everybody_outside_at_once(
    alice: User, bob: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp()
    verify(case, is_public=True, public_words="Lampu padam", by=alice, at=FRIDAY)
    assert Client().get(f"/laporan/{case.reference}/").status_code == 200
    response = post(at_desk(bob), case, "penyempitan", what="case")
    assert response.status_code == 303
    assert Client().get(f"/laporan/{case.reference}/").status_code == 404
    assert case.reference not in Client().get("/peta/titik.geojson").content.decode()


def test_the_same_person_is_refused_as_the_second(
    alice: User, ayu: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp()
    verify(case, is_public=True, public_words="Lampu padam", by=alice, at=FRIDAY)
    narrow(case, Target(What.CASE), by=alice, at=FRIDAY + timedelta(hours=1))
    first, other = at_desk(alice), at_desk(ayu)
    assert post(first, case, "pelebaran", what="case", reason="").status_code == 422
    form = {"what": "case", "reason": "Sudah aman", "public_words": "Lampu mati"}
    assert post(first, case, "pelebaran", **form).status_code == 303
    pk = case.widenings.get().pk
    assert "Sudah aman" in other.get(at(case)).content.decode()
    assert post(first, case, f"pelebaran/{pk}", agree="yes").status_code == 403
    assert post(other, case, f"pelebaran/{pk}", agree="yes").status_code == 303
    assert "Lampu mati" in Client().get(f"/laporan/{case.reference}/").content.decode()
    assert post(other, case, f"pelebaran/{pk}", agree="yes").status_code == 409


def test_a_photo_is_screened_with_four_numbers_and_no_script(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk = lamp(photos=(clean(picture()),)), at_desk(alice)
    verify(case, is_public=True, public_words="Lampu padam", by=alice, at=FRIDAY)
    photo = Photo.objects.get()
    page = f"foto/{photo.pk}"
    assert desk.get(at(case, page)).content.decode().count('name="left"') == 12
    half = {"left": ["10", ""], "top": ["", ""], "width": ["5", ""], "height": ["5", ""]}
    assert post(desk, case, page, is_public="yes", **half).status_code == 422
    rows = {"left": ["10", ""], "top": ["20", ""], "width": ["30,5", ""], "height": ["40", ""]}
    assert post(desk, case, page, is_public="yes", **rows).status_code == 303
    photo.refresh_from_db()
    address = f"/foto/umum/{photo.public_digest}.jpg"
    assert address in Client().get(f"/laporan/{case.reference}/").content.decode()
    assert Client().get(address).status_code == 200
    record = Client().get(f"/open311/v2/requests/{case.reference}.json").json()[0]
    assert record["media_url"].endswith(address)
    assert post(desk, case, "penyempitan", what="photo", photo=photo.pk).status_code == 303
    assert Client().get(address).status_code == 404
    record = Client().get(f"/open311/v2/requests/{case.reference}.json").json()[0]
    assert record["media_url"] is None
    assert Client().get(f"/foto/{photo.digest}.jpg").status_code == 404


def test_wishes_about_data_stand_by_the_hour_they_are_due(
    dewi: User, alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp(person=ANI)
    told = case.filings.get().service_request
    wish(told, Kind.CORRECT, text="Nomor saya salah", at=FRIDAY + timedelta(hours=1))
    first = wish(told, Kind.ERASE, at=FRIDAY)
    assert at_desk(alice).get("/meja/data/").status_code == 404
    desk = at_desk(dewi)
    page = desk.get("/meja/data/").content.decode()
    assert "Nomor saya salah" in page
    assert page.index(f"wish-{first.pk}") < page.index("Nomor saya salah")
    assert desk.post(f"/meja/data/{first.pk}", {"do": "no", "answer": ""}).status_code == 422
    assert desk.post(f"/meja/data/{first.pk}", {"do": "yes"}).status_code == 303
    assert not Reporter.objects.exists()
    assert DataRequest.objects.get(pk=first.pk).outcome == "done"


def test_hidden_things_cost_the_case_page_no_statement(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    plain, desk = lamp(person=ANI), at_desk(alice)
    rich = lamp(person=ANI, is_anonymous=True, photos=(clean(picture()),))
    verify(rich, is_public=True, public_words="Lampu", by=alice, at=FRIDAY)
    narrow(rich, Target(What.CASE), by=alice, at=FRIDAY)
    desk.get(at(plain))
    with statements() as few:
        desk.get(at(plain))
    with statements() as many:
        desk.get(at(rich))
    assert len(few) == len(many)
