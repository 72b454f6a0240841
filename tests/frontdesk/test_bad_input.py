"""Whatever somebody sends: a clear sentence beside its field, 422, and every word still there."""

from collections.abc import Callable

import pytest
from django.db import connection

from kentongan.cities.entering import forget_hosts
from kentongan.intake.models import ServiceRequest
from tests.frontdesk.conftest import Citizen

WORDS = "Lampu jalan depan pasar padam"


def refused(citizen: Citizen, sentence: str) -> None:
    """The page says why, keeps the words, and nothing was stored."""
    assert citizen.page.status_code == 422, citizen.page.status_code
    assert sentence in citizen.text
    assert citizen.fields["words"] == [WORDS]
    assert not ServiceRequest.objects.exists()


@pytest.mark.parametrize(
    ("lat", "lon", "sentence"),
    [
        ("-6.9", "107.6", "di luar kota"),
        ("106.6121", "-6.1912", "tertukar"),
        ("999", "5", "tidak ada di bumi"),
        ("nan", "inf", "tidak ada di bumi"),
        ("pasar", "", "tidak ada di bumi"),
        ("1e400", "-1e400", "tidak ada di bumi"),
    ],
)
def test_a_point_that_is_none_of_the_city(
    citizen: Citizen, lat: str, lon: str, sentence: str
) -> None:
    citizen.says(WORDS)
    citizen.presses(lat=lat, lon=lon)
    refused(citizen, sentence)


def test_no_place_at_all(citizen: Citizen) -> None:
    citizen.says(WORDS)
    citizen.presses()
    refused(citizen, "sebutkan lokasinya")


def test_an_address_nobody_knows_is_kept_and_the_kelurahan_asked_for(citizen: Citizen) -> None:
    citizen.says(WORDS)
    citizen.presses(address="Gang Buntu Tanpa Nama")
    refused(citizen, "tidak mengenal tempat")
    assert citizen.fields["address"] == ["Gang Buntu Tanpa Nama"]
    citizen.presses(kelurahan="99.71.01.1001")
    assert citizen.fields["step"] == ["who"]


def test_four_thousand_and_one_characters(citizen: Citizen) -> None:
    citizen.opens()
    citizen.presses(words="x" * 4001, kind="PJU-01")
    assert citizen.page.status_code == 422
    assert "4001" in citizen.text or "4.001" in citizen.text
    assert citizen.fields["words"] == ["x" * 4001]


def test_nul_and_direction_switches_are_left_out(citizen: Citizen) -> None:
    citizen.says("Lampu\x00 pa\u202edam\u2066 sekali\r\nkedua")
    citizen.is_at()
    citizen.presses("anonymous")
    assert citizen.page.status_code == 303
    assert ServiceRequest.objects.get().words == "Lampu padam sekali\nkedua"


def test_nul_in_every_other_field(citizen: Citizen) -> None:
    citizen.says(WORDS)
    citizen.presses(address="Jl.\x00 Mawar", kelurahan="99.71.01.1001")
    citizen.presses("send", name="A\x00ni", email="", phone="")
    assert citizen.page.status_code == 303
    request = ServiceRequest.objects.get()
    assert (request.address, request.reporter.name) == ("Jl. Mawar", "Ani")


def test_a_script_is_text_on_every_page(citizen: Citizen) -> None:
    script = '<script>alert("1")</script><img src=x onerror=alert(2)>'
    citizen.opens()
    pages = [citizen.presses(words=script, kind="PJU-01", asked="PJU-01")]
    pages.append(citizen.presses(address=script, kelurahan="99.71.01.1001"))
    pages.append(citizen.presses("send", name=script, phone=script, email=script))
    pages.append(citizen.presses("anonymous", name="", phone="", email=""))
    pages.append(citizen.opens(f"/t/{citizen.code()}/"))
    for page in pages:
        assert b"<script>alert" not in page.content
        assert b"<img src=x" not in page.content
    assert "&lt;script&gt;" in citizen.text


def test_a_service_type_that_is_not_offered(citizen: Citizen) -> None:
    citizen.opens()
    citizen.presses(words=WORDS, kind="XXX-99")
    refused(citizen, "Tidak ada layanan")


def test_an_answer_nobody_offered(citizen: Citizen) -> None:
    citizen.opens()
    citizen.presses(words=WORDS, kind="PJU-01")
    citizen.presses(**{"a-jumlah": "seribu"})
    refused(citizen, "Jawaban ini tidak")


def test_a_question_that_must_be_answered(citizen: Citizen) -> None:
    citizen.opens()
    citizen.presses(words=WORDS, kind="SPH-01")
    assert "Sudah berapa hari?" in citizen.text
    citizen.presses()
    refused(citizen, "Mohon jawab")
    citizen.presses(**{"a-hari": "tiga"})
    refused(citizen, "tidak sesuai")
    citizen.presses(**{"a-hari": "3"})
    assert citizen.fields["step"] == ["where"]


