"""Where others read our GTFS-Realtime: `/transit/gtfs-rt/*.pb`, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.face.admitting import machines
from kentongan.toolbox.refusals import NotFound
from kentongan.transit.publishing import alerts, trip_updates, vehicle_positions

FEEDS = {
    "vehicle-positions": vehicle_positions,
    "trip-updates": trip_updates,
    "alerts": alerts,
}


@machines
@require_safe
def feed(request: HttpRequest, name: str) -> HttpResponse:
    """One of the three feeds, as it stands now."""
    if name not in FEEDS:
        raise NotFound
    answer = HttpResponse(FEEDS[name](timezone.now()), content_type="application/x-protobuf")
    answer["Cache-Control"] = "public, max-age=10"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
