"""Rows that other connections see, because they are really committed; swept away afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from kentongan.cities.entering import enter, leave
from kentongan.cities.models import City
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.snapshots import forget_all


@contextmanager
def committed(blocker: pytest.FixtureRequest, *made: str) -> Iterator[None]:
    """Enter the example city outside any transaction.

    :param made: the tables to be emptied afterwards, with all that hangs on them
    """
    with blocker.unblock():  # type: ignore[attr-defined]
        leave()
        enter(City.objects.get(slug="contoh"))
        forget_all()
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"TRUNCATE {', '.join(made)}, django_session CASCADE")
            leave()
            forget_all()


def two_operators() -> list[User]:
    """Ani and Budi, who sit beside each other."""
    unit = directory().unit_by_code["setda"]
    users = [User.objects.add(name, name.title(), None) for name in ("ani", "budi")]
    for user in users:
        Membership.objects.create(user=user, unit=unit, role=Role.OPERATOR)
    return users
