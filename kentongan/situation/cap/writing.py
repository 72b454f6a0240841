"""Writing a warning as CAP 1.2: an `Alert` in, an element out, in the order of the schema."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from lxml import etree

from kentongan.situation.cap.alert import Alert, Area, Circle, Info, Reference
from kentongan.situation.cap.reading import CURRENT
from kentongan.toolbox.geometry import Point

Told = tuple[str, object]
DECIMALS = 5
"""Of a degree: about a metre."""


def written(alert: Alert) -> etree._Element:
    """Return the message; what is empty is left out."""
    root = etree.Element(f"{{{CURRENT}}}alert", nsmap={None: CURRENT})  # type: ignore[dict-item]
    _put(root, _head(alert))
    for info in alert.infos:
        block = etree.SubElement(root, f"{{{CURRENT}}}info")
        _put(block, _info(info))
        for area in info.areas:
            _put(etree.SubElement(block, f"{{{CURRENT}}}area"), _area(area))
    return root


def _head(alert: Alert) -> Iterator[Told]:
    yield "identifier", alert.identifier
    yield "sender", alert.sender
    yield "sent", _moment(alert.sent)
    yield "status", alert.status
    yield "msgType", alert.type
    yield "source", alert.source
    yield "scope", alert.scope
    yield "restriction", alert.restriction
    yield "addresses", alert.addresses
    yield from (("code", code) for code in alert.codes)
    yield "note", alert.note
    yield "references", " ".join(map(_reference, alert.references))
    yield "incidents", alert.incidents


def _info(info: Info) -> Iterator[Told]:
    yield "language", info.language
    yield from (("category", each) for each in info.categories)
    yield "event", info.event
    yield from (("responseType", each) for each in info.response_types)
    yield "urgency", info.urgency
    yield "severity", info.severity
    yield "certainty", info.certainty
    yield from (("eventCode", each) for each in info.event_codes)
    yield "effective", _moment(info.effective)
    yield "onset", _moment(info.onset)
    yield "expires", _moment(info.expires)
    yield "senderName", info.sender_name
    yield "headline", info.headline
    yield "description", info.description
    yield "instruction", info.instruction
    yield "web", info.web
    yield "contact", info.contact
    yield from (("parameter", each) for each in info.parameters)


def _area(area: Area) -> Iterator[Told]:
    yield "areaDesc", area.words
    yield from (("polygon", " ".join(map(_point, ring))) for ring in area.polygons)
    yield from (("circle", _circle(each)) for each in area.circles)
    yield from (("geocode", each) for each in area.geocodes)
    yield "altitude", area.altitude_ft
    yield "ceiling", area.ceiling_ft


def _put(parent: etree._Element, told: Iterable[Told]) -> None:
    for name, value in told:
        if value is None or value == "":
            continue
        child = etree.SubElement(parent, f"{{{CURRENT}}}{name}")
        if isinstance(value, tuple):  # a name and its value
            _put(child, zip(("valueName", "value"), value, strict=True))
        else:
            child.text = str(value)


def _moment(at: datetime | None) -> str:
    """The standard knows no `Z`; a moment carries its offset (chapter 3.3.2)."""
    return at.isoformat(timespec="seconds") if at else ""


def _reference(told: Reference) -> str:
    return f"{told.sender},{told.identifier},{_moment(told.sent)}"


def _point(point: Point) -> str:
    return f"{point.lat:.{DECIMALS}f},{point.lon:.{DECIMALS}f}"


def _circle(circle: Circle) -> str:
    return f"{_point(circle.centre)} {circle.radius_km:g}"
