"""The ways from a desk: where to go, with what waits there; kept as drawn."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from django.template import engines
from django.template.backends.jinja2 import Jinja2
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markupsafe import Markup

from kentongan.casework.counting import MOST, Counts, least_step
from kentongan.casework.listing import Status
from kentongan.casework.models import Stage
from kentongan.people.models import Role, User
from kentongan.people.permissions import Act, acts_of
from kentongan.workdesk.summing import sums_link

LEADING = {Role.LEADER, Role.ADMINISTRATOR}
MOST_DRAWN = 1_000
"""Navigations kept as drawn, some four kilobytes each: one a desk, until its numbers move."""


class Seen(NamedTuple):
    """Everything a desk's navigation depends on, but for the page one is on and the language."""

    acts: frozenset[Act]
    counts: Counts
    step: int
    query: str
    kept: tuple[tuple[str, str], ...]
    """Name and query of each view somebody saved."""
    wall: str
    sums: str


@dataclass(frozen=True, slots=True)
class Entrance:
    """One line of the navigation: a view of the queue, its number, and whether one is in it."""

    label: str
    query: str
    number: str
    is_here: bool


def seen_by(user: User, counts: Counts, query: str) -> Seen:
    """Gather what a user's navigation shows; `query` is the view of the queue one is in."""
    return Seen(
        acts=acts_of(user),
        counts=counts,
        step=least_step(user),
        query=query,
        kept=tuple((each.name, each.query) for each in user.kept_filters),
        wall=_wall_link(user),
        sums=sums_link(user),
    )


def nav(seen: Seen, here: object = "") -> Markup:
    """Draw the navigation in the visitor's language; `here` names the page, "" a queue."""
    return _draw(seen, str(here or ""), get_language() or "id")


@lru_cache(maxsize=MOST_DRAWN)
def _draw(seen: Seen, here: str, _language: str) -> Markup:
    template = cast(Jinja2, engines["jinja2"]).env.get_template("workdesk/nav.html")
    drawn: Markup = template.module.nav(seen, _entrances(seen), here)  # type: ignore[attr-defined]
    return drawn


def _wall_link(user: User) -> str:
    """How the way to the wall is shown: "first" to those who lead, "last" to others, or ""."""
    if Act.WATCH_WALL not in acts_of(user):
        return ""
    return "first" if any(held.role in LEADING for held in user.standing) else "last"


def _entrances(seen: Seen) -> list[Entrance]:
    """The views every desk has, each with what waits in it."""
    counts = seen.counts
    views = (
        (_("My queue"), "mine=1", counts.mine),
        (_("To verify"), f"stage={Stage.RECEIVED}", counts.unverified),
        (_("Waiting for the reporter"), f"stage={Stage.ASKED}", counts.asked),
        (_("Claims to check"), f"stage={Stage.CLAIMED}", counts.claimed),
        (_("Past the deadline"), "late=1", counts.late),
        (_("Handed up"), f"step={seen.step}", counts.handed_up),
        (_("All open"), "", counts.open),
        (_("Closed"), f"status={Status.CLOSED}", None),
    )
    return [Entrance(label, view, _number(n), view == seen.query) for label, view, n in views]


def _number(count: int | None) -> str:
    return "" if count is None else f"{MOST - 1}+" if count >= MOST else str(count)
