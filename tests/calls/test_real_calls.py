"""Real calls: SIPp rings, Kamailio asks, Chromium answers, rtpengine carries what both say.

One exchange, one room and one desk for all of them; each call leaves the desk as the next wants it.
"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from kentongan.calls.attending import be
from kentongan.calls.choosing import longest_ready
from kentongan.calls.commanding import Kind, command
from kentongan.calls.models import Agent, State
from kentongan.config.telephone.filling import fill_from
from kentongan.people.models import User
from tests.calls.conftest import operator
from tests.calls.telephony import desk as desks
from tests.calls.telephony.desk import Desk
from tests.calls.telephony.ear import Ear
from tests.calls.telephony.exchange import SECRET, Exchange, eventually, exchange, need_programs
from tests.calls.telephony.phones import CALLER, calling, hunt_phone
from tests.calls.telephony.room import (
    EXTENSION,
    NINE,
    alice_is,
    alice_is_now,
    call,
    call_events,
    is_so,
    listening,
    seat_alice,
    sweep,
)
from tests.wall.outside import outside

pytestmark = pytest.mark.browser
LOW, HIGH = 625.0, 1400.0
Presence = Agent.Presence


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exchange]:
    need_programs()
    desks.need_assets()
    with exchange(tmp_path_factory.mktemp("telephone")) as running:
        yield running


@pytest.fixture(scope="module")
def alice(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, here: Exchange
) -> Iterator[User]:
    """Alice at extension 201, for every process to see; swept away afterwards."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        settings.TELEPHONE = f"ws://{SECRET}@127.0.0.1:{here.websocket}/"
        try:
            yield outside(seat_alice)
        finally:
            settings.TELEPHONE = ""
            outside(sweep)


@pytest.fixture(scope="module")
def desk(alice: User, here: Exchange) -> Iterator[Desk]:
    """Alice's handset, registered; its microphone plays the high tone."""
    drawn = outside(lambda: desks.handset_of(alice))
    with desks.desk(lambda: drawn, here.folder, tone=HIGH) as opened:
        opened.stands_at("free")
        yield opened


def test_it_rings_where_somebody_has_been_ready_longest(city: object) -> None:
    bob, carol = operator("bob", "202"), operator("carol", "203")
    be(carol, Presence.READY, at=NINE)
    be(bob, Presence.READY, at=NINE + timedelta(seconds=1))
    assert longest_ready(but=[]) == "203"
    assert longest_ready(but=["203"]) == "202"
    assert longest_ready(but=["202", "203"]) is None


def test_a_call_rings_at_the_free_desk_and_both_hear_each_other(
    here: Exchange, alice: User, desk: Desk
) -> None:
    alice_is(Presence.READY)
    with listening(here), Ear(LOW) as ear:
        with calling(here, "talks", ear=ear.port, milliseconds=4000) as caller:
            desk.stands_at("ringing")
            assert desk.shows() == CALLER
            desk.press("a")
            desk.stands_at("speaking")
            eventually(lambda: ear.hears(HIGH))
            eventually(lambda: desk.hears(LOW))
            caller.must_have_gone_well()
        desk.stands_at("free")
        eventually(lambda: alice_is_now() == Presence.WRAP_UP)
    spoken = call()
    assert spoken.state == State.ENDED
    assert spoken.number == CALLER
    assert spoken.agent == alice
    came = [spoken.offered_at, spoken.ringing_at, spoken.answered_at, spoken.ended_at]
    assert came == sorted(filter(None, came))


def test_where_no_desk_is_free_callers_wait_and_who_leaves_is_kept_as_abandoned(
    here: Exchange, alice: User
) -> None:
    alice_is(Presence.AWAY)
    with listening(here), Ear(LOW) as ear:
        with calling(here, "hangs_up", ear=ear.port, milliseconds=300) as caller:
            caller.must_have_gone_well()
        eventually(lambda: is_so(lambda last: last.state == State.ABANDONED))
    assert call().queued_at is not None
    assert call().agent is None


