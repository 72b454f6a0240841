"""What a browser keeps about itself: a mark that counts its failures, and whom it knows.

Mobile carriers put whole neighbourhoods behind one address, so a device is known by a cookie.
The second cookie lists, signed, the accounts that have signed in here before: they stay able to
even while strangers guess at them from elsewhere.
"""

import re
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase

from kentongan.people.models import User
from kentongan.toolbox.schemas import current

MARK_COOKIE = "perangkat"
KNOWN_COOKIE = "dikenal"
A_YEAR = 365 * 24 * 3600
MOST_KNOWN = 12
"""Accounts one browser remembers; a counter's shared computer has fewer."""


def mark_of(request: HttpRequest) -> str:
    """Return the browser's mark, a fresh one if it has none."""
    kept = request.COOKIES.get(MARK_COOKIE, "")
    return kept if re.fullmatch(r"[0-9a-f]{32}", kept) else secrets.token_hex(16)


def is_known(request: HttpRequest, username: str) -> bool:
    """Whether the account has signed in on this browser before."""
    name = username.strip().lower()
    return bool(name) and name in _known(request)


def remember(response: HttpResponseBase, mark: str) -> None:
    """Let the browser keep its mark."""
    _keep(response, MARK_COOKIE, mark)


def introduce(request: HttpRequest, response: HttpResponseBase, user: User) -> None:
    """Let the browser remember that the account has signed in here."""
    others = [name for name in _known(request) if name != user.username]
    _keep(
        response, KNOWN_COOKIE, signing.dumps([user.username, *others][:MOST_KNOWN], salt=_salt())
    )


def _known(request: HttpRequest) -> list[str]:
    try:
        names = signing.loads(request.COOKIES.get(KNOWN_COOKIE, ""), salt=_salt(), max_age=A_YEAR)
    except signing.BadSignature:
        return []
    return names if isinstance(names, list) else []


def _salt() -> str:
    return f"known devices of {current().schema_name}"


def _keep(response: HttpResponseBase, name: str, value: str) -> None:
    response.set_cookie(
        name,
        value,
        max_age=A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