def test_nothing_said(citizen: Citizen) -> None:
    citizen.opens()
    citizen.presses(words=" \n ", kind="PJU-01")
    assert citizen.page.status_code == 422
    assert not ServiceRequest.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("phone", "12", "kurang lengkap"),
        ("phone", "telepon saya", "kurang lengkap"),
        ("email", "ani@", "kurang lengkap"),
        ("name", "A" * 121, "121"),
        ("name", "A" * 5000, "5000"),
        ("phone", "0" * 5000, "kurang lengkap"),
        ("email", "a" * 250 + "@contoh.id", "kurang lengkap"),
    ],
)
def test_a_person_who_cannot_be_reached_that_way(
    citizen: Citizen, field: str, typed: str, sentence: str
) -> None:
    citizen.says(WORDS)
    citizen.is_at()
    citizen.presses("send", **{field: typed})
    refused(citizen, sentence)
    assert citizen.fields[field] == [typed]
    citizen.presses("anonymous")
    assert citizen.page.status_code == 303
    assert ServiceRequest.objects.get().reporter is None


def test_a_telephone_number_is_kept_in_its_international_form(citizen: Citizen) -> None:
    citizen.says(WORDS)
    citizen.is_at()
    citizen.presses("send", phone="0812-3456 7890", email="ani@contoh.id", name="Ani")
    reporter = ServiceRequest.objects.get().reporter
    assert (reporter.phone, reporter.email) == ("+6281234567890", "ani@contoh.id")


def test_pressing_twice_is_one_report(citizen: Citizen) -> None:
    citizen.says(WORDS)
    citizen.is_at()
    form = citizen.page
    citizen.presses("anonymous")
    first = citizen.code()
    citizen.page = form
    citizen.presses("anonymous")
    assert citizen.code() == first
    assert ServiceRequest.objects.count() == 1


def test_going_back_and_changing_it_is_another_report(citizen: Citizen) -> None:
    citizen.says(WORDS)
    citizen.is_at()
    form = citizen.page
    citizen.presses("anonymous")
    citizen.page = form
    citizen.presses("anonymous", words="Lampu di gang sebelah juga padam")
    assert ServiceRequest.objects.count() == 2


def test_a_form_from_last_year_is_still_good(citizen: Citizen) -> None:
    citizen.says(WORDS)
    citizen.is_at()
    citizen.client.cookies.clear()
    citizen.presses("anonymous", csrfmiddlewaretoken="long gone", photo="forged:1abc:sig")
    refused(citizen, "Foto hanya disimpan sehari")
    citizen.presses()
    assert citizen.fields["step"] == ["where"]


def cut(citizen: Citizen) -> None:
    """The line to the database breaks."""
    connection.connection.close()


def cut_before_the_city_is_known(citizen: Citizen) -> None:
    forget_hosts()
    connection.connection.close()


@pytest.mark.parametrize("break_off", [cut, cut_before_the_city_is_known])
def test_a_database_that_goes_away_keeps_the_words_on_the_page(
    citizen: Citizen, break_off: Callable[[Citizen], None]
) -> None:
    citizen.says(WORDS)
    citizen.is_at()
    key = citizen.fields["key"]
    break_off(citizen)
    citizen.presses("anonymous")
    assert citizen.page.status_code == 503
    assert citizen.page["Retry-After"]
    assert citizen.fields["words"] == [WORDS]
    assert citizen.fields["key"] == key
    assert citizen.fields["kelurahan"] == ["99.71.01.1001"]
    assert citizen.fields["go"] == ["anonymous"]


def test_an_address_without_end(citizen: Citizen) -> None:
    citizen.says(WORDS)
    citizen.presses(address="x" * 301, kelurahan="99.71.01.1001")
    refused(citizen, "301")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"words=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"a%d=1" % n for n in range(2000)), "application/x-www-form-urlencoded"),
        (b"--x\r\nhalf of a form", "multipart/form-data"),
        (b"--x\r\n", "multipart/form-data; boundary=\xff"),
    ],
)
def test_a_post_beyond_all_bounds_is_refused_with_a_sentence(
    citizen: Citizen, body: bytes, kind: str
) -> None:
    page = citizen.client.post("/lapor/", body, content_type=kind)
    assert page.status_code == 422
    assert "terlalu banyak" in page.content.decode()


@pytest.mark.parametrize("garbage", [b"", b"\xff\xfe", b"step=where&go=next&place=photo:"])
def test_no_post_crashes_the_form(citizen: Citizen, garbage: bytes) -> None:
    page = citizen.client.post("/lapor/", garbage, content_type="application/x-www-form-urlencoded")
    assert page.status_code in {200, 422}
