"""What a message says: the blocks of `info` and the areas in them."""

from enum import StrEnum
from typing import TypeVar

from lxml import etree

from kentongan.situation.cap.alert import Area, Certainty, Circle, Info, Severity, Urgency
from kentongan.situation.cap.values import Faults, moment, number, pairs, point, text, texts
from kentongan.toolbox.geometry import Point

Word = TypeVar("Word", bound=StrEnum)
OLD_WORDS = {"Very Likely": "Likely"}
"""Words of CAP 1.0, which the next version took back."""


def info_of(element: etree._Element, faults: Faults) -> Info:
    """Return one block."""
    return Info(
        event=text(element, "event"),
        urgency=_word(element, "urgency", Urgency, faults),
        severity=_word(element, "severity", Severity, faults),
        certainty=_word(element, "certainty", Certainty, faults),
        categories=texts(element, "category"),
        language=text(element, "language") or "en-US",
        response_types=texts(element, "responseType"),
        event_codes=pairs(element, "eventCode"),
        parameters=pairs(element, "parameter"),
        effective=moment(element, "effective", faults),
        onset=moment(element, "onset", faults),
        expires=moment(element, "expires", faults),
        sender_name=text(element, "senderName"),
        headline=text(element, "headline"),
        description=text(element, "description"),
        instruction=text(element, "instruction"),
        web=text(element, "web"),
        contact=text(element, "contact"),
        areas=tuple(_area(each, faults) for each in element.iterchildren("{*}area")),
    )


def _word(element: etree._Element, name: str, words: type[Word], faults: Faults) -> Word:
    told = text(element, name)
    try:
        return words(OLD_WORDS.get(told, told))
    except ValueError:
        faults.append(f"{name}: {told[:40] or 'nothing'} is none of the standard's words")
        return words("Unknown")


def _area(element: etree._Element, faults: Faults) -> Area:
    rings = (_ring(told, faults) for told in texts(element, "polygon"))
    circles = (_circle(told, faults) for told in texts(element, "circle"))
    return Area(
        words=text(element, "areaDesc"),
        polygons=tuple(ring for ring in rings if ring),
        circles=tuple(circle for circle in circles if circle),
        geocodes=pairs(element, "geocode"),
        altitude_ft=number(text(element, "altitude"), "altitude", faults),
        ceiling_ft=number(text(element, "ceiling"), "ceiling", faults),
    )


def _ring(told: str, faults: Faults) -> tuple[Point, ...]:
    found = [point(each) for each in told.split()]
    turned = [point(",".join(reversed(each.split(",")))) for each in told.split()]
    if None in found and None not in turned:  # east of 90° the other order is no point at all
        faults.append(f"polygon: {told[:40]}… has longitude first; read the other way round")
        found = turned
    if None in found:
        faults.append(f"polygon: {told[:40]}… holds what is no point on earth")
        return ()
    return tuple(each for each in found if each)


def _circle(told: str, faults: Faults) -> Circle | None:
    centre, _, radius = told.partition(" ")
    where, wide = point(centre), number(radius.strip(), "circle", faults)
    if where is None or wide is None:
        faults.append(f"circle: {told[:40]} is not a point and a radius")
        return None
    return Circle(where, wide)
