"""gauges.yaml: river gauges, what their levels mean, what lies upstream of them. Optional."""

from __future__ import annotations

from collections.abc import Sequence

from kentongan.cities.packs.gauge_facts import CALM, GaugeFacts, SiagaFacts, UpstreamFacts
from kentongan.cities.packs.pages import Page
from kentongan.cities.packs.parts.city import trouble_with_place

FIELDS = ("gauges",)
GAUGE_FIELDS = (
    *("code", "name", "river", "lat", "lon", "lowest", "highest", "step", "settle", "fresh"),
    *("siaga", "source", "feed", "upstream", "assumed"),
)
SOONEST, SLOWEST = 60, 7 * 86_400
"""Seconds: between these a level becomes stale."""
LONGEST_WAY = 5 * 24 * 60
"""Minutes of water's way from one gauge to the next."""
LEVELS = range(1, CALM + 1)


def read_gauges(page: Page, languages: Sequence[str]) -> tuple[GaugeFacts, ...]:
    """The gauges in the file's order."""
    found: list[GaugeFacts] = []
    for each in page.pages("gauges", *GAUGE_FIELDS):
        gauge = GaugeFacts(
            code=each.text("code"),
            name=each.texts("name", languages),
            river=each.text("river"),
            lat=each.number("lat") if each.has("lat") or each.has("lon") else None,
            lon=each.number("lon") if each.has("lat") or each.has("lon") else None,
            lowest=each.whole("lowest"),
            highest=each.whole("highest"),
            step=each.whole("step"),
            settle=each.whole("settle"),
            fresh=each.whole("fresh"),
            siaga=_siaga(each, languages),
            source=each.text("source"),
            feed=each.text("feed", ""),
            upstream=_upstream(each),
            assumed=each.flag("assumed"),
        )
        each.findings.mark("gauge", gauge.code, each.file, each.line_of("code"))
        _check(gauge, each)
        found.append(gauge)
    return tuple(found)


def _siaga(page: Page, languages: Sequence[str]) -> tuple[SiagaFacts, ...]:
    found = []
    for each in page.pages("siaga", "level", "from_cm", "means"):
        level, means = each.whole("level"), each.texts("means", languages)
        start = each.whole("from_cm") if level != CALM or each.has("from_cm") else None
        if level not in LEVELS:
            each.fault(f"There is no siaga {level}", "Write 4, 3, 2 or 1.", at="level")
        if level == CALM and start is not None:
            wrong = f"Siaga {CALM} holds while no other does"
            each.fault(wrong, "Leave its 'from_cm' out.", at="from_cm")
        found.append(SiagaFacts(level, means, start))
    _check_order(found, page)
    return tuple(found)


def _check_order(found: Sequence[SiagaFacts], page: Page) -> None:
    levels = [each.level for each in found]
    starts = [each.from_cm for each in found if each.from_cm is not None]
    if levels != sorted(set(levels), reverse=True) or levels[:1] != [CALM]:
        remedy = f"Begin with siaga {CALM}, then list 3, 2, 1, each once."
        page.fault("The siaga are not in their order", remedy, at="siaga")
    if starts != sorted(set(starts)):
        wrong, remedy = "A worse siaga begins no higher than the one before", "Compare the numbers."
        page.fault(wrong, remedy, at="siaga")


def _upstream(page: Page) -> tuple[UpstreamFacts, ...]:
    found = []
    for each in page.pages("upstream", "gauge", "minutes"):
        one = UpstreamFacts(each.text("gauge"), each.whole("minutes"))
        if not 0 < one.minutes <= LONGEST_WAY:
            wrong = f"Water takes no {one.minutes} minutes"
            each.fault(wrong, "Write the minutes from that gauge to this one.", at="minutes")
        found.append(one)
    return tuple(found)


def _check(gauge: GaugeFacts, page: Page) -> None:
    if gauge.lat is not None and gauge.lon is not None:
        trouble = trouble_with_place(gauge.lat, gauge.lon)
        if trouble:
            page.fault(*trouble, at="lat")
    _check_scale(gauge, page)
    if gauge.step <= 0:
        page.fault("No change would be believed", "Write cm within an hour.", at="step")
    if gauge.settle < 0:
        page.fault("'settle' cannot be below 0", "Write some cm.", at="settle")
    if not SOONEST <= gauge.fresh <= SLOWEST:
        wrong = f"A level would be stale after {gauge.fresh} seconds"
        page.fault(wrong, f"Write {SOONEST} to {SLOWEST} seconds.", at="fresh")


def _check_scale(gauge: GaugeFacts, page: Page) -> None:
    if gauge.lowest >= gauge.highest:
        page.fault(
            "It can show nothing between 'lowest' and 'highest'", "Compare them.", at="lowest"
        )
    for each in gauge.siaga:
        if each.from_cm is not None and not gauge.lowest < each.from_cm <= gauge.highest:
            wrong = f"Siaga {each.level} begins where the gauge cannot show it"
            page.fault(wrong, "Compare with 'lowest' and 'highest'.", at="siaga")
