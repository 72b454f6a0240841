"""What a PBX tells is kept once, makes calls, and leaves one entry where a state changed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

import pytest
from django.db import connection

from kentongan.calls.events import EventUnusable, Kind, Told
from kentongan.calls.models import Agent, Call, CallEvent, State
from kentongan.calls.telling import tell
from kentongan.cities.entering import enter, leave
from kentongan.cities.models import City
from kentongan.journal.models import Entry
from kentongan.people.models import User
from tests.calls.conftest import CALLER, NINE, Say, event_of
from tests.statements import statements

STORY = (
    event_of(Kind.OFFERED, 0, number=CALLER, dialled="112"),
    event_of(Kind.QUEUED, 1, queue="umum"),
    event_of(Kind.RINGING, 5, extension="201"),
    event_of(Kind.ANSWERED, 9, extension="201"),
    event_of(Kind.HELD, 20),
    event_of(Kind.RESUMED, 30),
    event_of(Kind.ENDED, 60),
)
CHANGES = ["offered", "queued", "rung", "answered", "held", "answered", "ended"]


def test_a_call_is_told_step_by_step_and_each_step_leaves_one_entry(alice: User) -> None:
    for event in STORY:
        assert tell(event, pbx="sentral", at=event.at).is_changed
    call = Call.objects.get()
    assert (call.state, call.number, call.agent) == (State.ENDED, "+628123456789", alice)
    assert (call.answered_at - call.offered_at).seconds == 9
    kinds = Entry.objects.filter(about="call", about_id=call.pk).order_by("pk")
    assert list(kinds.values_list("kind", flat=True)) == [f"call.{word}" for word in CHANGES]
    assert CALLER[1:] not in str(list(Entry.objects.values_list("particulars", flat=True)))


@pytest.mark.parametrize("seed", range(8))
def test_late_double_and_disordered_events_lead_to_the_same_row(alice: User, seed: int) -> None:
    mixed = [*STORY, *STORY[:3]]
    Random(seed).shuffle(mixed)
    for event in mixed:
        tell(event, pbx="sentral", at=NINE)
    call = Call.objects.get()
    assert (call.state, call.queue, call.agent) == (State.ENDED, "umum", alice)
    assert (call.offered_at, call.ended_at) == (STORY[0].at, STORY[-1].at)
    assert (call.queued_at, call.answered_at) == (STORY[1].at, STORY[3].at)
    assert CallEvent.objects.count() == len(STORY)


def test_the_same_event_again_costs_one_statement_and_changes_nothing(say: Say) -> None:
    say(Kind.OFFERED, 0)
    entries = Entry.objects.count()
    with statements() as seen:
        assert say(Kind.OFFERED, 0).is_known
    assert sum("calls_" in one.sql for one in seen) == 1
    assert Entry.objects.count() == entries


def test_an_event_costs_the_same_however_long_the_call_has_lasted(alice: User, say: Say) -> None:
    say(Kind.ANSWERED, 0, extension="201")
    counts = []
    for second in range(1, 41):
        kind = Kind.HELD if second % 2 else Kind.RESUMED
        with statements() as seen:
            say(kind, second, extension="201")
        counts.append(len(seen))
    assert len(set(counts)) == 1
    assert counts[0] <= 11


def test_an_event_of_an_unknown_call_makes_it_from_what_it_says(say: Say) -> None:
    heard = say(Kind.HELD, 9, number=CALLER, extension="999")
    assert heard.call is not None
    assert (heard.call.state, heard.call.number) == (State.HELD, "+628123456789")
    assert heard.is_unknown_extension


def test_two_exchanges_may_use_the_same_ids(city: object) -> None:
    event = event_of(Kind.OFFERED, 0)
    tell(event, pbx="satu", at=NINE)
    assert not tell(event, pbx="dua", at=NINE).is_known
    assert Call.objects.count() == 2


def test_an_event_id_used_for_another_call_changes_neither(say: Say) -> None:
    say(Kind.OFFERED, 0, "c1", event_id="same")
    assert say(Kind.ENDED, 5, "c2", event_id="same").is_known
    assert Call.objects.get().state == State.OFFERED


def test_a_withheld_number_is_none(say: Say) -> None:
    heard = say(Kind.OFFERED, 0, number="anonymous")
    assert heard.call is not None
    assert heard.call.number == ""


def test_an_agents_state_counts_if_it_is_newer(alice: User, say: Say) -> None:
    def be(presence: str, second: int) -> bool:
        return say(Kind.AGENT, second, "", extension="201", presence=presence).is_changed

    assert be("ready", 10)
    assert not be("away", 5)
    assert not be("ready", 20)
    assert be("busy", 30)
    assert Agent.objects.get().presence == "busy"
    assert Entry.objects.filter(kind="agent.changed", about_id=alice.pk).count() == 2


def test_an_agent_state_of_an_unknown_extension_is_kept_and_says_so(say: Say) -> None:
    heard = say(Kind.AGENT, 0, "", extension="999", presence="ready")
    assert heard.is_unknown_extension
    assert CallEvent.objects.get().call is None


def test_whoever_took_a_call_by_hand_keeps_it_if_the_exchange_names_nobody(
    alice: User, say: Say
) -> None:
    say(Kind.OFFERED, 0)
    Call.objects.update(agent=alice)
    say(Kind.ANSWERED, 3)
    say(Kind.ENDED, 9)
    assert Call.objects.get().agent == alice


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[City]:
    """A city whose rows other connections see; its telephone is swept afterwards."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        leave()
        city = City.objects.get(slug="contoh")
        enter(city)
        try:
            yield city
        finally:
            with connection.cursor() as cursor:
                cursor.execute("TRUNCATE calls_call, calls_callevent CASCADE")
            Entry.objects.filter(about="call").delete()
            leave()


def test_events_of_one_call_told_at_once_do_not_wait_for_each_other(committed: City) -> None:
    def one(event: Told) -> None:
        enter(committed)
        try:
            tell(event, pbx="serempak", at=NINE)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(STORY)) as pool:
        list(pool.map(one, [*STORY, *STORY]))
    call = Call.objects.get(pbx="serempak")
    assert (call.state, call.events.count()) == (State.ENDED, len(STORY))


def test_what_has_not_happened_yet_is_not_believed(alice: User) -> None:
    first = STORY[0]
    with pytest.raises(EventUnusable, match="jam sentral"):
        tell(first, pbx="sentral", at=first.at - timedelta(minutes=11))
    assert not Call.objects.exists()
    assert tell(first, pbx="sentral", at=first.at - timedelta(minutes=9)).is_changed
