"""Erasing what is personal about a report; the facts of the matter stay, and every count with them.

Gone are who told us and, if they wish, what they told, the exact place, and their photos. Type,
kelurahan, moments, acts and the tracking code remain, so that no number changes. A picture of a
sheet of paper goes with the person: their hand, name and number are on it.
"""

from datetime import datetime

from django.db import transaction

from kentongan.calls.forgetting import forget_calls_about
from kentongan.casework.holding import hold_told, keep
from kentongan.casework.locking import lock_with_own
from kentongan.casework.models import Case, Inquiry, Reopening
from kentongan.casework.reaching import reaches
from kentongan.casework.verifying import SHOWN, show
from kentongan.intake.forgetting import forget_person, forget_words, remove_files
from kentongan.intake.models import ServiceRequest
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import NotFound


@transaction.atomic
def erase(
    service_request: ServiceRequest, *, words_too: bool, by: User, at: datetime
) -> ServiceRequest:
    """Erase who told us; with `words_too` what they told as well.

    :raises NotFound: if the user does not guard data, or not those of this matter
    """
    touched = lock_with_own(service_request)
    case = hold_told(service_request)
    if not reaches(by, Act.GUARD_DATA, case):
        raise NotFound
    told = ServiceRequest.objects.select_for_update(of=("self",)).get(pk=service_request.pk)
    forget_person(told, at=at)
    forget_calls_about(told.pk, at=at)
    told.identity_looks.update(text="")
    if words_too:
        telling = [each for each in touched.values() if _tells(each, told)]
        forget_words(told, at=at)
        _forget_what_was_said(told, case)
        for each in telling:
            _forget_in(each, told, at)
    facts = {"case": case.pk, "words_too": words_too}
    record("reporter.erased", about=("request", told.pk), by=by, at=at, **facts)
    transaction.on_commit(remove_files, robust=True)
    return told


def _forget_what_was_said(told: ServiceRequest, case: Case) -> None:
    """Blank what the reporter said later; that and when something was said remains."""
    told.objections.update(text="")
    disputed = Reopening.objects.filter(by=None, case__claims__verdicts__service_request=told)
    disputed.filter(at__in=told.verdicts.values("at")).update(reason="")
    told.verdicts.update(text="")
    told.additions.update(text="")
    Inquiry.objects.filter(replied_by=told).update(reply="")
    if case.voices < 2:  # replies of old do not say whose they are
        case.inquirys.exclude(reply="").update(reply="")


def _tells(case: Case, told: ServiceRequest) -> bool:
    """Whether a case tells what this voice told: it was opened on it, or has it from it since."""
    if case.reference == told.reference:
        return told.erased_at is None or not case.words
    given = (told.words, told.address)
    return any(given) and (case.words, case.address) == given


def _forget_in(case: Case, told: ServiceRequest, at: datetime) -> None:
    """Take the words and the spot out of a case that has them from this voice.

    The case then tells what the next voice told, if there is one that may be told. What the public
    reads was made of the words that go: only type, place and state are shown from now on.
    """
    others = ServiceRequest.objects.filter(filing__case=case, erased_at=None)
    heir = others.exclude(pk=told.pk).filter(is_confidential=False).order_by("pk").first()
    case.words, case.address = (heir.words, heir.address) if heir else ("", "")
    case.lat, case.lon = (heir.lat, heir.lon) if heir else (None, None)
    show(case, is_public=case.is_public, words="")
    case.verifications.update(public_words="")
    case.widenings.update(public_words="")
    keep(case, "words", "address", "lat", "lon", *SHOWN, at=at)
