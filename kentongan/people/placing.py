"""Placing somebody: their role and their unit, one of each, until they are placed again."""

from datetime import datetime

from django.db import transaction

from kentongan.journal.recording import record
from kentongan.people.leading import administering, hold_user, one_remains
from kentongan.people.models import Membership, Role, User
from kentongan.places.models import Unit


@transaction.atomic
def place(user: User, role: Role, unit: Unit, *, by: User, at: datetime) -> User:
    """Give the account this role in this unit, in place of all it had.

    :raises LastAdministrator: if nobody would run the city any more
    """
    administering(by)
    held = hold_user(user)
    if role != Role.ADMINISTRATOR:
        one_remains(held)
    held.memberships.all().delete()
    Membership.objects.create(user=held, unit=unit, role=role)
    record("user.placed", about=("user", held.pk), by=by, at=at, role=role, unit=unit.pk)
    return held
