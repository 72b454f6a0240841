"""Screens that may show the wall: a token opens one, closing it shuts the screen out again."""

from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction

from kentongan.journal.recording import record
from kentongan.people.models import User, WallDevice
from kentongan.toolbox.refusals import NotFound

LONGEST_TOKEN = 100


class NoSuchScreen(NotFound):
    code = "no_such_screen"


@transaction.atomic
def open_screen(label: str, *, by: User | None, at: datetime) -> str:
    """Let a screen show the wall; returns its token, which nobody can ask for again."""
    token = token_urlsafe(24)
    screen = WallDevice.objects.create(label=label[:120], digest=digest_of(token), added_at=at)
    record("screen.opened", about=("screen", screen.pk), by=by, at=at)
    return token


@transaction.atomic
def close_screen(label: str, *, by: User | None, at: datetime) -> int:
    """Close every open screen of that label; returns how many.

    :raises NoSuchScreen: if there is none
    """
    screens = list(WallDevice.objects.select_for_update().filter(label=label, is_active=True))
    if not screens:
        raise NoSuchScreen
    for screen in screens:
        screen.is_active = False
        screen.save(update_fields=["is_active"])
        record("screen.closed", about=("screen", screen.pk), by=by, at=at)
    return len(screens)


def screen_of(token: str) -> WallDevice | None:
    """Return the open screen a token belongs to."""
    if not 0 < len(token) <= LONGEST_TOKEN:
        return None
    return WallDevice.objects.filter(digest=digest_of(token), is_active=True).first()


def digest_of(token: str) -> str:
    """What is kept of a token: 24 random bytes need no salt and no slow hash."""
    return sha256(token.encode()).hexdigest()
