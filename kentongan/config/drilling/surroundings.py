"""What surrounds the reports of a story: rivers that rise, warnings, a source that falls silent."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from kentongan.cities.packs.facts import PackFacts
from kentongan.cities.packs.gauge_facts import GaugeFacts
from kentongan.config.drilling.events import Event, Feed, Kind, Measured, Warned
from kentongan.config.drilling.story import Story

FEED = "feed"
BELOW_CALM = 100
"""cm below the first threshold where a gauge's water stands in calm weather, if it may."""
LAG = 0.05
"""How much later, as a share of the drill, each further gauge sees the water."""


def surroundings(pack: PackFacts, story: Story, length: timedelta) -> Iterator[Event]:
    """Yield levels, warnings and outages, in no order."""
    yield from _levels(pack, story, length)
    places = tuple(each.code for each in pack.jurisdictions if each.level == "kecamatan")
    for number, each in enumerate(story.warnings, start=1):
        lasts = timedelta(minutes=each.minutes)
        warned = Warned(number, each.severity, each.headline, places, lasts)
        yield Event(each.at * length, Kind.WARNING, FEED, warned)
    for outage in story.outages:
        feeds = [feed for feed in pack.feeds if feed.active]
        dying = [f for name in outage.connectors for f in feeds if f.connector == name][:1]
        for feed in dying:
            yield Event(outage.dies * length, Kind.DIES, FEED, Feed(feed.code))
            if outage.lives is not None:
                yield Event(outage.lives * length, Kind.LIVES, FEED, Feed(feed.code))


def _levels(pack: PackFacts, story: Story, length: timedelta) -> Iterator[Event]:
    step = timedelta(seconds=story.measured_s)
    for order, gauge in enumerate(pack.gauges):
        after = timedelta(0)
        while after <= length:
            share = after / length - order * LAG
            cm = level_at(gauge, _between(story.rising, share))
            yield Event(after, Kind.LEVEL, FEED, Measured(gauge.code, round(cm, 1)))
            after += step


def level_at(gauge: GaugeFacts, height: float) -> float:
    """Return cm at a height: 0 is calm, 1 the first threshold above, between them a line."""
    limits = sorted(each.from_cm for each in gauge.siaga if each.from_cm is not None)
    if not limits:
        return float(gauge.lowest)
    calm = max(gauge.lowest, limits[0] - BELOW_CALM)
    top = min(gauge.highest, limits[-1] + BELOW_CALM)
    marks = [(float(n), float(cm)) for n, cm in enumerate([calm, *limits, top])]
    return _between(tuple(marks), height)


def _between(marks: tuple[tuple[float, float], ...], at: float) -> float:
    """Return the value at a place, in a straight line between two marks; level beyond them."""
    for (left, low), (right, high) in pairwise(marks):
        if left <= at <= right and right > left:
            return low + (high - low) * (at - left) / (right - left)
    return marks[0][1] if at < marks[0][0] else marks[-1][1]
