"""How a council group's letters reach people: as they came, or as they can be."""

from collections.abc import Iterator

from kentongan.council.models import Matter
from kentongan.intake.models import Channel as Door
from kentongan.mailroom.choosing import Way, ways
from kentongan.mailroom.models import Style

DOORS = {
    Matter.Way.WALK_IN: Door.COUNTER,
    Matter.Way.TELEPHONE: Door.PHONE,
    Matter.Way.HOTLINE: Door.PHONE,
    Matter.Way.LETTER: Door.PUBLIC_ROOM,
}
"""Who came in person, rang or wrote to the hotline has a number; who wrote a letter, a mailbox."""


def ways_of(matter: Matter, style: Style) -> Iterator[Way]:
    """Yield every way to whoever brought it; none where they wish to be told by voice."""
    who = matter.reporter
    if who is not None and not who.by_voice:
        yield from ways(who, style, came_by=DOORS[Matter.Way(matter.way)])
