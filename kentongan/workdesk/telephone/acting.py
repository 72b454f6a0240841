"""What an operator does with a call: one form, one address, and the button says which act.

Whatever the button, all that was typed is kept first: nothing is lost with a refusal.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kentongan.calls.drafting import save_draft
from kentongan.calls.handing_over import hand_to_emergency
from kentongan.calls.models import Call, Purpose
from kentongan.calls.wrapping_up import answer_consent, conclude
from kentongan.casework.judged_aloud import Word
from kentongan.casework.models import Inquiry
from kentongan.face.admitting import users
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.workdesk.handing import NotChosen
from kentongan.workdesk.telephone.exchanging import transfer_to_emergency
from kentongan.workdesk.telephone.pages import load_call, show_call
from kentongan.workdesk.telephone.taking_down import (
    take_emergency,
    take_more,
    take_report,
    take_verdict,
)
from kentongan.workdesk.telephone.typing import Typed
from kentongan.workdesk.visitors import person

AFTER = ("name", "phone", "by_voice", "note", "purpose")
"""What stays typed once a report has become a case: the caller may tell of a second matter."""


class Said(NamedTuple):
    """The word for the flash, and what stays in the form."""

    ok: str
    typed: Typed


def _report(call: Call, typed: Typed, by: User, at: datetime) -> Said:
    take_report(call, typed, by=by, at=at)
    return Said("case", _left(typed))


def _words(call: Call, typed: Typed, by: User, at: datetime) -> Said:
    heard = take_more(call, typed, by=by, at=at)
    ok = "replied" if isinstance(heard, Inquiry) else "added"
    return Said(ok, Typed.kept({**typed.flat(), "added": "", "matter": ""}))


def _verdict(word: Word) -> Callable[[Call, Typed, User, datetime], Said]:
    def keep(call: Call, typed: Typed, by: User, at: datetime) -> Said:
        take_verdict(call, typed, word, by=by, at=at)
        return Said(word, Typed.kept({**typed.flat(), "added": "", "matter": ""}))

    return keep


def _emergency(call: Call, typed: Typed, by: User, at: datetime) -> Said:
    """Hand over first, with what is known; the case follows as soon as there is a place."""
    hand_to_emergency(call, by=by, at=at)
    ok = "emergency" if transfer_to_emergency(call, by=by, at=at) else "read_out"
    try:
        take_emergency(call, typed, by=by, at=at)
    except Unprocessable:
        return Said(ok, typed)
    return Said(ok, _left(typed))  # it is a case now: what is told next is another matter


def _conclude(call: Call, typed: Typed, by: User, at: datetime) -> Said:
    if typed.purpose not in Purpose.values:
        raise NotChosen(field="purpose")
    conclude(call, Purpose(typed.purpose), typed.note, by=by, at=at)
    return Said("concluded", Typed())


def _consent(is_given: bool) -> Callable[[Call, Typed, User, datetime], Said]:
    def keep(call: Call, typed: Typed, by: User, at: datetime) -> Said:
        answer_consent(call, is_given, by=by, at=at)
        return Said("consent", typed)

    return keep


ACTS: dict[str, Callable[[Call, Typed, User, datetime], Said]] = {
    "report": _report,
    "words": _words,
    **{str(word): _verdict(word) for word in Word},
    "emergency": _emergency,
    "conclude": _conclude,
    "record": _consent(True),
    "do_not_record": _consent(False),
    "look": lambda call, typed, by, at: Said("", typed),
}


@users(Act.TAKE_CALLS)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed, then do what the button says; `look` only draws the page again."""
    if request.method != "POST":  # somebody signed in again in between, or reloaded
        return HttpResponseRedirect(reverse("workdesk:call", args=[pk]))
    user, at = person(request), timezone.now()
    call, typed = load_call(pk, user), Typed.read(request.POST)
    go = request.POST.get("go", "look")
    try:
        save_draft(call, typed.flat(), by=user, at=at)
        said = ACTS.get(go, ACTS["look"])(call, typed, user, at)
    except (Unprocessable, Conflict) as refusal:
        return show_call(request, load_call(pk, user), typed, refusal)
    if go == "conclude":
        return HttpResponseRedirect(f"{reverse('workdesk:calls')}?semua&ok=concluded", status=303)
    if said.typed != typed:
        save_draft(call, said.typed.flat(), by=user, at=at)
    query = f"?ok={said.ok}" if said.ok else ""
    return HttpResponseRedirect(f"{reverse('workdesk:call', args=[pk])}{query}", status=303)


@users(Act.TAKE_CALLS)
@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what stands in the form now; a script calls this with every pause of the fingers."""
    user = person(request)
    save_draft(load_call(pk, user), Typed.read(request.POST).flat(), by=user, at=timezone.now())
    return HttpResponse(status=204)


def _left(typed: Typed) -> Typed:
    return Typed.kept({name: getattr(typed, name) for name in AFTER})
