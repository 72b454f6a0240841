"""A worker's rounds, one after the other, for as long as it lives."""

import argparse
import logging
import os
import time
from collections.abc import Callable

STARTER = "KENTONGAN_STARTER"
"""Names the process that started a worker beside itself."""


def go_round(round_: Callable[[], None], options: argparse.Namespace, log: logging.Logger) -> int:
    """Do a round, wait, and again, until stopped; with `once` one round alone.

    A database that is away is waited for: what a round left undone is there in the next one. A
    worker that another of our commands started ends with it, however that came to its end.
    """
    from django.db import Error, connection

    while not is_left_alone():
        try:
            round_()
        except Error:
            log.exception("the round was broken off; the next one takes it up again")
            connection.close()
        if options.once:
            return 0
        time.sleep(options.every)
    return 0


def is_left_alone() -> bool:
    """Whether the command that started this one is gone."""
    starter = os.environ.get(STARTER)
    return starter is not None and os.getppid() != int(starter)
