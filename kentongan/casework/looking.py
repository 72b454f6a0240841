"""Looking at who told us: never in passing, always with a reason, and the reporter is shown it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import hold
from kentongan.casework.models import Case, IdentityLook
from kentongan.casework.reaching import reaches
from kentongan.intake.models import ServiceRequest
from kentongan.journal.recording import record
from kentongan.people.models import Membership, User
from kentongan.people.permissions import Act, allowing
from kentongan.toolbox.refusals import NotFound
from kentongan.toolbox.words import tidy

Reason = IdentityLook.Reason


class NobodyNamed(NotFound):
    code = "nobody_named"
    sentence = _("Nobody is named here, or not to you.")


def may_look(user: User, case: Case, told: ServiceRequest, *, has_sheet: bool = False) -> bool:
    """Whether the user may look, once they say why (no statement).

    *Anonim* shows itself only to those who may see identities, what is restricted only to
    those who guard data.

    :param has_sheet: whether there is a picture of the paper they wrote on: it may name somebody
        also where nobody was noted
    """
    if told.reporter_id is None and not has_sheet:
        return False
    return reaches(user, _needed(told), case)


def _needed(told: ServiceRequest) -> Act:
    if told.restricted_at is not None:
        return Act.GUARD_DATA
    return Act.SEE_IDENTITY if told.is_anonymous else Act.ANSWER


@transaction.atomic
def look(
    case: Case, told: ServiceRequest, reason: Reason, text: str = "", *, by: User, at: datetime
) -> IdentityLook:
    """Keep that somebody looks at who told us, and why; only then may it be shown to them.

    :raises NobodyNamed: if there is nobody, or the user may not know
    """
    case = hold(case, Act.SEE, by=by)
    told = ServiceRequest.objects.filter(filing__case=case, pk=told.pk).first() or told
    has_sheet = told.photos.filter(is_record=True, erased_at=None).exists()
    if not may_look(by, case, told, has_sheet=has_sheet):
        raise NobodyNamed
    seen = _keep(told, by, reason=reason, text=tidy(text, longest=300, field="text"), at=at)
    facts = {"row": seen.pk, "case": case.pk, "reason": str(reason)}
    record("request.identity_seen", about=("request", told.pk), by=by, at=at, **facts)
    return seen


def _keep(told: ServiceRequest, by: User, **given: Any) -> IdentityLook:
    held = _by_which(by, _needed(told))
    return IdentityLook.objects.create(
        service_request=told, by=by, unit_id=held.unit_id, role=held.role, **given
    )


def _by_which(user: User, act: Act) -> Membership:
    """The membership the reporter is told of; an inspector's own unit is one of its kind."""
    held = allowing(user, act) or user.standing
    return next(iter(held))
