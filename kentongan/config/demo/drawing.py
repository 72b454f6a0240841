"""Drawn claims in the demonstration: one that somebody has looked at, and one that waits.

The month at play is not over, and nobody may know yet what will be drawn of it. So the month before
is given a few claims, which end in the draw like any other.
"""

from datetime import datetime, timedelta

from kentongan.casework.assigning import assign
from kentongan.casework.auditing import draw_due
from kentongan.casework.claiming import claim
from kentongan.casework.inspecting import inspect, waiting
from kentongan.casework.models import Claim
from kentongan.casework.opening import take_in
from kentongan.casework.verifying import verify
from kentongan.config.demo.playing import Stage
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.places.directory import directory

UNITS = 2
TRIES = 40
"""Reports until two are of different units; the pack may have many of one kind."""
BEFORE = timedelta(days=7)
LOOKED = "Sudah dilihat di lokasi: pekerjaannya selesai dan rapi."


def draw_last_month(stage: Stage, *, before: datetime) -> int:
    """Play the end of a month, its draw and one verdict, all before a moment.

    :returns: how many claims are drawn
    """
    # A day's grace, so that all of it lies before what is played next.
    first = (before - timedelta(days=1)).astimezone(directory().calendar.zone)
    first = first.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    told: set[int] = set()
    for _ in range(TRIES):
        told.add(_claim(stage, first - BEFORE + timedelta(hours=9)).unit_id)
        if len(told) == UNITS:
            break
    drawn = draw_due(at=first + timedelta(hours=2))
    _look(first + timedelta(hours=11))
    return drawn


def _claim(stage: Stage, at: datetime) -> Claim:
    """A report is told, verified, given to somebody and claimed to be done the day after."""
    play, hour = stage.play, timedelta(hours=1)
    case = take_in(stage.script.report(), at=at).filing.case
    verify(case, is_public=False, public_words="", by=play.operator(), at=at + hour)
    worker = play.worker(case)
    assign(case, worker, "Mohon ditindaklanjuti.", by=play.operator(), at=at + 2 * hour)
    words = stage.script.words(case.service_type.code, "close")
    return claim(case, words, by=worker, at=at + 24 * hour)


def _look(at: datetime) -> None:
    """Somebody who may goes and looks at the first; the others wait."""
    for user in User.objects.order_by("pk"):
        drawn = waiting(user).first() if may(user, Act.AUDIT) else None
        if drawn is not None:
            inspect(drawn, LOOKED, is_true=True, by=user, at=at)
            return
