"""Five stages for the example city, water that a test lets rise, and rounds of the watch."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from kentongan.alarms.senses import SENSES, Reading, Signal
from kentongan.cities.packs.stage_facts import StageFacts, TriggerFacts
from kentongan.places.directory import directory
from kentongan.stage.loading import load_stages
from kentongan.stage.models import StageProposal
from kentongan.stage.proposing import propose_stages
from tests.conftest import moment
from tests.example_city import both

NIGHT = moment("2026-03-13 21:00")
HIGH = (TriggerFacts("gauge_level", "at_least", 200, deadband=20),)
HIGHER = (TriggerFacts("gauge_level", "at_least", 300, deadband=20),)
STAGES = (
    StageFacts(1, both("Normal", "Normal"), both("Tenang.", "Calm."), both("Biasa.", "As ever.")),
    StageFacts(2, both("Perhatian", "Attention"), both("Tanda.", "Signs."), both("Baca.", "Read.")),
    StageFacts(
        3, both("Waspada", "Watch"), both("Bisa banjir.", "It may flood."),
        both("Siapkan tas.", "Pack a bag."), "prepare", 30, HIGH, ("pupr",),
    ),
    StageFacts(
        4, both("Bahaya", "Danger"), both("Banjir.", "It floods."),
        both("Menjauh.", "Keep away."), "avoid", 30, HIGHER, ("pupr", "dishub"),
    ),
    StageFacts(5, both("Darurat", "Emergency"), both("Parah.", "Worst."), both("Pindah.", "Go.")),
)  # fmt: skip


class Water:
    """Where the water stands, in cm; None: nobody can say, though somebody could a minute ago."""

    def __init__(self) -> None:
        self.cm: float | None = 50

    def read(self, at: datetime) -> list[Reading]:
        return [Reading("hulu", self.cm, at - timedelta(minutes=1), "gauge:1")]


@contextmanager
def rising() -> Iterator[Water]:
    """Load the stages, and let the gauges' signal say what the test says."""
    water = Water()
    load_stages(STAGES, directory().unit_by_code)
    signal = Signal("gauge_level", "Level", "cm", "as told", water.read, lambda: {"hulu": "Hulu"})
    with patch.dict(SENSES, {"gauge_level": signal}):
        yield water


def after(minutes: float) -> datetime:
    return NIGHT + timedelta(minutes=minutes)


def look(minutes: float) -> int:
    """One round of the watch, so long after the evening began."""
    return propose_stages(at=after(minutes))


def open_levels() -> list[int]:
    rows = StageProposal.objects.filter(settled_at=None).order_by("level")
    return list(rows.values_list("level", flat=True))
