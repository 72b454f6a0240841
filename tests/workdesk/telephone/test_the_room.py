"""The supervisor's room: what waits, how soon we answer, and the calls behind each number."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kentongan.calls.models import Agent, Call
from kentongan.calls.starting import start_by_hand
from kentongan.people.models import User
from tests.workdesk.conftest import AtDesk
from tests.workdesk.telephone.conftest import TellCall


@pytest.fixture
def room(sari: User, at_desk: AtDesk) -> Client:
    return at_desk(sari)


def number(desk: Client, name: str) -> str:
    drawn = desk.get("/meja/telepon/ruang").content.decode()
    found = re.search(rf'id="n-{name}"[^>]*>(.*?)</(?:a|span)>', drawn, re.DOTALL)
    assert found, drawn
    return re.sub(r"<[^>]+>", " ", found[1]).split()[0]


def rows(desk: Client, which: str) -> int:
    drawn = desk.get(f"/meja/telepon/ruang/baris?yang={which}").content.decode()
    return drawn.count("<tr>") - 1 if "<table" in drawn else 0


def test_before_the_first_call_shares_are_missing_not_zero(room: Client) -> None:
    drawn = room.get("/meja/telepon/ruang").content.decode()
    assert "<b>0 %</b>" not in drawn
    assert drawn.count('class="missing"') >= 3


def test_every_number_leads_to_as_many_calls(
    room: Client, told_call: TellCall, desk_of_alice: User
) -> None:
    told_call("offered", "queued", number="+622100000001")
    told_call("offered", "queued", "abandoned", number="+622100000002")
    told_call("offered", "queued", "answered", "ended", extension="101", number="+622100000003")
    told_call("offered", "queued", "answered", extension="101", number="+622100000004", apart=18)
    names = {"waiting": "menunggu", "offered": "masuk", "answered": "terjawab"}
    names |= {"abandoned": "putus", "back": "kembali"}
    for name, which in names.items():
        assert int(number(room, name)) == rows(room, which), name
    assert (rows(room, "15"), rows(room, "20"), rows(room, "masuk")) == (1, 1, 4)


def test_a_call_by_hand_counts_in_no_waiting_time(room: Client, desk_of_alice: User) -> None:
    start_by_hand("", by=desk_of_alice, at=timezone.now())
    assert number(room, "answered") == "0"
    assert rows(room, "15") == 0


def test_the_room_costs_the_same_however_many_call(room: Client, told_call: TellCall) -> None:
    room.get("/meja/telepon/ruang")

    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert room.get(path).status_code == 200
        return len(seen)

    before = cost("/meja/telepon/ruang"), cost("/meja/telepon/ruang/angka")
    for each in range(5):
        told_call("offered", "queued", number=f"+6221000001{each:02d}")
    assert (cost("/meja/telepon/ruang"), cost("/meja/telepon/ruang/angka")) == before
    assert before[1] <= 6


def test_an_operator_does_not_supervise(desk_of_alice: User, at_desk: AtDesk) -> None:
    assert at_desk(desk_of_alice).get("/meja/telepon/ruang").status_code == 404


def test_a_supervisor_gives_an_extension_once(room: Client, alice: User, bob: User) -> None:
    given = {"user": str(alice.pk), "extension": "207"}
    assert room.post("/meja/telepon/ruang/tempat", given).status_code == 303
    assert Agent.objects.get().user == alice
    assert (
        room.post("/meja/telepon/ruang/tempat", {**given, "user": str(bob.pk)}).status_code == 404
    )


def test_a_supervisor_comes_to_the_room_after_signing_in(sari: User) -> None:
    sari.set_password("rahasia-sekali")
    sari.save()
    signed = Client().post("/masuk/", {"username": "sari", "password": "rahasia-sekali"})
    assert signed["Location"] == "/meja/telepon/ruang"


def test_who_rings_is_never_told_whole_to_those_who_only_watch(
    room: Client, told_call: TellCall
) -> None:
    call: Call = told_call("offered", "queued", number="+6221000123456")
    drawn = room.get("/meja/telepon/ruang/baris?yang=menunggu").content.decode()
    assert call.number not in drawn
    assert "3456" in drawn
