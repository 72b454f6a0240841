"""What the feeds and the gauges say, as layers: nothing a silent source said has a colour."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kentongan.face.layers.layer import Kind, Layer
from kentongan.face.worded import worded
from kentongan.places.directory import directory
from kentongan.situation.cap.alert import Severity
from kentongan.situation.gauges.standing import Standing
from kentongan.situation.holding import Held
from kentongan.situation.seeing import Seen
from kentongan.situation.tile import Conditions
from kentongan.toolbox.geometry import Point

SEVERE = (Severity.EXTREME, Severity.SEVERE)
TONES: Mapping[int, str] = {1: "late", 2: "late", 3: "soon"}
"""By siaga; the calm one has none."""
DEEP = 3
"""From this state on water is deeper than 70 cm."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the layers lead, at one door."""

    warnings: str
    floods: str
    slow: str
    gauge: Callable[[str], str]


def situation_layers(
    seen: Conditions, stood: Iterable[Standing], to: Addresses, language: str
) -> list[Layer]:
    """Return warnings by kecamatan, areas under water, slow roads and gauges (no statement)."""
    return [
        *_warnings(seen, to, language),
        *(_flood(each, to) for each in seen.floods.items),
        *(_slow(each, to) for each in seen.slow.items),
        *(_gauge(each, to) for each in stood if each.gauge.lat is not None),
    ]


def _warnings(seen: Conditions, to: Addresses, language: str) -> Iterator[Layer]:
    known = directory().jurisdictions
    for pk, held in seen.warned.items():
        place = known.get(pk)
        if place is None or not place.boundary:
            continue
        fresh = [each for each in held if not each.source.is_stale]
        said = _headline((fresh or list(held))[0], language)
        yield Layer(
            Kind.WARNING,
            f"{place.name}: {said}",
            to.warnings,
            "late" if any(_is_severe(each, language) for each in fresh) else "soon",
            is_stale=not fresh,
            shapes=(place.boundary,),
        )


def _headline(held: Held, language: str) -> str:
    info = held.info(language)
    return (info.headline or info.event) if info else _("weather warning")


def _is_severe(held: Held, language: str) -> bool:
    info = held.info(language)
    return info is not None and info.severity in SEVERE


def _flood(each: Seen[Any], to: Addresses) -> Layer:
    outline: tuple[Any, ...] = (each.outline,) if each.outline else ()
    return Layer(
        Kind.FLOOD,
        _("under water: %(area)s") % {"area": each.said.area or each.key},
        to.floods,
        "late" if each.said.state >= DEEP else "soon",
        is_stale=each.source.is_stale,
        shapes=outline,
        point=each.point or _middle(each),
    )


def _middle(each: Seen[Any]) -> Point | None:
    known = directory().jurisdictions
    places = [known[pk] for pk in (*each.kelurahan, *each.kecamatan) if pk in known]
    return Point(places[0].lat, places[0].lon) if places else None


def _slow(each: Seen[Any], to: Addresses) -> Layer:
    outline: tuple[Any, ...] = (each.outline,) if each.outline else ()
    tone = "late" if each.said.is_closed else "soon"
    title = _("slow road: %(name)s") % {"name": each.said.name or each.key}
    return Layer(Kind.SLOW, title, to.slow, tone, is_stale=each.source.is_stale, shapes=outline)


def _gauge(stood: Standing, to: Addresses) -> Layer:
    gauge, name = stood.gauge, worded(stood.gauge.names)
    if stood.siaga is None:
        title = _("%(gauge)s: no current level") % {"gauge": name}
    else:
        told = {"gauge": name, "n": stood.siaga, "cm": round(stood.cm or 0)}
        title = _("%(gauge)s: siaga %(n)s, %(cm)s cm") % told
    return Layer(
        Kind.GAUGE,
        title,
        to.gauge(gauge.code),
        TONES.get(stood.siaga or 0, "calm"),
        is_stale=stood.siaga is None,
        point=Point(gauge.lat or 0.0, gauge.lon or 0.0),
        text="?" if stood.siaga is None else str(stood.siaga),
    )
