"""The wall played back: the same page, drawn as of any past moment, by rows and journal alone.

What is drawn is only drawn: nothing is counted twice, kept, or told to anybody. What has become
secret since stays so; the rows behind a number are those of today.
"""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.face.moments import ASKED, moment_asked
from kentongan.journal.reading import Place
from kentongan.measures.past.beginning import beginning
from kentongan.measures.past.picture import look_back
from kentongan.places.directory import directory
from kentongan.wall.drawing import drawn
from kentongan.wall.letting_in import watchers
from kentongan.wall.moments import then_of
from kentongan.wall.showing import show

SPEEDS = (1, 10, 60, 300, 600)
"""City seconds that go by in a second before the screen."""
SPAN = timedelta(hours=1)
EVERYTHING = Place(2**62, 2**62)
STEPS = {"hour": timedelta(hours=1), "minutes": timedelta(minutes=10)}


@watchers
@require_safe
@never_cache
def play(request: HttpRequest) -> HttpResponse:
    """Show the wall of a past moment, with the means to let it run.

    :raises NoMoment: if the address names none
    :raises NotGoneBy: if it has not gone by, or nothing had begun
    """
    now = timezone.now()
    first = beginning()
    at = _moment(request, first, now)
    shown = show(look_back(at), EVERYTHING)
    context = {**drawn(shown, then_of(at)), **_means(request, at, first or at, now)}
    return render(request, "wall/playing.html", context)


def _moment(request: HttpRequest, first: datetime | None, now: datetime) -> datetime:
    """The moment asked for; an hour ago where the address names none."""
    text = request.GET.get(ASKED, "")
    return moment_asked(text, first, now) if text else max(now - SPAN, min(first or now, now))


def _means(request: HttpRequest, at: datetime, first: datetime, now: datetime) -> dict[str, Any]:
    """What the bar of the player needs: how fast, from when to when, and steps without a script."""
    speed = request.GET.get("laju", "")
    speed = speed if speed in map(str, SPEEDS) else "60"
    start = max(first, at - SPAN)
    return {
        "playing": True,
        "speeds": SPEEDS,
        "speed": int(speed),
        "start": start,
        "end": min(now, start + 2 * SPAN),
        "local": at.astimezone(directory().calendar.zone),
        "step_to": {
            name: _address(moved, speed) for name, moved in _steps(at) if first <= moved <= now
        },
    }


def _steps(at: datetime) -> list[tuple[str, datetime]]:
    back = [(f"{name}_back", at - span) for name, span in STEPS.items()]
    return back + [(f"{name}_on", at + span) for name, span in STEPS.items()]


def _address(at: datetime, speed: str) -> str:
    told = {ASKED: at.isoformat(timespec="seconds"), "laju": speed}
    return f"{reverse('wall_playing')}?{urlencode(told)}"
