"""Narrowing: hiding something takes one person, one click, and holds at once and everywhere."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.hiding import Target, is_hidden, turn
from kentongan.casework.holding import hold, hold_told
from kentongan.casework.locking import lock_with_own
from kentongan.casework.models import Case, Narrowing, What
from kentongan.intake.models import ServiceRequest
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict


class AlreadyHidden(Conflict):
    code = "already_hidden"
    sentence = _("This is hidden already.")


@transaction.atomic
def narrow(case: Case, target: Target, *, by: User, at: datetime) -> Narrowing:
    """Hide a case, a photo, who told us or what they told; whoever works on it may.

    :raises AlreadyHidden: if it is
    """
    if target.service_request is not None:
        lock_with_own(target.service_request, case.pk)
    return _narrow(hold(case, Act.NOTE, by=by), target, by=by, at=at)


@transaction.atomic
def narrow_own(service_request: ServiceRequest, what: What, *, at: datetime) -> Narrowing:
    """Hide who told us or what they told, at the reporter's own wish.

    :raises AlreadyHidden: if it is
    """
    lock_with_own(service_request)
    case = hold_told(service_request)
    return _narrow(case, Target(what, service_request), by=None, at=at)


def _narrow(case: Case, target: Target, *, by: User | None, at: datetime) -> Narrowing:
    if is_hidden(case, target):
        raise AlreadyHidden
    turn(case, target, is_hidden=True, at=at)
    narrowing = Narrowing.objects.create(
        case=case,
        what=target.what,
        service_request=target.service_request,
        photo=target.photo,
        by=by,
        at=at,
    )
    told = {"row": narrowing.pk, "what": str(target.what)}
    record("case.narrowed", about=("case", case.pk), by=by, at=at, **told)
    return narrowing
