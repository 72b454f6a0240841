"""Who holds the phone."""

from typing import cast

from django.http import HttpRequest

from kentongan.people.models import User


def person(request: HttpRequest) -> User:
    """Return whoever is signed in; only for views that let nobody else pass."""
    return cast(User, request.user)