def test_whoever_waits_rings_where_a_desk_becomes_free_and_the_desk_page_presses_its_keys(
    here: Exchange, alice: User, desk: Desk
) -> None:
    alice_is(Presence.AWAY)
    with listening(here), Ear(LOW) as ear:
        with calling(here, "is_held", ear=ear.port, milliseconds=300) as caller:
            eventually(lambda: is_so(lambda last: last.state == State.QUEUED))
            alice_is(Presence.READY)
            desk.stands_at("ringing")
            eventually(lambda: is_so(lambda last: last.agent == alice))
            _ask(Kind.ANSWER, alice, extension=EXTENSION)
            desk.stands_at("speaking")
            _ask(Kind.HOLD, alice)
            desk.stands_at("held")
            eventually(lambda: is_so(lambda last: last.state == State.HELD))
            _ask(Kind.RESUME, alice)
            desk.stands_at("speaking")
            caller.must_have_gone_well()
        eventually(lambda: is_so(lambda last: last.state == State.ENDED))
    waited, answered = call().queued_at, call().answered_at
    assert waited
    assert answered
    assert waited < answered
    assert outside(lambda: call_events("call.held", "call.resumed")) == len(("held", "resumed"))


def test_a_call_is_handed_on_to_the_emergency_line(here: Exchange, alice: User, desk: Desk) -> None:
    alice_is(Presence.READY)
    with listening(here), Ear(LOW) as ear:
        with calling(here, "is_handed_on", ear=ear.port, milliseconds=300) as caller:
            desk.stands_at("ringing")
            desk.press("a")
            eventually(lambda: is_so(lambda last: last.state == State.ANSWERED))
            _ask(Kind.TRANSFER, alice, to="112")
            caller.must_have_gone_well()
        eventually(lambda: is_so(lambda last: last.state == State.ENDED))
    assert outside(lambda: call_events("call.transferred")) == 1
    desk.stands_at("free")


def test_the_line_outlives_the_room_and_missed_calls_are_filled_in(
    here: Exchange, alice: User
) -> None:
    alice_is(Presence.AWAY)
    phone = hunt_phone(here, ear=(pos := Ear(HIGH)).port)
    with Ear(LOW) as ear, pos, phone as hunted, listening(here) as room:
        with calling(here, "talks", ear=ear.port, milliseconds=2000) as caller:
            eventually(lambda: is_so(lambda last: last.state == State.QUEUED))
            room.kill()
            eventually(caller.was_told_where_to_speak)
            ear.speak_to(caller.was_told_where_to_speak() or 0)
            eventually(lambda: pos.hears(LOW) and ear.hears(HIGH))
            caller.must_have_gone_well()
        hunted.must_have_gone_well()
    in_vain = _call_that_nobody_takes(here)
    assert call().state == State.QUEUED, "nobody was there to hear how it went on"
    filled = outside(lambda: fill_from(here.records, pbx="kamailio"))
    assert filled.new >= in_vain
    _check_the_story()
    again = outside(lambda: fill_from(here.records, pbx="kamailio"))
    assert again.new == 0


def _call_that_nobody_takes(here: Exchange) -> int:
    """Ring while neither room nor hunt group are there; return how many events that makes."""
    with Ear(LOW) as ear, calling(here, "in_vain", ear=ear.port) as caller:
        caller.must_have_gone_well()
    return len({"call.offered", "call.abandoned"})


def _check_the_story() -> None:
    from kentongan.calls.models import Call

    first, second = outside(lambda: list(Call.objects.order_by("-offered_at")[:2]))[::-1]
    assert (first.state, first.queue, first.is_backfilled) == (State.ENDED, "hunt", False)
    assert first.answered_at is not None
    assert (second.state, second.is_backfilled) == (State.ABANDONED, True)


def _ask(kind: Kind, by: User, **body: str) -> None:
    def asking() -> None:
        key = f"{kind}-{call().pk}"
        command(call(), kind, key=key, pbx="kamailio", by=by, at=timezone.now(), **body)

    outside(asking)
