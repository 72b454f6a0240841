"""A signal whose numbers a test says, a rule that looks at it, and rounds of the watch."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch

from kentongan.alarms import sensing
from kentongan.alarms.models import Alarm, AlarmRule, AlarmStep
from kentongan.alarms.requiring import Wanted
from kentongan.alarms.senses import SENSES
from kentongan.alarms.senses.shape import Reading, Signal
from kentongan.alarms.setting import set_rule
from kentongan.alarms.watching import keep_watch
from kentongan.people.models import Role, User
from kentongan.places.directory import directory
from tests.casework.test_story import FRIDAY, user


class Levels:
    """Where the water stands, as a test has it; None: nobody can say."""

    def __init__(self) -> None:
        self.now: dict[str, float | None] = {"angke": 0.0}

    def read(self, at: datetime) -> list[Reading]:
        """Return what stands."""
        return [Reading(point, value, at, "gauge:1") for point, value in self.now.items()]


@contextmanager
def levels() -> Iterator[Levels]:
    """Let rules look at levels that the test sets; the rest of the registry is as it is."""
    said = Levels()
    signal = Signal("level", "Level", "cm", "as told", said.read, lambda: {"angke": "Angke"})
    with patch.dict(SENSES, {"level": signal}):
        assert sensing.SENSES is SENSES
        yield said


def wanted(**other: Any) -> Wanted:
    """A whole rule on the level: at 100 for 20 s; over at below 90 for 30 s; 15 minutes to act."""
    told: dict[str, Any] = {
        "names": {"id": "Air tinggi", "en": "High water"},
        "signal": "level",
        "cause": {"en": "Rain upstream"},
        "consequence": {"en": "The market is flooded"},
        "response": {"en": "Call the pump house"},
        "priority": "high",
        "threshold": 100.0,
        "deadband": 10.0,
        "on_delay_s": 20,
        "off_delay_s": 30,
        "available_min": 15,
        "owner": directory().unit_by_code["setda"].pk,
    }
    return Wanted(**told | other)


def rule(by: User | None = None, **other: Any) -> AlarmRule:
    """Set the rule on the level."""
    return set_rule("", wanted(**other), "Since the last flood", by=by or admin(), at=FRIDAY)


def admin() -> User:
    found = User.objects.filter(username="adi").first()
    return found or user("adi", Role.ADMINISTRATOR, "setda")


def after(seconds: float) -> datetime:
    """A moment that evening."""
    return FRIDAY + timedelta(seconds=seconds)


def rounds(start: float, end: float, every: float = 5) -> None:
    """Let the watch go its rounds."""
    while start <= end:
        keep_watch(at=after(start))
        start += every


def only() -> Alarm:
    return Alarm.objects.get()


def kinds(alarm: Alarm) -> list[str]:
    return list(AlarmStep.objects.filter(alarm=alarm).order_by("pk").values_list("kind", flat=True))
