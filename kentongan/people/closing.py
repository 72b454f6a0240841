"""Closing an account and opening it again; what it did stays, so it is never deleted."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.people.leading import administering, hold_user, one_remains
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict


class AlreadySo(Conflict):
    code = "already_so"
    sentence = _("Somebody else has done this already.")


@transaction.atomic
def close_account(user: User, *, by: User, at: datetime) -> User:
    """Let nobody sign in with the account any more; running sessions end, its addresses go.

    :raises LastAdministrator: if nobody would run the city any more
    """
    administering(by)
    held = hold_user(user)
    if not held.is_active:
        raise AlreadySo
    one_remains(held)
    return _set(held, is_active=False, kind="user.deactivated", by=by, at=at)


@transaction.atomic
def reopen_account(user: User, *, by: User, at: datetime) -> User:
    """Let the account sign in again, with the password it had and without an address."""
    administering(by)
    held = hold_user(user)
    if held.is_active:
        raise AlreadySo
    return _set(held, is_active=True, kind="user.reactivated", by=by, at=at)


def _set(user: User, *, is_active: bool, kind: str, by: User, at: datetime) -> User:
    user.is_active, user.email, user.phone = is_active, "", ""
    user.save(update_fields=["is_active", "email", "phone"])
    record(kind, about=("user", user.pk), by=by, at=at)
    return user
