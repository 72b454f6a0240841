"""Commands outward: kept first, done once, failing where somebody sees it."""

from datetime import timedelta

import pytest

from kentongan.calls.commanding import (
    LIVES,
    AlreadyOver,
    CommandUnusable,
    KeyUsed,
    Kind,
    command,
    conclude,
    expire_commands,
    waiting_for,
)
from kentongan.calls.events import Kind as Event
from kentongan.calls.models import Call, Command
from kentongan.journal.models import Entry
from kentongan.people.models import User
from kentongan.toolbox.refusals import NotFound
from tests.calls.conftest import NINE, Say, operator
from tests.conftest import moment
from tests.statements import statements


@pytest.fixture
def call(say: Say) -> Call:
    found = say(Event.OFFERED, 0).call
    assert found is not None
    return found


def test_the_same_key_is_the_same_command(alice: User, call: Call) -> None:
    asked = {"key": "k", "pbx": "sentral", "by": alice, "at": NINE}
    first = command(call, Kind.HOLD, **asked)
    assert command(call, Kind.HOLD, **asked) == first
    with pytest.raises(KeyUsed):
        command(call, Kind.RESUME, **asked)
    assert Entry.objects.filter(kind="command.asked").count() == 1


def test_a_command_says_what_it_needs(alice: User, call: Call) -> None:
    asked = {"pbx": "sentral", "by": alice, "at": NINE}
    for about, kind, key in (
        (call, Kind.TRANSFER, "a"),
        (None, Kind.HOLD, "b"),
        (None, Kind.CALL, "c"),
        (call, Kind.HOLD, ""),
    ):
        with pytest.raises(CommandUnusable):
            command(about, kind, key=key, **asked)


def test_who_takes_no_calls_commands_none(alice: User, call: Call) -> None:
    alice.memberships.all().delete()
    with pytest.raises(NotFound):
        command(call, Kind.HOLD, key="k", pbx="sentral", by=User.objects.get(), at=NINE)


def test_a_command_is_listed_until_it_is_done_and_may_be_told_done_twice(
    alice: User, call: Call
) -> None:
    made = command(call, Kind.HOLD, key="k", pbx="sentral", by=alice, at=NINE)
    assert list(waiting_for("sentral", at=NINE)) == [made]
    assert not waiting_for("lain", at=NINE)
    for _again in range(2):
        assert conclude("k", pbx="sentral", at=NINE).done_at == NINE
    with pytest.raises(AlreadyOver):
        conclude("k", pbx="sentral", error="busy", at=NINE)
    assert not waiting_for("sentral", at=NINE)
    assert Entry.objects.filter(kind="command.obeyed").count() == 1


def test_what_nobody_does_in_time_fails_visibly(alice: User, call: Call) -> None:
    command(call, Kind.HOLD, key="k", pbx="sentral", by=alice, at=NINE)
    later = NINE + LIVES
    assert not waiting_for("sentral", at=later)
    assert expire_commands(at=later) == 1
    assert expire_commands(at=later) == 0
    assert Command.objects.get().last_error == "expired"
    assert Entry.objects.filter(kind="command.failed").count() == 1


def test_an_exchange_concludes_only_what_it_was_asked(alice: User, call: Call) -> None:
    command(call, Kind.HOLD, key="k", pbx="sentral", by=alice, at=NINE)
    with pytest.raises(NotFound):
        conclude("k", pbx="lain", at=NINE)


def test_listing_commands_costs_one_statement(alice: User, call: Call) -> None:
    for number in range(5):
        command(call, Kind.HOLD, key=f"k{number}", pbx="sentral", by=alice, at=NINE)
    with statements() as seen:
        assert len([each.call for each in waiting_for("sentral", at=NINE)]) == 5
    assert len(seen) == 1


def test_a_heap_of_deletions_does_not_stand_before_a_caller(alice: User, call: Call) -> None:
    for number in range(150):
        asked = {"call": call, "kind": Kind.FORGET, "pbx": "sentral", "asked_at": NINE}
        Command.objects.create(idempotency_key=f"f{number}", body={"recording": "r"}, **asked)
    said = {"key": "k", "pbx": "sentral", "by": alice, "extension": "201"}
    answer = command(call, Kind.ANSWER, at=NINE + timedelta(seconds=1), **said)
    waiting = list(waiting_for("sentral", at=NINE + timedelta(seconds=2)))
    assert waiting[0] == answer
    assert len(waiting) == 100


def test_an_extension_is_somebodys_alone(alice: User) -> None:
    from kentongan.calls.attending import ExtensionTaken, NoExtension, Presence, agents, be

    with pytest.raises(ExtensionTaken):
        operator("bob", "201")
    bob = User.objects.get(username="bob")
    with pytest.raises(NoExtension):
        be(bob, Presence.READY, at=moment("2026-03-13 09:00"))
    assert be(alice, Presence.READY, at=NINE + timedelta(minutes=1)).presence == "ready"
    assert [agent.user for agent in agents()] == [alice]
