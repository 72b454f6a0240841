"""Photos on their way in: the place is read from them, then everything but the pixels goes.

A photo is checked by its content, never by its name; it is decoded under a bound on its size,
turned upright, shrunk, and written anew as JPEG, so that neither its maker's metadata nor
anything hidden behind the pixels survives.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO

from kentongan.intake import photo_files
from kentongan.intake.decoding import Pixels, decode
from kentongan.intake.photo_faults import NoRoomForPhotos
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A photo that has been kept: its path below the city's media folder, and what was read of it.

    `likeness` is its perceptual hash; `point` and `taken_at` are what its metadata said.
    """

    file: str
    digest: str
    width: int
    height: int
    point: Point | None = None
    taken_at: datetime | None = None
    likeness: int | None = None


def clean(file: BinaryIO) -> CleanPhoto:
    """Re-encode a photo and keep it for good.

    :raises PhotoRefused: in one of its kinds, if it cannot be used or kept
    """
    photo, pixels = _clean(file)
    photo_files.write(photo.file, pixels.jpeg)
    _write_small(photo_files.kept(photo.digest, small=True), pixels)
    return photo


def stage(file: BinaryIO, *, at: datetime) -> CleanPhoto:
    """Re-encode a photo and keep it for a day, until its report has been sent (`settle`).

    :raises PhotoRefused: in one of its kinds, if it cannot be used or kept
    """
    photo, pixels = _clean(file)
    photo_files.sweep(before=at.timestamp() - photo_files.STAGED_FOR)
    photo_files.write(photo_files.staged(photo.digest), pixels.jpeg)
    _write_small(photo_files.staged(photo.digest, small=True), pixels)
    return photo


def settle(photo: CleanPhoto) -> None:
    """Keep a staged photo for good; again as often as one likes.

    :raises PhotoGone: if it was staged too long ago
    """
    photo_files.settle(photo.digest)


def _write_small(relative: str, pixels: Pixels) -> None:
    with suppress(NoRoomForPhotos):  # the photo itself then stands for it
        photo_files.write(relative, pixels.small)


def _clean(file: BinaryIO) -> tuple[CleanPhoto, Pixels]:
    pixels = decode(file)
    digest = sha256(pixels.jpeg).hexdigest()
    photo = CleanPhoto(
        photo_files.kept(digest),
        digest,
        pixels.width,
        pixels.height,
        pixels.point,
        _in_zone(pixels.taken_at),
        pixels.likeness,
    )
    return photo, pixels


def _in_zone(taken_at: datetime | None) -> datetime | None:
    """A camera that names no offset shows the city's time."""
    if taken_at is None or taken_at.tzinfo is not None:
        return taken_at
    return taken_at.replace(tzinfo=directory().calendar.zone)
