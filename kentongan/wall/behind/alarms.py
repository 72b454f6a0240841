"""The wall's pages of alarms: what stood, since when, on which evidence; nobody's name or words."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.alarms.models import Alarm, AlarmStep
from kentongan.alarms.past import alarms_at, looked_at
from kentongan.alarms.pointing import points_of
from kentongan.alarms.tile import tile_of
from kentongan.face.alarm_words import (
    COMPARISONS,
    PRIORITIES,
    PRIORITY_TONES,
    STATE_TONES,
    STATES,
    unit_of,
)
from kentongan.measures.behind import Number
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import NotFound
from kentongan.wall.addressing import address
from kentongan.wall.behind.framing import frame
from kentongan.wall.letting_in import watchers
from kentongan.wall.moments import Moment, moment_in

MOST_STEPS = 200


@watchers
@require_safe
@never_cache
def alarms_behind(request: HttpRequest) -> HttpResponse:
    """List the alarms that stood at a moment, the most urgent first."""
    moment = moment_in(request)
    steps = alarms_at(moment.at)
    looks = looked_at(steps, moment.at)
    told = {"tile": tile_of(steps, moment.at), "steps": steps, "looks": looks}
    context = {**_frame(request, moment, steps), **told}
    return render(request, "wall/behind/alarms.html", context)


@watchers
@require_safe
@never_cache
def alarm_behind(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one alarm and its steps up to a moment.

    :raises NotFound: if there was none
    """
    moment = moment_in(request)
    steps = AlarmStep.objects.filter(alarm=pk, at__lte=moment.at).select_related("alarm__rule")
    taken = list(steps.order_by("-at", "-pk")[:MOST_STEPS])
    if not taken:
        raise NotFound
    context = {**_frame(request, moment, taken[:1]), "each": taken[0], "steps": taken}
    return render(request, "wall/behind/alarm.html", context)


def _frame(request: HttpRequest, moment: Moment, steps: list[AlarmStep]) -> dict[str, Any]:
    points = points_of(step.alarm.rule.signal for step in steps)
    return {
        **frame(request, moment),
        "states": STATES,
        "state_tones": STATE_TONES,
        "priorities": PRIORITIES,
        "priority_tones": PRIORITY_TONES,
        "comparisons": COMPARISONS,
        "unit_of": unit_of,
        "place_of": lambda alarm: points.get(alarm.rule.signal, {}).get(alarm.point, alarm.point),
        "evidence_of": lambda alarm: evidence_of(alarm, moment),
    }


def evidence_of(alarm: Alarm, moment: Moment) -> str:
    """Return the page of the rows an alarm rests on; "" where none shows them."""
    kind, _, key = alarm.evidence.partition(":")
    if kind == "kecamatan":
        is_late = alarm.rule.signal == "cases_past_promise"
        place = directory().by_code.get(key)
        return address(Number(state="late" if is_late else "open", place=place)) if place else ""
    if kind == "calls":
        return f"{reverse('wall_calls')}?{urlencode({'yang': 'menunggu'})}"
    named = {"incident": ("wall_incident", key), "gauge": ("wall_river", alarm.point)}
    named |= dict.fromkeys(("feed", "warning"), ("source", alarm.point))
    name, which = named.get(kind, ("", ""))
    return reverse(name, args=[which]) + moment.then if name and which else ""
