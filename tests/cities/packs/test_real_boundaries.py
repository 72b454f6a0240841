"""The real polygons of the shipped cities come in without a fault."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import shape

from kentongan.cities.packs.boundaries import read_boundaries
from kentongan.cities.packs.facts import PackFacts


def test_real_polygons_hold_every_point_exactly_once(facts: PackFacts, areas: Path) -> None:
    (path,) = (areas / "kelurahan").glob(f"{facts.city.code}_*.geojson")
    codes = {each.code for each in facts.jurisdictions}
    report = read_boundaries(path, codes)
    assert report.faults == ()
    assert set(report.polygons) == codes
    assert report.overlap_square_metres < 1
    assert report.gap_square_metres < 1

    city = shape(dict(report.polygons[facts.city.code]))
    lons, lats = _points_inside(city, 23_000)
    hits = np.zeros(23_000, dtype=int)
    for code in (each for each in codes if each.count(".") == 3):
        hits += shapely.contains_xy(shape(dict(report.polygons[code])), lons, lats)
    assert (hits == 1).all()


def _points_inside(city: Any, count: int) -> tuple[Any, Any]:
    generator = np.random.default_rng(3671)
    west, south, east, north = city.bounds
    lons = generator.uniform(west, east, count * 4)
    lats = generator.uniform(south, north, count * 4)
    inside = shapely.contains_xy(city, lons, lats)
    assert inside.sum() >= count
    return lons[inside][:count], lats[inside][:count]
