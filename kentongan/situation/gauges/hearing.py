"""What becomes of a message of a broker: archived like an answer by HTTP, then understood."""

from datetime import datetime

from django.db import transaction

from kentongan.situation.archiving import body_of
from kentongan.situation.connecting import reason_of
from kentongan.situation.feeds import Feed, Fetch
from kentongan.situation.gauges.reading import Said, read
from kentongan.situation.gauges.taking import take
from kentongan.situation.getting import LARGEST
from kentongan.situation.hearing import failed, heard

TAKEN = 200
"""What stands as the status of a message that came; no HTTP was spoken."""


@transaction.atomic
def hear(feed: Feed, said: Said) -> int:
    """Keep a message and take the measurements in it; returns how many are new.

    One that is not understood is kept too, with the reason; the feed is not silent for that.
    """
    feed = Feed.objects.select_for_update().get(pk=feed.pk)
    raw = said.raw[:LARGEST]
    body = body_of(raw)
    fetch = Fetch.objects.create(
        feed=feed, at=said.received_at, address=said.topic[:500], status=TAKEN, body=body
    )
    try:
        with transaction.atomic():
            taken = take(
                read(said, feed.settings), feed=feed, body=body, received_at=said.received_at
            )
    except Exception as fault:  # noqa: BLE001 - its broker would bring it again for ever
        fetch.fault = feed.fault = reason_of(fault, feed)
        fetch.save(update_fields=["fault"])
        taken = 0
    else:
        heard(feed, at=said.received_at)
    feed.save()
    return taken


@transaction.atomic
def fall_silent(feed: Feed, why: str, *, at: datetime) -> Feed:
    """Note that its broker cannot be heard. What it said before stays, and grows old."""
    feed = Feed.objects.select_for_update().get(pk=feed.pk)
    failed(feed, why[:300], at=at)
    feed.save()
    return feed
