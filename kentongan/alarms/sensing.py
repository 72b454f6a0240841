"""Asking the signals that rules look at, each once. One that fails is unknown, not normal."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import Error

from kentongan.alarms.rules import AlarmRule
from kentongan.alarms.senses import SENSES, Reading

log = logging.getLogger("kentongan.alarms")
Sensed = Mapping[str, Sequence[Reading] | None]
"""The readings of each signal; None of one that could not be asked."""


def sense(rules: Iterable[AlarmRule], *, at: datetime) -> Sensed:
    """Ask the signals of these rules (a constant number of statements).

    :raises Error: if the database is away
    """
    return read_all({rule.signal for rule in rules}, at=at)


def read_all(signals: Iterable[str], *, at: datetime) -> Sensed:
    """Ask these signals, each once.

    :raises Error: if the database is away
    """
    return {name: _ask(name, at) for name in sorted(signals)}


def _ask(name: str, at: datetime) -> Sequence[Reading] | None:
    if name not in SENSES:
        return None
    try:
        return SENSES[name].read(at)
    except Error:
        raise
    except Exception:  # a fault in one signal must not blind the others
        log.exception("the signal %s could not be asked", name)
        return None
