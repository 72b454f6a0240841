"""What helps while somebody types: service types for words, places for names. JSON for scripts."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from kentongan.catalogue.models import DeadlineRule, ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import anyone
from kentongan.face.worded import worded
from kentongan.frontdesk.checking import kind_of, questions_of
from kentongan.frontdesk.drafting import Draft
from kentongan.frontdesk.pages import page
from kentongan.frontdesk.placing import by_name
from kentongan.places.directory import directory
from kentongan.sorting.suggesting import suggest
from kentongan.toolbox.refusals import NotFound

LONGEST_QUERY = 1000


class Offer(NamedTuple):
    """A service type as a choice: who answers, and how soon."""

    code: str
    name: str
    note: str
    is_emergency: bool


def offer(kind: ServiceType) -> Offer:
    """Return a service type as somebody may choose it."""
    parts = [part for part in (_who_answers(kind), _how_soon(kind)) if part]
    return Offer(kind.code, worded(kind.names), " · ".join(parts), kind.is_emergency)


@anyone
@require_safe
def service_types(request: HttpRequest) -> HttpResponse:
    """Return the likeliest service types for `?q=`."""
    words = request.GET.get("q", "")[:LONGEST_QUERY]
    offers = [offer(kind)._asdict() for kind in suggest(words)]
    return JsonResponse({"types": offers})


@anyone
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Return what a service type asks and advises, as a piece of the first step's page.

    :raises NotFound: if `?jenis=` is none that is offered
    """
    kind = kind_of(Draft.fresh(request.GET.get("jenis", "")))
    if kind is None:
        raise NotFound
    asked = {"kind": kind, "questions": questions_of(kind), "draft": Draft.fresh(), "faults": {}}
    return page(request, "questions.html", asked)


@anyone
@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Return the places that go by the name in `?q=`."""
    found = by_name(request.GET.get("q", "")[:LONGEST_QUERY])
    return JsonResponse({"places": [candidate._asdict() for candidate in found]})


def _who_answers(kind: ServiceType) -> str:
    route = shelf().routes.get((kind.pk, None))
    if route is None:
        return ""
    if route.unit_id:
        return worded(directory().units[route.unit_id].names)
    return {
        "kelurahan": _("your kelurahan"),
        "kecamatan": _("your kecamatan"),
    }.get(route.level, "")


def _how_soon(kind: ServiceType) -> str:
    rules = shelf().rules.get(kind.pk, ())
    rule = next((r for r in reversed(rules) if r.binds == DeadlineRule.Binds.ACT), None)
    if rule is None:
        return ""
    if rule.unit == DeadlineRule.TermUnit.HOURS:
        form = ngettext("answer within %(n)s hour", "answer within %(n)s hours", rule.amount)
    else:
        form = ngettext(
            "answer within %(n)s working day", "answer within %(n)s working days", rule.amount
        )
    return form % {"n": rule.amount}
