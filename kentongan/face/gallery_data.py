"""A made-up city for the gallery: six-sided wards in five districts. No real place."""

from datetime import datetime, timedelta
from math import cos, hypot, pi, sin
from random import Random
from typing import Any

from shapely.geometry import Polygon, mapping
from shapely.ops import unary_union

CENTRE = (106.5, -6.2)
STEP = 0.012
DISTRICTS = ("Cempaka", "Melati", "Kenanga", "Anggrek", "Mawar")
SEEDS = ((0.0, 0.0), (0.03, 0.03), (-0.035, 0.02), (-0.02, -0.035), (0.035, -0.025))


def boundaries() -> list[dict[str, Any]]:
    """GeoJSON features: approximate kelurahan, the kecamatan they form, and the city."""
    wards = [ward for row in range(-4, 5) for ward in _row(row)]
    areas = [_ward(n, *ward) for n, ward in enumerate(wards)]
    districts = [
        unary_union([shape for _, _, shape, district in wards if district == n]).buffer(1e-5)
        for n in range(5)
    ]
    for n, shape in enumerate(districts):
        areas.append(_feature(shape, f"99.71.0{n + 1}", DISTRICTS[n], "kecamatan"))
    areas.append(_feature(unary_union(districts), "99.71", "Kota Contoh", "city"))
    return areas


def _row(row: int) -> list[tuple[float, float, Polygon, int]]:
    found = []
    for column in range(-5, 6):
        x, y = (column + (row % 2) / 2) * STEP, row * STEP * 0.866
        if hypot(x / 1.25, y) <= 0.05:
            far = [hypot(sx - x, sy - y) for sx, sy in SEEDS]
            found.append((x, y, _hexagon(x, y), far.index(min(far))))
    return found


def _ward(n: int, x: float, _y: float, shape: Polygon, district: int) -> dict[str, Any]:
    code = f"99.71.0{district + 1}.10{n:02d}"
    state = "soon" if district == 2 and x < -0.035 else ""
    return _feature(shape, code, f"Kelurahan {n + 1}", "kelurahan", state)


def _feature(shape: Any, code: str, name: str, level: str, state: str = "") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {
            "code": code,
            "name": name,
            "level": level,
            "state": state,
            "approximate": level == "kelurahan",
        },
        "geometry": mapping(shape),
    }


def _hexagon(x: float, y: float) -> Polygon:
    radius, turns = STEP / 1.732, [pi / 6 + n * pi / 3 for n in range(6)]
    return Polygon(
        [(CENTRE[0] + x + radius * cos(t), CENTRE[1] + y + radius * sin(t)) for t in turns]
    )


def points() -> list[dict[str, Any]]:
    """Forty points with a state and a label, always the same ones."""
    chance = Random(7)  # noqa: S311 - a picture, not a secret
    states = ["open"] * 6 + ["late", "soon", "well"]
    return [
        {
            "lon": CENTRE[0] + chance.uniform(-0.045, 0.045),
            "lat": CENTRE[1] + chance.uniform(-0.035, 0.035),
            "state": chance.choice(states),
            "label": f"Laporan {n}",
        }
        for n in range(40)
    ]


def queue(at: datetime) -> list[dict[str, Any]]:
    """Cases as the workdesk lists them."""
    rows = (
        ("KC7-4Q2", "Lampu jalan padam, depan pasar", "Melati 3 · 6 suara", "Dishub", -4.2),
        ("KC7-9MD", "Sampah tidak diangkut tiga hari", "Kenanga 1 · 2 suara", "DLH", -1.3),
        ("KC8-11F", "Saluran mampet, air masuk gang", "Anggrek 2 · 11 suara", "PUPR", 2.1),
        ("KC8-2XA", "Ular masuk rumah", "Mawar 4", "BPBD", 3.4),
        ("KC8-3HN", "KTP rusak, sudah dua kali ditolak", "Cempaka 2", "Dukcapil", 19.5),
        ("KC8-5RT", "Pohon hampir tumbang ke kabel", "Melati 1 · 3 suara", "Perkim", 25.5),
        ("KC8-6WB", "Minta penambahan rombel SMP", "Mawar 1 · aspirasi", "Disdik", 92.0),
        ("KC8-7KD", "Pungli parkir (berkadar pengawasan)", "rahasia", "Inspektorat", 900.0),
    )
    return [
        {
            "code": code,
            "title": title,
            "place": place,
            "unit": unit,
            "due_at": at + timedelta(hours=hours),
        }
        for code, title, place, unit, hours in rows
    ]
