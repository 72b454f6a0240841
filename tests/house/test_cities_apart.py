"""Two cities in one process: what belongs to one is a 404, or the sign-in page, in the other."""

from dataclasses import dataclass
from http import HTTPStatus

import pytest
from django.test import Client

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.casework.verifying import verify
from kentongan.cities.entering import inside
from kentongan.cities.models import City
from kentongan.face.photos import may_be_shown, photo_url
from kentongan.intake.models import Channel, Photo
from kentongan.intake.photographing import CleanPhoto
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.people.keys import add_key
from kentongan.people.models import Membership, Role, User
from kentongan.people.screens import open_screen
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.snapshots import forget_all
from tests.conftest import moment

FRIDAY = moment("2026-03-13 09:00")
PASSWORD = "kata sandi yang panjang"
WORDS = "Lampu padam di depan warung Bu Siti"


@dataclass(frozen=True)
class Two:
    """A case in ours, nothing in the neighbour's, and an administrator of the same name in both."""

    ours: Client
    theirs: Client
    city: City
    neighbour: City
    case: Case
    code: str


@pytest.fixture
def two(city: City, neighbour: City) -> Two:
    forget_all()
    here = _administrator()
    photo = CleanPhoto("ab/cd/x.jpg", "ab" * 32, 4, 3)
    report = Report("PJU-01", WORDS, Channel.WEB, point=Point(-6.1912, 106.6121), photos=(photo,))
    case = take_in(report, at=FRIDAY).filing.case
    case = verify(case, is_public=True, public_words=WORDS, by=here, at=FRIDAY)
    code = case.filings.get().service_request.code
    with inside(neighbour):
        _administrator()
    host = f"{neighbour.slug}.localhost"
    ours, theirs = Client(SERVER_NAME="contoh.localhost"), Client(SERVER_NAME=host)
    return Two(ours, theirs, city, neighbour, case, code)


def _administrator() -> User:
    user = User.objects.add("alice", "Alice", PASSWORD)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=user, unit=unit, role=Role.ADMINISTRATOR)
    return user


def _sign_in(client: Client) -> None:
    answer = client.post("/masuk/", {"username": "alice", "password": PASSWORD})
    assert answer.status_code == HTTPStatus.SEE_OTHER
    assert client.get("/meja/").status_code == HTTPStatus.OK


def _addresses(two: Two) -> list[str]:
    return [
        f"/t/{two.code}/",
        f"/laporan/{two.case.reference}/",
        f"/open311/v2/requests/{two.case.reference}.json",
        f"/open311/v2/tokens/{two.code}.json",
        f"/open311/v2/requests/{two.code}.json",
    ]


def test_what_one_city_shows_to_everybody_is_not_found_in_the_other(two: Two) -> None:
    public = _addresses(two)[:3]
    here = {address: two.ours.get(address, follow=True).status_code for address in public}
    there = {a: two.theirs.get(a, follow=True).status_code for a in _addresses(two)}
    assert set(here.values()) == {HTTPStatus.OK}, here
    assert set(there.values()) == {HTTPStatus.NOT_FOUND}, there


def test_a_session_opens_nothing_in_the_other_city(two: Two) -> None:
    _sign_in(two.ours)
    two.theirs.cookies = two.ours.cookies
    for address in ("/meja/", f"/meja/kasus/{two.case.reference}/", "/wall/"):
        answer = two.theirs.get(address)
        assert answer.status_code == HTTPStatus.FOUND, address
        assert answer["Location"].startswith("/masuk/"), address


def test_an_administrator_of_one_city_finds_no_case_of_the_other(two: Two) -> None:
    _sign_in(two.theirs)
    assert two.theirs.get(f"/meja/kasus/{two.case.reference}/").status_code == HTTPStatus.NOT_FOUND
    assert two.theirs.get(f"/meja/kasus/{two.case.pk}/").status_code == HTTPStatus.NOT_FOUND
    for address in ("/meja/", "/meja/?q=lampu", f"/meja/?q={two.case.reference}", "/wall/"):
        page = two.theirs.get(address)
        assert page.status_code == HTTPStatus.OK
        assert WORDS not in page.text


def test_an_act_on_the_other_citys_case_is_not_found_and_changes_nothing(two: Two) -> None:
    _sign_in(two.theirs)
    address = f"/meja/kasus/{two.case.reference}/answer"
    assert two.theirs.post(address, {"text": "Selesai"}).status_code == HTTPStatus.NOT_FOUND
    with inside(two.neighbour):
        assert not Case.objects.exists()
        assert not Entry.objects.filter(about="case").exists()
    with inside(two.city):
        assert Case.objects.get(pk=two.case.pk).updated_at == two.case.updated_at


def test_a_key_and_a_screen_of_one_city_open_nothing_in_the_other(two: Two) -> None:
    add_key("kunci-kami", label="kami", at=FRIDAY)
    token = open_screen("Lobi", by=None, at=FRIDAY)
    report = {"api_key": "kunci-kami", "service_code": "PJU-01", "lat": "-6.191", "long": "106.612"}
    answer = two.theirs.post("/open311/v2/requests.json", report | {"description": "Padam"})
    assert answer.status_code == HTTPStatus.FORBIDDEN
    ours = two.ours.get("/wall/", {"perangkat": token}, follow=True)
    assert (ours.status_code, ours.request["PATH_INFO"]) == (HTTPStatus.OK, "/wall/")
    two.theirs.cookies = two.ours.cookies
    assert two.theirs.get("/wall/")["Location"].startswith("/masuk/")
    two.theirs.cookies.clear()
    assert two.theirs.get("/wall/", {"perangkat": token}).status_code != HTTPStatus.OK


def test_a_photos_signed_address_shows_nothing_in_the_other_city(two: Two) -> None:
    photo = Photo.objects.get(service_request__code=two.code)
    key = photo_url(photo).partition("?k=")[2]
    assert may_be_shown(photo.digest, key)
    with inside(two.neighbour):
        assert not may_be_shown(photo.digest, key)
    assert two.theirs.get(photo_url(photo)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.usefixtures("city")
def test_a_host_that_is_no_citys_gets_a_bare_404() -> None:
    answer = Client(SERVER_NAME="entah.localhost").get("/")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert "Set-Cookie" not in answer
