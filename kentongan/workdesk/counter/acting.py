"""What a clerk does with a number: one form, one address, and the button says which act.

Whatever the button, all that was typed is kept first: nothing is lost with a refusal.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from kentongan.casework.holding import NoSuchCase
from kentongan.casework.judged_aloud import Word
from kentongan.casework.models import Inquiry
from kentongan.counter.calling import call_again
from kentongan.counter.drafting import save_draft
from kentongan.counter.models import State, Ticket
from kentongan.counter.serving import finish, pass_over, serve
from kentongan.counter.taking_down import link, take_down, take_word, take_words
from kentongan.face.admitting import users
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.workdesk.counter.filling import Filled
from kentongan.workdesk.counter.pages import show_ticket
from kentongan.workdesk.counter.reporting import report_of
from kentongan.workdesk.counter.seating import load_ticket
from kentongan.workdesk.counter.standing import matter_of
from kentongan.workdesk.telephone.recognising import meant
from kentongan.workdesk.visitors import person


class Said(NamedTuple):
    """Where to go on, the word for the flash, and what stays in the form."""

    to: str
    ok: str
    filled: Filled | None


class Press(NamedTuple):
    """A button that was pressed, and who pressed it."""

    ticket: Ticket
    filled: Filled
    code: str
    by: User
    at: datetime

    def said(self, ok: str) -> Said:
        """Stay at the number."""
        return Said("workdesk:ticket", ok, self.filled)

    def added(self, ok: str) -> Said:
        """Stay at the number, with the field for what they add empty again."""
        return Said("workdesk:ticket", ok, self.filled.without_added())


def _report(press: Press) -> Said:
    ticket, filled, _code, by, at = press
    report = report_of(ticket, filled)
    known = meant(filled.typed, by, at=at)
    take_down(ticket, report, hearing=filled.hearing, known=known, by=by, at=at)
    return Said("workdesk:receipt", "", filled.left())


def _find(press: Press) -> Said:
    told, is_by_code = matter_of(press.code, press.by)
    link(press.ticket, told, shows_code=is_by_code, by=press.by, at=press.at)
    return press.said("found")


def _words(press: Press) -> Said:
    if press.ticket.service_request is None:
        raise NoSuchCase
    heard = take_words(press.ticket, press.filled.typed.added, by=press.by, at=press.at)
    return press.added("replied" if isinstance(heard, Inquiry) else "added")


def _verdict(word: Word) -> Callable[[Press], Said]:
    def keep(press: Press) -> Said:
        take_word(press.ticket, word, press.filled.typed.added, by=press.by, at=press.at)
        return press.added(word)

    return keep


def _again(press: Press) -> Said:
    call_again(press.ticket, by=press.by, at=press.at)
    return press.said("again")


def _here(press: Press) -> Said:
    serve(press.ticket, by=press.by, at=press.at)
    return press.said("here")


def _absent(press: Press) -> Said:
    pass_over(press.ticket, by=press.by, at=press.at)
    return Said("workdesk:counter", "absent", None)


def _done(press: Press) -> Said:
    finish(press.ticket, by=press.by, at=press.at)
    return Said("workdesk:counter", "done", None)


ACTS: dict[str, Callable[[Press], Said]] = {
    "report": _report,
    "find": _find,
    "words": _words,
    **{str(word): _verdict(word) for word in Word},
    "again": _again,
    "here": _here,
    "absent": _absent,
    "done": _done,
    "look": lambda press: press.said(""),
}
COMING = {"report", "find", "words", *Word}
"""Whoever tells something has come."""


@users(Act.SERVE_COUNTER)
def ticket_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed, then do what the button says; `look` only draws the page again."""
    if request.method != "POST":  # somebody signed in again in between, or reloaded
        return HttpResponseRedirect(reverse("workdesk:ticket", args=[pk]))
    user, at = person(request), timezone.now()
    ticket, filled = load_ticket(pk, user), Filled.read(request.POST)
    go = request.POST.get("go", "look")
    try:
        save_draft(ticket, filled.flat(), by=user, at=at)
        if go in COMING and ticket.state == State.CALLED:
            ticket = serve(ticket, by=user, at=at)
        press = Press(ticket, filled, request.POST.get("code", ""), user, at)
        said = ACTS.get(go, ACTS["look"])(press)
    except (Unprocessable, Conflict) as refusal:
        return show_ticket(request, load_ticket(pk, user), filled, refusal)
    return _on(said, ticket, user, at)


def _on(said: Said, ticket: Ticket, user: User, at: datetime) -> HttpResponse:
    if said.filled is None:
        return HttpResponseRedirect(f"{reverse(said.to)}?ok={said.ok}", status=303)
    save_draft(ticket, said.filled.flat(), by=user, at=at)
    query = f"?ok={said.ok}" if said.ok else ""
    return HttpResponseRedirect(f"{reverse(said.to, args=[ticket.pk])}{query}", status=303)
