"""Photos on their way in: the place is read from them, then everything but the pixels goes.

A photo is checked by its content, never by its name; it is decoded under a bound on its size,
turned upright, shrunk, and written anew as JPEG, so that neither its maker's metadata nor
anything hidden behind the pixels survives.
"""

from dataclasses import dataclass

from kentongan.toolbox.geometry import Point


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A photo that has been kept: its path below the city's media folder, and its GPS place."""

    file: str
    digest: str
    width: int
    height: int
    point: Point | None = None
