"""Who sees which directive, and holding one to go on with it; all else is not there.

What is ordinary is seen by those who may direct at a unit of its chain or above it. What is secret
is seen by whoever issued it, the heads of the units it goes to, and those above in its own chain.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.command.models import Charge, Directive, Reader
from kentongan.command.units import own_units, trusted_units
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict, NotFound

SECRET = Directive.Nature.SECRET


class NoSuchDirective(NotFound):
    code = "no_such_directive"
    sentence = _("There is no such directive, or none that you may see.")


class DirectiveEnded(Conflict):
    code = "directive_ended"
    sentence = _("This directive has already ended.")


class MovedOn(Conflict):
    code = "directive_moved_on"
    sentence = _("Somebody has already done this, or the directive is not that far yet.")


def directives_of(user: User) -> "QuerySet[Directive]":
    """Return the directives that the user may see (one statement now, one when it is read)."""
    mine = Reader.objects.filter(directive=OuterRef("pk"))
    by_unit = mine.filter(unit__in=list(own_units(user)))
    trusted = mine.filter(unit__in=trusted_units(user))
    return Directive.objects.filter(
        Exists(mine.filter(user=user)) | Exists(trusted) | ~Q(nature=SECRET) & Exists(by_unit)
    )


def charges_of(user: User) -> "QuerySet[Charge]":
    """Return the charges that lie with the user's own units."""
    seen = directives_of(user).values("pk")
    return Charge.objects.filter(unit__in=list(own_units(user)), directive__in=seen)


def find(pk: int, user: User) -> Directive:
    """Return one directive.

    :raises NoSuchDirective: if it is not the user's to see
    """
    found = directives_of(user).select_related("unit", "issued_by").filter(pk=pk).first()
    if found is None:
        raise NoSuchDirective
    return found


def may_answer(user: User, charge: Charge, trusted: Collection[int]) -> bool:
    """Whether the user goes on with a charge for its unit (no statement)."""
    here = trusted if charge.directive.is_secret else own_units(user)
    return charge.unit_id in here


def may_judge(user: User, directive: Directive) -> bool:
    """Whether the user accepts, returns and withdraws: the issuer, or for their unit."""
    if directive.is_secret:
        return directive.issued_by_id == user.pk
    return directive.unit_id in own_units(user)


def lock_tree(directive: Directive) -> None:
    """Lock the first directive of a tree: whoever changes anything below it waits here."""
    root = directive.root_id or directive.pk
    list(Directive.objects.select_for_update().filter(pk=root))


def hold_charge(charge: Charge, *, by: User) -> Charge:
    """Lock an open charge of the user's own unit and return it as it is now.

    :raises NoSuchDirective: if it is another unit's
    :raises DirectiveEnded: if it was accepted or withdrawn
    """
    lock_tree(charge.directive)
    held = Charge.objects.select_related("directive", "unit").get(pk=charge.pk)
    if not may_answer(by, held, trusted_units(by)):
        raise NoSuchDirective
    return _open(held)


def hold_judged(charge: Charge, *, by: User) -> Charge:
    """Lock an open charge that the user has issued, or that their unit has.

    :raises NoSuchDirective: if it is another's
    :raises DirectiveEnded: if it was accepted or withdrawn
    """
    lock_tree(charge.directive)
    held = Charge.objects.select_related("directive", "unit").get(pk=charge.pk)
    if not may_judge(by, held.directive):
        raise NoSuchDirective
    return _open(held)


def _open(charge: Charge) -> Charge:
    if not charge.is_open:
        raise DirectiveEnded
    return charge
