"""jurisdictions.csv: the tree of city, kecamatan and kelurahan with a centre point for each."""

from __future__ import annotations

import re
from pathlib import Path

from kentongan.cities.packs.facts import JurisdictionFacts, Level
from kentongan.cities.packs.faults import Findings, suggest
from kentongan.cities.packs.opening import open_csv
from kentongan.cities.packs.parts.city import trouble_with_place

FILE = "jurisdictions.csv"
COLUMNS = ("code", "level", "parent", "name", "lat", "lon")
FORMS: dict[Level, str] = {
    "city": r"\d\d\.\d\d",
    "kecamatan": r"\d\d\.\d\d\.\d\d",
    "kelurahan": r"\d\d\.\d\d\.\d\d\.\d{4}",
}
DEPTH: dict[Level, int] = {"city": 0, "kecamatan": 1, "kelurahan": 2}


def read_jurisdictions(folder: Path, findings: Findings) -> tuple[JurisdictionFacts, ...]:
    """All jurisdictions, parents before children."""
    found = [
        _read_row(line, cells, findings)
        for line, cells in open_csv(folder / FILE, findings, COLUMNS)
    ]
    if not found and all(fault.file != FILE for fault in findings.faults):
        findings.add(FILE, 0, "The file holds no jurisdictions", "Add the city and what is below.")
    return tuple(sorted((each for each in found if each), key=lambda j: (DEPTH[j.level], j.code)))


def _read_row(line: int, cells: list[str], findings: Findings) -> JurisdictionFacts | None:
    code, level, parent, name, lat, lon = cells
    if level not in FORMS:
        remedy = suggest(level, FORMS)
        findings.add(FILE, line, f"'level' cannot be {level!r}", remedy)
        return None
    if not re.fullmatch(FORMS[level], code):
        wrong = f"The code {code!r} does not fit the level {level}"
        findings.add(FILE, line, wrong, "Write the Kemendagri code with its dots.")
    if not name:
        findings.add(FILE, line, "The name is empty", "Write the official name.")
    findings.mark("jurisdiction", code, FILE, line)
    _check_parent(line, code, level, parent, findings)
    where = _read_centre(line, lat, lon, findings)
    return JurisdictionFacts(code, level, parent or None, name, *where)


def _check_parent(line: int, code: str, level: str, parent: str, findings: Findings) -> None:
    above = code.rpartition(".")[0]
    if level == "city" and parent:
        findings.add(FILE, line, f"The city has a parent, {parent!r}", "Leave that cell empty.")
    elif level != "city" and parent != above:
        wrong = f"The parent of {code} cannot be {parent!r}"
        findings.add(FILE, line, wrong, f"Write {above!r}, the code without its last part.")


def _read_centre(line: int, lat: str, lon: str, findings: Findings) -> tuple[float, float]:
    try:
        where = float(lat), float(lon)
    except ValueError:
        wrong = f"The centre is not given in numbers: {lat!r}, {lon!r}" if lat or lon else ""
        remedy = "Write degrees with a point and three decimals, lat before lon."
        findings.add(FILE, line, wrong or "The centre is missing", remedy)
        return 0.0, 0.0
    if trouble := trouble_with_place(*where):
        findings.add(FILE, line, *trouble)
    return where
