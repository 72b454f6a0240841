"""A flood that never was, as a list of what happens when: the drill's generator.

    for event in scenario(pack, reports=10_000, minutes=10, duplicates=0.5, seed=7):
        event.after, event.kind, event.channel, event.payload

Pure: no database, no clock, nothing but a pack's facts and a seed; the same ones give the same
events. `reports` counts the events of kind REPORT. Of these a share of `duplicates` tells of what
an earlier one told (`payload.repeats`): other people, other words, a few metres away. Events of
kind AGAIN come on top: the same message or form delivered twice, which must change nothing.
What happens in which order stands in a story (`stories/flood.toml`; `story.read_story`).
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta

from kentongan.cities.packs.facts import PackFacts
from kentongan.config.drilling.basins import Basin, beside, draw_basins
from kentongan.config.drilling.events import FORMS, SMS, WHATSAPP, Event, Kind, Located, Said
from kentongan.config.drilling.matters import Matter, matter_of
from kentongan.config.drilling.story import Story, read_story
from kentongan.config.drilling.surroundings import surroundings
from kentongan.config.drilling.wordings import name_of, worded
from kentongan.toolbox.geometry import Point

LOCATED = 0.6
"""How many of those who write by WhatsApp share a location, instead of saying where they are."""
SHARED_AFTER = timedelta(seconds=4)
AGAIN_AFTER = timedelta(seconds=9)
SENDER = "+62800{:07}"
"""0800 is rung free of charge: nobody writes from such a number."""


@dataclass
class Draw:
    """What has been drawn so far: repeats are of that."""

    story: Story
    matter: Matter
    basins: list[Basin]
    chance: random.Random
    told: list[tuple[Said, Point]] = field(default_factory=list)
    duplicates: int = 0


def scenario(
    pack: PackFacts,
    *,
    reports: int,
    minutes: float,
    duplicates: float = 0.5,
    seed: int = 1,
    story: Story | None = None,
) -> Iterator[Event]:
    """Yield what happens, in order.

    :param duplicates: the share of reports that tell of what another told before
    """
    chance = random.Random(seed)  # noqa: S311
    told, length = story or read_story(), timedelta(minutes=minutes)
    draw = Draw(told, matter_of(pack, told), draw_basins(pack, told, chance), chance)
    found = list(surroundings(pack, told, length))
    for number, share in enumerate(_moments(told, reports, chance), start=1):
        found += _report(draw, number, share, length, duplicates)
    yield from sorted(found, key=lambda event: event.after)


def _moments(story: Story, reports: int, chance: random.Random) -> list[float]:
    """Draw when reports come, as shares of the drill, so many in each phase."""
    shares = []
    weights = [phase.reports for phase in story.phases]
    for phase in chance.choices(story.phases, weights, k=reports):
        before = [each.until for each in story.phases if each.until < phase.until]
        began = max(before, default=0.0)
        shares.append(chance.uniform(began, phase.until))
    return sorted(shares)


def _report(
    draw: Draw, number: int, share: float, length: timedelta, duplicates: float
) -> Iterator[Event]:
    chance, after = draw.chance, share * length
    channel = chance.choices(list(draw.story.channels), list(draw.story.channels.values()))[0]
    # Counted, not diced, so that the share is what was asked for.
    is_repeat = bool(draw.told) and draw.duplicates < round(duplicates * number)
    draw.duplicates += is_repeat
    said, point = _said(draw, number, share, channel, is_repeat=is_repeat)
    if not is_repeat:
        draw.told.append((said, point))
    yield Event(after, Kind.REPORT, channel, said)
    name = draw.basins[said.basin].kelurahan.name
    if channel == WHATSAPP and name.lower() not in said.words.lower():
        shared = Located(number, f"{said.key}-lokasi", said.sender, *point)
        yield Event(after + SHARED_AFTER, Kind.PLACE, channel, shared)
    if chance.random() < draw.story.again:
        yield Event(after + AGAIN_AFTER, Kind.AGAIN, channel, said)


def _said(
    draw: Draw, number: int, share: float, channel: str, *, is_repeat: bool
) -> tuple[Said, Point]:
    chance, basin = draw.chance, _basin(draw, share)
    point, repeats = basin.point(chance), None
    if is_repeat:
        first, there = chance.choice(draw.told)
        basin, point, repeats = draw.basins[first.basin], beside(there, chance), first.number
    phase = next(each for each in draw.story.phases if share <= each.until)
    depth = chance.choice(phase.depths)
    named = basin.kelurahan.name if _names_it(channel, chance) else ""
    said = Said(
        number=number,
        key=f"latihan-{chance.getrandbits(64):016x}",
        words=worded(draw.story, depth, named, chance=chance, channel=channel),
        service_type=draw.matter.code,
        kelurahan=basin.kelurahan.code,
        basin=basin.number,
        repeats=repeats,
    )
    if channel in FORMS:
        answers = draw.matter.answers(depth)
        return replace(said, lat=point.lat, lon=point.lon, answers=answers), point
    return replace(said, sender=SENDER.format(number), sender_name=name_of(chance)), point


def _names_it(channel: str, chance: random.Random) -> bool:
    return channel == SMS or (channel == WHATSAPP and chance.random() >= LOCATED)


def _basin(draw: Draw, share: float) -> Basin:
    """Draw one that has begun; the first ones have more water."""
    begun = [basin for basin in draw.basins if basin.begins <= share]
    return draw.chance.choices(begun, [1 / (2 + basin.number) for basin in begun])[0]
