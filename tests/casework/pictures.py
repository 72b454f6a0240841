"""Pictures of streets that do not exist, drawn on the spot: each seed gives another."""

from datetime import datetime
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from kentongan.toolbox.geometry import Point
from tests.frontdesk.pictures import exif

TAKEN = 0x9003


def street(seed: int, width: int = 800, height: int = 600) -> Image.Image:
    """A blurred heap of coloured boxes, as different from the next as two streets are."""
    chance = Random(seed)
    image = Image.new("RGB", (width, height), _colour(chance))
    pen = ImageDraw.Draw(image)
    for _ in range(40):
        x, y = chance.randrange(width), chance.randrange(height)
        pen.rectangle(
            (x, y, x + chance.randrange(40, 240), y + chance.randrange(40, 200)),
            fill=_colour(chance),
        )
    return image.filter(ImageFilter.GaussianBlur(3))


def _colour(chance: Random) -> tuple[int, ...]:
    return tuple(chance.randrange(256) for _ in range(3))


def cut(image: Image.Image, share: float) -> Image.Image:
    """The same without a share of each edge."""
    width, height = image.size
    x, y = int(width * share), int(height * share)
    return image.crop((x, y, width - x, height - y))


def file(
    image: Image.Image,
    *,
    at: Point | None = None,
    taken: datetime | None = None,
    quality: int = 85,
    size: tuple[int, int] | None = None,
) -> BytesIO:
    """The picture as a phone saves it, with what its metadata is to say."""
    out, data = BytesIO(), exif(at) if at else Image.Exif()
    data[0x0112] = 1  # upright
    if taken:
        data.get_ifd(0x8769)[TAKEN] = taken.strftime("%Y:%m:%d %H:%M:%S")
    seen = image.resize(size) if size else image
    seen.save(out, "JPEG", quality=quality, exif=data if at or taken else Image.Exif())
    out.seek(0)
    return out
