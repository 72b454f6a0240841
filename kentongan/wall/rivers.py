"""The wall's pages of rivers: all gauges, one gauge, and the bytes that a level was read from."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kentongan.face.rivers import River
from kentongan.situation.gauges.gauge import Level, Quality
from kentongan.situation.gauges.rivers import river_of, rivers
from kentongan.toolbox.refusals import NotFound
from kentongan.wall.letting_in import watchers

MOST_ROWS = 300
SHOWN = timedelta(hours=48)
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
    at = timezone.now()
    shown = [River(standing, known) for standing, known in rivers(at)]
    return render(request, "wall/rivers.html", {"rivers": shown, "at": at})


@watchers
@require_safe
def gauge(request: HttpRequest, code: str) -> HttpResponse:
    """Show one gauge: its last two days, and every measurement with what it was read from.

    :raises NoSuchGauge: if there is none of this code
    """
    at = timezone.now()
    found = river_of(code, at)
    if found is None:
        raise NoSuchGauge
    rows = Level.objects.known(at).filter(gauge__code=code, measured_at__gt=at - SHOWN)
    context = {
        "river": River(*found),
        "rows": list(rows.order_by("-measured_at", "-pk")[:MOST_ROWS]),
        "qualities": QUALITIES,
        "at": at,
    }
    return render(request, "wall/river.html", context)


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
