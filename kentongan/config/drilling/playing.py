"""Playing a story into a drill city: reports by their doors' verbs, sources by being asked.

A story is played by the clock; told to hurry, moments are nearer to each other than they were.
Whoever plays also works the messages and watches, so that a drill needs no other command running;
it does no harm if they run.
"""

import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from kentongan.casework.opening import take_in
from kentongan.cities.drills import is_drill
from kentongan.config.drilling.events import FORMS, OPEN311, Event, Kind, Located, Said
from kentongan.config.drilling.sources import Sources
from kentongan.config.duties import do_duties
from kentongan.config.fetching import fetching
from kentongan.config.watches import look
from kentongan.dialogue.working import work_next
from kentongan.intake.hearing import Heard, hear
from kentongan.intake.messages import Medium
from kentongan.intake.models import Channel, LocatedBy
from kentongan.intake.repeating import AlreadyReceived
from kentongan.intake.report import Report
from kentongan.mailroom.answered import matter_answered
from kentongan.situation.asking import ask_next
from kentongan.toolbox.geometry import Point

TICK = 1.0
"""Seconds between two looks at the clock."""


class NotADrill(RuntimeError):
    """A flood was about to be played into a real city."""


@dataclass
class Played:
    """What was handed in so far."""

    events: int = 0
    reports: dict[str, int] = field(default_factory=dict)
    again: int = 0


def act(event: Event, sources: Sources, played: Played, *, at: datetime) -> None:
    """Let one thing happen in the current city.

    :raises NotADrill: if that is no drill city
    """
    if not is_drill():
        raise NotADrill
    told = event.payload
    if isinstance(told, Said):
        _say(told, event.channel, at)
        if event.kind == Kind.AGAIN:
            played.again += 1
        else:
            played.reports[event.channel] = played.reports.get(event.channel, 0) + 1
    elif isinstance(told, Located):
        medium = Medium(event.channel)
        hear(Heard(medium, told.key, told.sender, lat=told.lat, lon=told.lon), at=at)
    else:
        sources.take(event, at=at)
    played.events += 1


def _say(told: Said, channel: str, at: datetime) -> None:
    if channel not in FORMS:
        medium, name = Medium(channel), told.sender_name
        hear(Heard(medium, told.key, told.sender, sender_name=name, text=told.words), at=at)
        return
    report = Report(
        service_code=told.service_type,
        words=told.words,
        channel=Channel.OPEN311 if channel == OPEN311 else Channel.WEB,
        point=Point(told.lat or 0.0, told.lon or 0.0),
        located_by=LocatedBy.DEVICE,
        answers=dict(told.answers),
        idempotency_key=told.key,
    )
    try:
        take_in(report, at=at)
    except AlreadyReceived:
        return  # delivered again: that it changes nothing is what is drilled


def attend(sources: Sources, now: Callable[[], datetime]) -> None:
    """Ask the sources that are due, work what people wrote, watch."""
    while ask_next(sources.get, at=now()):
        pass
    fetch = fetching()
    while work_next(at=now(), fetch=fetch, answered=matter_answered):
        pass
    look(now)
    do_duties(now)


def play(
    events: Iterable[Event], sources: Sources, *, speed: float = 1.0, is_attended: bool = True
) -> Iterator[Played]:
    """Play a story by the clock; yields what was handed in after each tick.

    :param speed: how many of the story's seconds pass in one
    """
    began, played, waiting = datetime.now(UTC), Played(), iter(events)
    ahead = next(waiting, None)
    while ahead is not None:
        now = datetime.now(UTC)
        passed = (now - began) * speed
        while ahead is not None and ahead.after <= passed:
            act(ahead, sources, played, at=_moment(began, ahead.after, speed, now))
            ahead = next(waiting, None)
        if is_attended:
            attend(sources, lambda: datetime.now(UTC))
        yield played
        time.sleep(TICK if ahead is not None else 0)


def play_at_once(
    events: Iterable[Event], sources: Sources, *, since: datetime, every: timedelta
) -> Played:
    """Play a story without waiting, as if it had begun at a moment; attended to ever so often."""
    played, ended = Played(), since
    for tick, happening in itertools.groupby(events, key=lambda event: event.after // every):
        for event in happening:
            act(event, sources, played, at=since + event.after)
        ended = since + (tick + 1) * every
        attend(sources, lambda moment=ended: moment)  # type: ignore[misc]
    return played


def _moment(began: datetime, after: timedelta, speed: float, now: datetime) -> datetime:
    return min(began + after / speed, now)
