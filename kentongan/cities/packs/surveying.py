"""Surveying the jurisdictions of a pack: one tree, and every centre where it can be."""

from __future__ import annotations

from kentongan.cities.packs.facts import JurisdictionFacts, PackFacts
from kentongan.cities.packs.faults import Findings
from kentongan.cities.packs.parts.city import trouble_with_place

_FILE = "jurisdictions.csv"
_FARTHEST = 3.0  # degrees from the centre of the city; the largest kabupaten stay within


def survey(facts: PackFacts, findings: Findings) -> None:
    """Add a fault for every orphan, every empty kecamatan and every impossible centre."""
    _check_root(facts, findings)
    _check_branches(facts, findings)
    _check_twins(facts, findings)
    _check_distances(facts, findings)


def _check_root(facts: PackFacts, findings: Findings) -> None:
    roots = [each.code for each in facts.jurisdictions if each.level == "city"]
    if facts.jurisdictions and roots != [facts.city.code]:
        wrong = f"Exactly one row must be the city {facts.city.code!r}"
        remedy = f"Give the row of level 'city' the code {facts.city.code!r}."
        findings.add(_FILE, 0, wrong, remedy)


def _check_branches(facts: PackFacts, findings: Findings) -> None:
    codes = {each.code for each in facts.jurisdictions}
    parents = {each.parent for each in facts.jurisdictions}
    for each in facts.jurisdictions:
        if each.parent and each.parent not in codes:
            wrong = f"{each.name!r} is an orphan: its parent {each.parent!r} is missing"
            findings.at("jurisdiction", each.code, wrong, "Add a row for the parent.")
        if each.level == "kecamatan" and each.code not in parents:
            wrong = f"{each.name!r} has no kelurahan"
            findings.at("jurisdiction", each.code, wrong, "Add its kelurahan, or remove it.")


def _placed(facts: PackFacts) -> list[JurisdictionFacts]:
    """Those whose centre is at least in the country; the others were named before."""
    return [each for each in facts.jurisdictions if not trouble_with_place(each.lat, each.lon)]


def _check_twins(facts: PackFacts, findings: Findings) -> None:
    first: dict[tuple[float, float], str] = {}
    for each in _placed(facts):
        if each.level != "kelurahan":
            continue
        other = first.setdefault((each.lat, each.lon), each.code)
        if other != each.code:
            wrong = f"{each.code} has the same centre as {other}"
            remedy = "Give each its own centre; cells are computed from them."
            findings.at("jurisdiction", each.code, wrong, remedy)


def _check_distances(facts: PackFacts, findings: Findings) -> None:
    city, placed = facts.city, _placed(facts)
    if trouble_with_place(city.lat, city.lon):
        return
    far = [
        each
        for each in placed
        if max(abs(each.lat - city.lat), abs(each.lon - city.lon)) > _FARTHEST
    ]
    remedy = "Check the minus of lat and the digits."
    if len(far) > len(placed) / 2:
        wrong = "The centre of the city lies far from its jurisdictions"
        findings.at("city", city.code, wrong, remedy)
        return
    for each in far:
        wrong = f"{each.name!r} lies far from the centre of the city"
        findings.at("jurisdiction", each.code, wrong, remedy)
