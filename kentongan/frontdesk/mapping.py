"""The public map: boundaries, and the cases that a verifier made public."""

from math import isfinite

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kentongan.casework.pointing import Asked, State
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import anyone
from kentongan.frontdesk.boundaries import drawn
from kentongan.frontdesk.pages import page
from kentongan.frontdesk.points import around_city, counted, features, listed
from kentongan.toolbox.geometry import Box
from kentongan.toolbox.refusals import Unprocessable

STATES: tuple[State, ...] = ("open", "late", "closed")
CITY_ZOOM = 11.0


class BadBox(Unprocessable):
    code = "bad_box"
    sentence = _("The box must be west,south,east,north in degrees.")


@anyone
@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """Show the map, and the same as a picture and a list for those without a script."""
    asked = _asked(request, around_city())
    context = {
        "boundaries": drawn(),
        "clusters": counted(asked),
        "areas": listed(asked),
        "kinds": shelf().offered,
        "kind": request.GET.get("jenis", ""),
        "status": asked.state,
        "states": STATES,
        "query": request.GET.urlencode(),
    }
    return page(request, "map.html", context)


@anyone
@require_safe
def boundaries(request: HttpRequest) -> HttpResponse:
    """Return the city's boundaries as GeoJSON, with an ETag that changes with the data."""
    shape = drawn()
    if request.headers.get("If-None-Match") == shape.etag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(shape.geojson, content_type="application/geo+json")
    response["ETag"] = shape.etag
    response["Cache-Control"] = "public, max-age=300"
    return response


@anyone
@require_safe
def points(request: HttpRequest) -> HttpResponse:
    """Return the cases of `?bbox=w,s,e,n&zoom=z&jenis=&status=`, one by one or counted by cell."""
    box = _box(request.GET.get("bbox", ""))
    asked = _asked(request, box or around_city())
    zoom = _number(request.GET.get("zoom", "")) if "zoom" in request.GET else CITY_ZOOM
    body = orjson.dumps({"type": "FeatureCollection", "features": features(asked, zoom)})
    response = HttpResponse(body, content_type="application/geo+json")
    response["Cache-Control"] = "public, max-age=15"
    return response


def _asked(request: HttpRequest, box: Box) -> Asked:
    code = request.GET.get("jenis", "")
    kind = shelf().find(code) if code else None
    state: State = next((each for each in STATES if each == request.GET.get("status")), "")
    return Asked(box, timezone.now(), kind.pk if kind else None, state)


def _box(text: str) -> Box | None:
    if not text:
        return None
    parts = [_number(part) for part in text.split(",")]
    if len(parts) != 4:
        raise BadBox(field="bbox")
    box = Box(*parts)
    if box.west > box.east or box.south > box.north:
        raise BadBox(field="bbox")
    return box


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        raise BadBox(field="bbox") from None
    if not isfinite(value):
        raise BadBox(field="bbox")
    return value
