"""Messages that were set aside: somebody reads them, and has them worked after all."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.casework.listing import Wanted
from kentongan.dialogue.setting_aside import MOST, aside, take_up
from kentongan.face.admitting import users
from kentongan.intake.hiding import hide_codes
from kentongan.intake.messages import InboundMessage, Medium, WhyAside
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.doors import CHANNELS
from kentongan.workdesk.rebuffs import may_see, turned_away
from kentongan.workdesk.visitors import person

REASONS: Mapping[str, str | Promise] = {
    WhyAside.FLOOD: _("more messages in an hour than one sender may send"),
    WhyAside.TOO_LONG: _("too long to be read"),
    WhyAside.UNREADABLE: _("nothing in it that became a report"),
    WhyAside.UNSUPPORTED: _("a kind of message that is not taken"),
    WhyAside.FAULTY: _("working it failed again and again"),
}


@users(Act.TAKE_CALLS)
@never_cache
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """List what was set aside, the newest first."""
    return _page(request)


@users(Act.TAKE_CALLS)
@require_POST
def message_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a message worked after all."""
    at = timezone.now()
    message = aside(at=at).filter(pk=pk).first()
    if message is None:
        return HttpResponseRedirect(reverse("workdesk:messages"), status=303)
    try:
        take_up(message, by=person(request), at=at)
    except Conflict as refusal:
        return _page(request, refusal)
    done = f"{reverse('workdesk:messages')}?ok=message_again"
    return HttpResponseRedirect(done, status=303)


def _page(request: HttpRequest, refusal: Conflict | None = None) -> HttpResponse:
    at = timezone.now()
    context = {
        **frame(request, Found(Wanted(), NOTHING), at=at),
        "here": "messages",
        "aside": _rows(list(aside(at=at)[:MOST])),
        "turned_away": turned_away(at=at) if may_see(person(request)) else None,
        "fault_text": str(refusal) if refusal else "",
    }
    status = 409 if refusal else 200
    return render(request, "workdesk/messages.html", context, status=status)


def _rows(messages: list[InboundMessage]) -> list[dict[str, Any]]:
    texts = hide_codes([message.text for message in messages])
    return [_shown(message, text) for message, text in zip(messages, texts, strict=True)]


def _shown(message: InboundMessage, text: str) -> dict[str, Any]:
    return {
        "row": message,
        "text": text,
        "channel": CHANNELS[message.channel],
        "sender": covered(message),
        "reason": REASONS.get(message.set_aside_because, message.set_aside_because),
        "attached": len(message.media),
    }


def covered(message: InboundMessage) -> str:
    """Return whom it is from with most of it covered: who it is, is nobody's business here."""
    if message.channel != Medium.EMAIL:
        return f"…{message.sender[-3:]}" if message.sender else ""
    name, _at, host = message.sender.rpartition("@")
    return f"{name[:1]}…@{host}" if name else ""
