"""Single values out of a message's elements. What cannot be read is noted and left out."""

from datetime import datetime
from math import isfinite

from lxml import etree

from kentongan.situation.values import is_in_bounds
from kentongan.toolbox.geometry import Point, is_on_earth

Faults = list[str]


def text(element: etree._Element, name: str) -> str:
    """Return the child's words, tidied, or ""."""
    return (element.findtext(f"{{*}}{name}") or "").strip()


def texts(element: etree._Element, name: str) -> tuple[str, ...]:
    """Return the words of every such child that has some."""
    found = ((each.text or "").strip() for each in element.iterchildren(f"{{*}}{name}"))
    return tuple(words for words in found if words)


def pairs(element: etree._Element, name: str) -> tuple[tuple[str, str], ...]:
    """Return name and value of every such child."""
    children = element.iterchildren(f"{{*}}{name}")
    return tuple((text(each, "valueName"), text(each, "value")) for each in children)


def moment(element: etree._Element, name: str, faults: Faults) -> datetime | None:
    """Return a moment with its offset; without one nobody knows when it is."""
    told = text(element, name)
    if not told:
        return None
    try:
        found = datetime.fromisoformat(told)
    except ValueError:
        faults.append(f"{name}: {told[:40]} is no moment")
        return None
    if found.utcoffset() is None:
        faults.append(f"{name}: {told[:40]} has no offset")
        return None
    if not is_in_bounds(found):
        faults.append(f"{name}: {told[:40]} is beyond all bounds")
        return None
    return found


def number(told: str, name: str, faults: Faults) -> float | None:
    """Return a finite number, or None."""
    try:
        found = float(told)
    except ValueError:
        found = float("nan")
    if told and not isfinite(found):
        faults.append(f"{name}: {told[:40]} is no number")
    return found if isfinite(found) else None


def point(told: str) -> Point | None:
    """Return the point that `lat,lon` names; None if it is none on earth."""
    try:
        lat, lon = (float(part) for part in told.split(","))
    except ValueError:
        return None
    found = Point(lat, lon)
    return found if is_on_earth(found) else None
