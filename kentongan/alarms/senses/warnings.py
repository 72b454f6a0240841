"""How bad the worst warning is that touches the city now, for each source of warnings."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.senses.feeds import feed_names
from kentongan.alarms.senses.shape import Reading, Signal
from kentongan.situation.cap.alert import Alert, Severity
from kentongan.situation.cap.reading import read
from kentongan.situation.cap.standing import ENDING, holds, standing
from kentongan.situation.feeds import Body, Feed
from kentongan.situation.standing import Source
from kentongan.situation.standing import standing as stood
from kentongan.situation.warnings import WarningMessage

RANK = {
    Severity.UNKNOWN: 1,
    Severity.MINOR: 1,
    Severity.MODERATE: 2,
    Severity.SEVERE: 3,
    Severity.EXTREME: 4,
}
"""A warning of unknown severity still is one."""
TAKEN_BACK = timedelta(days=7)
"""What is younger may take back a warning that still stands, though it says nothing itself."""
KEPT = 500
"""Messages kept as read, by what they rest on."""


def severity(at: datetime) -> Sequence[Reading]:
    """Return the worst severity of each source (two statements, one more for each new message).

    0 where no warning stands, None where the source is silent.
    """
    sources = [each for each in stood(at) if each.feed.connector == "cap"]
    ends = Q(ends_at__gt=at) | Q(kind__in=ENDING, sent_at__gt=at - TAKEN_BACK)
    rows = list(
        WarningMessage.objects.filter(ends).annotate(digest=F("body__digest")).order_by("pk")
    )
    said = [(row, _read(row.digest)) for row in rows]
    return [
        _reading(source, [each for each in said if each[0].feed_id == source.feed.pk], at)
        for source in sources
    ]


@lru_cache(maxsize=KEPT)
def _read(digest: str) -> Alert:
    return read(bytes(Body.objects.get(digest=digest).content)).alert


def _reading(source: Source, said: Sequence[tuple[WarningMessage, Alert]], at: datetime) -> Reading:
    feed = source.feed
    if source.is_stale:
        return Reading(feed.code, None, source.heard_at, f"feed:{feed.pk}")
    rows = {(alert.sender, alert.identifier): row for row, alert in said}
    worst, rests_on = 0, f"feed:{feed.pk}"
    for alert in standing((alert for _row, alert in said), at=at):
        row = rows[alert.sender, alert.identifier]
        rank = max(RANK[info.severity] for info in alert.infos if holds(info, alert, at=at))
        if row.kecamatan and rank > worst:
            worst, rests_on = rank, f"warning:{row.pk}"
    return Reading(feed.code, float(worst), source.heard_at, rests_on)


def warners() -> dict[str, str]:
    """Return the sources of warnings by code."""
    return feed_names(Feed.objects.filter(connector="cap"))


WARNING = Signal(
    name="warning_severity",
    label=_("A warning touches the city"),
    unit=_("(severity 1–4, 4 the worst)"),
    counts=_("The worst severity of the CAP warnings that touch the city now, for each source."),
    read=severity,
    points=warners,
    span=lambda _point: (0, max(RANK.values())),
)
