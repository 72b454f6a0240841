"""Letting the demonstration's surroundings live: at its setting up, and as long as it is played."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from kentongan.config.demo.outside.crowd import gather
from kentongan.config.demo.outside.sources import MINUTES, ask_all, ask_past, connect
from kentongan.config.demo.outside.timetable import draw_up
from kentongan.config.demo.playing import Stage

CROWD = timedelta(minutes=50)
"""Until people tell of water again."""


@transaction.atomic
def surround(stage: Stage, *, at: datetime) -> None:
    """Add sources, a timetable and an incident to a city, unless it has them."""
    if connect():
        draw_up(at=at)
        ask_past(at=at)
        gather(stage, at=at)


def go_on(stage: Stage) -> None:
    """Plan what the sources say from now on, and the next crowd."""
    now = datetime.now(UTC)
    stage.plan(now, lambda at: _ask(stage, at))
    stage.plan(now + CROWD, lambda at: _crowd(stage, at))


def _ask(stage: Stage, at: datetime) -> None:
    every = timedelta(minutes=MINUTES)
    ask_all(at=at, since=at - every)
    stage.plan(at + every, lambda moment: _ask(stage, moment))


def _crowd(stage: Stage, at: datetime) -> None:
    gather(stage, at=at, witnesses=(6,))
    stage.plan(at + CROWD, lambda moment: _crowd(stage, moment))
