"""Who rang is forgotten by rule or by wish; that somebody rang, and when, remains."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from kentongan.calls.commanding import Kind as Ask
from kentongan.calls.commanding import command, conclude, expire_commands, waiting_for
from kentongan.calls.deleting import not_deleted, note_deleted
from kentongan.calls.events import Kind
from kentongan.calls.models import Call, CallEvent, Command, State
from kentongan.calls.records import read_record
from kentongan.calls.reporting import report
from kentongan.calls.wrapping_up import answer_consent
from kentongan.casework.erasing import erase
from kentongan.casework.opening import take_in
from kentongan.cities.packs.facts import RuleFacts
from kentongan.config.founding import load
from kentongan.config.letting_go import let_go
from kentongan.intake.models import Channel
from kentongan.intake.report import Person, Report
from kentongan.people.models import Role, User
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.refusals import NotFound
from tests.calls.conftest import CALLER, NINE, Say, operator
from tests.example_city import PACK


@pytest.fixture
def call(alice: User, say: Say) -> Call:
    """A call with everything in it that says who rang."""
    say(Kind.OFFERED, 0, number=CALLER)
    say(Kind.ANSWERED, 5, extension="201")
    say(Kind.ENDED, 60)
    Call.objects.update(note="Bu Siti", may_record=True, recording="r1")
    call = Call.objects.get()
    said = {"number": CALLER, "extension": "201"}
    command(call, Ask.CALL, key="k", pbx="sentral", by=alice, at=NINE, **said)
    return call


def test_a_recording_goes_after_a_month_and_the_number_after_a_year(call: Call) -> None:
    let_go(at=NINE + timedelta(days=29))
    call.refresh_from_db()
    assert call.recording == "r1"
    let_go(at=NINE + timedelta(days=31))
    call.refresh_from_db()
    assert (call.recording, call.number) == ("", "+628123456789")
    let_go(at=NINE + timedelta(days=366))
    everything_is_forgotten(call)


def test_who_wishes_to_be_erased_is_erased_from_the_calls_of_their_matter(
    call: Call, city: object
) -> None:
    person = Person(name="Siti", phone="+628123456789")
    report = Report("PJU-01", "Padam", Channel.PHONE, point=Point(-6.1912, 106.6121), person=person)
    told = take_in(report, at=NINE)
    Call.objects.update(service_request=told)
    boss = operator("boss", "209", Role.ADMINISTRATOR)
    erase(told, words_too=False, by=boss, at=timezone.now())
    everything_is_forgotten(call)


def test_a_late_event_brings_no_number_back_to_a_call_that_was_forgotten(
    call: Call, say: Say
) -> None:
    let_go(at=NINE + timedelta(days=366))
    say(Kind.HELD, 30)
    everything_is_forgotten(call)


def asked_to_forget() -> list[str]:
    """What the exchange is to delete now, however long ago it was asked."""
    waiting = waiting_for("sentral", at=NINE + timedelta(days=60))
    return [each.body["recording"] for each in waiting if each.kind == Ask.FORGET]


def test_the_exchange_is_asked_to_delete_the_file_until_it_has(call: Call) -> None:
    let_go(at=NINE + timedelta(days=31))
    assert asked_to_forget() == ["r1"]
    expire_commands(at=NINE + timedelta(days=50))
    let_go(at=NINE + timedelta(days=50))
    assert asked_to_forget() == ["r1"]
    asked = Command.objects.get(kind=Ask.FORGET)
    done = conclude(asked.idempotency_key, pbx="sentral", at=NINE + timedelta(days=51))
    assert done.done_at
    assert asked_to_forget() == []
    assert "r1" not in str([*Command.objects.values_list("body")])
    assert list(not_deleted(NINE + timedelta(days=90))) == []


def test_an_exchange_that_cannot_delete_is_not_forgotten(call: Call) -> None:
    let_go(at=NINE + timedelta(days=31))
    asked = Command.objects.get(kind=Ask.FORGET)
    conclude(asked.idempotency_key, pbx="sentral", error="no such command", at=NINE)
    assert [each.body["recording"] for each in not_deleted(NINE)] == ["r1"]


def test_a_no_afterwards_deletes_what_was_recorded(alice: User, call: Call) -> None:
    answer_consent(call, False, by=alice, at=NINE + timedelta(seconds=70))
    call.refresh_from_db()
    assert (call.may_record, call.recording) == (False, "")
    assert asked_to_forget() == ["r1"]


@pytest.mark.parametrize("leave", [None, False])
def test_what_was_recorded_without_leave_is_not_kept_and_deleted(
    alice: User, say: Say, leave: bool | None
) -> None:
    say(Kind.OFFERED, 0)
    say(Kind.ANSWERED, 5, extension="201")
    said = {"call_id": "c1", "recording_id": "r2", "may_record": leave}
    said |= {"offered_at": NINE.isoformat(), "ended_at": (NINE + timedelta(minutes=1)).isoformat()}
    for _ in range(2):  # told twice, asked once
        report(read_record(said), pbx="sentral", at=NINE + timedelta(minutes=2))
    assert Call.objects.get().recording == ""
    assert asked_to_forget() == ["r2"]


def test_a_city_forgets_by_its_own_dated_rule(city: object, call: Call) -> None:
    ten_days = RuleFacts("call_recording_days", 10, "Perwal 1/2026", NINE.date())
    load(city, replace(PACK, rules=(ten_days,)), at=NINE)  # type: ignore[arg-type]
    let_go(at=NINE + timedelta(days=11))
    assert asked_to_forget() == ["r1"]


def everything_is_forgotten(call: Call) -> None:
    call.refresh_from_db()
    assert (call.number, call.note, call.recording, call.state) == ("", "", "", State.ENDED)
    kept = [*CallEvent.objects.values_list("body"), *Command.objects.values_list("body")]
    assert "8123456789" not in str(kept)
    assert call.answered_at == NINE + timedelta(seconds=5)
    assert "201" in str(kept)


def test_a_supervisor_notes_that_a_file_was_deleted_by_hand(alice: User, call: Call) -> None:
    let_go(at=NINE + timedelta(days=31))
    asked = Command.objects.get(kind=Ask.FORGET)
    conclude(asked.idempotency_key, pbx="sentral", error="cannot", at=NINE + timedelta(days=31))
    with pytest.raises(NotFound):
        note_deleted(asked, by=alice, at=NINE + timedelta(days=32))
    sari = operator("sari", "208", Role.SUPERVISOR)
    note_deleted(asked, by=sari, at=NINE + timedelta(days=32))
    assert list(not_deleted(NINE + timedelta(days=90))) == []
    assert "r1" not in str([*Command.objects.values_list("body")])
