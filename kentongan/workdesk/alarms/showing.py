"""What the pages of alarms show of one: its rule in words, where, its evidence, what is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from kentongan.alarms.models import Alarm, AlarmRule, AlarmStep, State, WatchedPoint
from kentongan.alarms.pointing import place_of, points_of
from kentongan.casework.listing import Wanted
from kentongan.face.alarm_words import PRIORITIES, PRIORITY_TONES, STATE_TONES, STATES, unit_of
from kentongan.people.permissions import Act, acts_of
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.visitors import person


@dataclass(frozen=True, slots=True)
class Shown:
    """One alarm as it stood after a step."""

    step: AlarmStep
    place: str
    evidence: str
    """Where the rows it rests on can be seen; "" where no page shows them."""
    now: WatchedPoint | None
    """What was last seen of it, where the page is of the present."""

    @property
    def alarm(self) -> Alarm:
        """The occurrence."""
        return self.step.alarm

    @property
    def rule(self) -> AlarmRule:
        """The version of the rule under which it was raised."""
        return self.step.alarm.rule

    @property
    def wants_answer(self) -> bool:
        """Whether nobody has said that they have it."""
        return self.step.state in (State.ACTIVE, State.RETURNED)


def around(request: HttpRequest, *, at: datetime) -> dict[str, Any]:
    """Return what every page of alarms shows beside its own matter (one statement)."""
    return {
        **frame(request, Found(Wanted(), NOTHING), at=at),
        "here": "alarms",
        "states": STATES,
        "state_tones": STATE_TONES,
        "priorities": PRIORITIES,
        "priority_tones": PRIORITY_TONES,
        "unit_of": unit_of,
        "may_set": Act.SET_ALARMS in acts_of(person(request)),
        "directs": Act.DIRECT in acts_of(person(request)),
    }


def shown(steps: Iterable[AlarmStep]) -> list[Shown]:
    """Return alarms with their places (a statement for each kind of signal, one for the values)."""
    found = list(steps)
    points = points_of(step.alarm.rule.signal for step in found)
    rows = {(row.key, row.point): row for row in WatchedPoint.objects.all()} if found else {}
    return [
        Shown(
            step,
            place_of(step.alarm, points),
            evidence_of(step.alarm),
            rows.get((step.alarm.key, step.alarm.point)),
        )
        for step in found
    ]


def evidence_of(alarm: Alarm) -> str:
    """Return the address of the rows an alarm rests on; "" where no page shows them."""
    return rows_of(alarm.evidence, alarm.rule.signal, alarm.point)


def rows_of(evidence: str, signal: str, point: str) -> str:
    """Return the address of the rows that a signal's number of a point rests on."""
    kind, _, key = evidence.partition(":")
    if kind == "kecamatan":
        late = {"late": "1"} if signal == "cases_past_promise" else {}
        return f"{reverse('workdesk:queue')}?{urlencode({'place': key, **late})}"
    named = {"incident": ("workdesk:incident", key), "gauge": ("river", point)}
    named |= dict.fromkeys(("feed", "warning"), ("source", point))
    if kind in named and point:
        name, which = named[kind]
        return reverse(name, args=[which])
    return reverse("workdesk:call_room") if kind == "calls" else ""
