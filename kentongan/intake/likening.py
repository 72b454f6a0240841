"""What a picture looks like, in 64 bits that survive shrinking and encoding anew (dHash).

The picture is shrunk to nine by eight greys; each bit says whether a grey is brighter than its
right neighbour. Turning or mirroring the picture makes another hash.
Source: N. Krawetz, "Kind of like that" (2013), https://www.hackerfactor.com/blog/?/archives/529.
"""

from itertools import pairwise
from typing import TYPE_CHECKING

from kentongan.toolbox.likeness import signed

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image

WIDTH, HEIGHT = 9, 8
LEAST_SPREAD = 16
"""Of 256 greys; a picture with less in it, a wall or a night sky, looks like every other."""
FEWEST = 6
"""Bits that must differ from the rest: a plain slope from dark to bright says nothing either."""


def likeness_of(image: "Image") -> int | None:
    """Return the hash, signed; None if the picture is too plain to be told from others."""
    from PIL.Image import Resampling

    greys = list(image.convert("L").resize((WIDTH, HEIGHT), Resampling.BOX).tobytes())
    if max(greys) - min(greys) < LEAST_SPREAD:
        return None
    bits = 0
    for row in range(HEIGHT):
        line = greys[row * WIDTH : (row + 1) * WIDTH]
        for left, right in pairwise(line):
            bits = bits << 1 | (left > right)
    ones = bits.bit_count()
    return signed(bits) if FEWEST <= ones <= WIDTH * HEIGHT - HEIGHT - FEWEST else None


def likeness_of_file(path: "Path") -> int | None:
    """Return the hash of a stored picture; None as above.

    :raises OSError: if it is gone or cannot be read
    """
    from PIL import Image

    with Image.open(path) as image:
        return likeness_of(image)
