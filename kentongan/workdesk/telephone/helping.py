"""What helps while an operator types: types for words, places for names, what is known, answers.

The same things are drawn into the page for browsers without scripts, and asked for one by one with.
"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.catalogue.knowing import look_up_snippets
from kentongan.face.admitting import users
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.sorting.suggesting import suggest
from kentongan.toolbox.refusals import NotFound
from kentongan.workdesk.offering import options
from kentongan.workdesk.telephone.recognising import recognise
from kentongan.workdesk.telephone.spotting import candidates, only_place
from kentongan.workdesk.telephone.typing import Typed
from kentongan.workdesk.visitors import person

PARTS = ("types", "places", "questions", "known", "knowledge")
LONGEST_SOUGHT = 200


def helps(typed: Typed, user: User, *, at: datetime, sought: str = "") -> dict[str, Any]:
    """Return all that helps with what is typed (one statement at most)."""
    likely = suggest(typed.words) if typed.words.strip() else []
    kind, places = typed.service_type, candidates(typed.address)
    return {
        "likely": likely,
        "places": places,
        "only_place": only_place(typed.address, places),
        "questions": typed.questions,
        "known": recognise(typed, user, at=at),
        "snippets": look_up_snippets(sought, kind.code if kind else ""),
        "sought": sought,
    }


@users(Act.TAKE_CALLS)
@never_cache
@require_safe
def help_page(request: HttpRequest, part: str) -> HttpResponse:
    """Return one part, drawn for the form as it stands in the address."""
    return draw_help(request, part)


def draw_help(request: HttpRequest, part: str) -> HttpResponse:
    """Draw one part for the form as it stands in the address, of a call or at a counter.

    :raises NotFound: if there is no such part
    """
    if part not in PARTS:
        raise NotFound
    asked: QueryDict = request.GET
    sought = asked.get("q", "")[:LONGEST_SOUGHT]
    typed = Typed.read(asked)
    at = timezone.now()
    context = {
        "typed": typed,
        "at": at,
        "options": options,
        **helps(typed, person(request), at=at, sought=sought),
    }
    return render(request, f"workdesk/telephone/{part}.html", context)
