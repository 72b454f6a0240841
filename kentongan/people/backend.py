"""How a name and a password become a user; permissions are the table's business, not Django's."""

from typing import Any

from django.contrib.auth.hashers import make_password

from kentongan.people.models import User
from kentongan.people.standing import load


class ByName:
    """An authentication backend without Django's permission tables."""

    def authenticate(
        self, request: Any, username: str | None = None, password: str | None = None
    ) -> User | None:
        """Return the active user of that name if the password is right."""
        user = User.objects.filter(username=username).first()
        if user is None:
            make_password(password)  # as slow as a real check, so that names cannot be probed
            return None
        return user if user.check_password(password or "") and user.is_active else None

    def get_user(self, user_id: int) -> User | None:
        """Return the user a session belongs to, while the account is open."""
        return load(user_id)
