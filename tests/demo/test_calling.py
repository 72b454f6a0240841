"""An exchange at play: calls come, are answered or given up, and desks are obeyed."""

from datetime import timedelta

from kentongan.calls.commanding import Kind, command
from kentongan.calls.models import Agent, Call, State
from kentongan.calls.taking import take
from kentongan.config.demo.calling import PBX, Exchange, seat_operators
from tests.conftest import moment
from tests.demo.conftest import Staging

NOW = moment("2026-03-18 09:00")


def test_calls_at_play_are_answered_or_given_up(stage: Staging) -> None:
    seat_operators(at=NOW)
    live = stage()
    Exchange(live).begin(NOW)
    live.run(NOW + timedelta(minutes=20))
    over = Call.objects.filter(ended_at__isnull=False)
    assert over.filter(state=State.ENDED, wrapped_up_at__isnull=False).count() > 5
    assert Call.objects.filter(service_request__isnull=False).exists()
    assert not Call.objects.exclude(number__startswith="+62210000").exists()


def test_who_takes_a_call_at_a_desk_is_connected(stage: Staging) -> None:
    seat_operators(at=NOW)
    live = stage()
    Exchange(live).begin(NOW)
    call = Call.objects.get()
    alice = Agent.objects.order_by("extension").first()
    assert alice is not None
    take(call, by=alice.user, at=NOW)
    told = {"key": "k", "pbx": PBX, "by": alice.user, "at": NOW}
    command(call, Kind.ANSWER, extension=alice.extension, **told)
    live.run(NOW + timedelta(seconds=30))
    call.refresh_from_db()
    assert (call.state, call.agent) == (State.ANSWERED, alice.user)
