"""The wall's tile of calls, and the calls behind its numbers: moments and lengths, no caller.

Who waits now is missing, not zero, where no exchange is connected or none has been heard of lately.
"""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kentongan.calls.behind import ROWS
from kentongan.measures.moment import bounds, local_day
from kentongan.measures.telephone import Telephone
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.wall.addressing import NoSuchNumber
from kentongan.wall.behind.framing import frame
from kentongan.wall.letting_in import watchers
from kentongan.wall.moments import Moment

MOST_ROWS = 200
TITLES = {
    "menunggu": _("Calls that wait now"),
    "masuk": _("Calls that came in today"),
    "terjawab": _("Calls answered today"),
    "15": _("Calls answered within 15 seconds, today"),
    "20": _("Calls answered within 20 seconds, today"),
    "putus": _("Callers who hung up before an answer, today"),
    "kembali": _("Of these: called back, or answered later"),
}
STATES = {
    "offered": ("soon", _("waits")),
    "queued": ("soon", _("waits")),
    "ringing": ("soon", _("rings")),
    "answered": ("well", _("answered")),
    "held": ("well", _("answered")),
    "ended": ("calm", _("ended")),
    "abandoned": ("calm", _("hung up before an answer")),
}


def calls_told(seen: Telephone) -> dict[str, Any]:
    """Return the tile's numbers by name; None is a missing value, never 0."""
    today, is_known = seen.today, seen.is_connected and not seen.is_silent
    since = today.waiting_since.isoformat() if is_known and today.waiting_since else None
    told: dict[str, Any] = {"abandoned": today.abandoned, "back": today.called_back}
    told["offered"] = today.offered
    told |= {"in15": today.share_within_15, "in20": today.share_within_20}
    told = {name: value if seen.is_connected else None for name, value in told.items()}
    told |= {"waiting": today.waiting if is_known else None, "since": since}
    told |= {"is_connected": seen.is_connected, "is_silent": seen.is_connected and seen.is_silent}
    heard = seen.heard_at.isoformat(timespec="seconds") if seen.heard_at else None
    source = {"source.calls": heard} if heard else {}
    return {f"calls.{name}": value for name, value in told.items()} | source


@watchers
@require_safe
def calls_behind(request: HttpRequest) -> HttpResponse:
    """List the calls that a number of the tile counts; all of today, if none is named.

    :raises NoSuchNumber: for a number that is none of ours
    """
    at, which = timezone.now(), request.GET.get("yang", "masuk")
    if which not in ROWS:
        raise NoSuchNumber
    since, _tomorrow = bounds(local_day(at))
    rows = ROWS[which](since, at).order_by("-offered_at", "-pk")
    supervises = request.user.is_authenticated and may(
        cast(User, request.user), Act.SUPERVISE_CALLS
    )
    context = {
        "title": TITLES[which],
        "rows": list(rows.only("state", "offered_at", "answered_at", "ended_at")[:MOST_ROWS]),
        "total": rows.count(),
        "states": STATES,
        **frame(request, Moment(at)),
        "supervises": supervises,
    }
    return render(request, "wall/calls.html", context)
