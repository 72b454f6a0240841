"""Which warnings held at any moment, by what had come by then: for the city, by kecamatan."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.db.models import Q, QuerySet

from kentongan.situation.cap.alert import Alert, Info, MessageType
from kentongan.situation.cap.indexing import entries
from kentongan.situation.cap.standing import holds
from kentongan.situation.cap.standing import standing as held
from kentongan.situation.standing import Source
from kentongan.situation.warnings import WarningMessage

REACH = timedelta(days=7)
"""How long an update or cancel is heeded: no warning of the weather holds longer."""


@dataclass(frozen=True, slots=True)
class Held:
    """A warning that holds, where it touches the city, and who told us."""

    alert: Alert
    source: Source
    received_at: datetime
    kecamatan: tuple[int, ...]

    def info(self, language: str) -> Info | None:
        """Return what it says in that language, of what holds at its source's moment."""
        now = [each for each in self.alert.infos if holds(each, self.alert, at=self.source.at)]
        meant = [each for each in now if each.language.lower().startswith(language)]
        return next(iter(meant or now), None)


def holding(at: datetime, sources: dict[int, Source]) -> tuple[Held, ...]:
    """Return the warnings that held and touch the city, newest first (one statement)."""
    rows = {(row.sender, row.identifier): row for row in _rows(at) if row.feed_id in sources}
    read = {key: alert for key, row in rows.items() if (alert := _alert(row))}
    standing = held(read.values(), at=at)
    keys = {id(alert): key for key, alert in read.items()}
    found = ((alert, rows[keys[id(alert)]]) for alert in standing)
    return tuple(
        Held(alert, sources[row.feed_id], row.received_at, tuple(row.kecamatan))
        for alert, row in found
        if row.kecamatan
    )


def _rows(at: datetime) -> QuerySet[WarningMessage]:
    """Return what may hold, and what may have ended it before its own end."""
    ending = Q(kind__in=(MessageType.UPDATE, MessageType.CANCEL), ends_at__gt=at - REACH)
    rows = WarningMessage.objects.filter(Q(ends_at__gt=at) | ending, received_at__lte=at)
    return rows.select_related("body").order_by("received_at", "pk")


def _alert(row: WarningMessage) -> Alert | None:
    told = _alerts(bytes(row.body.content))
    return next((each for each in told if _cut(each) == (row.sender, row.identifier)), None)


def _cut(alert: Alert) -> tuple[str, str]:
    return alert.sender[:200], alert.identifier[:200]


@lru_cache(maxsize=256)
def _alerts(raw: bytes) -> tuple[Alert, ...]:
    """Return the messages in a body; it was understood when it came."""
    return tuple(each.message.alert for each in entries(raw) if each.message)
