"""Covering faces and plates in a photo, so that nobody can ever uncover them again.

A blurred number can be guessed back by blurring every number there is. So of an area nothing is
kept but four mean colours, one for each quarter, drawn smoothly over it into a fresh copy.
"""

from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from kentongan.intake import photo_files
from kentongan.intake.decoding import QUALITY
from kentongan.intake.models import Photo
from kentongan.intake.photo_faults import PhotoGone
from kentongan.toolbox.refusals import Unprocessable

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_AREAS = 12
MARGIN = 1
"""Pixels covered beyond an area: JPEG smears what it holds into its neighbours."""


class AreaUnusable(Unprocessable):
    code = "area_unusable"
    sentence = _(
        "An area is four numbers in per cent of the picture: from the left, from the top, "
        "its width and its height."
    )


class Area(NamedTuple):
    """A rectangle in per cent of the picture."""

    left: float
    top: float
    width: float
    height: float


def check_areas(areas: Iterable[Area]) -> list[Area]:
    """Return the areas, cut off at the picture's edges.

    :raises AreaUnusable: if one lies outside, has no size, or there are too many
    """
    found = [_within(area) for area in areas]
    if len(found) > MOST_AREAS:
        raise AreaUnusable(field="areas")
    return found


def _within(area: Area) -> Area:
    left, top = max(area.left, 0.0), max(area.top, 0.0)
    right, bottom = min(area.left + area.width, 100.0), min(area.top + area.height, 100.0)
    if not (left < right and top < bottom):  # also false for what is not a number
        raise AreaUnusable(field="areas")
    return Area(*(round(number, 2) for number in (left, top, right - left, bottom - top)))


def draw_copy(photo: Photo, areas: Iterable[Area]) -> str:
    """Keep a copy of a photo with these areas covered; return its digest.

    :raises PhotoGone: if the photo's file is no more
    """
    from PIL import Image

    path = photo_files.find(photo.digest)
    if path is None:
        raise PhotoGone(field="photos")
    with Image.open(path, formats=("JPEG",)) as original:
        copy = original.convert("RGB")
    for area in areas:
        _cover(copy, area)
    out = BytesIO()
    copy.save(out, "JPEG", quality=QUALITY, optimize=True)
    data = out.getvalue()
    digest = sha256(data).hexdigest()
    photo_files.write(photo_files.shown(digest), data)
    return digest


def _cover(copy: "Image", area: Area) -> None:
    from PIL.Image import Resampling

    left = max(int(area.left * copy.width / 100) - MARGIN, 0)
    top = max(int(area.top * copy.height / 100) - MARGIN, 0)
    right = min(int((area.left + area.width) * copy.width / 100) + 1 + MARGIN, copy.width)
    bottom = min(int((area.top + area.height) * copy.height / 100) + 1 + MARGIN, copy.height)
    box = (left, top, right, bottom)
    quarters = copy.crop(box).resize((2, 2), Resampling.BOX)
    copy.paste(quarters.resize((right - left, bottom - top), Resampling.BILINEAR), box)
