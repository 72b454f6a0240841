"""How every feed stood at any moment, worked out from the answers up to then and nothing later."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from kentongan.situation.feeds import Feed, Fetch

NEVER = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
OWN = Q(address="") | Q(feed__address__startswith="mqtt")
"""Answers of the feed itself, not of what it led to; a broker's stand under their topic."""
ANSWERED = (304, 404, 410)
"""Of an address led to: nothing new, or that one thing is not there. Anything else is silence."""


@dataclass(frozen=True, slots=True)
class Source:
    """A feed at a moment."""

    feed: Feed
    at: datetime
    heard_at: datetime | None
    """Its last answer that was understood; None: never."""
    tried_at: datetime | None
    failing_since: datetime | None
    fault: str
    """Of the last try, for officials."""

    @property
    def age(self) -> timedelta | None:
        """How old what it said last is; None: it never said anything."""
        return None if self.heard_at is None else self.at - self.heard_at

    @property
    def is_fresh(self) -> bool:
        """Whether what it said counts. Never heard is not fresh."""
        return self.age is not None and self.age <= timedelta(seconds=self.feed.fresh_s)

    @property
    def is_stale(self) -> bool:
        """Whether what it said is too old to be shown as what is."""
        return not self.is_fresh

    @property
    def is_down(self) -> bool:
        """Whether somebody has to look: it is stale, or its last tries failed."""
        return self.is_stale or self.failing_since is not None


def standing(at: datetime) -> tuple[Source, ...]:
    """Return how each feed stood that was asked at the moment, in the pack's order (one statement).

    One that left the pack since stands as long as it was still asked.
    """
    later = Fetch.objects.filter(feed=OuterRef("pk"), at__gte=at)
    feeds = _told(at).filter(Q(is_active=True) | Exists(later)).order_by("order", "pk")
    return tuple(_source(feed, at) for feed in feeds)


def standing_of(feeds: Iterable[Feed], at: datetime) -> dict[int, Source]:
    """Return how these stood, by their ids (one statement)."""
    rows = _told(at).filter(pk__in=[feed.pk for feed in feeds])
    return {feed.pk: _source(feed, at) for feed in rows}


def _told(at: datetime) -> QuerySet[Feed]:
    own = Fetch.objects.filter(OWN, feed=OuterRef("pk"), at__lte=at)
    broken = Fetch.objects.filter(feed=OuterRef("feed"), at=OuterRef("at"), body=None)
    broken = broken.exclude(address="").exclude(status__in=ANSWERED)
    good = own.filter(~Exists(broken), fault="").order_by("-at", "-id")
    last = own.order_by("-at", "-id")
    heard: Coalesce = Coalesce(OuterRef("was_heard_at"), Value(NEVER), output_field=DateTimeField())
    feeds = Feed.objects.annotate(
        was_heard_at=Subquery(good.values("at")[:1]),
        was_tried_at=Subquery(last.values("at")[:1]),
        was_fault=Subquery(last.values("fault")[:1]),
    )
    bad = own.filter(at__gt=heard).order_by("at", "id")
    return feeds.annotate(was_failing_since=Subquery(bad.values("at")[:1]))


def _source(feed: Feed, at: datetime) -> Source:
    told = vars(feed)
    return Source(
        feed=feed,
        at=at,
        heard_at=told["was_heard_at"],
        tried_at=told["was_tried_at"],
        failing_since=told["was_failing_since"],
        fault=told["was_fault"] or "",
    )
