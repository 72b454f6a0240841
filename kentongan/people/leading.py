"""What every change to an account asks first: by an administrator, and one always remains."""

from django.utils.translation import gettext_lazy as _

from kentongan.people.models import Role, User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import Conflict, NotFound


class NoSuchUser(NotFound):
    code = "no_such_user"
    sentence = _("There is no such account, or none that you may see.")


class LastAdministrator(Conflict):
    code = "last_administrator"
    sentence = _("This is the last administrator; make somebody else one first.")


def administering(by: User) -> None:
    """Let only those pass who run the city.

    :raises NoSuchUser: for everybody else
    """
    if not may(by, Act.RUN_CITY):
        raise NoSuchUser


def hold_user(user: User) -> User:
    """Lock the account and return it as it is now.

    :raises NoSuchUser: if it is gone
    """
    held = User.objects.select_for_update().filter(pk=user.pk).first()
    if held is None:
        raise NoSuchUser
    return held


def one_remains(without: User) -> None:
    """See that somebody still runs the city without this account.

    :raises LastAdministrator: if nobody would
    """
    others = User.objects.select_for_update(of=("self",)).exclude(pk=without.pk)
    if not others.filter(is_active=True, memberships__role=Role.ADMINISTRATOR).exists():
        raise LastAdministrator
