"""Bytes from a stranger become pixels: sniffed, bounded, turned upright, shrunk, encoded anew.

Only one photo is decoded at a time in a process: forty megapixels are 160 MB for a moment.
Pillow is imported with the first photo, so that processes that see none stay small.
"""

import warnings
from contextlib import suppress
from ctypes import CDLL
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, BinaryIO

from kentongan.intake.likening import likeness_of
from kentongan.intake.photo_faults import (
    PhotoBroken,
    PhotoTooBig,
    PhotoTooManyPixels,
    UnknownPhotoKind,
)
from kentongan.intake.photo_places import place_of
from kentongan.intake.photo_times import time_of
from kentongan.toolbox.geometry import Point

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600
QUALITY = 82
SMALL_SIDE, SMALL_QUALITY = 320, 70
"""Of the rendition shown in lists: about 15 kB instead of 300."""
KINDS = ("JPEG", "PNG", "WEBP")
"""As Pillow names them; HEIC is learnt with the first file of that kind."""

_one_at_a_time = Lock()


@dataclass(frozen=True, slots=True)
class Pixels:
    """A JPEG without metadata, a small one, its size in pixels; where, when, what it looks like."""

    jpeg: bytes
    small: bytes
    width: int
    height: int
    point: Point | None
    taken_at: datetime | None
    likeness: int | None


def decode(file: BinaryIO) -> Pixels:
    """Return a photo's pixels.

    :raises PhotoTooBig: beyond 10 MB
    :raises UnknownPhotoKind: if it is none of JPEG, PNG, WebP, HEIC
    :raises PhotoTooManyPixels: beyond 40 megapixels
    :raises PhotoBroken: if it cannot be read to its end
    """
    _check_weight(file)
    with _one_at_a_time, warnings.catch_warnings():
        # Our own bound is narrower than Pillow's warning, and is checked before any decoding.
        warnings.simplefilter("ignore")
        image = _open(file)
        if image.width * image.height > MOST_PIXELS:
            raise PhotoTooManyPixels(field="photos")
        try:
            return _encode(image)
        except Exception as fault:  # hostile bytes make a decoder fail in any way there is
            raise PhotoBroken(field="photos") from fault
        finally:
            image.close()
            _give_memory_back()


def _give_memory_back() -> None:
    """Return freed pages to the system: glibc keeps those of other threads for itself."""
    with suppress(OSError, AttributeError):  # no such function outside glibc
        CDLL(None).malloc_trim(0)


def _check_weight(file: BinaryIO) -> None:
    weight = file.seek(0, 2)
    file.seek(0)
    if weight > LARGEST_BYTES:
        raise PhotoTooBig(field="photos")


def _open(file: BinaryIO) -> "Image":
    from PIL import Image, UnidentifiedImageError

    head = file.read(16)
    file.seek(0)
    kinds = (*KINDS, "HEIF") if head[4:8] == b"ftyp" and _learn_heic() else KINDS
    try:
        return Image.open(file, formats=kinds)
    except UnidentifiedImageError as fault:
        raise UnknownPhotoKind(field="photos") from fault
    except Image.DecompressionBombError as fault:
        raise PhotoTooManyPixels(field="photos") from fault
    except Exception as fault:
        raise PhotoBroken(field="photos") from fault


def _learn_heic() -> bool:
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
    return True


def _encode(image: "Image") -> Pixels:
    from PIL import ImageOps

    point, taken_at = place_of(image), time_of(image)
    image.seek(0)  # of a moving picture, the first
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    # Shrunk before anything else: every later step makes a copy.
    colours = image.convert("RGBA") if image.mode in {"P", "PA"} else image
    colours.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain = _on_white(ImageOps.exif_transpose(colours))
    width, height, jpeg = plain.width, plain.height, _as_jpeg(plain, QUALITY)
    plain.thumbnail((SMALL_SIDE, SMALL_SIDE))
    small = _as_jpeg(plain, SMALL_QUALITY)
    return Pixels(jpeg, small, width, height, point, taken_at, likeness_of(plain))


def _as_jpeg(image: "Image", quality: int) -> bytes:
    out = BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _on_white(image: "Image") -> "Image":
    """Return bare RGB pixels: a fresh picture carries over nothing that hung on the old one."""
    from PIL import Image

    seen = image.convert("RGBA") if image.has_transparency_data else image.convert("RGB")
    plain = Image.new("RGB", seen.size, "white")
    plain.paste(seen, mask=seen if seen.mode == "RGBA" else None)
    return plain
