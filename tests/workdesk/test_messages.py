"""What could not be worked is read at the desk, and worked after all."""

import re
from datetime import timedelta
from math import inf

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.dialogue.working import work_next
from kentongan.intake.hearing import Heard, hear, rebuff
from kentongan.intake.messages import InboundMessage, Medium, Rebuff, WhyAside
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.people.models import Role
from kentongan.toolbox import snapshots
from tests.statements import statements
from tests.workdesk.conftest import AddUser, AtDesk

WORDS = "Lampu jalan padam di Mawar"


@pytest.fixture
def alice(add: AddUser, at_desk: AtDesk) -> Client:
    return at_desk(add("alice", Role.OPERATOR, "setda"))


def set_aside(number: int = 1) -> InboundMessage:
    told = Heard(
        Medium.SMS,
        f"a{number}",
        f"0812345678{number:02}",
        text=WORDS,
        fault=WhyAside.UNSUPPORTED,
    )
    kept = hear(told, at=timezone.now())
    while work_next(at=timezone.now()):
        pass
    return kept


def test_an_operator_reads_why_and_has_it_worked_again(alice: Client) -> None:
    kept = set_aside()
    page = alice.get("/meja/pesan/").content.decode()
    assert WORDS in page
    assert "jenis pesan yang tidak diterima" in page
    assert kept.sender not in page
    answer = alice.post(f"/meja/pesan/{kept.pk}")
    assert (answer.status_code, answer["Location"]) == (303, "/meja/pesan/?ok=message_again")
    assert Entry.objects.get(kind="message.resumed").by_id
    assert work_next(at=timezone.now())
    assert ServiceRequest.objects.get().words == WORDS
    assert WORDS not in alice.get("/meja/pesan/").content.decode()


def test_two_who_press_at_once_work_it_once(alice: Client) -> None:
    kept = set_aside()
    alice.post(f"/meja/pesan/{kept.pk}")
    assert alice.post(f"/meja/pesan/{kept.pk}").status_code == 303
    assert Entry.objects.filter(kind="message.resumed").count() == 1


def test_whoever_hears_no_citizens_finds_nothing(add: AddUser, at_desk: AtDesk) -> None:
    kept = set_aside()
    bob = at_desk(add("bob", Role.OFFICER, "dishub"))
    assert bob.get("/meja/pesan/").status_code == 404
    assert bob.post(f"/meja/pesan/{kept.pk}").status_code == 404


def test_the_list_takes_as_many_statements_with_ten_as_with_one(
    alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "CHECK_EVERY", inf)
    set_aside()
    alice.get("/meja/pesan/")
    with statements() as one:
        alice.get("/meja/pesan/")
    for number in range(2, 11):
        set_aside(number)
    with statements() as ten:
        alice.get("/meja/pesan/")
    assert len(one) == len(ten)


def test_what_was_turned_away_is_counted_for_those_who_answer_for_the_doors(
    alice: Client, add: AddUser, at_desk: AtDesk
) -> None:
    now = timezone.now()
    for _ in range(3):
        rebuff(Medium.SMS, Rebuff.Why.SIGNATURE, at=now)
    rebuff(Medium.WHATSAPP, Rebuff.Why.BODY, at=now)
    rebuff(Medium.TELEGRAM, Rebuff.Why.SIGNATURE, at=now - timedelta(days=20))
    InboundMessage.objects.filter(pk=set_aside().pk).update(set_aside_because=WhyAside.FLOOD)
    sari = at_desk(add("sari", Role.SUPERVISOR, "setda"))
    table = sari.get("/meja/pesan/").content.decode().partition('id="turned-away"')[2]
    counts = re.findall(r'<td class="num">(\d+)</td>', table)
    assert sorted(counts) == ["1", "1", "3"]
    assert "tanda tangan digital salah" in table
    assert "Telegram" not in table
    assert "turned-away" not in alice.get("/meja/pesan/").content.decode()
