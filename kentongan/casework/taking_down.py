"""Taking down what a caller tells: a case of its own, or one more voice of a known one.

Case, voice and the call's own note of it are kept together or not at all; pressed twice it is one.
"""

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from kentongan.calls.linking import link
from kentongan.calls.models import Call, Purpose
from kentongan.casework.adding import ToldInConfidence, add_voice
from kentongan.casework.heard import Heard
from kentongan.casework.hearing import hear
from kentongan.casework.holding import AlreadyClosed
from kentongan.casework.judged_aloud import Word, say
from kentongan.casework.models import Addition, Case, Inquiry, Objection, Reopening, Verdict
from kentongan.casework.opening import take_in
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.repeating import AlreadyReceived
from kentongan.intake.report import Report
from kentongan.people.models import User


def take_down(
    call: Call,
    report: Report,
    *,
    purpose: Purpose = Purpose.REPORT,
    known: Case | None = None,
    by: User,
    at: datetime,
) -> ServiceRequest:
    """Receive what a caller reports, and note it of the call.

    :param known: the open case it is one more voice of; where that has closed it gets its own
    :raises Unprocessable: if the report cannot be used
    :raises SomebodyElses: if another agent has the call
    """
    with transaction.atomic():
        kept = receive(report, known, at=at)
        link(call, kept, purpose, by=by, at=at)
    return kept


def take_words(
    call: Call, service_request: ServiceRequest, text: str, *, by: User, at: datetime
) -> Inquiry | Addition:
    """Keep what a caller says of a matter of theirs, and note it of the call.

    :raises Unprocessable: if nothing was said
    :raises SomebodyElses: if another agent has the call
    """
    with transaction.atomic():
        heard = hear(service_request, text, channel=Channel.PHONE, by=by, at=at)
        link(call, service_request, Purpose.STATUS, by=by, at=at)
    return heard


def take_word(
    call: Call, service_request: ServiceRequest, word: Word, text: str, *, by: User, at: datetime
) -> Verdict | Reopening | Objection:
    """Keep whether a caller says that it is repaired, or their objection, and note it of the call.

    :raises Refusal: if it cannot be said now, or the reason is missing
    :raises SomebodyElses: if another agent has the call
    """
    with transaction.atomic():
        said = say(service_request, word, text, heard=Heard(Channel.PHONE, by), at=at)
        link(call, service_request, Purpose.STATUS, by=by, at=at)
    return said


def receive(report: Report, known: Case | None, *, at: datetime) -> ServiceRequest:
    """Open a case, or add a voice to a known one that is still open; what came before, again.

    :raises Unprocessable: if the report cannot be used
    """
    try:
        if known is not None:
            with suppress(AlreadyClosed, ToldInConfidence):
                return add_voice(report, known, at=at)
        return take_in(report, at=at)
    except AlreadyReceived as again:
        return again.earlier
