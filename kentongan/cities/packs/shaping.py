"""From one GeoJSON feature to one trustworthy polygon, or to the faults that forbid it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import shapely
from shapely.geometry import shape as from_geojson
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from kentongan.cities.packs.faults import Findings
from kentongan.cities.packs.parts.city import trouble_with_place


def shape_of(
    file: str, line: int, code: str, feature: Mapping[str, Any], findings: Findings
) -> BaseGeometry | None:
    """The polygon of the kelurahan `code` in WGS84, without heights; None after adding faults."""
    found = feature.get("geometry")
    geometry: dict[str, Any] = found if isinstance(found, dict) else {}
    kind = geometry.get("type")
    if kind not in {"Polygon", "MultiPolygon"}:
        wrong = f"{code} is a {kind} and no polygon" if kind else f"{code} has no geometry"
        findings.add(file, line, wrong, "Draw it as a Polygon or a MultiPolygon.")
        return None
    try:
        shape = shapely.force_2d(from_geojson(geometry))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.GEOSException):
        wrong = f"The coordinates of {code} cannot be read"
        findings.add(file, line, wrong, "A ring needs four points or more and ends at its start.")
        return None
    return shape if _is_sound(file, line, code, shape, findings) else None


def _is_sound(file: str, line: int, code: str, shape: BaseGeometry, findings: Findings) -> bool:
    if shape.is_empty:
        findings.add(file, line, f"The polygon of {code} is empty", "Draw it.")
        return False
    west, south, east, north = shape.bounds
    if max(abs(west), abs(east)) > 180 or max(abs(south), abs(north)) > 180:
        wrong = f"The coordinates of {code} are no degrees"
        findings.add(file, line, wrong, "Export the layer in WGS 84 (EPSG:4326).")
        return False
    trouble = trouble_with_place(south, west) or trouble_with_place(north, east)
    if trouble:
        findings.add(file, line, f"{code}: {trouble[0]}", trouble[1])
        return False
    if not shape.is_valid:
        wrong = f"The polygon of {code} is not valid: {explain_validity(shape)}"
        findings.add(file, line, wrong, "Repair it (QGIS: 'Fix geometries') and export it again.")
        return False
    return True
