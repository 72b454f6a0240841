"""The wall's numbers by name: what the page is drawn with, and what the stream says has changed."""

from collections.abc import Mapping
from typing import Any

from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.measures.balancing import TERMS, Equation
from kentongan.measures.behind import Number
from kentongan.measures.picture import Picture
from kentongan.measures.tallies import NONE
from kentongan.places.directory import directory
from kentongan.wall.addressing import address, case_address
from kentongan.wall.calls import calls_told
from kentongan.wall.dots import dots

Numbers = dict[str, Any]
MOST_UNITS = 4
MOST_PRESSING = 5
PARTS = ("received", *TERMS, "difference")


def numbers(picture: Picture) -> Numbers:
    """Return every number of the wall under its name; None is a missing value, never 0."""
    city = picture.work.city
    told: Numbers = {"open": city.open, "late": city.late}
    kept = picture.work.overseen
    told |= {"withheld.open": kept.open, "withheld.late": kept.late}
    for place in directory().kecamatan:
        tally = picture.work.kecamatan.get(place.pk, NONE)
        told |= {f"kec.{place.code}.open": tally.open, f"kec.{place.code}.late": tally.late}
    for group in shelf().groups:
        tally = picture.work.groups.get(group.pk, NONE)
        told |= {f"group.{group.code}.open": tally.open, f"group.{group.code}.late": tally.late}
    told |= {f"hour.{hour}": count for hour, count in enumerate(picture.hours)}
    told |= {f"ended.{outcome}": count for outcome, count in picture.ended.items()}
    told |= _equation("today", picture.today) | _equation("ever", picture.ever)
    told |= {f"source.{key}": at.isoformat() for key, at in picture.sources.items()}
    told |= {"units": _units(picture), "pressing": _pressing(picture), "day": str(picture.day)}
    return told | calls_told(picture.telephone) | dots(picture)


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Return what became different, and the names of what is gone."""
    changed = {name: value for name, value in now.items() if before.get(name, "") != value}
    gone = [name for name in before if name not in now]
    return {"changed": changed, "gone": gone} if changed or gone else {}


def _equation(name: str, equation: Equation | None) -> Numbers:
    if equation is None:
        return {f"{name}.{part}": None for part in PARTS}
    return {f"{name}.{part}": getattr(equation, part) for part in PARTS}


def _units(picture: Picture) -> list[dict[str, Any]]:
    """The units with the most late cases; none that keeps its promises."""
    known = directory().units
    late = [(tally, known[key]) for key, tally in picture.work.units.items() if tally.late]
    late.sort(key=lambda pair: (-pair[0].late, -pair[0].open, pair[1].code))
    return [
        {
            "names": unit.names,
            "open": tally.open,
            "late": tally.late,
            "url": address(Number(state="late", unit=unit)),
        }
        for tally, unit in late[:MOST_UNITS]
    ]


def _pressing(picture: Picture) -> list[dict[str, Any]]:
    """The open cases longest past their promise."""
    known, kinds = directory(), shelf().types
    return [
        {
            "names": kinds[case.service_type_id].names,
            "place": known.jurisdictions[case.jurisdiction_id].name,
            "due": case.due_at.isoformat(timespec="seconds"),
            "url": case_address(case.reference),
        }
        for case in picture.pressing
        if case.due_at < picture.at
        and kinds[case.service_type_id].matter != ServiceType.Matter.OVERSIGHT
    ][:MOST_PRESSING]
