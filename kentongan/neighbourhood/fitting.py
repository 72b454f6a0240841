"""Who may be made a head: one for each RT and RW, and the person who is meant."""

from django.utils.translation import gettext_lazy as _

from kentongan.neighbourhood.models import Headship
from kentongan.people.leading import NoSuchUser
from kentongan.people.models import Role, User
from kentongan.people.permissions import Act, allowing, may
from kentongan.places.models import Neighbourhood
from kentongan.toolbox.refusals import Conflict
from kentongan.toolbox.words import tidy


class AlreadyHead(Conflict):
    code = "already_head"
    sentence = _("They are the head of this neighbourhood already.")


class HasHead(Conflict):
    code = "neighbourhood_has_a_head"
    sentence = _("This neighbourhood has a head already. End that first, then appoint.")


class AnotherPerson(Conflict):
    code = "another_person"
    sentence = _(
        "Somebody of another name has this sign-in name. Choose another one; or, if it is the same "
        "person, write the name as they were appointed."
    )


class HeadElsewhere(Conflict):
    code = "head_elsewhere"
    sentence = _(
        "They are a head in another kelurahan. It has to be ended there first; or choose another "
        "sign-in name."
    )


class AtWork(Conflict):
    code = "works_for_the_city"
    sentence = _("This account is of somebody who works for the city. Choose another sign-in name.")


def appointable_by(user: User) -> set[int] | None:
    """Return the kelurahan whose heads the user appoints, by id; None for all of the city."""
    if may(user, Act.RUN_CITY):
        return None
    held = allowing(user, Act.APPOINT_NEIGHBOURS)
    return {m.unit.governs_id for m in held if m.unit.governs_id}


def see_free(neighbourhood: Neighbourhood) -> None:
    """See that nobody heads it now; whoever appoints at the same time waits.

    :raises HasHead: if somebody does
    """
    Neighbourhood.objects.select_for_update().only("pk").get(pk=neighbourhood.pk)
    if Headship.objects.filter(neighbourhood=neighbourhood, ended_at=None).exists():
        raise HasHead(field="neighbourhood")


def see_meant(user: User, neighbourhood: Neighbourhood, name: str, *, by: User) -> None:
    """See that an account is that of the person meant, and of nobody beyond the appointer's reach.

    :raises NoSuchUser: if it is closed
    :raises AtWork: if it is of somebody at work
    :raises AnotherPerson: if it is of somebody of another name
    :raises AlreadyHead: if they are
    :raises HeadElsewhere: if they are a head where the appointer does not lead
    """
    if not user.is_active:
        raise NoSuchUser
    if user.memberships.exclude(role=Role.NEIGHBOUR).exists():
        raise AtWork(field="username")
    if tidy(name).casefold().split() != user.name.casefold().split():
        raise AnotherPerson(field="username")
    led, held = appointable_by(by), Headship.objects.filter(user=user, ended_at=None)
    if held.filter(neighbourhood=neighbourhood).exists():
        raise AlreadyHead(field="username")
    if led is not None and held.exclude(neighbourhood__kelurahan__in=led).exists():
        raise HeadElsewhere(field="username")
