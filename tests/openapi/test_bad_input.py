"""For each wrong thing: a clear sentence, the right status, nothing half-written."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from kentongan.intake.models import Photo, ServiceRequest
from kentongan.journal.models import Entry
from tests.openapi.conftest import LAMP

REQUESTS = "/open311/v2/requests.json"

BAD = [
    ({"api_key": ""}, 403, "api_key"),
    ({"api_key": "salah"}, 403, "api_key"),
    ({"service_code": ""}, 400, "service_code"),
    ({"service_code": "NIHIL"}, 404, "service_code"),
    ({"service_code": "\x00"}, 404, "service_code"),
    ({"jurisdiction_id": "city.gov"}, 404, "jurisdiction_id"),
    ({"lat": "", "long": ""}, 400, "lat"),
    ({"lat": ""}, 400, "lat"),
    ({"lat": "nan"}, 400, "lat"),
    ({"lat": "1e400"}, 400, "lat"),
    ({"lat": "enam"}, 400, "lat"),
    ({"lat": "106.6121", "long": "-6.1912"}, 400, "lat"),
    ({"lat": "52.5", "long": "13.4"}, 400, "lat"),
    ({"lat": "", "long": "", "address_string": "Jalan Anggrek 7"}, 400, "address_string"),
    ({"lat": "", "long": "", "address_id": "99.71.09.9999"}, 400, "address_id"),
    ({"description": "x" * 4001}, 400, "description"),
    ({"description": ""}, 400, "description"),
    ({"email": "bukan surat"}, 400, "email"),
    ({"phone": "0" * 40}, 400, "phone"),
    ({"first_name": "x" * 200}, 400, "first_name"),
    ({"address_string": "x" * 301}, 400, "address_string"),
    ({"anonymous": "perhaps"}, 400, "anonymous"),
    ({"confidential": "2"}, 400, "confidential"),
    ({"attribute[warna]": "biru"}, 400, "attribute[warna]"),
    ({"attribute[jumlah]": "seribu"}, 400, "attribute[jumlah]"),
]


@pytest.mark.parametrize(("change", "status", "named"), BAD)
def test_what_cannot_be_used_is_named_and_nothing_is_kept(
    machine: Client, change: dict[str, str], status: int, named: str
) -> None:
    answer = machine.post(REQUESTS, {**LAMP, **change})
    (error,) = answer.json()
    assert (answer.status_code, error["code"]) == (status, status)
    assert error["description"].startswith(named)
    assert not ServiceRequest.objects.exists()
    assert not Entry.objects.filter(about__in=["request", "case"]).exists()


def test_an_error_is_worded_in_xml_too(machine: Client) -> None:
    answer = machine.post("/open311/v2/requests.xml", {**LAMP, "api_key": "<script>"})
    assert answer.status_code == 403
    assert b"<errors><error><code>403</code><description>api_key: " in answer.content


def test_invisible_characters_are_dropped_and_a_script_stays_mere_words(machine: Client) -> None:
    words = "Lampu\x00 \u202epadam <script>alert(1)</script>"
    assert machine.post(REQUESTS, {**LAMP, "description": words}).status_code == 201
    assert ServiceRequest.objects.get().words == "Lampu padam <script>alert(1)</script>"


def test_a_body_that_is_no_form_is_told_so(machine: Client) -> None:
    answer = machine.post(
        f"{REQUESTS}?api_key={LAMP['api_key']}", "{}", content_type="application/json"
    )
    assert answer.status_code == 400


def test_a_photo_comes_along_and_a_disguised_file_does_not(machine: Client) -> None:
    picture = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(picture, "JPEG")
    photo = SimpleUploadedFile("a.jpg", picture.getvalue(), "image/jpeg")
    assert machine.post(REQUESTS, {**LAMP, "media": photo}).status_code == 201
    assert Photo.objects.get().width == 64
    text = SimpleUploadedFile("b.jpg", b"bukan gambar", "image/jpeg")
    answer = machine.post(REQUESTS, {**LAMP, "media": text})
    assert answer.status_code == 400
    assert answer.json()[0]["description"].startswith("media: ")
    assert ServiceRequest.objects.count() == 1


def test_no_more_than_five_photos(machine: Client) -> None:
    files = [SimpleUploadedFile(f"{n}.jpg", b"x", "image/jpeg") for n in range(6)]
    answer = machine.post(REQUESTS, {**LAMP, "media": files})
    assert (answer.status_code, answer.json()[0]["description"][:6]) == (400, "media:")
