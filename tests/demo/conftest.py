"""The example city with something to play: reports, answers, sentences and its cast."""

import random
from collections.abc import Callable
from dataclasses import replace

import pytest

from kentongan.cities.packs.demo_facts import DemoAnswerFacts, DemoReportFacts
from kentongan.config.demo.casting import cast
from kentongan.config.demo.playing import Stage
from tests.conftest import moment
from tests.example_city import PACK

RAW = "lampunya mati gelap bgt min!!"
PLAY = replace(
    PACK.demo,
    reports=tuple(
        DemoReportFacts(kind.code, RAW)
        for kind in PACK.service_types
        if not any(question.required for question in kind.questions)
    ),
    answers=tuple(
        DemoAnswerFacts(PACK.groups[0].code, kind, "Baik.")
        for kind in ("answer", "question", "close")
    ),
    sentences=("{type} di {place}.", "{type} di {place}, dekat {landmark}."),
    titles={"kelurahan": "Lurah", "kecamatan": "Camat"},
)
PLAYED = replace(PACK, demo=PLAY)
Staging = Callable[..., Stage]


@pytest.fixture
def stage(city: object) -> Staging:
    """Make a stage in the example city, whose cast is there."""
    cast(PLAYED, at=moment("2026-03-01 08:00"))

    def make(seed: int = 1, pace: float = 1.0) -> Stage:
        return Stage(PLAYED, random.Random(seed), pace=pace)

    return make
