"""The app's icon as pictures of any size: the same slit drum as `face/assets/icon.svg`.

Phones want PNG, and a *maskable* one without corners, its drum within the middle four fifths,
which every shape of icon leaves uncut.
"""

from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

GROUND, DRUM = "#0b5d5b", "#d9e8e5"
SIDE = 64
"""Units of the drawing's square."""
FINER = 4
"""Drawn larger and made small again, so that edges are smooth."""
SIZES = {"192": (192, False), "512": (512, False), "512-utuh": (512, True)}


@lru_cache(maxsize=8)
def icon(size: int, *, maskable: bool) -> bytes:
    """Return a square PNG, `size` pixels wide."""
    unit = size * FINER / SIDE
    image = Image.new("RGBA", (size * FINER, size * FINER), GROUND if maskable else (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    if not maskable:
        draw.rounded_rectangle(_box(0, 0, 64, 64, unit, 1.0), 14 * unit, fill=GROUND)
    scale = 0.8 if maskable else 1.0
    draw.rounded_rectangle(_box(18, 10, 46, 54, unit, scale), 6 * unit * scale, fill=DRUM)
    draw.rounded_rectangle(
        _box(28.5, 15.5, 35.5, 48.5, unit, scale), 3.5 * unit * scale, fill=GROUND
    )
    out = BytesIO()
    image.resize((size, size), Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _box(
    left: float, top: float, right: float, bottom: float, unit: float, scale: float
) -> tuple[float, float, float, float]:
    """Scale about the middle, then to pixels; the last pixel belongs to the shape."""
    x0, y0, x1, y1 = (
        (SIDE / 2 + (each - SIDE / 2) * scale) * unit for each in (left, top, right, bottom)
    )
    return x0, y0, x1 - 1, y1 - 1
