"""Handing in a report: POST requests."""

from django.http import HttpRequest
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kentongan.casework.opening import take_in
from kentongan.face import formatting
from kentongan.intake.models import ServiceRequest
from kentongan.intake.repeating import AlreadyReceived
from kentongan.openapi.open311.answering import Said
from kentongan.openapi.open311.form import report_from
from kentongan.openapi.open311.formats import Value
from kentongan.openapi.open311.keys import key_of
from kentongan.openapi.open311.reading import wants_extensions
from kentongan.openapi.wording import stamped


def submit(request: HttpRequest, *, is_test: bool) -> Said:
    """Take a report in; the same submission sent again gets the earlier answer.

    :raises Forbidden: without a good api key
    :raises Unprocessable: if the report cannot be used
    """
    key = key_of(request)
    report = report_from(request, key, is_test=is_test)
    try:
        kept, status = take_in(report, at=timezone.now()), 201
    except AlreadyReceived as again:
        kept, status = again.earlier, 200
    path = f"{request.path.partition('/requests')[0]}/requests/{kept.reference}.json"
    headers = {"Location": request.build_absolute_uri(path)}
    return Said("service_requests", [_receipt(request, kept)], status=status, headers=headers)


def _receipt(request: HttpRequest, kept: ServiceRequest) -> Value:
    receipt: dict[str, Value] = {
        "service_request_id": kept.reference,
        "service_notice": _notice(request, kept),
        "account_id": None,
    }
    if wants_extensions(request):
        promised = None if kept.is_test else kept.filing.case.promised_at
        receipt["expected_datetime"] = stamped(promised)
        receipt["tracking_code"] = kept.spoken_code
        receipt["tracking_url"] = request.build_absolute_uri(f"/t/{kept.code}/")
    return receipt


def _notice(request: HttpRequest, kept: ServiceRequest) -> str:
    if kept.is_test:
        words = _("This was a test: it is kept as one, and nobody will act on it.")
    else:
        words = promise(kept)
    if request.POST.get("media_url"):
        words += " " + _("We do not fetch pictures from addresses; send the files themselves.")
    return words


def promise(kept: ServiceRequest) -> str:
    """Say by when somebody will answer."""
    promised = kept.filing.case.promised_at
    if promised is None:
        return _("Received. Somebody will read it.")
    here = timezone.localtime()
    words = formatting.moment(promised, translation.get_language() or "id", here)
    return _("Received. You will have an answer by %(moment)s.") % {"moment": words}
