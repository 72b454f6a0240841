"""What a twin is founded from: the facts of the running city, changed until nothing leads out.

Places, units, service types and rules are the real ones. The name says LATIHAN wherever a name
stands, references begin with LAT, and every source is told by the drill alone.
"""

from dataclasses import replace

from kentongan.cities.packs.facts import CityFacts, FeedFacts, PackFacts
from kentongan.cities.packs.gauge_facts import GaugeFacts

SUFFIX = "-latihan"
HOST = "latihan."
NAMED = "LATIHAN {}"
SHORT = "LAT"
LEVELS = "latihan-tma"
"""The one source of all gauges in a drill city."""
NOWHERE = "https://latihan.invalid/{}"
EVERY, FRESH = 15, 180
"""Seconds: a drill is short, and what died in it has to be seen dead before it is over."""


def twin_of(pack: PackFacts) -> PackFacts:
    """Return what a city's twin is founded from."""
    feeds = tuple(_feed(feed) for feed in pack.feeds if feed.connector != "gauges")
    return replace(
        pack,
        city=_city(pack.city),
        feeds=(*feeds, _levels()),
        gauges=tuple(_gauge(gauge) for gauge in pack.gauges),
    )


def _city(facts: CityFacts) -> CityFacts:
    wording = {
        key: {language: NAMED.format(text) for language, text in told.items()}
        if key.endswith("_name")
        else told
        for key, told in facts.wording.items()
    }
    return replace(
        facts,
        slug=f"{facts.slug}{SUFFIX}",
        name=NAMED.format(facts.name),
        short=SHORT,
        wording=wording,
        contact={key: told for key, told in facts.contact.items() if key != "email"},
    )


def _feed(feed: FeedFacts) -> FeedFacts:
    return replace(
        feed,
        address=NOWHERE.format(feed.code),
        name={language: NAMED.format(text) for language, text in feed.name.items()},
        licence="Invented for a drill",
        attribution="LATIHAN / DRILL",
        every=min(feed.every, EVERY),
        fresh=min(feed.fresh, FRESH),
    )


def _levels() -> FeedFacts:
    return FeedFacts(
        code=LEVELS,
        connector="gauges",
        name={"id": "LATIHAN tinggi muka air", "en": "DRILL water levels"},
        gives={"id": "Tinggi air karangan.", "en": "Invented water levels."},
        address=NOWHERE.format(LEVELS),
        grade="partner",
        licence="Invented for a drill",
        attribution="LATIHAN / DRILL",
        every=EVERY,
        fresh=FRESH,
        settings={"format": "json", "gauge": "gauge", "value": "cm", "measured_at": "at"},
    )


def _gauge(gauge: GaugeFacts) -> GaugeFacts:
    # A drill's river may rise in minutes; with the real step every level would be doubted.
    step = gauge.highest - gauge.lowest
    return replace(gauge, feed=LEVELS, step=step, fresh=min(gauge.fresh, FRESH))
