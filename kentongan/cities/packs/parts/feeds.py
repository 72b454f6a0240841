"""feeds.yaml: warnings, gauges and what else the city is told from outside. Optional."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from kentongan.cities.packs.feed_facts import CONNECTORS, GRADES, FeedFacts
from kentongan.cities.packs.pages import Page

FIELDS = ("feeds",)
FEED_FIELDS = (
    *("code", "connector", "name", "gives", "address", "grade", "licence", "attribution"),
    *("every", "fresh", "settings", "active"),
)
SOONEST = 10
"""Seconds; nobody's server is asked more often."""
SCHEMES = ("https", "http", "mqtt", "mqtts", "file")


def read_feeds(page: Page, languages: Sequence[str]) -> tuple[FeedFacts, ...]:
    """The feeds in the file's order."""
    found: list[FeedFacts] = []
    for each in page.pages("feeds", *FEED_FIELDS):
        settings = each.values.get("settings")
        feed = FeedFacts(
            code=each.text("code"),
            connector=each.choice("connector", CONNECTORS),
            name=each.texts("name", languages),
            gives=each.texts("gives", languages),
            address=each.text("address"),
            grade=each.choice("grade", GRADES),
            licence=each.text("licence"),
            attribution=each.text("attribution"),
            every=each.whole("every"),
            fresh=each.whole("fresh"),
            settings=dict(settings) if isinstance(settings, dict) else {},
            active=each.flag("active") if each.has("active") else True,
        )
        each.findings.mark("feed", feed.code, each.file, each.line_of("code"))
        _check(feed, {one.code for one in found}, each)
        found.append(feed)
    return tuple(found)


def _check(feed: FeedFacts, earlier: set[str], page: Page) -> None:
    if feed.code and feed.code in earlier:
        page.fault(f"Two feeds have the code {feed.code!r}", "Rename one.", at="code")
    place = urlsplit(feed.address)
    if feed.address and (place.scheme not in SCHEMES or not (place.netloc or place.path)):
        page.fault("Nobody can be asked at this address", "Write https://….", at="address")
    if feed.every < SOONEST:
        wrong = f"It would be asked every {feed.every} seconds"
        page.fault(wrong, f"Ask at most every {SOONEST} seconds.", at="every")
    if feed.fresh < feed.every:
        wrong = "What it says would be stale before it is asked again"
        page.fault(wrong, "Let 'fresh' be some times 'every'.", at="fresh")
