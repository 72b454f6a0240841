"""neighbourhoods.csv: the RW of the kelurahan and the RT within them. Optional.

The same lists come as GeoJSON, with the outline of each. An RT whose RW does not stand in the list
brings it along, without a point of its own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Set
from pathlib import Path
from typing import Any

from shapely.geometry import mapping

from kentongan.cities.packs.coding import with_dots
from kentongan.cities.packs.faults import Findings, suggest
from kentongan.cities.packs.opening import open_csv, open_text
from kentongan.cities.packs.parts.city import trouble_with_place
from kentongan.cities.packs.place_facts import NeighbourhoodFacts
from kentongan.cities.packs.shaping import shape_of

FILE = "neighbourhoods.csv"
COLUMNS = ("kelurahan", "rw", "rt", "lat", "lon")
_NUMBER = re.compile(r"(?:(?:RW|RT)[\s.]*)?0*(\d{1,3})", re.IGNORECASE)


def read_list(path: Path, findings: Findings, kelurahan: Set[str]) -> list[NeighbourhoodFacts]:
    """The neighbourhoods of a CSV file, each RW before its RT; none where the file is missing."""
    found = []
    for line, cells in open_csv(path, findings, COLUMNS):
        code, rw, rt, lat, lon = cells
        where = _centre(path.name, line, lat, lon, findings)
        values = {"kelurahan": code, "rw": rw, "rt": rt}
        found.append(_one(path.name, line, values, findings, kelurahan, *where))
    return _with_their_rw(each for each in found if each)


def read_outlines(path: Path, findings: Findings, kelurahan: Set[str]) -> list[NeighbourhoodFacts]:
    """The neighbourhoods of a GeoJSON file, whose features say `kelurahan`, `rw` and `rt`."""
    text = open_text(path, findings) or ""
    found = []
    for number, feature in enumerate(_features(path.name, text, findings), 1):
        told = feature.get("properties")
        values = told if isinstance(told, dict) else {}
        name = f"feature {number}"
        shape = shape_of(path.name, 0, name, feature, findings)
        fact = _one(f"{path.name}, {name}", 0, values, findings, kelurahan)
        if fact and shape:
            middle = shape.representative_point()
            found.append(
                NeighbourhoodFacts(
                    fact.kelurahan, fact.rw, fact.rt, middle.y, middle.x, mapping(shape)
                )
            )
    return _with_their_rw(found)


def _features(file: str, text: str, findings: Findings) -> list[dict[str, Any]]:
    try:
        data = json.loads(text) if text else {"features": []}
    except (json.JSONDecodeError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 0
        findings.add(file, line, f"Not valid JSON: {error}", "Export the layer as GeoJSON again.")
        return []
    features = data.get("features") if isinstance(data, dict) else None
    if not isinstance(features, list):
        remedy = "Export the layer of RW or RT as a GeoJSON FeatureCollection."
        findings.add(file, 1, "This is no GeoJSON FeatureCollection", remedy)
        return []
    return [each for each in features if isinstance(each, dict)]


def _one(
    file: str,
    line: int,
    values: dict[str, Any],
    findings: Findings,
    kelurahan: Set[str],
    lat: float | None = None,
    lon: float | None = None,
) -> NeighbourhoodFacts | None:
    code = with_dots(values.get("kelurahan") or "")
    rw, rt = (_number(values.get(key)) for key in ("rw", "rt"))
    if code not in kelurahan:
        wrong = f"There is no kelurahan {code!r}"
        findings.add(file, line, wrong, suggest(code, kelurahan))
    for name, told, is_needed in (("rw", rw, True), ("rt", rt, False)):
        if told is None or (is_needed and not told):
            wrong = f"{name!r} cannot be {values.get(name)!r}"
            findings.add(file, line, wrong, "Write one to three digits, such as 005.")
    if not rw or rt is None:
        return None
    findings.mark("neighbourhood", f"{code} {rw} {rt}".strip(), file, line)
    return NeighbourhoodFacts(code, rw, rt, lat, lon)


def _number(value: object) -> str | None:
    """Three digits; nothing for nothing, None for what is no number."""
    text = str(value if value is not None else "").strip()
    if not text:
        return ""
    told = _NUMBER.fullmatch(text)
    return told[1].zfill(3) if told and int(told[1]) else None


def _centre(
    file: str, line: int, lat: str, lon: str, findings: Findings
) -> tuple[float | None, float | None]:
    if not lat and not lon:
        return None, None
    try:
        where = float(lat), float(lon)
    except ValueError:
        remedy = "Write degrees with a point, lat before lon, or leave both cells empty."
        findings.add(file, line, f"The point is not in numbers: {lat!r}, {lon!r}", remedy)
        return None, None
    if trouble := trouble_with_place(*where):
        findings.add(file, line, *trouble)
    return where


def _with_their_rw(found: Iterable[NeighbourhoodFacts]) -> list[NeighbourhoodFacts]:
    known = {(each.kelurahan, each.rw, each.rt): each for each in found}
    for code, rw, _ in tuple(known):
        known.setdefault((code, rw, ""), NeighbourhoodFacts(code, rw))
    return [known[key] for key in sorted(known)]
