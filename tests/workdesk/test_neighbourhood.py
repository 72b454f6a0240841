"""The pages of heads of RT and RW, and of those who appoint them."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kentongan.casework.answering import answer
from kentongan.casework.claiming import claim
from kentongan.casework.models import Case
from kentongan.casework.verifying import verify
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Person
from kentongan.neighbourhood.models import Headship, Help
from kentongan.people.models import Role, User
from kentongan.places.models import Neighbourhood
from tests.casework.pictures import file, street
from tests.casework.test_story import FRIDAY, user
from tests.neighbourhood.conftest import MAWAR, MELATI, asked, head, listed, lurah, told
from tests.statements import statements

__all__ = ["asked", "head", "listed", "lurah", "told"]
Tell = Callable[..., Case]
SITI = Person("Siti Maryam", phone="+6281311111111")


def english() -> Client:
    """A telephone whose owner has chosen English."""
    client = Client()
    client.get("/?lang=en")
    return client


@pytest.fixture
def phone(head: User) -> Client:
    """The head's telephone, signed in."""
    client = english()
    client.force_login(head)
    return client


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def counted(client: Client, address: str) -> int:
    """How many statements a page takes."""
    with statements() as sent:
        read(client, address)
    return len(sent)


def test_the_list_says_what_where_since_and_by_when_and_what_lies_nowhere_apart(
    phone: Client, told: Tell
) -> None:
    case, apart = told(address="RT 03/RW 05"), told("Gelap sekali", kelurahan=MAWAR)
    beside = told(address="RW 06")
    page = read(phone, "/rukun/")
    assert case.reference in page
    assert "RT 03/RW 05, Mawar" in page
    assert page.index("RT and RW not said") < page.index(apart.reference)
    assert beside.reference not in page
    assert phone.get(f"/rukun/{beside.reference}/").status_code == 404
    taken = phone.post(f"/rukun/{apart.reference}/milik")
    assert taken.status_code == 303
    assert "RT and RW not said" not in read(phone, "/rukun/")


def test_no_page_shows_what_is_hidden_nor_who_reported(phone: Client, told: Tell) -> None:
    secret = "Rahasia besar"
    overseen = told(secret, address="RW 05")
    Case.objects.filter(pk=overseen.pk).update(is_oversight=True)
    hidden = [
        overseen,
        told(secret, address="RW 05", is_confidential=True),
        told(secret, address="RW 05", service_code="KTP-01"),
        told(secret, kelurahan=MAWAR, is_confidential=True),
    ]
    words = "Lampu mati, hubungi Siti Maryam 0813-1111-1111"
    shown = told(words, address="RW 05", person=SITI)
    pages = [read(phone, at) for at in ("/rukun/", "/rukun/?selesai", "/rukun/bantu/")]
    pages.append(read(phone, f"/rukun/{shown.reference}/"))
    for page in pages:
        assert secret not in page
        assert "Siti" not in page
        assert "1111" not in page
        assert not any(case.reference in page for case in hidden)
    for case in hidden:
        assert phone.get(f"/rukun/{case.reference}/").status_code == 404
        for act in ("milik", "dilihat", "perbaikan"):
            assert phone.post(f"/rukun/{case.reference}/{act}").status_code == 404
    for elsewhere in ("/meja/", f"/meja/kasus/{shown.reference}/", "/wall/", "/rukun/ketua/"):
        assert phone.get(elsewhere).status_code == 404


def test_a_repair_is_disputed_only_with_words_and_confirmed_with_a_picture(
    phone: Client, told: Tell
) -> None:
    case = told(address="RW 05")
    operator, bob = user("alice", Role.OPERATOR, "setda"), user("bob", Role.OFFICER, "dishub")
    verify(case, is_public=False, public_words="", by=operator, at=FRIDAY)
    claim(case, "Lampu sudah diganti", by=bob, at=FRIDAY)
    assert "Lampu sudah diganti" in read(phone, f"/rukun/{case.reference}/")
    address = f"/rukun/{case.reference}/perbaikan"
    refused = phone.post(address, {"is_fixed": "no"})
    assert refused.status_code == 422
    assert "Please write a sentence." in refused.content.decode()
    refused = phone.post(address, {"pictures": SimpleUploadedFile("a.jpg", file(street(7)).read())})
    token = re.search(r'name="attached" value="([^"]+)"', refused.content.decode())
    assert token is not None
    assert phone.get(address)["Location"] == f"/rukun/{case.reference}/"
    sure = {"is_fixed": "yes", "attached": token[1]}
    assert phone.post(address, sure).status_code == 303
    case.refresh_from_db()
    assert case.outcome == "confirmed"
    assert phone.post(address, sure).status_code == 409
    desk = english()
    desk.force_login(operator)
    for page in (
        read(phone, f"/rukun/{case.reference}/"),
        read(desk, f"/meja/kasus/{case.reference}/"),
    ):
        assert "/foto/kecil/" in page.partition("What a head of RT or RW showed")[2]


