"""Objecting: a reporter does not accept a refusal, and somebody other than the refuser decides.

Any voice of the case may object, once to each refusal.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.closing import Outcome
from kentongan.casework.heard import THEMSELVES, Heard
from kentongan.casework.holding import facts, hold, hold_told, sentence
from kentongan.casework.models import Case, Disposition, Objection
from kentongan.casework.reopening import take_up
from kentongan.casework.replying import add_photos
from kentongan.casework.said import sentence_of
from kentongan.catalogue.city_rules import window
from kentongan.intake.models import ServiceRequest
from kentongan.intake.photographing import CleanPhoto
from kentongan.journal.recording import drawn_up, record, record_all
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict


class NothingToObject(Conflict):
    code = "nothing_to_object"
    sentence = _("There is no refusal to which you could object.")


class AlreadyObjected(Conflict):
    code = "already_objected"
    sentence = _("An objection to this refusal has already been made.")


class ObjectedTooLate(Conflict):
    code = "objected_too_late"
    sentence = _("The time for an objection has passed. Please report it anew.")


class AlreadyDecided(Conflict):
    code = "already_decided"
    sentence = _("Somebody else has already decided this objection.")


class OwnRefusal(Conflict):
    code = "own_refusal"
    sentence = _("You refused this yourself; somebody else has to decide the objection.")


@transaction.atomic
def object_to(
    service_request: ServiceRequest,
    text: str,
    photos: Sequence[CleanPhoto] = (),
    *,
    heard: Heard = THEMSELVES,
    at: datetime,
) -> Objection:
    """Keep a reporter's objection to the refusal of their case, for somebody else to decide.

    What shows that they are right is added to their report.

    :raises NothingToObject: if the case was not refused
    :raises AlreadyObjected: if this refusal has been objected to before
    :raises ObjectedTooLate: if it is longer ago than the window
    :raises TooManyPhotos: if that is more than one message, or one report, may hold
    """
    case = hold_told(service_request)
    refusal = refusal_of(case)
    if refusal is None:
        raise NothingToObject
    if Objection.objects.filter(disposition=refusal).exists():
        raise AlreadyObjected
    if at > objectable_until(refusal):
        raise ObjectedTooLate
    words = sentence_of(service_request, text, field="text")
    made = Objection.objects.create(
        disposition=refusal, service_request=service_request, text=words, at=at, **heard._asdict()
    )
    shown = add_photos(service_request, photos, at=at)
    told = {"row": made.pk, "refusal": refusal.pk, "photos": shown, **facts(case)}
    record("case.objected", about=("case", case.pk), by=heard.helper, at=at, **told)
    return made


@transaction.atomic
def decide(
    objection: Objection, *, is_upheld: bool, answer: str, by: User, at: datetime
) -> Objection:
    """Decide an objection, with words to the reporter; an upheld one opens the case again.

    :raises OwnRefusal: if whoever decides had refused it
    :raises AlreadyDecided: if somebody else was first
    """
    case = hold(objection.disposition.case, Act.DECIDE_OBJECTION, by=by)
    objection = Objection.objects.select_related("disposition").get(pk=objection.pk)
    if objection.decided_at is not None:
        raise AlreadyDecided
    if objection.disposition.by_id == by.pk:
        raise OwnRefusal
    objection.answer = sentence(answer, field="answer")
    objection.is_upheld, objection.decided_by, objection.decided_at = is_upheld, by, at
    objection.save()
    about, row = ("case", case.pk), {"row": objection.pk, "is_upheld": is_upheld}
    entries = [drawn_up("case.objection_decided", about=about, by=by, at=at, **row, **facts(case))]
    # Meanwhile somebody may have reopened the case by themselves; then there is nothing to open.
    if is_upheld and refusal_of(case) == objection.disposition:
        reopening = take_up(case, objection.answer, by=by, at=at)
        told = {"row": reopening.pk, "was_outcome": Outcome.REFUSED, **facts(case)}
        entries.append(drawn_up("case.reopened", about=about, by=by, at=at, **told))
    record_all(entries)
    return objection


def objectable_until(refusal: Disposition) -> datetime:
    """Return when the window closes that the city set itself, as it was on the day of the refusal.

    No statement.
    """
    return window("objection_days", refusal.at)


def refusal_of(case: Case) -> Disposition | None:
    """Return the refusal by which a case ended, if it did so."""
    if case.outcome != Outcome.REFUSED:
        return None
    refusals: Disposition | None = case.dispositions.order_by("-at", "-pk").first()
    return refusals
