"""What the wall shows at one moment, worked out once a second at most for all who look."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from kentongan.journal.reading import Place
from kentongan.measures.once import Once
from kentongan.measures.picture import Picture, take_picture
from kentongan.wall.news import News, last_hour
from kentongan.wall.surroundings import Line, surroundings
from kentongan.wall.telling import Numbers, numbers


@dataclass(frozen=True)
class Showing:
    """Everything a screen needs to be drawn; `picture.place` is where its stream goes on.

    `pages` keeps the page as drawn, by language: it names nobody, so it is everybody's.
    """

    picture: Picture
    numbers: Numbers
    news: list[News]
    surroundings: tuple[Line, ...]
    pages: dict[str, str] = field(default_factory=dict)


def show(picture: Picture, until: Place) -> Showing:
    """Return what a picture looks like on the wall, with what surrounds it and the last hour."""
    lines = surroundings(picture.at)
    told = {**numbers(picture), "surroundings": _digest(lines)}
    return Showing(picture, told, last_hour(picture.at, until), lines)


def _work_out(at: datetime) -> Showing:
    picture = take_picture(at)
    return show(picture, picture.place)


def _digest(lines: tuple[Line, ...]) -> str:
    """Changes with what the lines say, not with how old it is."""
    said = [(each.what, each.count, each.tone, each.names, each.also) for each in lines]
    return sha256(repr(said).encode()).hexdigest()[:16]


showing: Once[Showing] = Once(_work_out)
