"""Loading the sources of a pack. One that left the pack is asked no more; what it said stays."""

from collections.abc import Iterable

from kentongan.cities.packs.facts import FeedFacts
from kentongan.situation.feeds import Feed


def load_feeds(facts: Iterable[FeedFacts]) -> None:
    """Write the feeds of a pack; one whose address changed begins anew."""
    kept = []
    for order, fact in enumerate(facts):
        told = {
            "connector": fact.connector, "names": dict(fact.name), "gives": dict(fact.gives),
            "address": fact.address, "grade": fact.grade, "licence": fact.licence,
            "attribution": fact.attribution, "every_s": fact.every, "fresh_s": fact.fresh,
            "settings": dict(fact.settings), "order": order, "is_active": fact.active,
            "is_listed": True,
        }  # fmt: skip
        before = Feed.objects.filter(code=fact.code).first()
        if before and before.address != fact.address:
            told |= {"etag": "", "last_modified": "", "next_at": None}
        feed, _ = Feed.objects.update_or_create(code=fact.code, defaults=told)
        kept.append(feed.pk)
    Feed.objects.exclude(pk__in=kept).update(is_active=False, is_listed=False)


def feed_facts() -> tuple[FeedFacts, ...]:
    """Return what a pack would say to make these feeds again (one statement)."""
    return tuple(
        FeedFacts(
            code=feed.code,
            connector=feed.connector,
            name=feed.names,
            gives=feed.gives,
            address=feed.address,
            grade=feed.grade,
            licence=feed.licence,
            attribution=feed.attribution,
            every=feed.every_s,
            fresh=feed.fresh_s,
            settings=feed.settings,
            active=feed.is_active,
        )
        for feed in Feed.objects.filter(is_listed=True).order_by("order", "pk")
    )
