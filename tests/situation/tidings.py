"""What sources answer, in the shape of the real ones, with invented content."""

import json
from datetime import timedelta
from typing import Any

from tests.situation.warnings import AT

MAWAR, KENANGA = "99.71.01.1001", "99.71.02.1001"
BEGINS = AT.replace(hour=15)
"""The step of a forecast in which `AT` lies begins here."""


def said(told: Any) -> bytes:
    return json.dumps(told).encode()


def forecast(adm4: str = MAWAR, *, weather: int = 61, t: float = 26, **more: Any) -> bytes:
    steps = [
        {"utc_datetime": f"{BEGINS + timedelta(hours=3 * n):%F %T}", "t": t, "hu": 90,
         "weather": weather, "ws": 7.3, "wd": "SW", "wd_deg": 266, "tcc": 100, "vs": 9000, **more}
        for n in range(4)
    ]  # fmt: skip
    place = {"adm4": adm4, "deskel": "Mawar", "lat": -6.19, "lon": 106.61, "timezone": "+0700"}
    return said({"data": [{"lokasi": place, "cuaca": [steps[:2], steps[2:]]}]})


def quake(*, magnitude: str = "5.4", felt: str = "III Kota Contoh", **more: str) -> dict[str, str]:
    return {
        "Tanggal": "16 Feb 2026", "Jam": "22:15:30 WIB", "DateTime": "2026-02-16T15:15:30+00:00",
        "Coordinates": "-6.89,105.67", "Lintang": "6.89 LS", "Bujur": "105.67 BT",
        "Magnitude": magnitude, "Kedalaman": "10 km", "Wilayah": "18 km Barat Daya Contoh",
        "Potensi": "Tidak berpotensi tsunami", "Dirasakan": felt, **more,
    }  # fmt: skip


def quakes(*each: dict[str, str]) -> bytes:
    return said({"Infogempa": {"gempa": list(each) if len(each) != 1 else each[0]}})


def quakes_xml() -> bytes:
    told = quake()
    where = f"<point><coordinates>{told.pop('Coordinates')}</coordinates></point>"
    inner = "".join(f"<{name}>{text}</{name}>" for name, text in told.items())
    return f"<Infogempa><gempa>{inner}{where}</gempa></Infogempa>".encode()


def square(lat: float, lon: float, side: float = 0.002) -> list[list[float]]:
    east, north = lon + side, lat + side
    return [[lon, lat], [east, lat], [east, north], [lon, north], [lon, lat]]


def area(
    key: str, state: int = 2, *, lat: float = -6.19, lon: float = 106.61, **more: Any
) -> dict[str, Any]:
    told = {"area_id": key, "state": state, "area_name": f"RW {key}", "parent_name": "Mawar",
            "last_updated": "2026-02-16T15:40:00Z", **more}  # fmt: skip
    form = {"type": "Polygon", "coordinates": [square(lat, lon)]}
    return {"type": "Feature", "properties": told, "geometry": form}


def collection(*each: dict[str, Any]) -> bytes:
    return said({"statusCode": 200, "result": {"type": "FeatureCollection", "features": each}})


def topology(state: int = 3) -> bytes:
    """Two areas that share an arc, quantised, as TopoJSON has it."""
    told = {"area_id": "07", "state": state, "area_name": "RW 07", "last_updated": None}
    grid = {"scale": [0.001, 0.001], "translate": [106.61, -6.19]}
    arcs = [
        [[0, 0], [0, 2]],
        [[0, 2], [2, 0], [0, -2], [-2, 0]],
        [[0, 2], [-2, 0], [0, -2], [2, 0]],
    ]
    forms = [
        {"type": "Polygon", "arcs": [[0, 1]], "properties": told},
        {"type": "Polygon", "arcs": [[~0, ~2]], "properties": {**told, "area_id": "08"}},
    ]
    objects = {"output": {"type": "GeometryCollection", "geometries": forms}}
    whole = {"type": "Topology", "objects": objects, "arcs": arcs, "transform": grid}
    return said({"statusCode": 200, "result": whole})


def report(key: str = "1", depth: int | None = 45, **more: Any) -> dict[str, Any]:
    told = {"pkey": key, "created_at": "2026-02-16T15:30:00Z", "disaster_type": "flood",
            "text": "Tolong, air masuk rumah Budi", "image_url": "https://contoh.invalid/1.jpg",
            "report_data": {"report_type": "flood", "flood_depth": depth}, **more}  # fmt: skip
    place = {"type": "Point", "coordinates": [106.61, -6.19]}
    return {"type": "Feature", "properties": told, "geometry": place}


def road(key: str = "a", speed: float | None = 8, **more: Any) -> dict[str, Any]:
    told = {"id": key, "name": f"Jalan {key}", "speed_kmh": speed, "free_flow_kmh": 40,
            "updated_at": "2026-02-16T22:55:00+07:00", **more}  # fmt: skip
    line = {"type": "LineString", "coordinates": [[106.61, -6.19], [106.615, -6.19]]}
    return {"type": "Feature", "properties": told, "geometry": line}


def roads(*each: dict[str, Any]) -> bytes:
    return said({"type": "FeatureCollection", "features": each})


def cameras(**more: Any) -> bytes:
    told = {"id": "c1", "name": "Jembatan Contoh", "link": "https://cctv.contoh.invalid/1",
            "lat": -6.19, "lon": 106.61, "last_seen": "2026-02-16T15:50:00Z", **more}  # fmt: skip
    return said({"cameras": [told]})


def stations(**more: Any) -> bytes:
    told = {"id": "s1", "name": "Stasiun Contoh", "lat": -6.19, "lon": 106.61, "pm2_5": 38.5,
            "measured_at": "2026-02-16T22:00:00+07:00", **more}  # fmt: skip
    return said({"stations": [told]})


OUTAGES = (
    b"id;supply;from;until;places;cause\n"
    b"p1;listrik;2026-02-16 21:00;2026-02-17 01:00;99.71.01;Perbaikan gardu\n"
    b"w1;air;2026-02-17 08:00;;Kenanga|Perumahan Contoh;Pipa bocor\n"
)
