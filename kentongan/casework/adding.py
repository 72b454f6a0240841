"""Adding a voice to a case that is known ("me too"), and noting who saw that it is and left."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import AlreadyClosed, NoSuchCase, facts, keep
from kentongan.casework.locking import lock
from kentongan.casework.models import Case, Filing, Passing
from kentongan.intake.models import ServiceRequest
from kentongan.intake.receiving import keep as keep_request
from kentongan.intake.receiving import received
from kentongan.intake.repeating import once
from kentongan.intake.report import Report
from kentongan.journal.recording import drawn_up, record, record_all
from kentongan.toolbox.refusals import Conflict


class ToldInConfidence(Conflict):
    code = "told_in_confidence"
    sentence = _("What is told in confidence becomes a case of its own.")


def add_voice(report: Report, case: Case, *, at: datetime) -> ServiceRequest:
    """Receive a report as one more voice of an open case, with its own code and its own letters.

    A case that was joined to another in the meantime hands the voice on to that one.

    :raises Unprocessable: if the report cannot be used
    :raises AlreadyReceived: if it has been sent before
    :raises AlreadyClosed: if nothing is to be done any more; the report then needs its own case
    :raises ToldInConfidence: if more people work on that case than may read this
    """
    with once(report):
        service_request = keep_request(report, at=at)
        known = _hold(case)
        if service_request.is_confidential and not known.is_confidential:
            raise ToldInConfidence
        Filing.objects.create(case=known, service_request=service_request, at=at, is_me_too=True)
        known.voices += 1
        keep(known, "voices", at=at)
        told = {"request": service_request.pk, "voices": known.voices, **facts(known)}
        entry = drawn_up("case.voice_added", about=("case", known.pk), by=None, at=at, **told)
        record_all([received(service_request, at=at), entry])
    return service_request


@transaction.atomic
def pass_by(case: Case, *, at: datetime) -> Passing:
    """Note that somebody saw that the matter is known, and left; nothing of who.

    Whoever counts reports would otherwise take a quiet place for one where nothing is wrong.
    """
    passing = Passing.objects.create(case=case, service_type_id=case.service_type_id, at=at)
    told = {"row": passing.pk, **facts(case)}
    record("case.recognised", about=("case", case.pk), by=None, at=at, **told)
    return passing


def _hold(case: Case) -> Case:
    """Lock the case, or the one it was joined to; both, in the order of their ids."""
    found = lock(lambda: _both(case))
    if case.pk not in found:
        raise NoSuchCase
    known = found[found[case.pk].joined_to_id or case.pk]
    if not known.is_open:
        raise AlreadyClosed
    return known


def _both(case: Case) -> set[int]:
    joined = Case.objects.filter(pk=case.pk, joined_to__isnull=False)
    return {case.pk, *joined.values_list("joined_to_id", flat=True)}
