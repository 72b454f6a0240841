"""Public cases as features of a map, and as a picture and a list for those without one."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from kentongan.casework.models import Case, Stage
from kentongan.casework.pointing import (
    SHOWN_AFTER_CLOSING,
    Asked,
    Cluster,
    PublicPoint,
    clusters,
    points,
)
from kentongan.catalogue.shelf import shelf
from kentongan.face.ending import ending
from kentongan.face.worded import worded
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import CELL_RESOLUTION, Box

STREET_ZOOM = 14.0
RESOLUTIONS = ((9.0, 5), (10.5, 6), (12.0, 7), (13.0, 8))
"""Up to which zoom of the map which H3 resolution is counted by; beyond, the finest kept."""
MARGIN = 0.05

Feature = dict[str, Any]


class Area(NamedTuple):
    """A kelurahan and how many public cases lie in it."""

    code: str
    name: str
    kecamatan: str
    reports: int


def features(asked: Asked, zoom: float) -> list[Feature]:
    """Return GeoJSON features: cases one by one at street zoom, else counted by cell."""
    if zoom >= STREET_ZOOM:
        return [_point(point, asked.at) for point in points(asked)]
    return [
        _feature(cluster.lon, cluster.lat, {"count": cluster.count, "state": _loud(cluster)})
        for cluster in clusters(asked, resolution_at(zoom))
    ]


def resolution_at(zoom: float) -> int:
    """Return the H3 resolution by which a map of that zoom is counted."""
    return next((fine for upto, fine in RESOLUTIONS if zoom < upto), CELL_RESOLUTION)


def counted(asked: Asked) -> list[dict[str, Any]]:
    """Return the clusters of the whole city as points for `boundary_svg`."""
    return [
        {
            "lat": cluster.lat,
            "lon": cluster.lon,
            "state": _loud(cluster),
            "label": _("%(n)s reports here") % {"n": cluster.count},
        }
        for cluster in clusters(asked, 8)
    ]


def listed(asked: Asked) -> list[Area]:
    """Return how many public cases each kelurahan has, those with most first (one statement)."""
    known = directory()
    cases = (
        Case.objects.public()
        .exclude(outcome="joined")
        .filter(Q(closed_at=None) | Q(closed_at__gt=asked.at - SHOWN_AFTER_CLOSING))
    )
    if asked.service_type:
        cases = cases.filter(service_type_id=asked.service_type)
    if asked.state:
        cases = cases.filter(closed_at__isnull=asked.state != "closed")
    if asked.state == "late":
        cases = cases.past_promise(asked.at)
    tally = cases.order_by().values_list("jurisdiction_id").annotate(n=Count("pk"))
    found = []
    for place_id, count in tally:
        place = known.jurisdictions[place_id]
        above = known.jurisdictions.get(place.parent_id or 0)
        found.append(Area(place.code, place.name, above.name if above else "", count))
    return sorted(found, key=lambda area: (-area.reports, area.name))


def around_city() -> Box:
    """Return a box that holds the whole city, a little more."""
    places = directory().kelurahan
    lats, lons = [p.lat for p in places], [p.lon for p in places]
    return Box(min(lons) - MARGIN, min(lats) - MARGIN, max(lons) + MARGIN, max(lats) + MARGIN)


def _point(point: PublicPoint, at: datetime) -> Feature:
    kind = shelf().types[point.service_type_id]
    place = directory().jurisdictions[point.jurisdiction_id]
    state = colour(point, at)
    note = " · ".join(part for part in (place.name, point.words, _said(point)) if part)
    return _feature(
        point.lon,
        point.lat,
        {
            "code": point.reference,
            "title": worded(kind.names),
            "note": note,
            "state": state,
            "url": f"/laporan/{point.reference}/",
        },
    )


def colour(point: PublicPoint | Case, at: datetime) -> str:
    """Return its colour: green is what somebody else confirmed, red what is past its promise."""
    if point.outcome:
        return "well" if point.outcome == "confirmed" else "open"
    is_late = point.due_at < at and point.stage != Stage.CLAIMED
    return "late" if is_late else "open"


def _said(point: PublicPoint) -> str:
    if point.stage == Stage.CLAIMED:
        return _("claimed done, being checked")
    return ending(point.outcome).words if point.outcome else ""


def _loud(cluster: Cluster) -> str:
    """Only what is abnormal has a colour: where most of what is counted is late."""
    return "late" if cluster.late * 2 > cluster.count else "open"


def _feature(lon: float, lat: float, properties: dict[str, Any]) -> Feature:
    geometry = {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}
