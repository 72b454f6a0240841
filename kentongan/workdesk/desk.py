"""What every page of the desk shows beside its own matter: where to go, and the list."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from kentongan.casework.counting import count_open
from kentongan.casework.listing import Page, Wanted, turn_to
from kentongan.people.permissions import Act, acts_of
from kentongan.toolbox.refusals import Unprocessable
from kentongan.workdesk.filtering import FILTERS, TURNS, query_of, read_filters, read_turn
from kentongan.workdesk.flashes import said
from kentongan.workdesk.lines import Way, lines
from kentongan.workdesk.offering import fixed, options
from kentongan.workdesk.visitors import person
from kentongan.workdesk.ways import nav, seen_by

NOTHING = Page(rows=(), before=None, after=None)


@dataclass(frozen=True, slots=True)
class Found:
    """What the address asked for and what was found; `fault` if it could not be understood."""

    wanted: Wanted
    page: Page
    fault: str = ""


def find(request: HttpRequest, *, at: datetime) -> Found:
    """Return the page of the queue that the address asks for (one statement)."""
    user = person(request)
    turn = read_turn(request.GET)
    try:
        wanted = read_filters(request.GET, user)
    except Unprocessable as refusal:
        return Found(Wanted(), NOTHING, str(refusal))
    return Found(wanted, turn_to(user, wanted, turn, at=at))


def frame(request: HttpRequest, found: Found, *, at: datetime) -> dict[str, Any]:
    """Return the context of the navigation and the list (one statement, for the numbers)."""
    query = query_of(request.GET, *FILTERS)
    whole_query = query_of(request.GET, *FILTERS, *TURNS)
    user = person(request)
    return {
        "person": user,
        "sees": Act.SEE in acts_of(user),
        "nav": partial(nav, seen_by(user, count_open(user, at=at), query)),
        "at": at,
        "kept": [
            (each.pk, each.name, each.query, each.query == query) for each in user.kept_filters
        ],
        "query": query,
        "whole_query": whole_query,
        "asked": {name: request.GET.get(name, "")[:200] for name in FILTERS},
        "fault": found.fault,
        "flash": said(request.GET.get("ok", "")),
        "lines": lines(found.page.rows, _way(whole_query), _here(request), at=at),
        "fixed": fixed,
        **turns(found.page, query),
        "options": options,
    }


def _way(query: str) -> Way:
    """How each line leads to its case and keeps the view of the list."""
    return Way(reverse("workdesk:case", args=["_"])[: -len("_/")], f"/?{query}" if query else "/")


def _here(request: HttpRequest) -> str:
    """The reference of the case that is shown beside the list; "" where none is."""
    match = request.resolver_match
    return str(match.kwargs.get("reference", "")) if match else ""


def turns(page: Page, query: str) -> dict[str, str]:
    """The addresses of the pages beside this one; "" where there is none."""

    def to(name: str, value: object) -> str:
        return f"?{query}&{name}={value}" if query else f"?{name}={value}"

    return {
        "previous_page": to("before", page.before) if page.before else "",
        "next_page": to("after", page.after) if page.after else "",
        "first_page": f"?{query}" if page.before else "",
        "last_page": to("last", 1) if page.after else "",
    }
