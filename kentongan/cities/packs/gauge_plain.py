"""Gauges as plain mappings, laid out for people; a 0 is a number and stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kentongan.cities.packs.gauge_facts import GaugeFacts
from kentongan.cities.packs.plaining import plain


def plain_gauges(gauges: Iterable[GaugeFacts]) -> list[dict[str, Any]]:
    """What gauges.yaml holds, without what is empty."""
    return [_without_nothing(plain(each)) for each in gauges]


def _without_nothing(values: dict[str, Any]) -> dict[str, Any]:
    kept = {
        key: [_without_nothing(one) for one in each] if isinstance(each, list) else each
        for key, each in values.items()
    }
    return {key: each for key, each in kept.items() if each or (each == 0 and each is not False)}
