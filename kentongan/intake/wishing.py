"""Wishing: a reporter asks something about their data, and 3×24 hours begin to run."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.intake.hiding import without_codes
from kentongan.intake.models import DataRequest, ServiceRequest
from kentongan.intake.wishes import ALLOWED
from kentongan.journal.recording import record
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.toolbox.words import tidy

Kind = DataRequest.Kind
BATCH = 200


class AlreadyWished(Conflict):
    code = "already_wished"
    sentence = _("You have asked for this already; it is being worked on.")


class SayWhat(Unprocessable):
    code = "say_what"
    sentence = _("Please say what is wrong and how it should be.")


@transaction.atomic
def wish(
    service_request: ServiceRequest,
    kind: Kind,
    *,
    text: str = "",
    words_too: bool = False,
    at: datetime,
) -> DataRequest:
    """Take in a wish; whoever knows the code is the reporter.

    :param words_too: of erasing, whether words and photos shall go as well
    :raises AlreadyWished: if the same is open
    :raises SayWhat: if something is to be corrected and nobody says what
    """
    told = ServiceRequest.objects.select_for_update(of=("self",)).get(pk=service_request.pk)
    if told.data_requests.filter(kind=kind, ended_at=None).exists():
        raise AlreadyWished
    words = _said(kind, text)
    wished = DataRequest.objects.create(
        service_request=told,
        kind=kind,
        words_too=words_too and kind == Kind.ERASE,
        text=words,
        received_at=at,
        due_at=at + ALLOWED,
    )
    facts = {"row": wished.pk, "kind_of": str(kind)}
    record("data_request.received", about=("request", told.pk), by=None, at=at, **facts)
    return wished


def _said(kind: Kind, text: str) -> str:
    words = tidy(without_codes(text), field="text")
    if kind == Kind.CORRECT and not words:
        raise SayWhat(field="text")
    return words


@transaction.atomic
def notice_late(*, at: datetime) -> int:
    """Mark up to `BATCH` wishes whose hours have gone by; returns how many.

    The moment noted is the wish's own, not the clock's.
    """
    due = DataRequest.objects.filter(due_at__lt=at, ended_at=None, missed_at=None)
    late = list(due.select_for_update(skip_locked=True).order_by("due_at")[:BATCH])
    for wished in late:
        wished.missed_at = wished.due_at
        about = ("request", wished.service_request_id)
        record("data_request.missed", about=about, by=None, at=wished.due_at, row=wished.pk)
    DataRequest.objects.bulk_update(late, ["missed_at"])
    return len(late)
