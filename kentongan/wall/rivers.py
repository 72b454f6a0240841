"""The wall's pages of rivers: all gauges, one gauge, and the bytes that a level was read from."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kentongan.face.rivers import River
from kentongan.situation.gauges.gauge import Level, Quality
from kentongan.situation.gauges.rivers import river_of, rivers
from kentongan.toolbox.refusals import NotFound
from kentongan.wall.behind.framing import frame
from kentongan.wall.letting_in import watchers
from kentongan.wall.moments import Moment, moment_in

ON_A_PAGE = 60
QUALITIES = {
    Quality.GOOD: ("well", _("believed")),
    Quality.ZERO: ("calm", _("a zero out of nowhere")),
    Quality.STEP: ("calm", _("further than water moves")),
    Quality.RANGE: ("calm", _("outside of what it can show")),
    Quality.AHEAD: ("calm", _("from the future")),
}


class NoSuchGauge(NotFound):
    code = "no_such_gauge"
    sentence = _("There is no such gauge.")


@watchers
@require_safe
def gauges(request: HttpRequest) -> HttpResponse:
    """List all gauges and how they stand (two statements)."""
    moment = moment_in(request)
    shown = [River(standing, known) for standing, known in rivers(moment.at)]
    return render(request, "wall/rivers.html", {**frame(request, moment), "rivers": shown})


@watchers
@require_safe
def gauge(request: HttpRequest, code: str) -> HttpResponse:
    """Show one gauge: its last two days, and its measurements with what they were read from.

    :raises NoSuchGauge: if there is none of this code
    """
    moment = moment_in(request)
    at = moment.at
    found = river_of(code, at)
    if found is None:
        raise NoSuchGauge
    rows = Level.objects.known(at).filter(gauge__code=code, measured_at__lt=_before(request, at))
    shown = list(rows.order_by("-measured_at", "-pk")[: ON_A_PAGE + 1])
    context: dict[str, Any] = {
        **frame(request, moment),
        "river": River(*found),
        "rows": shown[:ON_A_PAGE],
        "older": _older(shown[ON_A_PAGE - 1], moment) if len(shown) > ON_A_PAGE else "",
        "qualities": QUALITIES,
    }
    return render(request, "wall/river.html", context)


def _older(last: Level, moment: Moment) -> str:
    asked = f"sebelum={last.measured_at.timestamp():.0f}"
    return f"{moment.then}&{asked}" if moment.then else f"?{asked}"


def _before(request: HttpRequest, at: datetime) -> datetime:
    """Return until when measurements are listed: a page goes on where the one before ended."""
    asked = request.GET.get("sebelum", "")
    if asked.isascii() and asked.isdecimal() and len(asked) <= 10:
        return datetime.fromtimestamp(int(asked), UTC)
    return at + timedelta(seconds=1)


@watchers
@require_safe
def evidence(request: HttpRequest, code: str, key: int) -> HttpResponse:
    """Hand out the bytes that a level was read from, as they came, to be kept and not shown.

    :raises NoSuchGauge: if there is no such level
    """
    level = Level.objects.select_related("body").filter(gauge__code=code, pk=key).first()
    if level is None:
        raise NoSuchGauge
    answer = HttpResponse(bytes(level.body.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{code}-{key}.txt"'
    return answer
