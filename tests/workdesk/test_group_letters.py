"""How a council group's letters fared is the group's to see, and not the city's."""

import pytest
from django.test import Client

from kentongan.council.verifying import remark
from kentongan.intake.models import ServiceRequest
from kentongan.intake.report import Person
from kentongan.journal.models import Entry
from kentongan.mailroom.models import Letter
from kentongan.mailroom.settling import note_failed
from kentongan.people.models import Role, User
from tests.council.test_story import LATER, staff
from tests.mailroom.conftest import draw
from tests.mailroom.test_group_letters import decided, letter
from tests.workdesk.conftest import AddUser, AtDesk


@pytest.fixture
def red(city: object) -> User:
    return staff("rani", "merah")


def test_the_citys_lists_of_letters_show_nothing_of_a_group(
    red: User, add: AddUser, at_desk: AtDesk
) -> None:
    matter = decided(red, "aspiration")
    remark(matter, "Warga ini kader kita", by=red, at=LATER)
    note_failed(letter(), "the line broke", at=LATER)
    for role in (Role.OPERATOR, Role.HEAD, Role.ADMINISTRATOR):
        page = at_desk(add(f"x{role}", role, "setda")).get("/meja/surat/")
        shown = page.content.decode()
        assert page.status_code == 200
        for secret in (matter.number, "Merah", "kader", "Posyandu", "the line broke", "Siti"):
            assert secret not in shown
    Letter.objects.update(failed_at=None, next_try_at=LATER, channel="voice")
    desk = at_desk(User.objects.get(username=f"x{Role.OPERATOR}"))
    assert matter.number not in desk.get("/meja/surat/").content.decode()
    pk = Letter.objects.filter(kind="matter.decided").get().pk
    for act in (f"/meja/surat/{pk}", f"/meja/surat/lisan/{pk}"):
        desk.post(act, {"do": "retry"})
    assert not Entry.objects.filter(kind="letter.withdrawn").exists()


def test_the_group_sees_how_its_letter_fared(red: User, at_desk: AtDesk) -> None:
    matter = decided(red, "aspiration")
    desk: Client = at_desk(red)
    note_failed(letter(), "the line broke", at=LATER)
    page = desk.get(f"/fraksi/{matter.number}/").content.decode()
    assert "surat tidak terkirim" in page
    assert "SMS" in page
    Letter.objects.all().delete()
    assert "Tidak ada surat" in desk.get(f"/fraksi/{matter.number}/").content.decode()


def test_who_wishes_to_be_called_is_told_the_code_by_the_group_and_called_by_the_city(
    red: User, at_desk: AtDesk
) -> None:
    spoken = Person("Siti", "siti@contoh.invalid", "+6281234567890", by_voice=True)
    matter = decided(red, "to_the_city", person=spoken)  # type: ignore[arg-type]
    told = matter.service_request
    assert told is not None
    assert told.reporter is not None
    assert told.reporter.by_voice
    draw(LATER)
    assert not Letter.objects.exclude(channel="voice").exists()
    address = f"/fraksi/{matter.number}/"
    desk = at_desk(red)
    assert told.spoken_code in desk.get(address).content.decode()
    ServiceRequest.objects.update(restricted_at=LATER)
    assert told.spoken_code not in desk.get(address).content.decode()
    ServiceRequest.objects.update(restricted_at=None)
    desk.post(f"{address}kabar")
    assert told.spoken_code not in desk.get(address).content.decode()


def test_whom_a_letter_reaches_has_the_code_from_there_alone(red: User, at_desk: AtDesk) -> None:
    matter = decided(red, "to_the_city")
    told = matter.service_request
    assert told is not None
    desk, address = at_desk(red), f"/fraksi/{matter.number}/"
    assert told.spoken_code not in desk.get(address).content.decode()
    waiting = letter()
    assert told.spoken_code not in desk.get(address).content.decode()
    note_failed(waiting, "the line broke", at=LATER)
    assert told.spoken_code in desk.get(address).content.decode()
