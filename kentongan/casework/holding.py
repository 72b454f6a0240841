"""Holding a case: lock the row, see that it may be done, and refuse if it has moved on."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kentongan.casework.locking import lock, under
from kentongan.casework.models import Case, Stage
from kentongan.intake.models import ServiceRequest
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Conflict, NotFound, Unprocessable
from kentongan.toolbox.words import tidy

NOWHERE = {"service_type": 0, "unit": 0}


class NoSuchCase(NotFound):
    code = "no_such_case"
    sentence = _("There is no such case, or none that you may see.")


class AlreadyClosed(Conflict):
    code = "already_closed"
    sentence = _("This case has already been closed by somebody else.")


class NotClosed(Conflict):
    code = "not_closed"
    sentence = _("This case is open; only a closed one can be reopened.")


class AlreadyVerified(Conflict):
    code = "already_verified"
    sentence = _("This case has already been verified by somebody else.")


class NotVerified(Conflict):
    code = "not_verified"
    sentence = _("This case must be verified first.")


class ClaimStands(Conflict):
    code = "claim_stands"
    sentence = _("This is claimed to be done and being checked; reopen it to work on it again.")


class WordsMissing(Unprocessable):
    code = "words_missing"
    sentence = _("Please write a sentence.")


def hold(case: Case, act: Act, *, by: User) -> Case:
    """Lock the case and return it as it is now.

    :raises NoSuchCase: if the user may not do this to it, or it is gone
    """
    reachable = Case.objects.reachable_by(by, act).select_for_update(of=("self",))
    held = reachable.filter(pk=case.pk).first()
    if held is None:
        raise NoSuchCase
    return held


def hold_open(case: Case, act: Act, *, by: User) -> Case:
    """Hold a case on which something is still to be done.

    :raises AlreadyClosed: if somebody else was first
    """
    held = hold(case, act, by=by)
    if not held.is_open:
        raise AlreadyClosed
    return held


def hold_verified(case: Case, act: Act, *, by: User) -> Case:
    """Hold an open case that has passed the gate.

    :raises NotVerified: if nobody has read it yet
    """
    held = hold_open(case, act, by=by)
    if not is_verified(held):
        raise NotVerified
    return held


def hold_workable(case: Case, act: Act, *, by: User) -> Case:
    """Hold an open case on which the work goes on: no claim that it is done stands.

    :raises ClaimStands: if one does
    """
    held = hold_open(case, act, by=by)
    if held.stage == Stage.CLAIMED:
        raise ClaimStands
    return held


def hold_told(service_request: ServiceRequest) -> Case:
    """Lock the case of a reporter's own request, wherever it was moved while we waited."""
    held = lock(lambda: under(service_request))
    if not held:
        raise NoSuchCase
    return held.popitem()[1]


def is_verified(case: Case) -> bool:
    """Whether an open case has passed the gate; only while a question is open its rows tell."""
    if case.stage == Stage.ASKED:
        return case.verifications.exists()
    return case.stage != Stage.RECEIVED


def facts(case: Case) -> dict[str, int | str]:
    """Return where a case belongs, for the journal: whoever counts need not look it up again.

    A matter of oversight belongs to the city as a whole and to no unit or type (0): whatever is
    driven by the journal then counts it in the city's totals alone.
    """
    if case.is_oversight:
        return {**NOWHERE, "jurisdiction": directory().city.pk, "channel": case.channel}
    return whereabouts(case)


def whereabouts(case: Case) -> dict[str, int | str]:
    """Return where a case belongs, whoever may know it."""
    return {
        "service_type": case.service_type_id,
        "jurisdiction": case.jurisdiction_id,
        "unit": case.unit_id,
        "channel": case.channel,
    }


def sentence(text: str, *, field: str) -> str:
    """Return words that were asked for.

    :raises WordsMissing: if there are none
    """
    tidied = tidy(text, field=field)
    if not tidied:
        raise WordsMissing(field=field)
    return tidied


def keep(case: Case, *fields: str, at: datetime) -> None:
    """Save the pointers a verb has moved, and when."""
    case.updated_at = at
    case.save(update_fields=[*fields, "updated_at"])
