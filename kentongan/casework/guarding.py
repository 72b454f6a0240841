"""Guarding data: what reporters wish about theirs is done or declined, with an answer, in time.

Restricting holds from the moment it is wished; erasing waits for somebody to see that it is right.
Of matters of oversight that is the inspectorate: nobody else reads the wish or erases evidence.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.casework.erasing import erase
from kentongan.casework.hiding import Target, is_hidden
from kentongan.casework.holding import hold_told, sentence
from kentongan.casework.locking import lock_with_own
from kentongan.casework.models import Case, What
from kentongan.casework.narrowing import narrow_own
from kentongan.casework.reaching import reaches
from kentongan.intake.models import DataRequest, ServiceRequest
from kentongan.intake.wishing import wish
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, NotFound
from kentongan.toolbox.words import tidy

Kind, Outcome = DataRequest.Kind, DataRequest.Outcome


class AlreadyEnded(Conflict):
    code = "already_ended"
    sentence = _("Somebody else has seen to this already.")


def guarded_by(user: User) -> QuerySet[DataRequest]:
    """Return the wishes that somebody may see to; of a matter of oversight, the inspectorate."""
    reachable = Case.objects.reachable_by(user, Act.GUARD_DATA)
    wishes: QuerySet[DataRequest] = DataRequest.objects.filter(
        service_request__filing__case__in=reachable.values("pk")
    )
    return wishes


@transaction.atomic
def restrict(service_request: ServiceRequest, *, at: datetime) -> DataRequest:
    """Let a reporter's data only be kept from now on; who and what are hidden at once.

    :raises AlreadyWished: if it has been wished already
    """
    lock_with_own(service_request)
    case = hold_told(service_request)
    told = ServiceRequest.objects.select_for_update(of=("self",)).get(pk=service_request.pk)
    wished = wish(told, Kind.RESTRICT, at=at)
    for what in (What.IDENTITY, What.CONTENT):
        if not is_hidden(case, Target(what, told)):
            narrow_own(told, what, at=at)
    ServiceRequest.objects.filter(pk=told.pk).update(restricted_at=at)
    record("request.restricted", about=("request", told.pk), by=None, at=at, row=wished.pk)
    return wished


@transaction.atomic
def fulfil(wished: DataRequest, answer: str = "", *, by: User, at: datetime) -> DataRequest:
    """Do what was wished: erase it, or say that it was corrected, or that it stays restricted.

    :raises AlreadyEnded: if somebody was first
    """
    wished = _hold(wished, by)
    if wished.kind == Kind.ERASE:
        erase(wished.service_request, words_too=wished.words_too, by=by, at=at)
        wished.text = ""
    wished.answer = tidy(answer, field="answer")
    _end(wished, Outcome.DONE, by, at)
    about = ("request", wished.service_request_id)
    record("data_request.fulfilled", about=about, by=by, at=at, row=wished.pk)
    return wished


@transaction.atomic
def decline(wished: DataRequest, answer: str, *, by: User, at: datetime) -> DataRequest:
    """Say why not; what was restricted for the time being is restricted no more.

    Who and what stay hidden: to show them again takes two (`widening`).

    :raises AlreadyEnded: if somebody was first
    """
    wished = _hold(wished, by)
    wished.answer = sentence(answer, field="answer")
    if wished.kind == Kind.RESTRICT:
        ServiceRequest.objects.filter(pk=wished.service_request_id).update(restricted_at=None)
    _end(wished, Outcome.DECLINED, by, at)
    about = ("request", wished.service_request_id)
    record("data_request.declined", about=about, by=by, at=at, row=wished.pk)
    return wished


def _hold(wished: DataRequest, by: User) -> DataRequest:
    lock_with_own(wished.service_request)
    if not reaches(by, Act.GUARD_DATA, hold_told(wished.service_request)):
        raise NotFound
    held = DataRequest.objects.select_for_update(of=("self",)).select_related("service_request")
    found = held.get(pk=wished.pk)
    if not found.is_open:
        raise AlreadyEnded
    return found


def _end(wished: DataRequest, outcome: DataRequest.Outcome, by: User, at: datetime) -> None:
    wished.ended_at, wished.ended_by, wished.outcome = at, by, outcome
    wished.save(update_fields=["ended_at", "ended_by", "outcome", "answer", "text"])
