"""A whole report handed in at once by a phone, again and again until it has read the answer."""

from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from kentongan.casework.models import Case
from kentongan.catalogue.models import ServiceType
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.snapshots import forget_all
from tests.frontdesk.conftest import Citizen
from tests.frontdesk.pictures import jpeg, upload

pytestmark = pytest.mark.usefixtures("city")
SAID = {
    "words": "Lampu jalan depan pasar padam",
    "kind": "PJU-01",
    "asked": "PJU-01",
    "a-jumlah": "banyak",
    "kelurahan": "99.71.01.1001",
}


def hand_in(key: str = "", **changed: object) -> HttpResponse:
    given = {name: value for name, value in {**SAID, **changed}.items() if value is not None}
    headers = {"Accept": "application/json", **({"Idempotency-Key": key} if key else {})}
    return Client(enforce_csrf_checks=True).post("/lapor/kirim", given, headers=headers)


def test_a_report_is_kept_and_its_code_told() -> None:
    answer = hand_in(uuid4().hex, phone="0812 3456 7890", go="finish", rahasia="1")
    assert answer.status_code == 201
    told = ServiceRequest.objects.get()
    said = {"code": told.spoken_code, "address": f"/t/{told.spoken_code}/"}
    assert answer.json() == said
    assert told.channel == Channel.WEB
    assert (told.answers, told.is_confidential) == ({"jumlah": "banyak"}, True)
    assert told.reporter.phone == "+6281234567890"
    assert Case.objects.count() == 1
    assert "no-store" in answer["Cache-Control"]


def test_the_same_key_gets_the_same_code_however_often_it_is_shown() -> None:
    key = str(uuid4())
    first = hand_in(key, photos=upload(jpeg()))
    again = hand_in(key, photos=upload(jpeg()))
    shorter = hand_in(key, words="Sesuatu yang lain", kind=None)
    assert (first.status_code, again.status_code, shorter.status_code) == (201, 200, 200)
    assert first.json() == again.json() == shorter.json()
    assert ServiceRequest.objects.count() == 1


def test_another_key_is_another_report() -> None:
    assert hand_in(uuid4().hex).json() != hand_in(uuid4().hex).json()
    assert ServiceRequest.objects.count() == 2


def test_what_was_kept_is_told_even_if_it_would_be_refused_today() -> None:
    key = uuid4().hex
    first = hand_in(key)
    ServiceType.objects.filter(code="PJU-01").update(is_active=False)
    forget_all()
    assert hand_in(key).json() == first.json()
    assert hand_in(uuid4().hex).status_code == 422


def test_the_last_step_of_the_ordinary_form_and_the_phone_are_one_report(citizen: Citizen) -> None:
    citizen.says()
    citizen.is_at()
    form = {name: values[0] for name, values in citizen.fields.items()}
    citizen.presses("anonymous")
    answer = Client().post("/lapor/kirim", {**form, "go": "anonymous"})
    assert answer.status_code == 200
    assert answer.json()["code"] == citizen.code()
    assert ServiceRequest.objects.count() == 1


def test_everything_that_is_wrong_is_said_at_once() -> None:
    answer = hand_in(
        uuid4().hex, words="", kind="TIDAK-ADA", kelurahan=None, phone="12", photos=upload(b"x")
    )
    assert answer.status_code == 422
    assert set(answer.json()["faults"]) >= {"words", "kind", "lat", "phone", "photos"}
    assert not ServiceRequest.objects.exists()


def test_a_type_that_nobody_chose_is_chosen_by_the_words_and_asks_nothing() -> None:
    answer = hand_in(uuid4().hex, kind=None, asked=None, **{"a-jumlah": None})
    assert answer.status_code == 201
    assert ServiceRequest.objects.get().service_type.code == "PJU-01"
    answer = hand_in(uuid4().hex, words="xyzzy", kind=None, asked=None, **{"a-jumlah": None})
    assert set(answer.json()["faults"]) == {"kind"}


def test_what_the_phone_only_guessed_is_looked_for_again_and_asks_nothing() -> None:
    guess = {"kind": "SPH-01", "guessed": "SPH-01", "asked": "SPH-01", "a-jumlah": None}
    assert hand_in(uuid4().hex, **guess).status_code == 201
    assert ServiceRequest.objects.get().service_type.code == "PJU-01"
    hand_in(uuid4().hex, **{**guess, "guessed": "PJU-01", "a-hari": "3"})  # chosen after all
    hand_in(uuid4().hex, **{**guess, "words": "xyzzy"})  # the words tell the city nothing
    kinds = ServiceRequest.objects.order_by("pk").values_list("service_type__code", flat=True)
    assert list(kinds) == ["PJU-01", "SPH-01", "SPH-01"]


def test_a_place_that_the_phone_read_from_a_photo_is_known_as_such() -> None:
    at = Point(-6.1912, 106.6121)
    hand_in(uuid4().hex, kelurahan=None, lat=str(at.lat), lon=str(at.lon), found="photo")
    assert ServiceRequest.objects.get().located_by == "photo"


def test_more_than_fits_is_refused_with_a_sentence() -> None:
    answer = hand_in(uuid4().hex, words="a" * 3_000_000)
    assert answer.status_code == 422
    assert answer.json()["faults"][""]


def test_what_another_app_shares_begins_a_report_without_a_service_worker(
    citizen: Citizen,
) -> None:
    shared = {"text": "Lampu padam", "url": "https://contoh.id/1", "photos": upload(jpeg())}
    citizen.page = citizen.client.post("/lapor/bagikan", shared)
    assert citizen.page.status_code == 200
    assert citizen.fields["words"] == ["Lampu padam\r\nhttps://contoh.id/1".replace("\r", "")]
    assert len(citizen.fields["photo"]) == 1
