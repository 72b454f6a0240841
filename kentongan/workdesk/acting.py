"""Acting on a case: one address for each verb, a noun that is posted to.

What the room refuses is told on the case's own page, beside the words that were typed: 422 where
they do not fit, 409 where somebody else was first and the page shows the case as it now is.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.casework.reaching import reaches
from kentongan.face.admitting import View, users
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.workdesk.case import load_case, show_case
from kentongan.workdesk.claiming import claim_with_pictures
from kentongan.workdesk.filtering import FILTERS, TURNS, query_of
from kentongan.workdesk.handing import HANDS
from kentongan.workdesk.verbs import Verb
from kentongan.workdesk.visitors import person

Hand = Callable[[Case, QueryDict, User, datetime], Any]
Handed = Callable[[Case, HttpRequest, User, datetime], Any]
FILE_HANDS: dict[str, Handed] = {"claim": claim_with_pictures}
"""Of the verbs whose form brings files; the others are in `handing`."""


def acting(verb: Verb) -> View[[str]]:
    """Return the view that does one verb."""
    hand = _with_files(verb) if verb.is_multipart else _without_files(verb)

    @users(verb.act)
    def act(request: HttpRequest, reference: str) -> HttpResponse:
        if request.method != "POST":  # somebody signed in again in between, or reloaded
            return HttpResponseRedirect(_back(request, reference))
        user = person(request)
        case = load_case(user, reference)
        try:
            done = hand(case, request, user, timezone.now())
        except Unprocessable as refusal:
            return show_case(request, case, verb=verb, refusal=refusal, status=422)
        except Conflict as refusal:
            case = load_case(user, reference)
            return show_case(request, case, verb=verb, refusal=refusal, status=409)
        case = done if isinstance(done, Case) else done.case
        stays = reaches(user, Act.SEE, case)
        return HttpResponseRedirect(
            _back(request, reference if stays else "", verb.name), status=303
        )

    act.__name__ = verb.name
    return act


def _without_files(verb: Verb) -> Handed:
    hand: Hand = HANDS[verb.name]
    return lambda case, request, by, at: hand(case, request.POST, by, at)


def _with_files(verb: Verb) -> Handed:
    return FILE_HANDS[verb.name]


def _back(request: HttpRequest, reference: str, said: str = "") -> str:
    page = reverse("workdesk:case", args=[reference]) if reference else reverse("workdesk:queue")
    query = query_of(request.GET, *FILTERS, *TURNS)
    told = f"ok={said}" if said else ""
    return f"{page}?{'&'.join(part for part in (query, told) if part)}".rstrip("?")
