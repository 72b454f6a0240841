"""A source that has fallen silent: minutes since what it said last became stale."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.senses.shape import Reading, Signal, in_words
from kentongan.situation.feeds import Feed, Fetch

MINUTE = timedelta(minutes=1)


def silent(at: datetime) -> Sequence[Reading]:
    """Return the minutes of every source (one statement); 0 while it is fresh.

    One never heard counts from the first question to it; one never asked can say nothing.
    """
    first = Fetch.objects.filter(feed=OuterRef("pk")).order_by("at", "pk").values("at")[:1]
    feeds = Feed.objects.filter(is_active=True).annotate(first=Subquery(first)).order_by("pk")
    return [
        Reading(feed.code, _minutes(feed, feed.first, at), at, f"feed:{feed.pk}") for feed in feeds
    ]


def _minutes(feed: Feed, first: datetime | None, at: datetime) -> float | None:
    since = feed.heard_at or first
    if since is None:
        return None
    stale_since = since + timedelta(seconds=feed.fresh_s)
    return float(max(0, (at - stale_since) // MINUTE))


def every_feed() -> dict[str, str]:
    """Return the sources by code."""
    return feed_names(Feed.objects.all())


def feed_names(feeds: QuerySet[Feed]) -> dict[str, str]:
    """Return the names of those that are asked, by code (one statement)."""
    feeds = feeds.filter(is_active=True).order_by("order", "pk")
    return {feed.code: in_words(feed.names) or feed.code for feed in feeds}


FEED_SILENT = Signal(
    name="feed_silent",
    label=_("A source is silent"),
    unit=_("minutes"),
    counts=_("Minutes since what a source said last became stale, for each source."),
    read=silent,
    points=every_feed,
)
