"""Names on a drawn map: one that meets another, or the picture's edge, is left out.

On a telephone the picture shrinks and its letters are drawn larger (drawn.css), so fewer fit.
"""

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import Markup

LETTER = 13
PHONE_LETTER, BROAD_PHONE_LETTER = 24, 33
"""Heights in px of the picture, as drawn.css has them below 600 px."""
BROAD = 800
"""Pictures from this width on are class `broad`."""
WIDE, HIGH = 0.58, 1.3
"""An average letter's width and a line's height, in letter heights."""


class Name(NamedTuple):
    """A name and its middle, in px."""

    x: float
    y: float
    text: str


Extent = tuple[float, float, float, float]


def place_names(names: Iterable[Name], width: int, height: int) -> Markup:
    """Return the names that fit, first come first; class `roomy` where a telephone lacks room."""
    large = BROAD_PHONE_LETTER if width >= BROAD else PHONE_LETTER
    near: list[Extent] = []
    far: list[Extent] = []
    drawn = []
    for name in names:
        if not _takes(near, _extent(name, LETTER), width, height):
            continue
        fits_phone = _takes(far, _extent(name, large), width, height)
        kind = "area-name" if fits_phone else "area-name roomy"
        shape = Markup('<text class="{}" x="{}" y="{}">{}</text>')
        drawn.append(shape.format(kind, f"{name.x:.0f}", f"{name.y:.0f}", name.text))
    return Markup("").join(drawn)


def _extent(name: Name, letter: int) -> Extent:
    half_wide, half_high = len(name.text) * letter * WIDE / 2, letter * HIGH / 2
    return name.x - half_wide, name.y - half_high, name.x + half_wide, name.y + half_high


def _takes(taken: list[Extent], box: Extent, width: int, height: int) -> bool:
    """Whether there is room for it; then it is taken."""
    left, top, right, bottom = box
    if left < 0 or top < 0 or right > width or bottom > height:
        return False
    if any(left < r and right > x and top < b and bottom > y for x, y, r, b in taken):
        return False
    taken.append(box)
    return True
