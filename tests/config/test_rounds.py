"""A worker that another command started ends with it, however that came to its end."""

import logging
import os
from argparse import Namespace

import pytest

from kentongan.config.rounds import STARTER, go_round

AT_ONCE = Namespace(once=False, every=0.0)


def test_a_worker_goes_on_while_whoever_started_it_lives(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STARTER, str(os.getppid()))
    rounds: list[int] = []

    def round_() -> None:
        rounds.append(1)
        if len(rounds) == 3:
            monkeypatch.setenv(STARTER, "1")  # as if it were gone: another is our parent now

    assert go_round(round_, AT_ONCE, logging.getLogger("test")) == 0
    assert len(rounds) == 3
