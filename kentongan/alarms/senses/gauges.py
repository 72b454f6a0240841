"""River gauges: the siaga that each stands at (4 is calm, 1 the worst), and its level in cm.

Only the last believed level counts, and only while it is fresh; a doubted one is none. The wall's
siaga keeps a wave at the threshold from flickering; here that is what a rule's deadband is for.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db.models import Max, Min, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.senses.shape import MOST, Reading, Signal, Span, in_words
from kentongan.situation.gauges.gauge import Gauge, Level, Quality
from kentongan.situation.gauges.siaga import siaga
from kentongan.situation.gauges.thresholds import thresholds


def siagas(at: datetime) -> Sequence[Reading]:
    """Return the siaga of every gauge (two statements)."""
    return _readings(at, lambda gauge, cm: siaga([cm], thresholds(gauge), gauge.settle))


def levels(at: datetime) -> Sequence[Reading]:
    """Return the level of every gauge, in cm (two statements)."""
    return _readings(at, lambda _gauge, cm: cm)


def _readings(at: datetime, number: Callable[[Gauge, float], float | None]) -> list[Reading]:
    good = Level.objects.known(at).filter(gauge=OuterRef("pk"), quality=Quality.GOOD)
    last = Subquery(good.order_by("-measured_at", "-received_at", "-pk").values("pk")[:1])
    gauges = list(Gauge.objects.filter(is_active=True).annotate(last=last).order_by("order", "pk"))
    known = Level.objects.in_bulk([gauge.last for gauge in gauges if gauge.last])
    return [_reading(gauge, known.get(gauge.last or 0), number, at) for gauge in gauges]


def _reading(
    gauge: Gauge, last: Level | None, number: Callable[[Gauge, float], float | None], at: datetime
) -> Reading:
    if last is None:
        return Reading(gauge.code, None, None, f"gauge:{gauge.pk}")
    is_fresh = at - last.measured_at <= timedelta(seconds=gauge.fresh_s)
    value = number(gauge, last.value_cm) if is_fresh else None
    told = None if value is None else float(value)
    return Reading(gauge.code, told, last.measured_at, f"gauge:{gauge.pk}")


def gauge_names() -> dict[str, str]:
    """Return the gauges by code (one statement)."""
    gauges = Gauge.objects.filter(is_active=True).order_by("order", "pk")
    return {gauge.code: in_words(gauge.names) or gauge.code for gauge in gauges}


def level_span(point: str) -> Span:
    """Return what a gauge can show, or any of them (one statement); where there is none, all."""
    asked = Q(code=point) if point else Q()
    found = Gauge.objects.filter(asked, is_active=True).aggregate(Min("lowest"), Max("highest"))
    least, most = found["lowest__min"], found["highest__max"]
    return (-MOST, MOST) if least is None else (least, most)


SIAGA = Signal(
    name="gauge_siaga",
    label=_("A river stands at siaga"),
    unit=_("(siaga 1–4, 1 the worst)"),
    counts=_("The siaga that the last believed level of each gauge means; unknown when stale."),
    read=siagas,
    points=gauge_names,
    span=lambda _point: (1, 4),
)
LEVEL = Signal(
    name="gauge_level",
    label=_("A river's level"),
    unit=_("cm"),
    counts=_("The last believed level of each gauge, in centimetres; unknown when stale."),
    read=levels,
    points=gauge_names,
    span=level_span,
)
