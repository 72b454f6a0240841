"""Loading the gauges of a pack. One that left the pack is shown no more; its levels stay."""

from collections.abc import Iterable
from datetime import datetime

from kentongan.cities.packs.gauge_facts import GaugeFacts, SiagaFacts, UpstreamFacts
from kentongan.situation.feeds import Feed
from kentongan.situation.gauges.gauge import Gauge, Limits


def load_gauges(facts: Iterable[GaugeFacts], *, at: datetime) -> None:
    """Write the gauges of a pack; the feeds they name are loaded before.

    What the siaga were until then is kept, for whoever plays the past back.
    """
    feeds = {feed.code: feed for feed in Feed.objects.all()}
    kept = []
    for order, fact in enumerate(facts):
        told = {
            "names": dict(fact.name), "river": fact.river, "lat": fact.lat, "lon": fact.lon,
            "feed": feeds.get(fact.feed), "lowest": fact.lowest, "highest": fact.highest,
            "step": fact.step, "settle": fact.settle, "fresh_s": fact.fresh,
            "siaga": [
                {"level": each.level, "from_cm": each.from_cm, "means": dict(each.means)}
                for each in fact.siaga
            ],
            "upstream": [{"gauge": up.gauge, "minutes": up.minutes} for up in fact.upstream],
            "source": fact.source, "is_assumed": fact.assumed, "order": order, "is_active": True,
        }  # fmt: skip
        gauge, _ = Gauge.objects.update_or_create(code=fact.code, defaults=told)
        _keep_limits(gauge, at)
        kept.append(gauge.pk)
    Gauge.objects.exclude(pk__in=kept).update(is_active=False)


def _keep_limits(gauge: Gauge, at: datetime) -> None:
    last = gauge.limits.order_by("-since").first()
    if last is None or (last.siaga, last.settle) != (gauge.siaga, gauge.settle):
        now = {"siaga": gauge.siaga, "settle": gauge.settle}
        Limits.objects.update_or_create(gauge=gauge, since=at, defaults=now)


def gauge_facts() -> tuple[GaugeFacts, ...]:
    """Return what a pack would say to make these gauges again (one statement)."""
    rows = Gauge.objects.filter(is_active=True).select_related("feed").order_by("order", "pk")
    return tuple(
        GaugeFacts(
            code=gauge.code,
            name=gauge.names,
            river=gauge.river,
            lat=gauge.lat,
            lon=gauge.lon,
            lowest=gauge.lowest,
            highest=gauge.highest,
            step=gauge.step,
            settle=gauge.settle,
            fresh=gauge.fresh_s,
            siaga=tuple(SiagaFacts(**each) for each in gauge.siaga),
            source=gauge.source,
            feed=gauge.feed.code if gauge.feed else "",
            upstream=tuple(UpstreamFacts(**each) for each in gauge.upstream),
            assumed=gauge.is_assumed,
        )
        for gauge in rows
    )
