"""A source that has fallen silent: minutes since what it said last became stale."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.senses.shape import Reading, Signal, in_words
from kentongan.situation.feeds import Feed
from kentongan.situation.standing import Source, standing

MINUTE = timedelta(minutes=1)


def silent(at: datetime) -> Sequence[Reading]:
    """Return the minutes of every source (one statement); 0 while it is fresh.

    One never heard counts from the first question to it; one never asked can say nothing.
    """
    return [
        Reading(each.feed.code, _minutes(each), at, f"feed:{each.feed.pk}") for each in standing(at)
    ]


def _minutes(source: Source) -> float | None:
    since = source.heard_at or source.failing_since
    if since is None:
        return None
    stale_since = since + timedelta(seconds=source.feed.fresh_s)
    return float(max(0, (source.at - stale_since) // MINUTE))


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
