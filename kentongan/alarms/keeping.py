"""Keeping in mind what was seen, and that somebody looked."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from kentongan.alarms.judging import Glance, Key
from kentongan.alarms.watch import WatchedPoint, Watchkeeping

FRESH = timedelta(seconds=60)
"""After so long without a look nobody knows whether there are alarms."""
EVERY = timedelta(seconds=5)
MINUTE = timedelta(minutes=1)
REMEMBERED = ("is_standing", "turning_since", "value", "seen_at")


def keep_watching(at: datetime) -> bool:
    """Note that somebody looks (two statements): a stretch goes on until nobody does.

    False if somebody has just looked: once in a few seconds is enough.
    """
    last = Watchkeeping.objects.filter(last_at__gte=at - FRESH).order_by("-last_at").first()
    if last is None:
        Watchkeeping.objects.create(began_at=at, last_at=at)
        return True
    if at - last.last_at < EVERY:
        return False
    last.last_at = at
    last.save(update_fields=["last_at"])
    return True


def last_look(at: datetime) -> datetime | None:
    """Return when somebody last looked before a moment; None if nobody ever did (one statement)."""
    stretch = Watchkeeping.objects.filter(began_at__lte=at).order_by("-began_at").first()
    return min(stretch.last_at, at) if stretch else None


def remember(glances: Iterable[Glance], before: Mapping[Key, WatchedPoint]) -> None:
    """Keep what changed (one statement), and forget what is looked at no more (one more)."""
    rows = {glance.key: _row(glance, before.get(glance.key)) for glance in glances}
    changed = [row for key, row in rows.items() if not _is_same(row, before.get(key))]
    WatchedPoint.objects.bulk_create(
        changed,
        update_conflicts=True,
        unique_fields=["key", "point"],
        update_fields=REMEMBERED,
    )
    gone = [row.pk for key, row in before.items() if key not in rows]
    if gone:
        WatchedPoint.objects.filter(pk__in=gone).delete()


def _row(glance: Glance, before: WatchedPoint | None) -> WatchedPoint:
    was = before.seen_at if before else None
    seen_at = glance.seen_at or was
    if before and before.value == glance.value and seen_at and was and seen_at - was < MINUTE:
        seen_at = was  # what stays the same is written once a minute, not with every look
    return WatchedPoint(
        key=glance.rule.key,
        point=glance.point,
        is_standing=glance.looking.is_standing,
        turning_since=glance.looking.turning_since,
        value=glance.value,
        seen_at=seen_at,
    )


def _is_same(row: WatchedPoint, before: WatchedPoint | None) -> bool:
    return before is not None and all(
        getattr(row, name) == getattr(before, name) for name in REMEMBERED
    )
