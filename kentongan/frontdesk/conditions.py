"""What holds in the city now, for everybody: warnings, water, outages, quakes, the forecast."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.face.admitting import anyone
from kentongan.face.weather_words import DEPTHS, GRADES, SEVERITIES, SUPPLIES, weather
from kentongan.frontdesk.pages import page
from kentongan.places.directory import directory
from kentongan.situation.features import Kind
from kentongan.situation.seeing import as_of
from kentongan.situation.tile import conditions, quake_distance_m

STEPS = 8
"""Steps of a forecast shown: a day."""


@anyone
@require_safe
def conditions_page(request: HttpRequest) -> HttpResponse:
    """Show what every source says, how old it is, and what is not known (six statements)."""
    now, city = timezone.now(), directory()
    code = request.GET.get("kelurahan", "")
    chosen = next((place for place in city.kelurahan if place.code == code), None)
    found = conditions(now)
    floods = sorted(found.floods.items, key=lambda each: (-each.said.state, each.key))
    context = {
        "now": now,
        "seen": found,
        "floods": floods,
        "forecast": as_of(Kind.FORECAST, now, key=chosen.code) if chosen else None,
        "steps": STEPS,
        "chosen": chosen,
        "kelurahan": city.kelurahan,
        "names": {pk: place.name for pk, place in city.jurisdictions.items()},
        "depths": DEPTHS,
        "grades": GRADES,
        "severities": SEVERITIES,
        "supplies": SUPPLIES,
        "weather": weather,
        "far": lambda quake: round((quake_distance_m(quake, city) or 0) / 1000),
    }
    return page(request, "conditions.html", context)
