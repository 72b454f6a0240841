"""Which cases: the questions the queue, the wall and the map ask of the case table."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery
from django.db import models
from django.db.models import Q

from kentongan.people.models import Membership, User
from kentongan.people.permissions import Act, Scope, allowing, inspecting, leave_of
from kentongan.places.directory import directory

if TYPE_CHECKING:
    from kentongan.casework.case import Case  # noqa: F401


class CaseQuerySet(models.QuerySet["Case"]):
    """Filters that can be strung together; none looks at the clock."""

    def open(self) -> CaseQuerySet:
        """Those on which something is still to be done."""
        return self.filter(closed_at=None)

    def past_promise(self, at: datetime) -> CaseQuerySet:
        """Open ones whose next deadline has gone by."""
        return self.filter(closed_at=None, due_at__lt=at)

    def public(self) -> CaseQuerySet:
        """Those that a verifier made public."""
        return self.filter(is_public=True)

    def saying(self, words: str) -> CaseQuerySet:
        """Those whose words or address match, by the Indonesian stemmer (web search syntax)."""
        query = SearchQuery(words, config="indonesian", search_type="websearch")
        return self.filter(search=query)

    def reachable_by(self, user: User, act: Act = Act.SEE) -> CaseQuerySet:
        """Those to which the user may do this; all else is a 404 to them."""
        memberships, inspects = allowing(user, act), inspecting(user, act)
        if not memberships:
            return self.filter(is_oversight=True) if inspects else self.none()
        reach = Q(is_oversight=False)
        if not any(leave_of(m).scope == Scope.CITY and keeps_the_gate(m) for m in memberships):
            reach &= reduce(or_, map(_reach, memberships))
        return self.filter(reach | Q(is_oversight=True) if inspects else reach)

    def ordinary(self) -> CaseQuerySet:
        """Those that are not for the inspectorate alone: what a list for others may hold."""
        return self.filter(is_oversight=False)


def _reach(membership: Membership) -> Q:
    """The cases one membership reaches: its unit's, for a head those in its place, or all.

    What was told in confidence (*rahasia*) only the responsible unit and the gate read.
    """
    reach = _within(membership)
    if keeps_the_gate(membership):
        return reach
    return reach & (Q(is_confidential=False) | Q(unit_id=membership.unit_id))


def keeps_the_gate(membership: Membership) -> bool:
    """Whether it is by this membership that reports are first read."""
    return Act.VERIFY in leave_of(membership).acts


def _within(membership: Membership) -> Q:
    scope = leave_of(membership).scope
    if scope == Scope.CITY:
        return Q()
    if scope == Scope.NOTHING:
        return Q(pk__in=[])
    reach = Q(unit_id__in=_below(membership.unit_id))
    if leave_of(membership).scope == Scope.PLACE and membership.unit.governs_id:
        place = directory().jurisdictions[membership.unit.governs_id]
        column = "kecamatan_id" if place.level == place.Level.KECAMATAN else "jurisdiction_id"
        reach |= Q(**{column: place.pk})
    return reach


def _below(unit_id: int) -> list[int]:
    """The unit and every unit that reports to it, directly or through others."""
    units = directory().units.values()
    found, level = [unit_id], {unit_id}
    while level:
        level = {unit.pk for unit in units if unit.reports_to_id in level} - set(found)
        found += sorted(level)
    return found
