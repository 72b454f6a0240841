"""A picture that waits for its form to be taken: named by a signed token, which holds for a day.

The token is what a form carries after a refusal, so that no picture has to be chosen again; what
else the picture brought along travels in it, and cannot be changed on the way.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.core import signing

from kentongan.intake.photo_files import STAGED_FOR, find, kept
from kentongan.intake.photographing import CleanPhoto
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.schemas import current


class Staged(NamedTuple):
    """A staged picture, what came with it, and the token that names both."""

    token: str
    photo: CleanPhoto
    told: list[str]


def sign(photo: CleanPhoto, told: Sequence[str] = ()) -> Staged:
    """Give a staged picture its token."""
    taken = photo.taken_at.isoformat() if photo.taken_at else ""
    facts = [photo.digest, photo.width, photo.height, photo.point, photo.likeness, taken]
    return Staged(signing.dumps([*facts, list(told)], salt=_salt()), photo, list(told))


def read(token: str) -> Staged | None:
    """Return what a token names; None if it is forged or too old, or the picture is gone."""
    try:
        facts = signing.loads(token, salt=_salt(), max_age=STAGED_FOR)
    except signing.BadSignature:
        return None
    digest, width, height, point, likeness, taken, told = facts
    if find(digest) is None:
        return None
    at = datetime.fromisoformat(taken) if taken else None
    where = Point(*point) if point else None
    photo = CleanPhoto(kept(digest), digest, width, height, where, at, likeness)
    return Staged(token, photo, told)


def _salt() -> str:
    return f"staged picture of {current().schema_name}"
