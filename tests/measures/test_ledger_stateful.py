"""Random people do random things: ledger, states, clocks and secrets hold after every step.

Hypothesis takes a few steps and shrinks what it finds. `KENTONGAN_STEPS=10000` makes the long walk
that long, and `KENTONGAN_SEED` makes it another; `-s` shows how far it has come.
"""

import ast
import os
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType
from unittest import mock

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from kentongan.config.duties import DUTIES
from kentongan.journal import reading
from tests.house.source import Module, dotted, rooms
from tests.measures import steps_at_work, steps_of_guards, steps_of_reporters
from tests.measures.stepping import City
from tests.measures.walking import Walk, name_of
from tests.measures.walking_far import walk_far

STEPS = int(os.environ.get("KENTONGAN_STEPS", "100"))
SEED = int(os.environ.get("KENTONGAN_SEED", "1"))
FEW, A_WALK, LONG = 150, 50, 10_000
BY_THE_CLOCK = {
    "casework.auditing.draw": "`draw_due` calls it",
    "casework.retaining.apply_rule": "`let_go` calls it",
}


@pytest.fixture
def media(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]


AT_THE_TELEPHONE = {
    "casework.hearing.hear",
    "casework.taking_down.take_down",
    "casework.taking_down.take_word",
    "casework.taking_down.take_words",
}
"""Others of casework's verbs, in one transaction with the call's own note of them."""
IN_THE_NEIGHBOURHOOD = {
    "casework.confirming.confirm_held",
    "casework.disputing.refute_held",
    "casework.verifying.verify_seen",
}
"""The second halves of verbs that are drawn, for heads of RT and RW (`tests/neighbourhood`)."""
ELSEWHERE = AT_THE_TELEPHONE | IN_THE_NEIGHBOURHOOD


@pytest.fixture
def nothing_yet(city: object, media: None) -> Iterator[None]:
    """Nothing was done. A test's own transaction is never settled, so the horizon is lifted."""
    Walk.steps = 0
    Walk.done.clear()
    Walk.refused.clear()
    with mock.patch.object(reading, "SETTLED", Q()):
        yield


@pytest.mark.usefixtures("nothing_yet")
def test_whatever_anybody_does_the_equation_the_states_and_the_clocks_hold() -> None:
    chosen = settings(
        max_examples=FEW // A_WALK,
        stateful_step_count=A_WALK,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    run_state_machine_as_test(City, settings=chosen)
    assert Walk.steps > FEW / 3  # Hypothesis ends some walks early


@pytest.mark.usefixtures("nothing_yet")
def test_they_still_hold_after_a_long_walk() -> None:
    walk_far(STEPS, SEED)
    for name in sorted(Walk.done | Walk.refused):
        print(f"{name:45}{Walk.done[name]:8,}{Walk.refused[name]:8,}")
    assert Walk.steps == STEPS
    assert Walk.done.total() > STEPS / 4
    if STEPS >= LONG:
        undone = {name for name in verbs() if not Walk.done[name]}
        assert undone <= set(BY_THE_CLOCK) | ELSEWHERE


def test_there_is_no_verb_of_casework_that_nobody_draws() -> None:
    places = (steps_at_work, steps_of_guards, steps_of_reporters)
    drawn = {each for place in places for each in vars(place).values() if callable(each)}
    names = {name_of(each) for each in drawn | set(DUTIES) if isinstance(each, FunctionType)}
    found = verbs()
    assert len(found) > 40
    assert found - names == set(BY_THE_CLOCK) | ELSEWHERE


def verbs() -> set[str]:
    """Every public function of casework that opens a transaction."""
    return {
        f"{module.dotted}.{node.name}"
        for module in rooms()
        if module.room == "casework"
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if opens_a_transaction(node, module)
    }


def opens_a_transaction(node: ast.FunctionDef, _module: Module) -> bool:
    marks = [*node.decorator_list, *(i.context_expr for n in ast.walk(node)
             if isinstance(n, ast.With) for i in n.items)]  # fmt: skip
    called = {dotted(mark.func if isinstance(mark, ast.Call) else mark) for mark in marks}
    return bool(called & {"transaction.atomic", "once"})
