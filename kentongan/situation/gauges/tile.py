"""How all gauges stand at a moment, any past one too: two statements, however many gauges.

Only what had been measured and had reached us by then counts, and the siaga are those of then, so a
wall that is played back shows what it showed. Names are those of today's pack.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import OuterRef, QuerySet, Subquery

from kentongan.situation.gauges.gauge import Gauge, Level, Limits, Quality
from kentongan.situation.gauges.judging import Measured
from kentongan.situation.gauges.standing import Known, Standing, stand

WINDOW = timedelta(hours=48)
"""Looked back over: what is drawn, and what a siaga is worked out of."""


def levels(at: datetime) -> tuple[Standing, ...]:
    """Return how every gauge of the city stands, in the order of the pack."""
    known = read_known(Gauge.objects.filter(is_active=True), at)
    others = {each.gauge.code: each for each in known}
    return tuple(stand(each, others, at=at) for each in known)


def read_known(gauges: "QuerySet[Gauge]", at: datetime) -> list[Known]:
    """Return what was known of gauges at a moment (two statements)."""
    last = Level.objects.known(at).filter(gauge=OuterRef("pk"), quality=Quality.GOOD)
    newest = Subquery(last.order_by("-measured_at").values("measured_at")[:1])
    then = Limits.objects.filter(gauge=OuterRef("pk"), since__lte=at).order_by("-since")
    told_of = gauges.select_related("feed").annotate(
        last_at=newest,
        siaga_then=Subquery(then.values("siaga")[:1]),
        settle_then=Subquery(then.values("settle")[:1]),
    )
    rows = [_as_then(gauge) for gauge in told_of.order_by("order", "pk")]
    found: dict[int, list[tuple[int, Measured]]] = {gauge.pk: [] for gauge in rows}
    told = Level.objects.known(at).filter(gauge__in=list(found), measured_at__gt=at - WINDOW)
    fields = ("gauge", "pk", "measured_at", "value_cm", "quality")
    for gauge, pk, *one in told.order_by("measured_at", "received_at", "pk").values_list(*fields):
        _put(found[gauge], pk, Measured(*one))
    return [_known(gauge, found[gauge.pk]) for gauge in rows]


def _as_then(gauge: Gauge) -> Gauge:
    """The gauge with the siaga of then, today's where none are known of so long ago."""
    known = vars(gauge)
    if known["settle_then"] is not None:
        gauge.siaga, gauge.settle = known["siaga_then"], known["settle_then"]
    return gauge


def _put(line: list[tuple[int, Measured]], pk: int, one: Measured) -> None:
    """Add a measurement; one that was corrected at its source replaces what it said before."""
    if line and line[-1][1].at == one.at:
        if line[-1][1].quality == Quality.GOOD != one.quality:
            return  # a doubt does not correct what is believed
        line.pop()
    line.append((pk, one))


def _known(gauge: Gauge, line: Sequence[tuple[int, Measured]]) -> Known:
    last_at: datetime | None = vars(gauge)["last_at"]  # annotated above
    return Known(gauge, [one for _, one in line], [pk for pk, _ in line], last_at)
