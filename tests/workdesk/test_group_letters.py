"""How a council group's letters fared is the group's to see, and not the city's."""

import pytest
from django.test import Client

from kentongan.council.verifying import remark
from kentongan.journal.models import Entry
from kentongan.mailroom.models import Letter
from kentongan.mailroom.settling import note_failed
from kentongan.people.models import Role, User
from tests.council.test_story import LATER, staff
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
