"""The room's models in one place."""

from kentongan.situation.feeds import Body, Feed, Fetch, Grade
from kentongan.situation.warnings import WarningMessage

__all__ = ["Body", "Feed", "Fetch", "Grade", "WarningMessage"]
