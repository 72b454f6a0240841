"""Appointing heads of RT and RW: by the lurah of their kelurahan or whoever runs the city."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.neighbourhood.fitting import appointable_by, see_free, see_meant
from kentongan.neighbourhood.models import Headship
from kentongan.neighbourhood.reaching import NotTheirs
from kentongan.people.adding import admit
from kentongan.people.models import Membership, Role, User
from kentongan.places.models import Neighbourhood, Unit
from kentongan.toolbox.refusals import Conflict


class AlreadyEnded(Conflict):
    code = "already_ended"
    sentence = _("This has ended already.")


class NoUnit(Conflict):
    code = "kelurahan_without_unit"
    sentence = _("No unit governs this kelurahan, so nobody can be placed there.")


@transaction.atomic
def appoint_head(
    neighbourhood: Neighbourhood, username: str, name: str, *, by: User, at: datetime
) -> tuple[Headship, str]:
    """Make somebody the head; returns it and, for a new account, its password, kept nowhere.

    :param name: for an account that exists: whose it is, so that a sign-in name hit by chance
        appoints nobody else
    :raises NotTheirs: if the appointer leads another kelurahan
    :raises AlreadyHead: if they are
    :raises HasHead: if somebody else is
    :raises AtWork: if the account is of somebody at work
    :raises AnotherPerson: if it is of somebody of another name
    :raises HeadElsewhere: if they are a head where the appointer does not lead
    """
    unit = _leading(neighbourhood, by)
    user = User.objects.select_for_update().filter(username=username.strip().lower()).first()
    password = ""
    if user is None:
        see_free(neighbourhood)
        user, password = admit(username, name, Role.NEIGHBOUR, unit, by=by, at=at)
    else:
        see_meant(user, neighbourhood, name, by=by)
        see_free(neighbourhood)
    Membership.objects.get_or_create(user=user, unit=unit, role=Role.NEIGHBOUR)
    headship = Headship.objects.create(user=user, neighbourhood=neighbourhood, began_at=at)
    told = {"row": headship.pk, "neighbourhood": neighbourhood.pk}
    record("headship.started", about=("user", user.pk), by=by, at=at, **told)
    return headship, password


@transaction.atomic
def end_headship(headship: Headship, *, by: User, at: datetime) -> Headship:
    """End it, for everybody to see; what they did stays.

    :raises NotTheirs: if the kelurahan is another's
    :raises AlreadyEnded: if it has
    """
    unit = _leading(headship.neighbourhood, by)
    held = Headship.objects.select_for_update(of=("self",)).get(pk=headship.pk)
    if held.ended_at is not None:
        raise AlreadyEnded
    held.ended_at = at
    held.save(update_fields=["ended_at"])
    left = Headship.objects.filter(user=held.user_id, ended_at=None)
    if not left.filter(neighbourhood__kelurahan=held.neighbourhood.kelurahan_id).exists():
        Membership.objects.filter(user=held.user_id, unit=unit, role=Role.NEIGHBOUR).delete()
    told = {"row": held.pk, "neighbourhood": held.neighbourhood_id}
    record("headship.ended", about=("user", held.user_id), by=by, at=at, **told)
    return held


def _leading(neighbourhood: Neighbourhood, by: User) -> Unit:
    """See that the appointer leads the kelurahan; returns its unit."""
    led = appointable_by(by)
    if led is not None and neighbourhood.kelurahan_id not in led:
        raise NotTheirs
    unit = Unit.objects.filter(governs=neighbourhood.kelurahan_id, is_active=True).first()
    if unit is None:
        raise NoUnit
    return unit
