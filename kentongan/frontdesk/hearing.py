"""What one voice among many hears: its case since it is there, and its own former one before.

Of the others it learns nothing but their number. Words to reporters from before it came may hold
what one of them said; they are told by their title alone.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from kentongan.casework.history import Event, history
from kentongan.casework.models import Inquiry
from kentongan.intake.models import ServiceRequest

TO_REPORTERS = frozenset({"case.reporter_asked", "case.answered"})
REPLY = "case.reporter_replied"


class Heard(NamedTuple):
    """The events a voice hears of, oldest first, and the open question, if it is put to it."""

    events: list[Event]
    question: Inquiry | None


def hear(voice: ServiceRequest) -> Heard:
    """Return what a voice hears (two statements; up to two more where it came from elsewhere)."""
    case = voice.filing.case
    question = case.inquirys.filter(replied_at=None).first()
    if case.reference == voice.reference:
        return Heard(list(_its_own(history(case), voice)), question)
    moves = list(voice.moves.select_related("was").defer("was__search").order_by("pk"))
    since = moves[-1].at if moves else voice.filing.at
    former = history(moves[0].was) if moves else []
    events = [event for event in _its_own(former, voice) if event.at < since]
    events += _another_s(history(case), voice, since)
    return Heard(events, question if question and question.at >= since else None)


def _its_own(events: list[Event], voice: ServiceRequest) -> Iterator[Event]:
    """The history of the case opened on this voice; others may have replied there, too."""
    for event in events:
        is_others = event.kind == REPLY and event.detail not in {"", str(voice.pk)}
        yield replace(event, said="") if is_others else event


def _another_s(events: list[Event], voice: ServiceRequest, since: datetime) -> Iterator[Event]:
    """The history of a case opened on somebody else's."""
    for event in events:
        is_early = event.kind in TO_REPORTERS and event.at < since
        is_others = event.kind == REPLY and event.detail != str(voice.pk)
        yield replace(event, said="") if is_early or is_others else event
