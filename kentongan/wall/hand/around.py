"""What surrounds the case book, for the phone: the same tiles as the wall's, a column each.

What nobody can say now is missing, never 0; whatever calls for somebody can be assigned by name.
"""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.command.subjects import Subject
from kentongan.face.worded import worded
from kentongan.situation.seeing import Item, Part
from kentongan.wall.around import Around
from kentongan.wall.hand.alarms import alarm_rows
from kentongan.wall.hand.rows import Row, Tile, number_row, thing_row
from kentongan.wall.surroundings import ALL_IS_WELL

MOST_NAMED = 3


def tiles_around(around: Around, told: dict[str, Any]) -> list[Tile]:
    """Return the tiles that have anything to say in this city (no statement)."""
    at = around.at
    tiles = [
        Tile(_("City stage"), _("as it was decided"), at, _stage(around)),
        Tile(_("Water and weather"), _("sources"), at, _outside(around)),
        Tile(_("Incidents"), _("reports"), at, _incidents(around)),
        Tile(_("Alarms"), _("watch"), around.alarms.looked_at or at, alarm_rows(around)),
        Tile(_("Buses"), _("positions"), at, _buses(around)),
        Tile(_("Calls"), _("exchange"), at, _calls(told)),
        Tile(_("Sources"), _("sources"), at, _sources(around)),
    ]
    return [each for each in tiles if each.rows]


def _stage(around: Around) -> list[Row]:
    told = around.stage
    if told.stage is None:
        return []
    href, name = reverse("workdesk:stage_desk"), worded(told.stage.names)
    rows = [number_row(name, told.level, href, is_late=not told.is_normal)]
    if told.proposals:
        rows.append(number_row(_("proposed"), told.proposals[0].level, href, is_late=True))
    return rows


def _outside(around: Around) -> list[Row]:
    seen, here = around.conditions, reverse("wall_conditions")
    rows = [
        *_part(_("weather warnings"), seen.warnings, f"{here}#peringatan"),
        *_part(_("flooded areas"), seen.floods, f"{here}#banjir"),
        *_part(_("power and water cut"), seen.outages, f"{here}#padam"),
    ]
    return [*rows, *_water(around)]


def _part(label: str | Promise, part: Part[Item], href: str) -> Iterator[Row]:
    if part.is_connected:
        yield number_row(label, part.count, href, is_late=bool(part.count))


def _water(around: Around) -> Iterator[Row]:
    if not around.gauges:
        return
    known = [each for each in around.gauges if each.siaga is not None]
    high = [each for each in known if (each.siaga or ALL_IS_WELL) < ALL_IS_WELL]
    count = len(high) if known else None
    yield number_row(_("gauges on alert"), count, reverse("wall_rivers"), is_late=bool(high))
    for each in sorted(high, key=lambda one: one.siaga or ALL_IS_WELL)[:MOST_NAMED]:
        name = _("%(gauge)s: siaga %(n)s") % {"gauge": worded(each.gauge.names), "n": each.siaga}
        href = reverse("wall_river", args=[each.gauge.code])
        yield thing_row(Subject.GAUGE, each.gauge.code, name, href)


def _incidents(around: Around) -> list[Row]:
    told = around.incidents
    href = reverse("wall_incidents")
    rows = [number_row(_("open incidents"), len(told.shown) + told.more, href)]
    for each in told.shown[:MOST_NAMED]:
        place = f", {each.places[0]}" if each.places else ""
        name = f"{each.code} {worded(each.kind)}{place}"
        own = reverse("wall_incident", args=[each.id])
        rows.append(thing_row(Subject.INCIDENT, str(each.id), name, own, is_late=each.is_growing))
    return rows


def _buses(around: Around) -> list[Row]:
    told = around.buses
    if not told.has_timetable:
        return []
    count = len(told.broken) if told.is_known else None
    href = reverse("wall_lines")
    rows = [number_row(_("lines with broken headways"), count, href, is_late=bool(count))]
    for each in told.broken[:MOST_NAMED] if told.is_known else ():
        name = _("line %(line)s") % {"line": each.line}
        own = reverse("wall_line", args=[each.line.code])
        rows.append(thing_row(Subject.LINE, each.line.code, name, own))
    return rows


def _calls(told: dict[str, Any]) -> list[Row]:
    if not told.get("calls.is_connected"):
        return []
    here, waiting = reverse("wall_calls"), told["calls.waiting"]
    return [
        number_row(_("callers waiting"), waiting, f"{here}?yang=menunggu", is_late=bool(waiting)),
        number_row(_("% answered in 15 s"), told["calls.in15"], f"{here}?yang=15"),
    ]


def _sources(around: Around) -> list[Row]:
    sources = around.conditions.sources
    down = [each for each in sources if each.is_down]
    if not sources:
        return []
    href = f"{reverse('wall_conditions')}#sumber"
    return [number_row(_("sources that are down"), len(down), href, is_late=bool(down))]
