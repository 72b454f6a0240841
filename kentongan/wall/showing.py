"""What the wall shows at one moment, worked out once a second at most for all who look."""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from kentongan.journal.reading import Place
from kentongan.measures.once import Once
from kentongan.measures.picture import Picture, take_picture
from kentongan.wall.around import Around, look_around
from kentongan.wall.layers import digest as layers_digest
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
    around: Around
    surroundings: tuple[Line, ...]
    pages: dict[str, str] = field(default_factory=dict)


def show(picture: Picture, until: Place) -> Showing:
    """Return what a picture looks like on the wall, with what surrounds it and the last hour."""
    around = look_around(picture.at)
    lines = surroundings(around)
    told = {
        **numbers(picture),
        "surroundings": _digest(around, lines),
        "layers": layers_digest(around),
    }
    return Showing(picture, told, last_hour(picture.at, until), around, lines)


def _work_out(at: datetime) -> Showing:
    picture = take_picture(at)
    return show(picture, picture.place)


def _digest(around: Around, lines: tuple[Line, ...]) -> str:
    """Changes with what the stage and the lines say, not with how old it is."""
    told = around.stage
    stage = (told.level, told.change and told.change.pk, [each.pk for each in told.proposals])
    said = [(each.what, each.count, each.tone, each.names, each.also) for each in lines]
    return sha256(repr((stage, said)).encode()).hexdigest()[:16]


showing: Once[Showing] = Once(_work_out)
