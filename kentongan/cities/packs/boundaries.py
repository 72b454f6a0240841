"""Official boundaries: a GeoJSON file is read, judged and measured before it may be drawn.

Every kelurahan must come exactly once; the property that holds its code is found by its values,
because every office names it differently. Small slivers are reported, large ones are faults.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from kentongan.cities.packs.coding import codes_of
from kentongan.cities.packs.faults import Fault, Findings
from kentongan.cities.packs.measuring import Gap, Overlap, find_gaps, find_overlaps, square_metres
from kentongan.cities.packs.opening import open_text
from kentongan.cities.packs.shaping import shape_of

TOLERATED_SHARE = 0.01  # of a kelurahan; what overlaps more is a mistake and no sliver


@dataclass(frozen=True, slots=True)
class BoundaryReport:
    """What a file of boundaries holds. `polygons` is empty as long as there are faults."""

    faults: tuple[Fault, ...]
    polygons: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # GeoJSON, WGS84
    overlaps: tuple[Overlap, ...] = ()
    gaps: tuple[Gap, ...] = ()
    square_kilometres: float = 0.0

    @property
    def overlap_square_metres(self) -> float:
        return sum(each.square_metres for each in self.overlaps)

    @property
    def gap_square_metres(self) -> float:
        return sum(each.square_metres for each in self.gaps)


def read_boundaries(path: Path, codes: Set[str]) -> BoundaryReport:
    """Judge the file against the kelurahan `codes`; outlines above them are made by union.

    Codes above the kelurahan may stand in `codes` too: they are not looked for in the file.
    """
    findings = Findings()
    leaves = {code for code in codes if code.count(".") == 3}
    text = open_text(path, findings) or ""
    features = _features(path.name, text, findings) if text else []
    found = codes_of(path.name, text, features, leaves, findings) if features else {}
    shapes: dict[str, BaseGeometry] = {}
    for code in sorted(found):
        shape = shape_of(path.name, found[code].line, code, found[code].feature, findings)
        if shape is not None:
            shapes[code] = shape
    if findings.faults:
        return BoundaryReport(tuple(sorted(findings.faults)))
    return _measure(path.name, shapes, findings)


def _features(file: str, text: str, findings: Findings) -> list[Mapping[str, Any]]:
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        findings.add(file, line, f"Not valid JSON: {error}", "Export the layer as GeoJSON again.")
        return []
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list) or data.get("type") != "FeatureCollection":
        remedy = "Export the layer of kelurahan as a GeoJSON FeatureCollection."
        findings.add(file, 1, "This is no GeoJSON FeatureCollection", remedy)
        return []
    crs = json.dumps(data.get("crs") or "CRS84")
    if "CRS84" not in crs and "4326" not in crs:
        wrong = f"The coordinates are in another reference system: {crs[:80]}"
        findings.add(file, 1, wrong, "Export it in WGS 84 (EPSG:4326).")
    if not features:
        findings.add(file, 1, "The file holds no features", "Export the layer of kelurahan.")
    return [each for each in features if isinstance(each, dict)]


def _measure(file: str, shapes: dict[str, BaseGeometry], findings: Findings) -> BoundaryReport:
    overlaps = find_overlaps(shapes)
    for each in overlaps:
        if each.share > TOLERATED_SHARE:
            wrong = (
                f"{each.first} and {each.second} overlap by {each.square_metres:,.0f} m², "
                f"{each.share:.0%} of the smaller one"
            )
            findings.add(file, 0, wrong, "Correct the border between the two.")
    outlines = _outlines(shapes)
    whole = shapely.union_all(list(shapes.values()))
    polygons = {} if findings.faults else {**shapes, **outlines}
    return BoundaryReport(
        faults=tuple(sorted(findings.faults)),
        polygons={code: mapping(each) for code, each in sorted(polygons.items())},
        overlaps=tuple(overlaps),
        gaps=tuple(find_gaps(whole)),
        square_kilometres=square_metres(whole) / 1e6,
    )


def _outlines(shapes: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Kecamatan and city, each the union of the kelurahan whose codes begin with its own."""
    below: dict[str, list[BaseGeometry]] = {}
    for code, shape in shapes.items():
        kecamatan = code.rpartition(".")[0]
        for above in (kecamatan, kecamatan.rpartition(".")[0]):
            below.setdefault(above, []).append(shape)
    return {code: shapely.union_all(parts) for code, parts in below.items()}
