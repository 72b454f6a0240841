"""Asking the reporter, and hearing the reply."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import hold_told, hold_workable, keep, sentence
from kentongan.casework.models import Case, Inquiry, Stage
from kentongan.casework.pausing import POINTERS, Reason, halt, run_on
from kentongan.casework.said import sentence_of
from kentongan.intake.models import ServiceRequest
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict


class AlreadyAsked(Conflict):
    code = "already_asked"
    sentence = _("A question to the reporter is still waiting for its reply.")


class NothingAsked(Conflict):
    code = "nothing_asked"
    sentence = _("No question is waiting for a reply.")


@transaction.atomic
def ask(case: Case, question: str, *, by: User, at: datetime) -> Inquiry:
    """Put a question to the reporter; until the reply, or the limit, the city's clocks stand still.

    :raises AlreadyAsked: if one is still open
    """
    case = hold_workable(case, Act.ASK, by=by)
    if case.stage == Stage.ASKED:
        raise AlreadyAsked
    text = sentence(question, field="question")
    inquiry = Inquiry.objects.create(case=case, by=by, at=at, question=text)
    case.stage = Stage.ASKED
    if case.paused_until is None:
        halt(case, Reason.REPORTER, "", None, by=by, at=at)
    keep(case, "stage", *POINTERS, at=at)
    told = {"row": inquiry.pk, "channel": case.channel}
    record("case.reporter_asked", about=("case", case.pk), by=by, at=at, **told)
    return inquiry


@transaction.atomic
def reply(
    service_request: ServiceRequest, text: str, *, by: User | None = None, at: datetime
) -> Inquiry:
    """Keep the reporter's reply and put the case back to where it stood.

    :param by: who took it down for them, if somebody did
    :raises NothingAsked: if no question is open
    """
    case = hold_told(service_request)
    words = sentence_of(service_request, text, field="reply")
    inquiry = case.inquirys.filter(replied_at=None).first()
    if inquiry is None:
        raise NothingAsked
    inquiry.reply, inquiry.replied_at, inquiry.replied_by = words, at, service_request
    inquiry.save(update_fields=["reply", "replied_at", "replied_by"])
    if case.is_open:
        case.stage = stage_of(case)
        if case.pauses.filter(ended_at=None, reason=Reason.REPORTER).exists():
            run_on(case, at=at)
        keep(case, "stage", *POINTERS, at=at)
    record("case.reporter_replied", about=("case", case.pk), by=by, at=at, row=inquiry.pk)
    return inquiry


def stage_of(case: Case) -> Stage:
    """Return where an open case stands, from its rows alone."""
    if not case.verifications.exists():
        return Stage.RECEIVED
    if case.claims.filter(fallen_at=None).exists():
        return Stage.CLAIMED
    return Stage.ASSIGNED if case.officer_id else Stage.VERIFIED
