"""A worker's rounds, one after the other, for as long as it lives."""

import argparse
import logging
import time
from collections.abc import Callable


def go_round(round_: Callable[[], None], options: argparse.Namespace, log: logging.Logger) -> int:
    """Do a round, wait, and again, until stopped; with `once` one round alone.

    A database that is away is waited for: what a round left undone is there in the next one.
    """
    from django.db import Error, connection

    while True:
        try:
            round_()
        except Error:
            log.exception("the round was broken off; the next one takes it up again")
            connection.close()
        if options.once:
            return 0
        time.sleep(options.every)
