"""What the wall shows at one moment, worked out once a second at most for all who look."""

from dataclasses import dataclass, field
from datetime import datetime

from kentongan.measures.once import Once
from kentongan.measures.picture import Picture, take_picture
from kentongan.wall.news import News, last_hour
from kentongan.wall.telling import Numbers, numbers


@dataclass(frozen=True)
class Showing:
    """Everything a screen needs to be drawn; `picture.place` is where its stream goes on.

    `pages` keeps the page as drawn, by language: it names nobody, so it is everybody's.
    """

    picture: Picture
    numbers: Numbers
    news: list[News]
    pages: dict[str, str] = field(default_factory=dict)


def _work_out(at: datetime) -> Showing:
    picture = take_picture(at)
    return Showing(picture, numbers(picture), last_hour(at, picture.place))


showing: Once[Showing] = Once(_work_out)
