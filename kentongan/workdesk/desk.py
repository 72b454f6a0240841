"""What every page of the desk shows beside its own matter: where to go, and the list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from kentongan.casework.counting import MOST, Counts, count_open, least_step
from kentongan.casework.listing import Page, Status, Wanted, turn_to
from kentongan.casework.models import Stage
from kentongan.people.models import Role, User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import Unprocessable
from kentongan.workdesk.filtering import FILTERS, TURNS, query_of, read_filters, read_turn
from kentongan.workdesk.flashes import said
from kentongan.workdesk.lines import Way, lines
from kentongan.workdesk.offering import fixed, options
from kentongan.workdesk.summing import sums_link
from kentongan.workdesk.visitors import person

LEADING = {Role.LEADER, Role.ADMINISTRATOR}
LISTS = {
    "runs_city": Act.RUN_CITY,
    "mends_letters": Act.ANSWER,
    "keeps_gate": Act.DECIDE_OBJECTION,
    "guards_data": Act.GUARD_DATA,
    "audits": Act.AUDIT,
    "takes_calls": Act.TAKE_CALLS,
    "supervises_calls": Act.SUPERVISE_CALLS,
    "serves_counter": Act.SERVE_COUNTER,
    "sees": Act.SEE,
    "exchanges": Act.EXCHANGE,
    "appoints": Act.APPOINT_NEIGHBOURS,
    "goes_out": Act.NOTE,
}
"""The lists that not everybody is shown the way to."""
NOTHING = Page(rows=(), before=None, after=None)


@dataclass(frozen=True, slots=True)
class Entrance:
    """One line of the navigation: a view of the queue, its number, and whether one is in it."""

    label: str
    query: str
    number: str
    is_here: bool


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
        **{name: may(user, act) for name, act in LISTS.items()},
        "wall": _wall_link(user),
        "sums": sums_link(user),
        "at": at,
        "entrances": entrances(count_open(user, at=at), query, least_step(user)),
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


def _wall_link(user: User) -> str:
    """How the way to the wall is shown: "first" to those who lead, "last" to others, or ""."""
    if not may(user, Act.WATCH_WALL):
        return ""
    return "first" if any(held.role in LEADING for held in user.standing) else "last"


def entrances(counts: Counts, query: str, step: int) -> list[Entrance]:
    """The views every desk has, each with what waits in it."""
    views = (
        (_("My queue"), "mine=1", counts.mine),
        (_("To verify"), f"stage={Stage.RECEIVED}", counts.unverified),
        (_("Waiting for the reporter"), f"stage={Stage.ASKED}", counts.asked),
        (_("Claims to check"), f"stage={Stage.CLAIMED}", counts.claimed),
        (_("Past the deadline"), "late=1", counts.late),
        (_("Handed up"), f"step={step}", counts.handed_up),
        (_("All open"), "", counts.open),
        (_("Closed"), f"status={Status.CLOSED}", None),
    )
    return [Entrance(label, view, _number(n), view == query) for label, view, n in views]


def _number(count: int | None) -> str:
    return "" if count is None else f"{MOST - 1}+" if count >= MOST else str(count)


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
