"""A line's last two hours drawn: time to the right, the way upward, each bus a stroke.

Strokes side by side are headways; two that touch are a bunch, an empty strip is a gap.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from markupsafe import Markup

from kentongan.transit.knowing import Call, Way
from kentongan.transit.timetables import BusStop
from kentongan.transit.tracing import SHOWN, Trace

WIDTH, HEIGHT, LEFT, TOP, FOOT = 420, 260, 4, 8, 24
HEAD = Markup('<svg class="headways" viewBox="0 0 {} {}" role="img" aria-label="{}">')
LEVEL = Markup('<path class="level" d="M{} {:.1f}H{}"/>')
HOUR = Markup('<path class="level" d="M{0:.1f} {1}V{2}"/><text x="{0:.1f}" y="{3}">{4}</text>')
RUN = Markup('<polyline class="run" points="{}"/>')
NAME = Markup('<text class="stop" x="{}" y="{:.1f}">{}</text>')


def draw(
    way: Way,
    stops: Sequence[tuple[Call, BusStop]],
    runs: Sequence[Trace],
    now: datetime,
    zone: ZoneInfo,
) -> Markup | None:
    """Return the drawing; None where nothing was seen: an empty one would look like no service."""
    if not any(len(run) > 1 for run in runs):
        return None
    length = way.calls[-1].along or 1.0
    title = _("Buses on their way in the last two hours: %(count)d") % {"count": len(runs)}
    parts = [HEAD.format(WIDTH, HEIGHT, title)]
    parts += [LEVEL.format(LEFT, _y(call.along / length), WIDTH) for call, _stop in stops]
    parts += list(_hours(now, zone))
    for run in runs:
        spots = (f"{_x(at, now):.1f},{_y(way.calls[i].along / length):.1f}" for i, at in run)
        parts.append(RUN.format(" ".join(spots)))
    ends = ((stops[0], 0.0), (stops[-1], 1.0))
    parts += [NAME.format(LEFT + 2, _y(share) - 3 + 14 * share, s.name) for (_c, s), share in ends]
    return Markup("").join(parts) + Markup("</svg>")


def _x(at: datetime, now: datetime) -> float:
    return LEFT + (WIDTH - LEFT) * (1 - (now - at) / SHOWN)


def _y(share: float) -> float:
    return TOP + (HEIGHT - TOP - FOOT) * (1 - share)


def _hours(now: datetime, zone: ZoneInfo) -> Iterator[Markup]:
    local = now.astimezone(zone).replace(minute=0, second=0, microsecond=0)
    for back in range(5):
        at = local + timedelta(minutes=30) - timedelta(minutes=30 * back)
        if now - SHOWN + timedelta(minutes=5) < at < now - timedelta(minutes=5):
            yield HOUR.format(_x(at, now), TOP, HEIGHT - FOOT, HEIGHT - 6, f"{at:%H.%M}")
