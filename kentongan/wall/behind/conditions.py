"""The wall's page of what the feeds say: warnings, water, supplies, roads, and the sources."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.face.conditions import told
from kentongan.wall.behind.framing import frame
from kentongan.wall.letting_in import watchers
from kentongan.wall.moments import moment_in


@watchers
@require_safe
@never_cache
def conditions_behind(request: HttpRequest) -> HttpResponse:
    """Show what held, who said so, and how old it was."""
    moment = moment_in(request)
    context = {**frame(request, moment), **told(moment.at)}
    return render(request, "wall/behind/conditions.html", context)
