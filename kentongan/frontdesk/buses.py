"""For riders: the city's lines, a line's stops, and at a stop when the next bus comes.

Honest about what is not known: an estimate is "about", and without fresh positions there is only
how often the line promises to come.
"""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.face.admitting import anyone
from kentongan.face.bus_words import STATES, often, wait
from kentongan.face.line_drawing import draw
from kentongan.frontdesk.pages import page
from kentongan.toolbox.refusals import NotFound
from kentongan.transit.expecting import board
from kentongan.transit.knowing import Timetable, timetable
from kentongan.transit.models import Advisory
from kentongan.transit.timetables import Line
from kentongan.transit.tracing import traces
from kentongan.transit.watching import watch

WORDS: dict[str, Any] = {"bus_states": STATES, "often": often, "wait": wait}


@anyone
@require_safe
def lines(request: HttpRequest) -> HttpResponse:
    """Every line, how often it promises to come, and whether it does."""
    now = timezone.now()
    watched = watch(now)
    by_line: dict[int, list[Any]] = {line: [] for line in watched.table.lines}
    for state in watched.lines:
        by_line[state.line.pk].append(state)
    shown = [(watched.table.lines[pk], states) for pk, states in by_line.items()]
    return page(request, "bus_lines.html", {**WORDS, "watched": watched, "lines": shown})


@anyone
@require_safe
def line(request: HttpRequest, code: str) -> HttpResponse:
    """One line: its stops in each direction, how it runs, and its last hours drawn."""
    now = timezone.now()
    watched = watch(now)
    found = _line(watched.table, code)
    states = [state for state in watched.lines if state.line.pk == found.pk]
    ways = watched.table.ways_of[found.pk]
    drawn = []
    for state in states:
        own = [way for way in ways if way.direction == state.direction]
        way = max(own, key=lambda way: (len(way.trips), len(way.calls)))
        runs = traces(way, now, is_simulated=watched.is_simulated)
        stops = [(call, watched.table.stops[call.code]) for call in way.calls]
        drawn.append((state, stops, draw(way, stops, runs, now, watched.table.zone)))
    told = _told(found, watched.table)
    context = {"line": found, "drawn": drawn, "watched": watched, "told": told}
    return page(request, "bus_line.html", {**WORDS, **context})


@anyone
@require_safe
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """One stop: the next buses of each line that serves it."""
    now = timezone.now()
    known = board(timetable(now), now)
    found = known.table.stops.get(code)
    if found is None:
        raise NotFound
    context = {"stop": found, "awaited": known.awaited(code), "now": now, "known": known}
    answer = page(request, "bus_stop.html", {**WORDS, **context})
    answer["Refresh"] = "30"
    return answer


def _line(table: Timetable, code: str) -> Line:
    found = next((line for line in table.lines.values() if line.code == code), None)
    if found is None:
        raise NotFound
    return found


def _told(line: Line, table: Timetable) -> list[Advisory]:
    now = timezone.now()
    feed = table.versions[line.version_id].feed
    current = Advisory.objects.filter(Q(ends_at=None) | Q(ends_at__gt=now), begins_at__lte=now)
    return list(current.filter(feed=feed, line=line.code, withdrawn_at=None).order_by("-pk"))
