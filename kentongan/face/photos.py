"""The address of a photo: signed, so that only a page that may show it can name it.

The signature holds for the day it was made and the next, then the page that shows the photo
makes a new one.
"""

from typing import Protocol

from django.core.signing import Signer
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from kentongan.toolbox.schemas import current

A_DAY = 24 * 3600


class Pictured(Protocol):
    """Anything that names a stored photo by its digest."""

    @property
    def digest(self) -> str: ...


def photo_url(photo: Pictured, *, small: bool = False) -> str:
    """Return the address at which a photo, or its small rendition, is seen until tomorrow night."""
    folder = "/foto/kecil" if small else "/foto"
    return f"{folder}/{photo.digest}.jpg?k={_key(photo.digest, _today())}"


class Screened(Protocol):
    """Anything that has a screened copy."""

    @property
    def public_digest(self) -> str: ...


def public_url(photo: Screened) -> str:
    """Return the lasting address of a screened copy; it answers only while all may see it."""
    return f"/foto/umum/{photo.public_digest}.jpg"


def shown_url(photo: Screened) -> str:
    """Return the address at which those at work see the copy, whoever else may."""
    return f"{public_url(photo)}?k={_key(photo.public_digest, _today())}"


def may_be_shown(digest: str, key: str) -> bool:
    """Whether the key was made for this photo of this city, today or yesterday."""
    today = _today()
    return any(constant_time_compare(key, _key(digest, day)) for day in (today, today - 1))


def _today() -> int:
    return int(timezone.now().timestamp()) // A_DAY


def _key(digest: str, day: int) -> str:
    return Signer(salt=f"photo:{current().schema_name}:{day}").signature(digest)
