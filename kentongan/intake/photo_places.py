"""Where a photo was taken, from its EXIF: read once, then thrown away with the rest."""

from typing import TYPE_CHECKING, Any

from kentongan.toolbox.geometry import Point, is_on_earth

if TYPE_CHECKING:
    from PIL.Image import Image

GPS_IFD = 0x8825
LAT_REF, LAT, LON_REF, LON = 1, 2, 3, 4
"""Tags of the GPS directory (EXIF 2.32, 4.6.6)."""


def place_of(image: "Image") -> Point | None:
    """Return the point a photo carries; None if it carries none, or one that makes no sense."""
    try:
        gps = image.getexif().get_ifd(GPS_IFD)
        point = Point(
            _degrees(gps[LAT], gps.get(LAT_REF), "S"), _degrees(gps[LON], gps.get(LON_REF), "W")
        )
    except Exception:  # noqa: BLE001 - a damaged EXIF block is a photo without a place
        return None
    is_somewhere = is_on_earth(point) and point != Point(0, 0)
    return Point(round(point.lat, 6), round(point.lon, 6)) if is_somewhere else None


def _degrees(parts: Any, reference: object, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if reference == negative else value
