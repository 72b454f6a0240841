"""Taking measurements: each once, judged by its neighbours, in its place however late it comes.

The journal is told when the siaga of a gauge becomes another one, not of every measurement.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from kentongan.journal.recording import record
from kentongan.situation.connecting import NotUnderstood
from kentongan.situation.feeds import Body, Feed
from kentongan.situation.gauges.gauge import Gauge, Level, Quality
from kentongan.situation.gauges.judging import LONGEST, Measured, judge
from kentongan.situation.gauges.reading import Reading, codes
from kentongan.situation.gauges.siaga import siaga
from kentongan.situation.gauges.thresholds import thresholds


@dataclass
class Line:
    """The measurements of one gauge around the moments that came, oldest first."""

    gauge: Gauge
    known: list[Measured] = field(default_factory=list)

    def has(self, reading: Reading) -> bool:
        place = bisect_left(self.known, (reading.at,), key=lambda each: (each.at,))
        same = (each for each in self.known[place:] if each.at == reading.at)
        return any(each.cm == reading.cm for each in same)

    def add(self, reading: Reading, now: datetime) -> str:
        """Put a measurement in its place; returns its quality."""
        place = bisect_left(self.known, (reading.at,), key=lambda each: (each.at,))
        before = self.known[max(0, place - 200) : place]
        quality = judge(self.gauge, reading.cm, reading.at, before, now)
        insort(self.known, Measured(reading.at, reading.cm, quality))
        return quality

    def siaga(self) -> int | None:
        good = [each.cm for each in self.known if each.quality == Quality.GOOD]
        return siaga(good, thresholds(self.gauge), self.gauge.settle)


def take(readings: Iterable[Reading], *, feed: Feed, body: Body, received_at: datetime) -> int:
    """Write the measurements of the feed's gauges that are new; returns how many.

    Must run in a transaction: it holds the gauges.

    :raises NotUnderstood: if none is of a gauge of this feed, though there are some
    """
    found = sorted(readings, key=lambda each: each.at)
    lines = _lines(feed, found)
    if found and not lines:
        named = ", ".join(sorted(codes(found))[:5])
        raise NotUnderstood(f"none of the city's gauges is named: {named}"[:300])
    stood = {code: line.siaga() for code, line in lines.items()}
    rows = []
    for each in found:
        line = lines.get(each.gauge)
        if line is None or line.has(each):
            continue
        quality = line.add(each, received_at)
        told = {"measured_at": each.at, "value_cm": each.cm, "quality": quality}
        rows.append(Level(gauge=line.gauge, received_at=received_at, body=body, **told))
    Level.objects.bulk_create(rows)
    for code, line in lines.items():
        _tell(line, stood[code], received_at)
    return len(rows)


def _lines(feed: Feed, found: list[Reading]) -> dict[str, Line]:
    """Return what is known of the gauges that came, held until the transaction ends."""
    named = Gauge.objects.filter(feed=feed, is_active=True, code__in=codes(found)).order_by("pk")
    lines = {gauge.pk: Line(gauge) for gauge in named.select_for_update()}
    since = min((each.at for each in found), default=None)
    if lines and since:
        rows = Level.objects.filter(gauge__in=lines, measured_at__gte=since - LONGEST).order_by(
            "measured_at", "pk"
        )
        told = rows.values_list("gauge", "measured_at", "value_cm", "quality")
        for gauge, at, cm, quality in told:
            lines[gauge].known.append(Measured(at, cm, quality))
    return {line.gauge.code: line for line in lines.values()}


def _tell(line: Line, stood: int | None, at: datetime) -> None:
    """Journal a siaga that was reached or left; not of what was measured long ago."""
    now, newest = line.siaga(), line.known[-1].at if line.known else None
    calm = line.gauge.siaga[0]["level"] if line.gauge.siaga else None
    is_new = newest is not None and at - newest <= timedelta(seconds=line.gauge.fresh_s)
    if now is None or not is_new or now == (stood or calm):
        return
    told = {"from_siaga": stood or calm, "siaga": now, "cm": round(line.known[-1].cm)}
    record("gauge.reached", about=("gauge", line.gauge.pk), by=None, at=at, **told)
