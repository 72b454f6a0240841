"""The board in the lobby, and on the telephone of whoever waits: numbers, nobody's name."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.counter.figures import ahead_of
from kentongan.counter.figures import board as board_of
from kentongan.counter.models import Office, State
from kentongan.counter.numbering import today
from kentongan.counter.opening import office_of
from kentongan.face.admitting import anyone
from kentongan.workdesk.counter.words import called_out, state_words

LONGEST = 6


@anyone
@never_cache
@require_safe
def board(request: HttpRequest, code: str) -> HttpResponse:
    """Show the numbers that are called; without scripts it is drawn anew by itself."""
    return render(request, "workdesk/counter/board.html", _shown(request, office_of(code)))


@anyone
@never_cache
@require_safe
def board_part(request: HttpRequest, code: str) -> HttpResponse:
    """Show the living part alone; `tanda` is how the asker's looks: unchanged, it is not sent."""
    shown = _shown(request, office_of(code))
    if request.GET.get("tanda") == shown["board"].mark and not shown["asked"]:
        return HttpResponse(status=204)
    return render(request, "workdesk/counter/board_part.html", shown)


def _shown(request: HttpRequest, office: Office) -> dict[str, Any]:
    """What stands on the board (two statements, two more where a number is asked about)."""
    at = timezone.now()
    found = board_of(office, at=at)
    asked = request.GET.get("nomor", "")[:LONGEST].upper()
    return {
        "office": office,
        "board": found,
        "aloud": called_out(found.called[0]) if found.called else "",
        "asked": asked,
        "own": _own(office, asked, at),
        "at": timezone.localtime(at),
    }


def _own(office: Office, asked: str, at: datetime) -> dict[str, Any] | None:
    """How the number stands that somebody waits with."""
    if not asked[1:].isdecimal() or not asked[1:].isascii():
        return None
    of_today = office.tickets.filter(date=today(at), number=int(asked[1:]), letter=asked[0])
    ticket = of_today.first()
    if ticket is None:
        return None
    waits = ticket.state == State.WAITING
    return {
        "ticket": ticket,
        "look": state_words(ticket),
        "ahead": ahead_of(ticket) if waits else 0,
        "waits": waits,
    }