def test_what_was_seen_passes_the_gate_where_the_city_asks(
    phone: Client, told: Tell, asked: None
) -> None:
    case = told(address="RW 05")
    assert "Have you seen it?" in read(phone, f"/rukun/{case.reference}/")
    address = f"/rukun/{case.reference}/dilihat"
    assert phone.post(address, {"is_so": "yes", "text": ""}).status_code == 422
    seen = phone.post(address, {"is_so": "yes", "text": "Gelap sejak Senin"})
    assert seen.status_code == 303
    page = read(phone, f"/rukun/{case.reference}/")
    assert "Gelap sejak Senin" in page
    assert "Have you seen it?" not in page
    code = ServiceRequest.objects.get(filing__case=case).spoken_code
    timeline = read(english(), f"/t/{code}/")
    assert "The head of the RT or RW went and looked" in timeline
    assert "Gelap sejak Senin" in timeline


def test_the_receipt_is_shown_and_what_is_known_is_offered(
    phone: Client, listed: dict[tuple[str, str, str], Neighbourhood], told: Tell
) -> None:
    form = {
        "neighbourhood": str(listed[MAWAR, "005", ""].pk),
        "service_code": "PJU-01",
        "words": "Lampu jalan depan pasar padam",
        "name": "Siti",
        "phone": "0813-1111-1111",
        "key": "abc",
    }
    unasked = phone.post("/rukun/bantu/", form)
    assert unasked.status_code == 422
    kept = phone.post("/rukun/bantu/", {**form, "is_wished": "yes"})
    assert kept.status_code == 303
    request = ServiceRequest.objects.get(channel=Channel.NEIGHBOUR)
    page = read(phone, kept["Location"])
    assert request.spoken_code in page
    own = read(english(), f"/t/{request.spoken_code}/")
    assert "with the help of the head of RW 005" in own
    assert "sms:+6281311111111?body=" in page
    assert "https://wa.me/6281311111111?text=" in page
    known = told("Lampu jalan depan pasar padam", address="RW 05")
    Case.objects.filter(pk=known.pk).update(opened_at=timezone.now())
    offered = phone.post("/rukun/bantu/", {**form, "key": "def", "is_wished": "yes"})
    assert known.reference in offered.content.decode()
    assert "Is it one of these?" in offered.content.decode()
    more = {**form, "key": "def", "is_wished": "yes", "same": known.reference}
    assert phone.post("/rukun/bantu/", more).status_code == 303
    known.refresh_from_db()
    assert known.voices == 2


def test_the_lurah_appoints_and_ends_in_their_own_kelurahan_alone(
    lurah: User, listed: dict[tuple[str, str, str], Neighbourhood]
) -> None:
    desk = english()
    desk.force_login(lurah)
    assert "No head has been appointed here yet." in read(desk, "/rukun/ketua/")
    assert desk.get(f"/rukun/ketua/?kelurahan={MELATI}").status_code == 404
    form = {"name": "Bu RT", "username": "bu.rt", "kelurahan": MAWAR}
    one = str(listed[MAWAR, "005", "003"].pk)
    made = desk.post("/rukun/ketua/", {**form, "neighbourhood": one})
    assert re.search(r'class="code">[0-9A-Z-]{14}<', made.content.decode())
    beyond = str(listed[MELATI, "005", ""].pk)
    assert desk.post("/rukun/ketua/", {**form, "neighbourhood": beyond}).status_code == 404
    headship = Headship.objects.get()
    assert desk.post(f"/rukun/ketua/{headship.pk}/pengakhiran").status_code == 303
    assert "until" in read(desk, "/rukun/ketua/")


def test_one_who_is_head_already_is_appointed_by_their_own_name_alone(
    head: User, lurah: User, listed: dict[tuple[str, str, str], Neighbourhood]
) -> None:
    desk = english()
    desk.force_login(lurah)
    page = read(desk, "/rukun/ketua/")
    assert 'href="/meja/?stage=received"' in page
    one = str(listed[MAWAR, "005", "003"].pk)
    form = {"name": "Pak Jaya", "username": "pak.rw", "neighbourhood": one, "kelurahan": MAWAR}
    refused = desk.post("/rukun/ketua/", form)
    assert refused.status_code == 409
    assert "Somebody of another name has this sign-in name." in refused.content.decode()
    assert desk.post("/rukun/ketua/", {**form, "name": "Pak RW"}).status_code == 200


