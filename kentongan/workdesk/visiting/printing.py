"""*Lembar kunjungan*: the stops of a visit on paper, each with its QR code, to be signed."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.face import formatting
from kentongan.face.admitting import users
from kentongan.face.printing import as_pdf, qr_svg, sheet
from kentongan.face.worded import worded
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.visiting.models import Visit
from kentongan.workdesk.visit_words import OUTCOMES, PURPOSES
from kentongan.workdesk.visiting.showing import ShownStop, day_of, metres_of, shown_stops, visit_of
from kentongan.workdesk.visitors import person

TEMPLATE = "workdesk/printed/visit.typ"


@users(Act.NOTE)
@never_cache
@require_safe
def visit_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the sheet of a visit as PDF."""
    visit, at = visit_of(request, pk), timezone.localtime()
    stops = shown_stops(visit, person(request), at=at)
    values = values_of(visit, [_stop(stop, request, at) for stop in stops], metres_of(stops))
    return as_pdf(sheet(TEMPLATE, values, at=at), f"kunjungan-{visit.pk}")


def values_of(visit: Visit, stops: list[Any], metres: float) -> dict[str, Any]:
    """Return what the sheet says."""
    language = get_language() or "id"
    names = [goer.name for goer in visit.goers.all()]
    head = [
        [_("Day"), day_of(visit.day)],
        [_("Who goes"), ", ".join(names)],
        [_("Stops"), str(len(stops))],
        [_("Way"), _("%(n)s km as the crow flies") % {"n": _km(metres, language)}],
    ]
    return {
        "language": language,
        "title": _("Visit sheet"),
        "above": directory().profile.name,
        "office": worded(visit.unit.names),
        "head": [*head, *([[_("Note"), visit.note]] if visit.note else [])],
        "stops": stops,
        "outcomes": [str(word) for word in OUTCOMES.values()],
        "found": _("What was found"),
        "sign": _("Read and signed"),
        "names": names,
    }


def _stop(shown: ShownStop, request: HttpRequest, at: datetime) -> dict[str, Any]:
    case, language = shown.case, get_language() or "id"
    address = request.build_absolute_uri(reverse("workdesk:case", args=[case.reference]))
    where = " · ".join(part for part in (case.address, shown.spot.near, shown.place) if part)
    return {
        "number": shown.number,
        "title": shown.title,
        "reference": case.reference,
        "where": where,
        "point": shown.spot.point,
        "kind": shown.kind,
        "due": _("due %(moment)s") % {"moment": formatting.moment(case.due_at, language, at)},
        "purpose": str(PURPOSES.get(shown.stop.purpose, "")),
        "words": "" if case.words.strip() == shown.title else case.words[:400],
        "outcome": str(OUTCOMES.get(shown.stop.outcome, "")),
        "text": shown.stop.text,
        "qr": qr_svg(address),
    }


def _km(metres: float, language: str) -> str:
    return formatting.number(metres / 1000, language, 1)
