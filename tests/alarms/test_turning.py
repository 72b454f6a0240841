"""A room that is called more often than it can follow: what is new comes first, nothing is lost."""

import pytest

from kentongan.alarms.models import Alarm, AlarmStep
from kentongan.alarms.watching import keep_watch
from kentongan.alarms.weighing import raised_between
from tests.alarms.watched import after, levels, rule

pytestmark = pytest.mark.usefixtures("city")
MANY = 30


def states() -> dict[str, int]:
    found = list(Alarm.objects.values_list("state", flat=True))
    return {state: found.count(state) for state in set(found)}


def test_of_many_alarms_of_one_rule_so_many_call_as_can_be_followed_and_the_rest_later() -> None:
    with levels() as said:
        rule(on_delay_s=0, off_delay_s=0)
        said.now = dict.fromkeys([f"p{n}" for n in range(MANY)], 200.0)
        keep_watch(at=after(0))
        assert states() == {"active": 8, "suppressed": MANY - 8}

        rule(on_delay_s=0, threshold=250, names={"en": "Another"})
        said.now["p0"] = 300.0
        keep_watch(at=after(5))  # what is new does not wait
        assert states() == {"active": 9, "suppressed": MANY - 8}

        waiting = Alarm.objects.filter(state="suppressed").order_by("pk")
        first, last = waiting[0], waiting.reverse()[0]
        said.now[last.point] = 0.0
        keep_watch(at=after(300))
        last.refresh_from_db()
        assert last.state == "cleared"  # over before its turn: it called nobody
        assert not AlarmStep.objects.filter(alarm=last, state="active").exists()

        keep_watch(at=after(590))
        assert states()["suppressed"] == MANY - 9
        keep_watch(at=after(601))
        first.refresh_from_db()
        assert first.state == "active"
        assert states()["suppressed"] == MANY - 9 - 7
        assert raised_between(after(1), after(601)) <= 10
