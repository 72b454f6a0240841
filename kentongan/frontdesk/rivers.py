"""Water levels for everybody: how high, what it means, what comes; and how old that is."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kentongan.face.admitting import anyone
from kentongan.face.rivers import River
from kentongan.frontdesk.pages import page
from kentongan.situation.gauges.rivers import river_of, rivers
from kentongan.toolbox.refusals import NotFound


class NoSuchGauge(NotFound):
    code = "no_such_gauge"
    sentence = _("There is no such gauge.")


@anyone
@require_safe
def water_levels(request: HttpRequest) -> HttpResponse:
    """List all gauges of the city."""
    at = timezone.now()
    shown = [River(standing, known) for standing, known in rivers(at)]
    return page(request, "rivers.html", {"rivers": shown, "at": at})


@anyone
@require_safe
def water_level(request: HttpRequest, code: str) -> HttpResponse:
    """Show one gauge with its last two days.

    :raises NoSuchGauge: if there is none of this code
    """
    at = timezone.now()
    found = river_of(code, at)
    if found is None:
        raise NoSuchGauge
    return page(request, "river.html", {"river": River(*found), "at": at})
