"""Who rang is forgotten by rule or by wish; that somebody rang, and when, remains."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kentongan.calls.commanding import Kind as Ask
from kentongan.calls.commanding import command
from kentongan.calls.events import Kind
from kentongan.calls.models import Call, CallEvent, Command, State
from kentongan.casework.erasing import erase
from kentongan.casework.opening import take_in
from kentongan.config.letting_go import let_go
from kentongan.intake.models import Channel
from kentongan.intake.report import Person, Report
from kentongan.people.models import Role, User
from kentongan.toolbox.geometry import Point
from tests.calls.conftest import CALLER, NINE, Say, operator


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


def everything_is_forgotten(call: Call) -> None:
    call.refresh_from_db()
    assert (call.number, call.note, call.recording, call.state) == ("", "", "", State.ENDED)
    kept = [*CallEvent.objects.values_list("body"), *Command.objects.values_list("body")]
    assert "8123456789" not in str(kept)
    assert call.answered_at == NINE + timedelta(seconds=5)
    assert "201" in str(kept)
