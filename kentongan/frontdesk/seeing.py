"""Leaving without a report, as it is known: counted, so that quiet is not mistaken for well."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kentongan.casework.adding import pass_by
from kentongan.face.admitting import anyone
from kentongan.frontdesk.drafting import Draft
from kentongan.frontdesk.knowing import meant
from kentongan.frontdesk.pages import page


def leave(draft: Draft, seen: str, *, at: datetime) -> str:
    """Note that somebody saw a case of those offered and needs no more; nothing of who.

    :returns: where it can be looked at; "" if it was not offered, or no longer is
    """
    case = meant(draft, at=at, reference=seen) if seen else None
    if case is None:
        return ""
    pass_by(case, at=at)
    return f"/laporan/{case.reference}/?diketahui=1" if case.is_public else "/lapor/diketahui"


@anyone
@require_safe
def seen_page(request: HttpRequest) -> HttpResponse:
    """Thank somebody who looked first, where the case is not for everybody's eyes yet."""
    return page(request, "report_seen.html")
