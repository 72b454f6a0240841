"""A made-up city for the gallery: a few dozen six-sided wards in five districts. No real place."""

from datetime import datetime, timedelta
from math import cos, hypot, pi, sin
from random import Random
from typing import Any

CENTRE = (106.5, -6.2)
STEP = 0.012
DISTRICTS = ("Cempaka", "Melati", "Kenanga", "Anggrek", "Mawar")


def boundaries() -> list[dict[str, Any]]:
    """GeoJSON features: approximate kelurahan, and the kecamatan drawn as larger cells."""
    cells, seeds = [], [(0.0, 0.0), (0.03, 0.03), (-0.035, 0.02), (-0.02, -0.035), (0.035, -0.025)]
    for row in range(-4, 5):
        for column in range(-5, 6):
            x = (column + (row % 2) / 2) * STEP
            y = row * STEP * 0.866
            if hypot(x / 1.25, y) > 0.05:
                continue
            nearest = min(range(5), key=lambda n, x=x, y=y: hypot(seeds[n][0] - x, seeds[n][1] - y))
            cells.append((x, y, nearest))
    features = [_cell(n, *cell) for n, cell in enumerate(cells)]
    labels = [_district(n, *seed) for n, seed in enumerate(seeds)]
    return features + labels


def _cell(n: int, x: float, y: float, district: int) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {
            "code": f"99.71.0{district + 1}.10{n:02d}",
            "name": f"Kelurahan {n + 1}",
            "level": "kelurahan",
            "approximate": True,
            "state": "soon" if district == 2 and x < -0.035 else "",
        },
        "geometry": {"type": "Polygon", "coordinates": [_hexagon(x, y, STEP / 1.732)]},
    }


def _district(n: int, x: float, y: float) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"code": f"99.71.0{n + 1}", "name": DISTRICTS[n], "level": "kecamatan"},
        "geometry": {"type": "Polygon", "coordinates": [_hexagon(x, y, STEP * 1.5)]},
    }


def _hexagon(x: float, y: float, radius: float) -> list[list[float]]:
    turns = [pi / 6 + n * pi / 3 for n in range(6)]
    ring = [
        [CENTRE[0] + x + radius * cos(t), CENTRE[1] + y + radius * sin(t)] for t in turns
    ]
    return [*ring, ring[0]]


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
        {"code": code, "title": title, "place": place, "unit": unit,
         "due_at": at + timedelta(hours=hours)}
        for code, title, place, unit, hours in rows
    ]
