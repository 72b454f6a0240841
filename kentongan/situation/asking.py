"""Asking feeds: whose turn it is, and every answer archived before anything is made of it.

No line is open while the database waits, nor the other way round: a feed is taken (its next turn is
set), asked, and what came is written in one transaction. If we die between, it is asked again at
its next turn. A feed that fails is asked less and less often, up to once an hour.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import F, Q

from kentongan.situation.archiving import body_of, last_body
from kentongan.situation.connecting import Parcel, reason_of
from kentongan.situation.connectors import CONNECTORS
from kentongan.situation.feeds import Feed, Fetch
from kentongan.situation.getting import Answer, Asked, Get
from kentongan.situation.hearing import failed, heard

MOST_LINKS = 20
"""Further addresses asked in one turn: a third of BMKG's 60 a minute, so others fit besides."""
LONGEST_PAUSE = timedelta(hours=1)
MOST_DOUBLINGS = 12
NOT_NEW = 304
NOWHERE = frozenset({404, 410})


@dataclass
class Turn:
    """One turn of a feed: what came, first of its own address, then of those that led on."""

    feed: Feed
    at: datetime
    taken: int = 0
    links: list[str] = field(default_factory=list)
    fault: str = ""
    """Why nothing could be made of the feed: it counts as silent."""
    oddity: str = ""
    """What was wrong with one of the things it led to: the rest counts."""


def ask_next(get: Get, *, at: datetime) -> Turn | None:
    """Ask the feed that has waited longest; None if none is due."""
    feed = _take(at)
    return ask_now(feed, get, at=at) if feed else None


def ask_now(feed: Feed, get: Get, *, at: datetime) -> Turn:
    """Ask a feed, whether or not it is its turn."""
    turn = Turn(feed, at)
    answer = get(Asked(feed.address, feed.etag, feed.last_modified))
    oddity = _keep(turn, "", answer)
    turn.fault = answer.fault or oddity
    if answer.status == NOT_NEW:
        _lead_on(turn, last_body(feed))
    for link in turn.links[:MOST_LINKS]:
        led_to = get(Asked(link))
        turn.oddity = _keep(turn, link, led_to) or turn.oddity
        if led_to.status in NOWHERE:  # that one thing is not there, the others may be
            turn.oddity = f"{link}: {led_to.fault}"[:300]
        elif led_to.fault:  # it has no more for us now
            turn.fault = led_to.fault
            break
    _conclude(turn, answer)
    return turn


@transaction.atomic
def _take(at: datetime) -> Feed | None:
    asked = Feed.objects.filter(is_active=True).exclude(address__startswith="mqtt")
    due = asked.filter(Q(next_at=None) | Q(next_at__lte=at))
    turns = due.order_by(F("next_at").asc(nulls_first=True), "pk")
    feed = turns.select_for_update(skip_locked=True).first()
    if feed is None:
        return None
    feed.next_at = at + timedelta(seconds=feed.every_s)
    feed.save(update_fields=["next_at"])
    return feed


@transaction.atomic
def _keep(turn: Turn, link: str, answer: Answer) -> str:
    """Archive one answer and take what is in it; returns why it is not understood, or ""."""
    body = body_of(answer.body) if answer.body else None
    fetch = Fetch.objects.create(
        feed=turn.feed, at=turn.at, address=link, status=answer.status,
        took_ms=answer.took_ms, body=body, fault=answer.fault,
    )  # fmt: skip
    if body is None:
        return ""
    try:
        with transaction.atomic():
            _understand(turn, link, Parcel(turn.feed, body, answer.body, turn.at, []))
    except Exception as fault:  # noqa: BLE001 - one feed must not stop the others
        fetch.fault = reason_of(fault, turn.feed)
        fetch.save(update_fields=["fault"])
    return fetch.fault


def _understand(turn: Turn, link: str, parcel: Parcel) -> None:
    connector = CONNECTORS[turn.feed.connector]
    turn.taken += connector.take(parcel)
    turn.oddity = next(iter(parcel.oddities or ()), turn.oddity)[:300]
    if not link:
        _lead_on(turn, parcel.raw)


def _lead_on(turn: Turn, raw: bytes) -> None:
    """Note what an answer leads to; one that is not new may still lead to what was not asked."""
    found = CONNECTORS[turn.feed.connector].links(turn.feed, raw) if raw else ()
    turn.links = [each for each in found if is_of(turn.feed, each)]


def is_of(feed: Feed, link: str) -> bool:
    """Whether an address is the feed's own host, or one that the pack names: we go nowhere else."""
    place, own = urlsplit(link), urlsplit(feed.address)
    named = {own.netloc, *feed.settings.get("hosts", ())}
    return place.scheme in {"https", own.scheme} and place.netloc in named


@transaction.atomic
def _conclude(turn: Turn, answer: Answer) -> None:
    feed = Feed.objects.select_for_update().get(pk=turn.feed.pk)
    if turn.fault:
        failed(feed, turn.fault, at=turn.at)
        feed.next_at = turn.at + pause(feed, answer)
    else:
        heard(feed, at=turn.at)
        feed.fault = turn.oddity
        is_all = len(turn.links) <= MOST_LINKS  # else it has to be told again what is left
        feed.etag = answer.etag if is_all else ""
        feed.last_modified = answer.last_modified if is_all else ""
    feed.save()
    turn.feed = feed


def pause(feed: Feed, answer: Answer) -> timedelta:
    """Return how long a feed that failed is left alone: doubling, or as long as it asks for."""
    doubled = feed.every_s * 2 ** min(feed.failures, MOST_DOUBLINGS)
    wanted = timedelta(seconds=max(doubled, answer.retry_after_s))
    return max(timedelta(seconds=feed.every_s), min(wanted, LONGEST_PAUSE))
