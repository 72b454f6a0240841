"""Helping somebody report: told, compared with what is known, sent; then the receipt."""

from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

import segno
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe
from markupsafe import Markup

from kentongan.casework.models import Case
from kentongan.casework.neighbouring import Matter, neighbours
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import users
from kentongan.intake.repeating import AlreadyReceived
from kentongan.neighbourhood.helping import Told, help_report, is_same_press, is_sent, receipt_of
from kentongan.neighbourhood.reaching import Reach, around, reach_of
from kentongan.people.permissions import Act
from kentongan.sorting.resembling import OFFERED
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.toolbox.telephones import international
from kentongan.workdesk.neighbourhood.around import Line, fault, line, page
from kentongan.workdesk.offering import options
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

OTHER = "no"
"""What the form says of a report that is none of those known."""


@users(Act.HELP_NEIGHBOURS)
@never_cache
@sensitive_post_parameters("name", "phone")
@require_http_methods(["GET", "HEAD", "POST"])
def helping(request: HttpRequest) -> HttpResponse:
    """Ask what happened; offer what is known; send it and lead to the receipt."""
    reach = reach_of(person(request))
    if request.method != "POST":
        return _form(request, reach)
    told, same, at = _told(request), request.POST.get("same", ""), timezone.now()
    alike = _alike(told, reach)
    if alike and told.is_wished and not same and not is_sent(told):
        return _form(request, reach, alike=alike)
    known = next((each.case for each in alike if each.case.reference == same), None)
    try:
        kept = help_report(told, known=known, by=person(request), at=at)
    except AlreadyReceived as twice:
        if not is_same_press(twice.earlier, told, by=person(request), at=at):
            return _form(request, reach, twice)
        kept = twice.earlier
    except (Unprocessable, Conflict) as refusal:
        return _form(request, reach, refusal)
    address = reverse("workdesk:rukun_receipt", args=[kept.neighbourly_help.pk])
    return HttpResponseRedirect(address, status=303)


def _form(
    request: HttpRequest,
    reach: Reach,
    refusal: Refusal | None = None,
    alike: list[Line] | None = None,
) -> HttpResponse:
    context = {
        **page(request, reach, "help", at=timezone.now()),
        **fault(request, refusal),
        "typed": request.POST,
        "options": options,
        "key": request.POST.get("key") or uuid4().hex,
        "alike": alike or [],
        "other": OTHER,
    }
    template = "workdesk/neighbourhood/helping.html"
    return render(request, template, context, status=status_of(refusal))


@users(Act.HELP_NEIGHBOURS)
@never_cache
@require_safe
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the person's code to scan or to send on, for a moment."""
    at, user = timezone.now(), person(request)
    kept = receipt_of(pk, by=user, at=at)
    address = request.build_absolute_uri(f"/t/{kept.spoken_code}/")
    case = Case.objects.get(filings__service_request=kept)
    words = _("Your report %(reference)s. Follow it here: %(address)s") % {
        "reference": kept.reference,
        "address": address,
    }
    context: dict[str, Any] = {
        **page(request, reach_of(user), "help", at=at),
        "kept": kept,
        "case": case,
        "address": address,
        "square": _square(address),
        **_shared(words, kept.reporter.phone if kept.reporter else ""),
    }
    return render(request, "workdesk/neighbourhood/receipt.html", context)


def _shared(words: str, phone: str) -> dict[str, str]:
    """Where the head's phone hands the receipt on: to the person's number, if they gave one."""
    number = international(phone)
    to = f"+{number}" if number else ""
    return {
        "by_sms": f"sms:{to}?{urlencode({'body': words}, quote_via=quote)}",
        "by_whatsapp": f"https://wa.me/{number}?{urlencode({'text': words}, quote_via=quote)}",
    }


def _square(address: str) -> Markup:
    code = segno.make(address, error="m", micro=False)
    drawing = code.svg_inline(scale=4, border=2, omitsize=True, dark="#000", light="#fff")
    label = _("QR code of the person's own page")
    frame = Markup('<div class="qr" role="img" aria-label="{}">{}</div>')
    return frame.format(label, Markup(drawing))  # noqa: S704 - segno's own SVG holds no words


def _told(request: HttpRequest) -> Told:
    typed = request.POST
    chosen = typed.get("neighbourhood", "")
    return Told(
        neighbourhood=int(chosen) if chosen.isdecimal() and len(chosen) < 15 else 0,
        service_code=typed.get("service_code", ""),
        words=typed.get("words", ""),
        address=typed.get("address", ""),
        name=typed.get("name", ""),
        phone=typed.get("phone", ""),
        is_wished=typed.get("is_wished") == "yes",
        key=typed.get("key", "")[:40],
    )


def _alike(told: Told, reach: Reach) -> list[Line]:
    """The open cases around that may be the same (one statement)."""
    one = next((one for one in reach.own if one.pk == told.neighbourhood), None)
    kind = shelf().by_code.get(told.service_code)
    if one is None or kind is None or kind.is_private:
        return []
    where = (kind.pk, one.kelurahan_id, told.words, timezone.now())
    matter = Matter(*where, address=f"{told.address} {one}")
    return [line(near.case) for near in neighbours(matter, around(reach), least=OFFERED)]
