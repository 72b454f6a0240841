"""Changing one's own password, and giving somebody who has lost theirs a new one."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.people.adding import new_password
from kentongan.people.leading import administering, hold_user
from kentongan.people.models import User
from kentongan.toolbox.refusals import Unprocessable


class WrongPassword(Unprocessable):
    code = "wrong_password"
    sentence = _("This is not your present password.")


class WeakPassword(Unprocessable):
    code = "weak_password"


@transaction.atomic
def change_password(user: User, present: str, fresh: str, *, at: datetime) -> User:
    """Set one's own password; sessions elsewhere end.

    :raises WrongPassword: if the present one is wrong
    :raises WeakPassword: if the new one is too short or too common
    """
    held = hold_user(user)
    if not held.check_password(present):
        raise WrongPassword(field="present")
    try:
        validate_password(fresh, held)
    except ValidationError as fault:
        raise WeakPassword(" ".join(fault.messages), field="fresh") from None
    held.set_password(fresh)
    held.save(update_fields=["password"])
    record("user.password_changed", about=("user", held.pk), by=held, at=at)
    return held


@transaction.atomic
def reset_password(user: User, *, by: User, at: datetime) -> str:
    """Give the account a new password and return it; it is shown once and kept nowhere."""
    administering(by)
    return _reset(user, by=by, at=at)


@transaction.atomic
def restore_password(user: User, *, at: datetime) -> str:
    """The same from the machine itself, for an administrator who has lost theirs."""
    return _reset(user, by=None, at=at)


def _reset(user: User, *, by: User | None, at: datetime) -> str:
    held, password = hold_user(user), new_password()
    held.set_password(password)
    held.save(update_fields=["password"])
    record("user.password_reset", about=("user", held.pk), by=by, at=at)
    return password
