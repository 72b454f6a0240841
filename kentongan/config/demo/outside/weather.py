"""The demonstration's weather: water that rises and falls, and what its invented sources say of it.

Pure: a moment and the city's facts in, bytes out, in the shapes of the real sources.
"""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import pi, sin
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from kentongan.cities.packs.gauge_facts import GaugeFacts
from kentongan.config.drilling.surroundings import level_at

TURN = timedelta(hours=8)
"""From one crest to the next."""
LAG = 0.06
"""How much later, as a share of a turn, each further gauge sees the water."""
QUARTER = timedelta(minutes=15)
WET = 1.1
"""From this height on, streets are under water."""
SIDE = 0.0045
"""Half of a flooded square, in degrees."""


class Spot(NamedTuple):
    """A kelurahan as the weather knows it."""

    code: str
    name: str
    lat: float
    lon: float


def height(at: datetime, order: int = 0) -> float:
    """Return how high the water stands: 0 is calm, 1 the first threshold, 2 the second."""
    share = at.timestamp() / TURN.total_seconds() - order * LAG
    return 1.2 + 1.0 * sin(2 * pi * share)


def levels(gauges: Sequence[GaugeFacts], moments: Sequence[datetime]) -> bytes:
    """Return measurements as JSON; the last gauge fell silent, as some do."""
    told = [
        {
            "pos": gauge.code,
            "waktu": at.isoformat(),
            "tma": round(level_at(gauge, height(at, n)), 1),
        }
        for at in moments
        for n, gauge in enumerate(gauges[: max(1, len(gauges) - 1)])
    ]
    return json.dumps(told).encode()


def floods(low: Sequence[Spot], at: datetime) -> bytes:
    """Return squares under water as GeoJSON; none while the rivers are calm."""
    over = height(at) - WET
    wet = [(n, spot) for n, spot in enumerate(low) if over > 0.2 * n]
    features = [_square(spot, min(4, 1 + int(3 * (over - 0.2 * n))), at) for n, spot in wet]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def _square(spot: Spot, state: int, at: datetime) -> dict[str, Any]:
    west, east = spot.lon - SIDE, spot.lon + SIDE
    south, north = spot.lat - SIDE, spot.lat + SIDE
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    told = {"area_id": spot.code, "area_name": f"RW 03 {spot.name}", "parent_name": spot.name}
    told |= {"state": state, "last_updated": at.isoformat()}  # type: ignore[dict-item]
    return {
        "type": "Feature",
        "properties": told,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def warning(places: Sequence[Spot], at: datetime) -> bytes:
    """Return the warning of the hours around a moment, in CAP; its identifier says which."""
    since = datetime.fromtimestamp(at.timestamp() // 7200 * 7200, tz=at.tzinfo)
    until = since + timedelta(hours=3)
    lats, lons = [each.lat for each in places], [each.lon for each in places]
    south, north, west, east = min(lats), max(lats), min(lons), max(lons)
    corners = ((south, west), (south, east), (north, east), (north, west), (south, west))
    ring = " ".join(f"{lat:.4f},{lon:.4f}" for lat, lon in corners)
    severity = "Severe" if height(at) > 2 else "Moderate"
    headline = escape("Hujan lebat (karangan untuk demonstrasi)")
    return (
        '<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">'
        f"<identifier>demo-{since:%Y%m%d%H}</identifier><sender>cuaca@demo.invalid</sender>"
        f"<sent>{since.isoformat(timespec='seconds')}</sent><status>Actual</status>"
        "<msgType>Alert</msgType><scope>Public</scope><info><language>id</language>"
        "<category>Met</category><event>Hujan Lebat</event><urgency>Expected</urgency>"
        f"<severity>{severity}</severity><certainty>Likely</certainty>"
        f"<effective>{since.isoformat(timespec='seconds')}</effective>"
        f"<expires>{until.isoformat(timespec='seconds')}</expires>"
        f"<headline>{headline}</headline>"
        f"<area><areaDesc>-</areaDesc><polygon>{ring}</polygon></area></info></alert>"
    ).encode()


def outages(spots: Sequence[Spot], at: datetime) -> bytes:
    """Return what is cut off, as a supplier writes it into a spreadsheet."""
    since = at.replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    until = since + timedelta(hours=4)
    spot = spots[0]
    line = f"demo-1,listrik,{since.isoformat()},{until.isoformat()},{spot.code},Gardu contoh"
    return f"id,supply,from,until,places,cause\n{line}\n".encode()


def roads(ends: Sequence[Spot], at: datetime) -> bytes:
    """Return a road on which one hardly moves, as GeoJSON."""
    told = {"id": "demo-1", "name": f"{ends[0].name} – {ends[1].name}", "speed_kmh": 9}
    told |= {"free_flow_kmh": 40, "updated_at": at.isoformat()}
    line = [[each.lon, each.lat] for each in ends]
    feature = {
        "type": "Feature",
        "properties": told,
        "geometry": {"type": "LineString", "coordinates": line},
    }
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
