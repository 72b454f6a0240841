"""What a voice may say of its own matter to somebody who takes it down: yes, no, and an objection.

The same verbs as on the reporter's own page, with the door and the helper kept beside the word.
"""

from datetime import datetime
from enum import StrEnum

from kentongan.casework.confirming import vouch
from kentongan.casework.disputing import disputable_until, dispute
from kentongan.casework.heard import Heard
from kentongan.casework.models import DONE, Case, Disposition, Objection, Reopening, Stage, Verdict
from kentongan.casework.objecting import object_to
from kentongan.catalogue.city_rules import window
from kentongan.intake.models import ServiceRequest


class Word(StrEnum):
    """What they say to what the city said last."""

    FIXED = "fixed"
    NOT_FIXED = "not_fixed"
    OBJECTION = "objection"


def sayable(case: Case, *, at: datetime) -> frozenset[Word]:
    """Return what may be said of a case as it stands; whether this voice has, the verb sees.

    No statement.
    """
    if case.stage == Stage.CLAIMED:
        return frozenset({Word.FIXED, Word.NOT_FIXED})
    if case.closed_at is None:
        return frozenset()
    if case.outcome in DONE and at <= disputable_until(case.closed_at):
        return frozenset({Word.NOT_FIXED})
    is_refused = case.outcome == Disposition.Outcome.REFUSED
    is_in_time = is_refused and at <= window("objection_days", case.closed_at)
    return frozenset({Word.OBJECTION}) if is_in_time else frozenset()


def say(
    service_request: ServiceRequest, word: Word, text: str, *, heard: Heard, at: datetime
) -> Verdict | Reopening | Objection:
    """Keep a voice's verdict on the claim, or its objection to the refusal.

    :raises Refusal: as `vouch`, `dispute` and `object_to` do
    """
    if word == Word.FIXED:
        return vouch(service_request, text, heard=heard, at=at)
    if word == Word.NOT_FIXED:
        return dispute(service_request, text, heard=heard, at=at)
    return object_to(service_request, text, heard=heard, at=at)
