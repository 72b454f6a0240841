"""When a photo was taken, from its EXIF: read once, then thrown away with the rest."""

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

EXIF_IFD = 0x8769
TAKEN, OFFSET = 0x9003, 0x9011
"""DateTimeOriginal and OffsetTimeOriginal (EXIF 2.32, 4.6.5)."""
FIRST_YEAR = 1990


def time_of(image: "Image") -> datetime | None:
    """Return when the shutter fell; naive, by the camera's own clock, if it gives no offset."""
    try:
        tags = image.getexif().get_ifd(EXIF_IFD)
        taken = datetime.strptime(f"{tags[TAKEN]}"[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except Exception:  # noqa: BLE001 - a damaged EXIF block is a photo without a time
        return None
    if taken.year < FIRST_YEAR:  # a clock that was never set
        return None
    try:
        return datetime.fromisoformat(f"{taken.isoformat()}{tags[OFFSET]}")
    except (KeyError, ValueError):
        return taken
