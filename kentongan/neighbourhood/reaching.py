"""What a head of RT or RW reaches: ordinary matters of their own neighbourhood, and never who told.

Not: matters of oversight, what was told in confidence, what its type keeps private. The permission
table gives them no cases at all; this room alone says which.
"""

from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import NoSuchCase
from kentongan.casework.models import Case
from kentongan.casework.selecting import CaseQuerySet
from kentongan.catalogue.shelf import shelf
from kentongan.neighbourhood.models import Headship
from kentongan.neighbourhood.spelling import numbers_told
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.places.directory import directory
from kentongan.places.models import Neighbourhood
from kentongan.toolbox.refusals import NotFound


class NotTheirs(NotFound):
    code = "not_their_neighbourhood"
    sentence = _("There is no such neighbourhood, or none of yours.")


class Reach(NamedTuple):
    """What somebody is the head of, and everything within it."""

    own: tuple[Neighbourhood, ...] = ()
    ids: frozenset[int] = frozenset()
    kelurahan: frozenset[int] = frozenset()


def reach_of(user: User) -> Reach:
    """Return what the user is the head of now (two statements, however much it is)."""
    if not may(user, Act.HELP_NEIGHBOURS):
        return Reach()
    held = Headship.objects.filter(user=user, ended_at=None, neighbourhood__is_active=True)
    rows = held.select_related("neighbourhood").order_by("neighbourhood")
    own = tuple(headship.neighbourhood for headship in rows)
    if not own:
        return Reach()
    within = reduce(or_, (_within(one) for one in own))
    ids = Neighbourhood.objects.filter(within).values_list("pk", flat=True)
    return Reach(own, frozenset(ids), frozenset(one.kelurahan_id for one in own))


def _within(one: Neighbourhood) -> Q:
    numbers = {"kelurahan": one.kelurahan_id, "rw": one.rw}
    return Q(**numbers, rt=one.rt) if one.rt else Q(**numbers)


def open_to_neighbours() -> CaseQuerySet:
    """Return what a neighbour may know of: ordinary, told openly, of a type that is not private."""
    private = [pk for pk, kind in shelf().types.items() if kind.is_private]
    cases: CaseQuerySet = Case.objects.all()
    return cases.ordinary().filter(is_confidential=False).exclude(service_type__in=private)


def around(reach: Reach) -> CaseQuerySet:
    """Return what was reported in their neighbourhood."""
    return open_to_neighbours().filter(belonging__neighbourhood__in=reach.ids)


def unplaced(reach: Reach) -> CaseQuerySet:
    """Return what is open in their kelurahan and lies in no RT or RW of the city's list.

    Not all of it was told without one: see `names_another`.
    """
    found = open_to_neighbours().open()
    return found.filter(jurisdiction__in=reach.kelurahan, belonging=None)


def names_another(case: Case) -> bool:
    """Whether a case that lies nowhere was told with an RW: one that is not on the city's list.

    So it is nobody's who heads one; the list is completed or the desk corrects the place.
    """
    return numbers_told(case.address, case.words) is not None


def hold_around(case: Case, reach: Reach) -> Case:
    """Lock a case of their neighbourhood; inside a transaction.

    :raises NoSuchCase: if it is not theirs
    """
    held = around(reach).filter(pk=case.pk).select_for_update(of=("self",)).first()
    if held is None:
        raise NoSuchCase
    return held


def where(case: Case, reach: Reach, chosen: int | None = None) -> Neighbourhood:
    """Return which of their neighbourhoods a case may be taken into.

    :raises NotTheirs: if none of theirs lies in the kelurahan of the case
    """
    fit = [one for one in reach.own if one.kelurahan_id == case.jurisdiction_id]
    picked = [one for one in fit if chosen is None or one.pk == chosen]
    if not picked:
        raise NotTheirs
    return picked[0]


def asks_neighbours() -> bool:
    """Whether the city lets heads of RT and RW look first; no statement."""
    return directory().profile.first_gate == "neighbour"
