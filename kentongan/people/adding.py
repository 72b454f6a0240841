"""Adding an account: the administrator hands over a password that is shown once."""

import re
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.people.addressing import usable_mailbox
from kentongan.people.leading import administering
from kentongan.people.models import Membership, Role, User
from kentongan.places.models import Unit
from kentongan.toolbox.codes import new_code, spoken
from kentongan.toolbox.refusals import Conflict, Unprocessable
from kentongan.toolbox.words import tidy

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")
PASSWORD_LENGTH = 12
"""Symbols of five bits each: sixty bits, more than argon2 lets anybody try."""


class UsernameUnusable(Unprocessable):
    code = "username_unusable"
    sentence = _("A sign-in name has small letters, digits, dots and hyphens, at least two.")


class UsernameTaken(Conflict):
    code = "username_taken"
    sentence = _("Somebody has this sign-in name already.")


class NameMissing(Unprocessable):
    code = "name_missing"
    sentence = _("Please give the person's name.")


def new_password() -> str:
    """Return a password that can be read out: `7KQ2-M9XA-3FHD`."""
    return spoken(new_code(PASSWORD_LENGTH))


@transaction.atomic
def add_user(
    username: str, name: str, role: Role, unit: Unit, *, by: User, at: datetime, email: str = ""
) -> tuple[User, str]:
    """Add an account with one membership; returns it and its password, which is kept nowhere.

    :param email: where letters about the work go, if anywhere yet
    :raises AddressUnusable: if no letter can go there
    :raises UsernameUnusable: if it is not made of the letters that can be typed anywhere
    :raises UsernameTaken: if somebody has it
    """
    administering(by)
    return _add(username, name, role, unit, by=by, at=at, email=email)


@transaction.atomic
def admit(
    username: str, name: str, role: Role, unit: Unit, *, by: User, at: datetime
) -> tuple[User, str]:
    """Add an account for a role that others than administrators give; the caller says who may.

    :raises UsernameUnusable: if it is not made of the letters that can be typed anywhere
    :raises UsernameTaken: if somebody has it
    """
    return _add(username, name, role, unit, by=by, at=at, email="")


@transaction.atomic
def appoint(
    username: str, name: str, role: Role, unit: Unit, *, at: datetime, email: str = ""
) -> tuple[User, str]:
    """Add an account from the machine itself: a new city has no administrator who could.

    :raises AddressUnusable: if no letter can go to the address
    :raises UsernameUnusable: if it is not made of the letters that can be typed anywhere
    :raises UsernameTaken: if somebody has it
    """
    return _add(username, name, role, unit, by=None, at=at, email=email)


def _add(
    username: str, name: str, role: Role, unit: Unit, *, by: User | None, at: datetime, email: str
) -> tuple[User, str]:
    mailbox = usable_mailbox(email)
    wanted, full_name = username.strip().lower(), tidy(name, longest=120, field="name")
    if not USERNAME.fullmatch(wanted):
        raise UsernameUnusable(field="username")
    if not full_name:
        raise NameMissing(field="name")
    password = new_password()
    try:
        with transaction.atomic():
            user = User.objects.add(wanted, full_name, password, email=mailbox)
    except IntegrityError:
        raise UsernameTaken(field="username") from None
    Membership.objects.create(user=user, unit=unit, role=role)
    record("user.added", about=("user", user.pk), by=by, at=at, role=role, unit=unit.pk)
    return user, password
