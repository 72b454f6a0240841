"""What lies over the wall's map beside the cases: of one moment, so it is played back, too."""

from hashlib import sha256

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from markupsafe import Markup

from kentongan.face.layers.drawing import drawn
from kentongan.face.layers.layer import Kind, Layer
from kentongan.face.layers.situation import Addresses, situation_layers
from kentongan.face.projecting import Projection
from kentongan.face.worded import worded
from kentongan.incidents.telling import Shown
from kentongan.transit.seeing import Seen, is_stale
from kentongan.wall.around import Around
from kentongan.wall.naming import Mark

PERIOD_S = 30
"""Buses move all the time: screens fetch the map's layers anew no more often than that for them."""
LOUD, QUIET = 6, 3
"""How bad it would be to write a place's name across a layer's spot."""


def layers(around: Around, then: str = "") -> list[Layer]:
    """Return warnings, water, slow roads, gauges, incidents and buses (no statement).

    :param then: what an address says where it asks of a past moment
    """
    conditions = reverse("wall_conditions") + then
    to = Addresses(
        warnings=f"{conditions}#peringatan",
        floods=f"{conditions}#banjir",
        slow=f"{conditions}#jalan",
        gauge=lambda code: reverse("wall_river", args=[code]) + then,
    )
    language = (get_language() or "")[:2]
    return [
        *situation_layers(around.conditions, around.gauges, to, language),
        *(_incident(each, then) for each in around.incidents.shown if each.point),
        *(_bus(each, around, then) for each in around.vehicles),
    ]


def drawn_layers(found: list[Layer], projection: Projection | None) -> Markup:
    """Return them as the inside of the map; nothing where there is no map."""
    return drawn(found, projection) if projection else Markup("")


def marks_of(found: list[Layer], projection: Projection | None) -> list[Mark]:
    """Return where the names of places should not be written."""
    if projection is None:
        return []
    spots = [(each, each.point) for each in found if each.point and not each.shapes]
    return [
        Mark(*projection.at(point.lon, point.lat), QUIET if each.kind is Kind.BUS else LOUD)
        for each, point in spots
    ]


def digest(around: Around) -> str:
    """Changes when the layers do; for buses that move, twice a minute at most."""
    found = layers(around)
    said = [
        (each.kind, each.href, each.tone, each.is_stale, each.point, each.text, len(each.shapes))
        for each in found
        if each.kind is not Kind.BUS
    ]
    moving = int(around.at.timestamp()) // PERIOD_S if around.vehicles else 0
    return sha256(repr((said, moving)).encode()).hexdigest()[:16]


def _incident(each: Shown, then: str) -> Layer:
    told = ngettext("%(n)s witness", "%(n)s witnesses", each.witnesses) % {"n": each.witnesses}
    place = f", {each.places[0]}" if each.places else ""
    return Layer(
        Kind.INCIDENT,
        f"{each.code} {worded(each.kind)}{place}: {told}",
        reverse("wall_incident", args=[each.id]) + then,
        "late" if each.is_growing else "soon",
        point=each.point,
        text=str(each.witnesses),
    )


def _bus(each: Seen, around: Around, then: str) -> Layer:
    stale, line = is_stale(each, around.at), around.buses.line_of(each)
    words = _("bus, not heard of lately") if stale else _("bus")
    name = f"{line}: {words}" if line else words
    title = _("SIMULATION: %(bus)s") % {"bus": name} if each.is_simulated else name
    href = reverse("wall_line", args=[line.code]) if line else reverse("wall_lines")
    return Layer(
        Kind.BUS, title, href + then, is_stale=stale, point=each.point, heading=each.heading
    )