def test_what_names_an_rw_beyond_the_list_does_not_stand_under_not_said(
    phone: Client, told: Tell
) -> None:
    unsaid, named = told(kelurahan=MAWAR), told(kelurahan=MAWAR, address="RT 05, RW 03")
    page = read(phone, "/rukun/")
    assert unsaid.reference in page
    assert named.reference not in page
    assert phone.get(f"/rukun/{named.reference}/").status_code == 404


def test_the_list_and_a_case_take_as_many_statements_however_much_there_is(
    phone: Client, told: Tell
) -> None:
    case = told(address="RW 05")
    read(phone, "/rukun/")
    few = counted(phone, "/rukun/")
    for _number in range(6):
        told(address="RW 05")
        told(kelurahan=MAWAR)
    assert counted(phone, "/rukun/") == few
    assert few <= 9
    assert counted(phone, f"/rukun/{case.reference}/") <= 15


@pytest.fixture
def helped(listed: dict[tuple[str, str, str], Neighbourhood]) -> dict[str, str]:
    """What a head sends for somebody."""
    return {
        "neighbourhood": str(listed[MAWAR, "005", ""].pk),
        "service_code": "PJU-01",
        "words": "Lampu jalan depan pasar padam",
        "name": "Siti",
        "phone": "0813-1111-1111",
        "key": "abc",
        "is_wished": "yes",
    }


def test_a_second_tap_on_send_it_draws_the_same_receipt_again(
    phone: Client, helped: dict[str, str]
) -> None:
    first = phone.post("/rukun/bantu/", helped)["Location"]
    request = ServiceRequest.objects.get()
    again = phone.post("/rukun/bantu/", helped)
    assert (again.status_code, again["Location"]) == (303, first)
    assert request.spoken_code in read(phone, first)
    for other in ({"name": "Ani"}, {"phone": "0812-2222-2222"}, {"words": "Lampu lain padam"}):
        refused = phone.post("/rukun/bantu/", {**helped, **other})
        assert refused.status_code == 409
        assert request.spoken_code not in refused.content.decode()
    assert ServiceRequest.objects.count() == 1


def test_a_receipt_is_drawn_again_for_the_same_head_and_for_minutes_alone(
    phone: Client, helped: dict[str, str], listed: object, lurah: User
) -> None:
    receipt = phone.post("/rukun/bantu/", helped)["Location"]
    code = ServiceRequest.objects.get().spoken_code
    assert code in read(phone, receipt)
    Help.objects.update(by=lurah)
    assert phone.post("/rukun/bantu/", helped).status_code == 409
    assert phone.get(receipt).status_code == 404
    Help.objects.update(by=User.objects.get(username="pak.rw"), at=FRIDAY)
    late = phone.post("/rukun/bantu/", helped)
    assert late.status_code == 409
    gone = phone.get(receipt)
    assert gone.status_code == 404
    for page in (late, gone):
        assert code not in page.content.decode()


def test_a_mistyped_number_is_said_beside_its_field(phone: Client, helped: dict[str, str]) -> None:
    for number in ("0813", "tidak ada", "081311111111 / 081322222222"):
        refused = phone.post("/rukun/bantu/", {**helped, "phone": number})
        assert refused.status_code == 422
        assert "This number does not look complete" in refused.content.decode()
    assert not ServiceRequest.objects.exists()


def test_what_the_unit_wrote_to_the_reporter_does_not_tell_their_head_who_it_is(
    phone: Client, told: Tell
) -> None:
    case = told(address="RW 05", person=SITI)
    bob = user("bob", Role.OFFICER, "dishub")
    verify(case, is_public=False, public_words="", by=user("a", Role.OPERATOR, "setda"), at=FRIDAY)
    address = f"/rukun/{case.reference}/"
    answer(case, "Yth. Ibu Siti Maryam, teknisi datang besok", by=bob, at=FRIDAY)
    page = read(phone, address)
    assert "Maryam" not in page
    answer(case, "Teknisi datang besok. Hubungi 0812-2222-2222", by=bob, at=FRIDAY)
    page = read(phone, address)
    assert "Teknisi datang besok" in page
    assert "2222" not in page
    claim(case, "Sudah diganti, kami bertemu Maryam", by=bob, at=FRIDAY)
    page = read(phone, address)
    assert "The unit says that it is done" in page
    assert "Maryam" not in page
