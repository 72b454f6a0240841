"""Handing a finished draft to casework."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from django.utils import timezone

from kentongan.casework.adding import ToldInConfidence, add_voice
from kentongan.casework.holding import AlreadyClosed
from kentongan.casework.opening import take_in
from kentongan.frontdesk.checking import Faults, answers_to, kind_of, noted, read_person
from kentongan.frontdesk.drafting import Draft
from kentongan.frontdesk.knowing import meant
from kentongan.frontdesk.placing import spot
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.photographing import settle
from kentongan.intake.repeating import AlreadyReceived
from kentongan.intake.report import Person, Report
from kentongan.toolbox.refusals import Refusal


def send(
    draft: Draft, *, language: str, anonymous: bool, is_unasked: bool = False
) -> ServiceRequest | Faults:
    """Return what was kept, now or the first time; or what is wrong, field by field.

    :param is_unasked: nobody could put the type's questions, because it was not chosen by them
    """
    try:
        for photo in draft.photos:
            settle(photo)
        report = replace(_report(draft, language, anonymous), is_unasked=is_unasked)
        return _keep(draft, report, at=timezone.now())
    except AlreadyReceived as again:
        return again.earlier
    except Refusal as refusal:
        return noted(refusal)


def _keep(draft: Draft, report: Report, *, at: datetime) -> ServiceRequest:
    """Add the voice to the case it is meant for, or open one: nothing told is ever turned away."""
    case = meant(draft, at=at)
    if case is not None:
        with suppress(AlreadyClosed, ToldInConfidence):
            return add_voice(report, case, at=at)
    return take_in(report, at=at)


def _report(draft: Draft, language: str, anonymous: bool) -> Report:
    where = spot(draft)
    return Report(
        service_code=draft.kind,
        words=draft.words,
        channel=Channel.WEB,
        point=where.point,
        located_by=where.located_by,
        kelurahan=where.kelurahan.code,
        address=draft.address,
        person=Person() if anonymous else read_person(draft).person,
        answers=answers_to(kind_of(draft), draft.answers),
        photos=draft.photos,
        language=language,
        idempotency_key=draft.idempotency_key,
        is_anonymous=bool(draft.anonim) and not anonymous,
        is_confidential=bool(draft.rahasia),
    )
