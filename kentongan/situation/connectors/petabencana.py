"""PetaBencana: areas under water by their authorities, and what passers-by report.

`api.petabencana.id/floods` and `/reports`, GeoJSON or TopoJSON (docs.petabencana.id). Of a
report the depth and the place are kept; its words and picture stay with the source.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from shapely.geometry import mapping

from kentongan.situation.connecting import NotUnderstood, Parcel
from kentongan.situation.connectors.listing import take, told_of
from kentongan.situation.features import Kind
from kentongan.situation.feeds import Feed
from kentongan.situation.kinds import Flood, FloodReport
from kentongan.situation.shapes import drawn, features, geojson
from kentongan.situation.telling import Told
from kentongan.situation.values import key, moment, needed, number, opened, thing, words
from kentongan.toolbox.geometry import Point

Line = tuple[Any, Any]
TOLD_FOR = timedelta(hours=3)
"""How long a report is taken to tell of now."""


class PetaBencanaFloods:
    """Takes the areas that are under water now; one no longer listed is dry by their word."""

    def links(self, feed: Feed, raw: bytes) -> Sequence[str]:
        """Lead nowhere: all is said at once."""
        return ()

    def take(self, parcel: Parcel) -> int:
        """Take the areas within the city."""
        tidings = told_of(listed(parcel.raw), flood, is_local=True)
        return take(tidings, Kind.FLOOD, parcel)


class PetaBencanaReports:
    """Takes the reports of the last hours."""

    def links(self, feed: Feed, raw: bytes) -> Sequence[str]:
        """Lead nowhere: all is said at once."""
        return ()

    def take(self, parcel: Parcel) -> int:
        """Take the reports of floods within the city."""
        lines = [each for each in listed(parcel.raw) if _is_flood(each[1])]
        tidings = told_of(lines, report, is_local=True)
        return take(tidings, Kind.FLOOD_REPORT, parcel)


def listed(raw: bytes) -> Sequence[Line]:
    """Return geometry and properties of everything in the answer.

    :raises NotUnderstood: if it is an error, or no collection
    """
    whole = thing(opened(raw), "the answer")
    if whole.get("statusCode", 200) != 200:
        raise NotUnderstood(f"it says of itself that it failed ({words(whole['statusCode'], 20)})")
    return list(features(whole.get("result", whole)))


def flood(line: Line) -> Told:
    """Return an area and its state."""
    told = thing(line[1], "properties")
    state = needed(told.get("state"), "state", 1, 4)
    if state != int(state):
        raise NotUnderstood(f"state: {state:g} is none of the four")
    said = Flood(int(state), words(told.get("area_name")), words(told.get("parent_name")))
    return Told(
        key(told.get("area_id") or told.get("geom_id"), "area_id"),
        said,
        moment(told.get("last_updated"), "last_updated"),
        outline=geojson(drawn(line[0])),
    )


def report(line: Line) -> Told:
    """Return a report: where, when, how deep."""
    told = thing(line[1], "properties")
    when = moment(told.get("created_at"), "created_at")
    place = mapping(drawn(line[0]))
    if when is None or place["type"] != "Point":
        raise NotUnderstood("a report without its moment or its point")
    data = thing(told.get("report_data") or {}, "report_data")
    depth = number(data.get("flood_depth"), "flood_depth", 0, 1000)
    lon, lat = place["coordinates"][:2]
    return Told(
        key(told.get("pkey"), "pkey"),
        FloodReport(None if depth is None else round(depth)),
        when,
        holds_from=when,
        holds_until=when + TOLD_FOR,
        point=Point(lat, lon),
    )


def _is_flood(properties: Any) -> bool:
    told = properties if isinstance(properties, dict) else {}
    data = told.get("report_data")
    kind = data.get("report_type") if isinstance(data, dict) else None
    return (told.get("disaster_type") or kind or "flood") == "flood"
