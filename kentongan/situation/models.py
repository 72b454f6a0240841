"""The room's models in one place."""

from kentongan.situation.features import Feature, Outline
from kentongan.situation.feeds import Body, Feed, Fetch, Grade
from kentongan.situation.gauges.gauge import Gauge, Level, Limits
from kentongan.situation.warnings import WarningMessage

__all__ = [
    "Body", "Feature", "Feed", "Fetch", "Gauge", "Grade", "Level", "Limits", "Outline",
    "WarningMessage",
]  # fmt: skip
