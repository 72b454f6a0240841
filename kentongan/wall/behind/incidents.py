"""The wall's pages of incidents: how many tell, from where, on which cases; never who."""

from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.incidents.models import Incident
from kentongan.incidents.standing import incidents_at, standing_of, witnesses_at
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import NotFound
from kentongan.wall.behind.framing import frame
from kentongan.wall.letting_in import watchers
from kentongan.wall.listing import row_of
from kentongan.wall.moments import Moment, moment_in

MOST_ROWS = 200
CASE = "trace__service_request__filing__case"
COLUMNS = (
    *("pk", "reference", "service_type_id", "jurisdiction_id", "unit_id", "due_at"),
    *("opened_at", "closed_at", "outcome", "is_oversight", "is_confidential"),
)


@watchers
@require_safe
@never_cache
def incidents_behind(request: HttpRequest) -> HttpResponse:
    """List the incidents that stood open at a moment, most witnesses first."""
    moment = moment_in(request)
    context = {**_frame(request, moment), "stood": incidents_at(moment.at)}
    return render(request, "wall/behind/incidents.html", context)


@watchers
@require_safe
@never_cache
def incident_behind(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one incident as it stood, with the cases that make it one.

    :raises NotFound: if there was none
    """
    moment = moment_in(request)
    known = Incident.objects.select_related("kind").filter(spells__since__lte=moment.at)
    incident = known.filter(pk=pk).first()
    if incident is None:
        raise NotFound
    told = witnesses_at(moment.at).filter(incident=incident)
    columns = {name: F(f"{CASE}__{name}") for name in COLUMNS if name != "pk"}
    asked = told.order_by("-trace__at", "-pk").values(told_at=F("trace__at"), **columns)
    context = {
        **_frame(request, moment),
        "incident": incident,
        "each": standing_of(incident, at=moment.at),
        "rows": [row_of(dict(row)) for row in asked[:MOST_ROWS]],
        "most": MOST_ROWS,
    }
    return render(request, "wall/behind/incident.html", context)


def _frame(request: HttpRequest, moment: Moment) -> dict[str, Any]:
    names = {pk: place.name for pk, place in directory().jurisdictions.items()}
    return {**frame(request, moment), "names": names}
