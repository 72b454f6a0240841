"""The wall's pages of buses: every line, and one line with its runs, headways and positions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from markupsafe import Markup

from kentongan.face.bus_words import STATES, often
from kentongan.face.line_drawing import draw
from kentongan.toolbox.refusals import NotFound
from kentongan.transit.headways import BROKEN, State, adherence
from kentongan.transit.knowing import Way
from kentongan.transit.seeing import Seen, is_stale, last_seen
from kentongan.transit.tracing import traces
from kentongan.transit.watching import LineState, Watch, watch
from kentongan.wall.behind.framing import frame
from kentongan.wall.letting_in import watchers
from kentongan.wall.moments import moment_in

WORDS: dict[str, Any] = {"bus_states": STATES, "often": often, "broken": BROKEN, "stale": is_stale}
ORDER = (State.GAP, State.BUNCHED, State.UNSEEN, State.UNKNOWN, State.KEPT, State.RESTING)


@dataclass(frozen=True, slots=True)
class Direction:
    """A line one way: how it stands, its runs drawn, the buses on it, and where headways count."""

    state: LineState
    drawing: Markup | None
    runs: int
    stop: str
    strayed: float | None


@watchers
@require_safe
@never_cache
def lines_behind(request: HttpRequest) -> HttpResponse:
    """List the lines in each direction, those that break their promise first."""
    moment = moment_in(request)
    watched = watch(moment.at, is_past=True)
    ranked = sorted(watched.lines, key=lambda each: ORDER.index(each.state))
    context = {**frame(request, moment), **WORDS, "watched": watched, "states": ranked}
    return render(request, "wall/behind/lines.html", context)


@watchers
@require_safe
@never_cache
def line_behind(request: HttpRequest, code: str) -> HttpResponse:
    """Show one line: runs, headways, bunching and gaps, and every bus with its age.

    :raises NotFound: if no line of the timetable in force has this code
    """
    moment = moment_in(request)
    watched = watch(moment.at, is_past=True)
    own = [each for each in watched.lines if each.line.code == code]
    if not own:
        raise NotFound
    context = {
        **frame(request, moment),
        **WORDS,
        "line": own[0].line,
        "watched": watched,
        "directions": [_direction(each, watched, moment.at) for each in own],
        "vehicles": _vehicles(watched, own[0], moment.at),
    }
    return render(request, "wall/behind/line.html", context)


def _direction(state: LineState, watched: Watch, at: datetime) -> Direction:
    ways = [w for w in watched.table.ways_of[state.line.pk] if w.direction == state.direction]
    way = max(ways, key=lambda way: (len(way.trips), len(way.calls)))
    runs = traces(way, at, is_simulated=watched.is_simulated)
    stops = [(call, watched.table.stops[call.code]) for call in way.calls]
    index = next((each.index for each in state.headways), None)
    return Direction(
        state,
        draw(way, stops, runs, at, watched.table.zone),
        len(runs),
        stops[index][1].name if index is not None and index < len(stops) else "",
        adherence(state.headways),
    )


def _vehicles(watched: Watch, state: LineState, at: datetime) -> list[tuple[Seen, Way]]:
    """The line's vehicles, the newest heard first (two statements at most)."""
    ways = watched.table.ways
    found = [(each, ways.get(each.pattern or 0)) for each in last_seen(at)]
    own = [(each, way) for each, way in found if way and way.line.pk == state.line.pk]
    return sorted(own, key=lambda pair: pair[0].at, reverse=True)
