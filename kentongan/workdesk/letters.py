"""Letters that could not be sent: somebody works them off, one by one."""

from collections.abc import Callable, Mapping
from datetime import datetime
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
from kentongan.face.admitting import users
from kentongan.mailroom.choosing import PHONES
from kentongan.mailroom.failing import MOST, covered, failures, tally
from kentongan.mailroom.mending import BY_HAND, TYPED, give_up, readdress, retry
from kentongan.mailroom.models import Channel, Letter, Reason
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, NotFound, Refusal, Unprocessable
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.handing import NotChosen
from kentongan.workdesk.speaking import spoken, worded
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

CHANNELS: Mapping[str, str | Promise] = {
    Channel.EMAIL: _("e-mail"),
    Channel.SMS: _("SMS"),
    Channel.WHATSAPP: _("WhatsApp"),
    Channel.TELEGRAM: "Telegram",
}
REASONS: Mapping[str, str | Promise] = {
    Reason.TOLD: _("told them in another way"),
    Reason.UNREACHABLE: _("nobody knows a right address"),
    Reason.OUTDATED: _("no longer so"),
}
TO_COLLEAGUE = _("A letter about the work")
REPLY = _("A reply in a conversation")
Mend = Callable[[Letter, HttpRequest, User, datetime], Any]


@users(Act.ANSWER)
@never_cache
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """List the letters that failed."""
    return _page(request)


@users(Act.ANSWER)
@require_POST
def mending(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a letter again, to another address if one is given, or give it up."""
    user = person(request)
    letter = failures(user).filter(pk=pk).first()
    chosen = MENDS.get(request.POST.get("do", ""))
    if chosen is None:
        raise NotFound
    said, mend = chosen
    try:
        if letter is None:
            return HttpResponseRedirect(reverse("workdesk:letters"), status=303)
        mend(letter, request, user, timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _page(request, at_fault=pk, refusal=refusal)
    return HttpResponseRedirect(f"{reverse('workdesk:letters')}?ok={said}", status=303)


def _page(
    request: HttpRequest, *, at_fault: int = 0, refusal: Refusal | None = None
) -> HttpResponse:
    user, at = person(request), timezone.now()
    context = {
        **frame(request, Found(Wanted(), NOTHING), at=at),
        "here": "letters",
        "failed": [_shown(letter) for letter in failures(user)[:MOST]],
        "spoken": spoken(user),
        "tally": tally(user, at=at),
        "reasons": [(reason.value, REASONS[reason]) for reason in BY_HAND],
        "at_fault": at_fault,
        "fault_field": (refusal.field or "") if refusal else "",
        "fault_text": str(refusal) if refusal else "",
        "typed": request.POST if refusal else {},
    }
    status = status_of(refusal)
    return render(request, "workdesk/letters.html", context, status=status)


def _shown(letter: Letter) -> dict[str, Any]:
    told, party, user = letter.service_request, letter.invitation, letter.user
    if letter.reply:
        told = letter.reply.conversation.service_request
    case = party.case if party else told.filing.case if told else None
    return {
        "row": letter,
        "case": case.reference if case else "",
        "what": _what(letter, told.reference if told else case.reference if case else ""),
        "to": party.name if party else user.name if user else "",
        "address": covered(letter),
        "channel": CHANNELS[letter.channel],
        "is_phone": letter.channel in PHONES,
        "can_be_corrected": not (letter.reply or letter.listener) and letter.channel in TYPED,
    }


def _what(letter: Letter, reference: str) -> str | Promise:
    """What is said; to a colleague it is of what may not be an administrator's to see."""
    if letter.reply:
        return REPLY
    return TO_COLLEAGUE if letter.user else worded(letter, reference)


def _retry(letter: Letter, request: HttpRequest, user: User, at: datetime) -> Any:
    return retry(letter, by=user, at=at)


def _readdress(letter: Letter, request: HttpRequest, user: User, at: datetime) -> Any:
    return readdress(letter, request.POST.get("address", ""), by=user, at=at)


def _give_up(letter: Letter, request: HttpRequest, user: User, at: datetime) -> Any:
    chosen = request.POST.get("reason", "")
    if chosen not in BY_HAND:
        raise NotChosen(field="reason")
    return give_up(letter, Reason(chosen), by=user, at=at)


MENDS: Mapping[str, tuple[str, Mend]] = {
    "retry": ("letter_retried", _retry),
    "readdress": ("letter_readdressed", _readdress),
    "give_up": ("letter_given_up", _give_up),
}
