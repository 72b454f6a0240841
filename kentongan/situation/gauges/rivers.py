"""Gauges as a page shows them: how they stand, and what was known of them."""

from datetime import datetime

from kentongan.situation.gauges.gauge import Gauge
from kentongan.situation.gauges.standing import Known, Standing, stand
from kentongan.situation.gauges.tile import read_known


def rivers(at: datetime) -> list[tuple[Standing, Known]]:
    """Return every gauge in the order of the pack (two statements)."""
    known = read_known(Gauge.objects.filter(is_active=True), at)
    others = {each.gauge.code: each for each in known}
    return [(stand(each, others, at=at), each) for each in known]


def river_of(code: str, at: datetime) -> tuple[Standing, Known] | None:
    """Return one gauge, with those upstream known; None if there is none (three statements)."""
    gauge = Gauge.objects.filter(is_active=True, code=code).first()
    if gauge is None:
        return None
    above = [each["gauge"] for each in gauge.upstream]
    known = read_known(Gauge.objects.filter(is_active=True, code__in=[code, *above]), at)
    others = {each.gauge.code: each for each in known}
    return stand(others[code], others, at=at), others[code]
