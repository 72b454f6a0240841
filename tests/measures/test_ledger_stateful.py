"""Random people do random things: the ledger, the states and the clocks hold after every step.

`KENTONGAN_STEPS=10000` takes as many steps; a long walk tells what it found as it found it.
"""

import os
from unittest import mock

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from kentongan.journal import reading
from tests.measures.stepping import City

STEPS = int(os.environ.get("KENTONGAN_STEPS", "300"))
A_WALK, LONG = 50, 2000


@pytest.mark.usefixtures("city")
def test_whatever_anybody_does_the_equation_the_states_and_the_clocks_hold() -> None:
    City.steps = City.done = City.refused = 0
    chosen = settings(
        max_examples=max(1, STEPS // A_WALK),
        stateful_step_count=A_WALK,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink) if STEPS < LONG else (Phase.generate,),
    )
    # A test's own transaction is never settled, so the horizon is lifted.
    with mock.patch.object(reading, "SETTLED", Q()):
        run_state_machine_as_test(City, settings=chosen)
    print(f"{City.steps:,} steps, {City.done:,} things done, {City.refused:,} refused")
    assert City.steps >= STEPS * 0.8
    assert City.done > City.steps / 4
