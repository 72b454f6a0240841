"""What holds in the city now, or held, for everybody: warnings, water, outages, quakes."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kentongan.face.admitting import anyone
from kentongan.face.conditions import told
from kentongan.face.layers.drawing import sample
from kentongan.face.layers.layer import legend
from kentongan.face.layers.situation import Addresses, situation_layers
from kentongan.face.moments import ASKED, moment_asked
from kentongan.frontdesk.boundaries import drawn
from kentongan.frontdesk.pages import page
from kentongan.measures.past.beginning import beginning
from kentongan.places.directory import directory
from kentongan.situation.features import Kind
from kentongan.situation.gauges.tile import levels
from kentongan.situation.seeing import as_of
from kentongan.situation.tile import Conditions
from kentongan.toolbox.refusals import Unprocessable

STEPS = 8
"""Steps of a forecast shown: a day."""


@anyone
@require_safe
def conditions_page(request: HttpRequest) -> HttpResponse:
    """Show what every source says, or said, how old it is, and what is not known."""
    now, asked, fault = timezone.now(), request.GET.get(ASKED, ""), ""
    at = now
    if asked:
        try:
            at = moment_asked(asked, beginning(), now)
        except Unprocessable as refusal:
            asked, fault = "", str(refusal)
    found = told(at)
    context = {
        **found,
        **_map(found["seen"], at),
        **_forecast(request, at),
        "then": asked,
        "local": timezone.localtime(at),
        "fault_text": fault,
    }
    return page(request, "conditions.html", context, status=422 if fault else 200)


def _map(seen: Conditions, at: datetime) -> dict[str, Any]:
    """The city with what lies over it (two statements); each thing leads to its words below."""
    here = Addresses("#peringatan", "#banjir", "#jalan", lambda code: reverse("river", args=[code]))
    layers = situation_layers(seen, levels(at), here, (get_language() or "")[:2])
    ground = drawn()
    return {
        "features": ground.sketch,
        "features_key": ("conditions", ground.etag),
        "layers": layers,
        "legend": [(key, sample(key)) for key in legend(layers)],
    }


def _forecast(request: HttpRequest, at: datetime) -> dict[str, Any]:
    places = directory().kelurahan
    code = request.GET.get("kelurahan", "")
    chosen = next((place for place in places if place.code == code), None)
    return {
        "forecast": as_of(Kind.FORECAST, at, key=chosen.code) if chosen else None,
        "steps": STEPS,
        "chosen": chosen,
        "kelurahan": places,
    }
