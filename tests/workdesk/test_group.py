"""A council group's pages: its own matters and meetings, a 404 for everybody else."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.council.models import Matter, Meeting
from kentongan.people.models import Role
from tests.council.test_story import staff
from tests.statements import statements
from tests.workdesk.conftest import AddUser, AtDesk

TOLD = {
    "words": "Posyandu kami bocor",
    "way": "walk_in",
    "kelurahan": "99.71.01.1001",
    "name": "Siti",
    "phone": "0812 3456 7890",
}


@pytest.fixture
def red(city: object, at_desk: AtDesk) -> Client:
    return at_desk(staff("rani", "merah"))


def bring(desk: Client, **more: str) -> Matter:
    answer = desk.post("/fraksi/", {**TOLD, **more})
    assert answer.status_code == 303, answer.content.decode()
    return Matter.objects.order_by("-pk")[0]


def test_from_the_door_to_the_city_and_back_to_the_person(red: Client) -> None:
    matter = bring(red)
    page = red.get(f"/fraksi/{matter.number}/").content.decode()
    assert "Posyandu kami bocor" in page
    assert "+6281234567890" in page
    red.post(f"/fraksi/{matter.number}/verifikasi")
    red.post("/fraksi/rapat/", {"begins": "2026-12-01T19:00"})
    meeting = Meeting.objects.get()
    shown = red.get(f"/fraksi/rapat/{meeting.pk}/").content.decode()
    item = re.search(r'name="item" value="(\d+)"', shown)
    assert item is not None
    typed = {"item": item[1], "decision": "to_the_city", "reason": "Mendesak"}
    refused = red.post(f"/fraksi/rapat/{meeting.pk}/putusan", typed)
    assert refused.status_code == 422
    assert "Mendesak" in refused.content.decode()
    red.post(f"/fraksi/rapat/{meeting.pk}/putusan", {**typed, "service_code": "PJU-01"})
    case = Case.objects.get()
    assert case.reference in red.get(f"/fraksi/{matter.number}/").content.decode()
    assert red.post(f"/fraksi/rapat/{meeting.pk}/putusan").status_code == 303
    red.post(f"/fraksi/{matter.number}/kabar")
    assert matter.number in red.get("/fraksi/?selesai").content.decode()
    assert matter.number not in red.get("/fraksi/").content.decode()


def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(red: Client) -> None:
    answer = red.post("/fraksi/", {**TOLD, "words": " "})
    assert answer.status_code == 422
    assert "Siti" in answer.content.decode()
    mistyped = red.post("/fraksi/", {**TOLD, "phone": "0812 34"})
    assert mistyped.status_code == 422
    assert "0812 34" in mistyped.content.decode()
    assert "Nomor ini" in mistyped.content.decode()
    assert red.post("/fraksi/rapat/", {"begins": "besok"}).status_code == 422
    assert not Matter.objects.exists()


def test_another_groups_pages_are_not_there(red: Client, at_desk: AtDesk) -> None:
    matter = bring(red)
    red.post(f"/fraksi/{matter.number}/verifikasi")
    red.post("/fraksi/rapat/", {"begins": "2026-12-01T19:00"})
    pk = Meeting.objects.get().pk
    blue = at_desk(staff("budi", "biru"))
    assert matter.number not in blue.get("/fraksi/").content.decode()
    for address in (f"/fraksi/{matter.number}/", f"/fraksi/rapat/{pk}/"):
        assert blue.get(address).status_code == 404
    for address in (f"/fraksi/{matter.number}/catatan", f"/fraksi/rapat/{pk}/putusan"):
        assert blue.post(address, {"text": "x"}).status_code == 404


def test_the_city_finds_no_groups_door_and_a_group_no_desk(
    red: Client, add: AddUser, at_desk: AtDesk
) -> None:
    matter = bring(red)
    for role in (Role.OPERATOR, Role.HEAD, Role.LEADER, Role.ADMINISTRATOR, Role.NEIGHBOUR):
        desk = at_desk(add(f"x{role}", role, "setda"))
        assert desk.get("/fraksi/").status_code == 404
        assert desk.get(f"/fraksi/{matter.number}/").status_code == 404
    for address in ("/meja/", "/meja/gerbang/", "/meja/surat/", "/meja/data/", "/meja/pengguna/"):
        assert red.get(address).status_code == 404


def test_who_signs_in_comes_to_their_own_door(red: Client) -> None:
    answer = red.get("/masuk/")
    assert (answer.status_code, answer["Location"]) == (302, "/fraksi/")


def test_the_list_costs_the_same_however_much_was_brought(red: Client) -> None:
    bring(red)
    red.get("/fraksi/")
    with statements() as few:
        red.get("/fraksi/")
    for n in range(6):
        bring(red, title=f"Perkara {n}")
    with statements() as many:
        red.get("/fraksi/")
    assert len(few) == len(many)


def test_the_same_form_sent_again_is_the_same_matter(red: Client) -> None:
    form = red.get("/fraksi/").content.decode()
    key = re.search(r'name="key" value="([^"]+)"', form)
    assert key is not None
    first, again = (red.post("/fraksi/", {**TOLD, "key": key[1]}) for _ in range(2))
    assert first["Location"].split("?")[0] == again["Location"].split("?")[0]
    assert Matter.objects.count() == 1


def test_going_back_and_sending_the_same_once_more_is_the_same_matter_and_says_so(
    red: Client,
) -> None:
    """A browser fetches the page anew when one goes back: the form has another key then."""
    first = red.post("/fraksi/", {**TOLD, "key": "one"})
    again = red.post("/fraksi/", {**TOLD, "key": "another"}, follow=True)
    assert Matter.objects.count() == 1
    assert again.redirect_chain[0][0].split("?")[0] == first["Location"].split("?")[0]
    assert "Ini sudah tersimpan" in again.content.decode()
    red.post("/fraksi/", {**TOLD, "name": "Orang lain"})
    assert Matter.objects.count() == 2
    Matter.objects.update(brought_at=timezone.now() - timedelta(minutes=16))
    red.post("/fraksi/", TOLD)
    assert Matter.objects.count() == 3


def test_a_second_decision_is_refused_where_it_was_made(red: Client) -> None:
    matter = bring(red)
    red.post(f"/fraksi/{matter.number}/verifikasi")
    red.post("/fraksi/rapat/", {"begins": "2099-12-01T19:00"})
    meeting = Meeting.objects.get()
    assert "belum mulai" in red.get(f"/fraksi/rapat/{meeting.pk}/").content.decode()
    item = str(meeting.items.get().pk)
    typed = {"item": item, "decision": "aspiration", "reason": "=Untuk reses"}
    assert red.post(f"/fraksi/rapat/{meeting.pk}/putusan", typed).status_code == 303
    again = red.post(f"/fraksi/rapat/{meeting.pk}/putusan", typed)
    assert again.status_code == 409
    assert 'role="alert"' in again.content.decode()


def test_aspirations_can_be_taken_along_without_anybodys_name(red: Client, at_desk: AtDesk) -> None:
    matter = bring(red)
    red.post(f"/fraksi/{matter.number}/verifikasi")
    red.post("/fraksi/rapat/", {"begins": "2026-01-01T19:00"})
    meeting = Meeting.objects.get()
    typed = {"item": str(meeting.items.get().pk), "decision": "aspiration", "reason": "=Reses"}
    red.post(f"/fraksi/rapat/{meeting.pk}/putusan", typed)
    page = red.get("/fraksi/aspirasi/").content.decode()
    assert matter.number in page
    file = red.get("/fraksi/aspirasi/aspirasi.csv").content.decode("utf-8-sig")
    assert "Posyandu kami bocor" in file
    assert "'=Reses" in file
    assert "Siti" not in file + page
    assert "6281234567890" not in file + page
    blue = at_desk(staff("budi", "biru"))
    assert matter.number not in blue.get("/fraksi/aspirasi/").content.decode()
    assert matter.number not in blue.get("/fraksi/aspirasi/aspirasi.csv").content.decode()
    assert red.get("/fraksi/aspirasi/?tahun=19x").status_code == 200
