"""Before anything is sent: is it this, which others have reported already?"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kentongan.casework.closing import Reason, refuse
from kentongan.casework.models import Case, Filing, Passing, Stage
from kentongan.casework.opening import take_in
from kentongan.casework.verifying import verify
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Person, Report
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.frontdesk.conftest import Citizen

HERE = {"lat": "-6.1912", "lon": "106.6121"}
SAID = "Lampu padam di depan pasar Anyar"
NEAR = Point(-6.19084, 106.6121)
"""Forty metres to the north."""


@pytest.fixture
def operator(city: object) -> User:
    made = User.objects.add("alice", "Alice", None)
    Membership.objects.create(user=made, unit=directory().unit_by_code["setda"], role=Role.OPERATOR)
    return made


def told(words: str = "Tiang 7 di depan rumah Bu Ani gelap", **more: object) -> Case:
    given = {"service_code": "PJU-01", "point": NEAR, "channel": Channel.WEB, **more}
    at = timezone.now() - timedelta(days=1)
    return take_in(Report(words=words, **given), at=at).filing.case  # type: ignore[arg-type]


def public(operator: User) -> Case:
    case = told()
    verify(case, is_public=True, public_words="Lampu padam", by=operator, at=timezone.now())
    return Case.objects.get(pk=case.pk)


def test_somebody_is_asked_whether_it_is_what_is_known_and_adds_a_voice(
    citizen: Citizen, operator: User
) -> None:
    case = public(operator)
    citizen.says()
    citizen.presses(**HERE)
    assert citizen.fields["step"] == ["known"]
    assert "40 m dari sini, kemarin" in citizen.text
    assert "Lampu padam" in citizen.text
    assert "Bu Ani" not in citizen.text
    citizen.presses("", same=case.reference)
    assert citizen.fields["step"] == ["who"]
    citizen.presses("anonymous")
    case.refresh_from_db()
    assert (case.voices, Case.objects.count()) == (2, 1)
    filing = Filing.objects.latest("pk")
    assert filing.is_me_too
    assert filing.service_request.spoken_code == citizen.code()


def test_no_goes_on_and_opens_a_case_of_its_own(citizen: Citizen, operator: User) -> None:
    public(operator)
    citizen.says()
    citizen.presses(**HERE)
    citizen.presses("", same="no")
    citizen.presses("anonymous")
    assert Case.objects.count() == 2
    assert not Filing.objects.filter(is_me_too=True).exists()


def test_sent_twice_the_voice_counts_once(citizen: Citizen, operator: User) -> None:
    case = public(operator)
    citizen.says()
    citizen.presses(**HERE)
    citizen.presses("", same=case.reference)
    form = {**citizen.fields, "go": "anonymous"}
    codes = {citizen.client.post("/lapor/", form)["Location"] for _ in range(2)}
    assert len(codes) == 1
    assert Filing.objects.count() == 2


def test_who_sees_that_it_is_known_may_leave_and_is_counted_without_a_trace(
    citizen: Citizen, operator: User
) -> None:
    case = public(operator)
    citizen.says("Nama saya Budi, lampu padam")
    citizen.presses(**HERE)
    citizen.presses("", seen=case.reference)
    assert citizen.page.status_code == 303
    assert citizen.page["Location"] == f"/laporan/{case.reference}/?diketahui=1"
    assert Passing.objects.get().case == case
    assert ServiceRequest.objects.count() == 1
    assert "Terima kasih" in citizen.client.get(citizen.page["Location"]).content.decode()


def test_of_what_nobody_has_read_only_type_rough_place_and_day_are_told(citizen: Citizen) -> None:
    case = told()
    citizen.says()
    citizen.presses(**HERE)
    assert "dalam jarak 50 m dari sini, kemarin" in citizen.text
    assert "Bu Ani" not in citizen.text
    assert "Tiang 7" not in citizen.text
    citizen.presses("", seen=case.reference)
    assert citizen.page["Location"] == "/lapor/diketahui"
    assert citizen.client.get("/lapor/diketahui").status_code == 200
    assert citizen.client.get(f"/laporan/{case.reference}/").status_code == 404


@pytest.mark.parametrize("hidden", [
    {"is_oversight": True}, {"is_confidential": True}, {"stage": Stage.VERIFIED},
])  # fmt: skip
def test_what_is_not_for_all_is_not_offered(citizen: Citizen, hidden: dict[str, object]) -> None:
    case = told()
    Case.objects.filter(pk=case.pk).update(**hidden)
    citizen.says()
    citizen.presses(**HERE)
    assert citizen.fields["step"] == ["who"]


ONLY_KELURAHAN = {"kelurahan": "99.71.01.1001"}


def test_whoever_gives_only_the_kelurahan_is_asked_by_the_words(citizen: Citizen) -> None:
    told("Jalan rusak di gang Kenanga", point=None, kelurahan=ONLY_KELURAHAN["kelurahan"])
    case = told("Lampu padam di depan pasar Anyar")
    citizen.says("Lampu jalan depan pasar Anyar padam")
    citizen.presses(**ONLY_KELURAHAN)
    assert citizen.fields["step"] == ["known"]
    assert "di kelurahan yang sama, kemarin" in citizen.text
    assert "gang Kenanga" not in citizen.text
    citizen.presses("", same=case.reference)
    citizen.presses("anonymous")
    case.refresh_from_db()
    assert case.voices == 2


def test_whoever_points_is_asked_also_of_what_nobody_pointed_at_but_after_what_is_near(
    citizen: Citizen,
) -> None:
    for words in ("Lampu padam di gang Kenanga", "Lampu jalan depan pasar Anyar padam"):
        told(words, point=None, kelurahan=ONLY_KELURAHAN["kelurahan"])
    near = told("Gelap")
    citizen.says("Lampu jalan depan pasar Anyar padam")
    citizen.presses(lat="-6.19084", lon="106.6121")
    assert citizen.fields["step"] == ["known"]
    at_the_place, elsewhere = "dalam jarak 50 m", "di kelurahan yang sama"
    assert citizen.text.index(at_the_place) < citizen.text.index(elsewhere)
    assert citizen.text.count(elsewhere) == 1
    assert near.reference in citizen.text


@pytest.mark.parametrize(
    ("words", "kelurahan"),
    [("Lampu padam di gang Kenanga RT 5", "99.71.01.1001"), (SAID, "99.71.02.1001")],
)
def test_other_words_or_another_kelurahan_are_not_asked_about(
    citizen: Citizen, words: str, kelurahan: str
) -> None:
    told("Lampu padam di depan pasar Anyar")
    citizen.says(words)
    citizen.presses(kelurahan=kelurahan)
    assert citizen.fields["step"] == ["who"]


def test_a_private_matter_is_neither_offered_nor_asked_about(citizen: Citizen) -> None:
    told(service_code="KTP-01")
    citizen.says("KTP saya belum jadi", "KTP-01")
    citizen.presses(**HERE)
    assert citizen.fields["step"] == ["who"]


def test_a_case_that_was_not_offered_cannot_be_named(citizen: Citizen) -> None:
    far = told(point=Point(-6.1990, 106.6121))
    citizen.says()
    citizen.presses(**HERE)
    citizen.presses("anonymous", same=far.reference)
    assert Case.objects.count() == 2
    assert not Filing.objects.filter(is_me_too=True).exists()


def test_a_case_closed_meanwhile_gives_way_to_a_new_one(citizen: Citizen, operator: User) -> None:
    case = public(operator)
    citizen.says()
    citizen.presses(**HERE)
    citizen.presses("", same=case.reference)
    refuse(case, Reason.UNFOUNDED, "Menyala.", by=operator, at=timezone.now())
    citizen.presses("anonymous")
    assert citizen.page.status_code == 303
    assert Case.objects.count() == 2


def test_another_place_asks_anew(citizen: Citizen, operator: User) -> None:
    public(operator)
    citizen.says()
    citizen.presses(**HERE)
    citizen.presses("", same="no")
    citizen.presses("where")
    citizen.presses(**HERE)
    assert citizen.fields["step"] == ["known"]


def test_a_voice_reads_the_answer_and_nothing_of_the_others(
    citizen: Citizen, operator: User
) -> None:
    case = told(person=Person(name="Ani Contoh", phone="+6281200000000"))
    verify(case, is_public=True, public_words="Lampu padam", by=operator, at=timezone.now())
    citizen.says("Gelap sekali di sini")
    citizen.presses(**HERE)
    citizen.presses("", same=case.reference)
    citizen.presses("anonymous")
    page = citizen.client.get(f"/t/{citizen.code()}/").content.decode()
    assert "Gelap sekali di sini" in page
    assert re.search(r"2\s+suara", page)
    for secret in ("Bu Ani", "Ani Contoh", "6281200000000", "Tiang 7"):
        assert secret not in page
