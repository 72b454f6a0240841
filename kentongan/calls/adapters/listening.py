"""Listening to an exchange for ever: what it says is told, what it is asked is passed on.

A wire that breaks is opened again after a pause that grows to half a minute. What happened
meanwhile comes from the exchange's books.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.db import Error, connection

from kentongan.calls.adapters.speaking import Adapter, Concluded
from kentongan.calls.commanding import AlreadyOver, conclude, waiting_for
from kentongan.calls.events import Told
from kentongan.calls.telling import tell
from kentongan.calls.touching import touch
from kentongan.toolbox.refusals import NotFound

FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
log = logging.getLogger("kentongan.calls")


def listen(
    adapter: Adapter,
    *,
    pbx: str,
    clock: Callable[[], datetime],
    pause: Callable[[float], object],
    is_over: Callable[[], bool],
) -> None:
    """Listen until it is over; `pause` waits so many seconds."""
    waits = FIRST_PAUSE
    while not is_over():
        try:
            adapter.open()
            log.info("connected to %s", pbx)
            waits = FIRST_PAUSE
            _listen_while_open(adapter, pbx, clock, partial(_insist, pause), is_over)
        except (OSError, ValueError) as fault:
            log.warning("%s is away (%s); trying again in %s s", pbx, fault, waits)
            _close(adapter)
            if not is_over():
                pause(waits)
            waits = min(2 * waits, LONGEST_PAUSE)
        else:
            _close(adapter)


def _listen_while_open(
    adapter: Adapter,
    pbx: str,
    clock: Callable[[], datetime],
    insist: Callable[[Callable[[], Any]], Any],
    is_over: Callable[[], bool],
) -> None:
    passed_on: set[str] = set()
    while not is_over():
        for heard in adapter.hear(at=clock()):
            insist(partial(_take_in, heard, pbx, clock()))
        insist(lambda: touch(pbx, at=clock()))
        waiting = insist(lambda: list(waiting_for(pbx, at=clock())))
        passed_on &= {each.idempotency_key for each in waiting}
        for command in waiting:
            if command.idempotency_key in passed_on:
                continue
            passed_on.add(command.idempotency_key)
            if done := adapter.obey(command):
                insist(partial(_take_in, done, pbx, clock()))


def _take_in(heard: Told | Concluded, pbx: str, at: datetime) -> None:
    if isinstance(heard, Told):
        tell(heard, pbx=pbx, at=at)
        return
    try:
        conclude(heard.idempotency_key, pbx=pbx, error=heard.error, at=at)
    except (AlreadyOver, NotFound):  # it had expired meanwhile
        log.warning("%s answers to %s too late", pbx, heard.idempotency_key)


def _insist(pause: Callable[[float], object], act: Callable[[], Any]) -> Any:
    """Do it, and again while the database is away: the wire keeps what else is said meanwhile."""
    while True:
        try:
            return act()
        except Error:
            log.exception("the database is away; what was heard is kept until it is back")
            connection.close()
            pause(1.0)


def _close(adapter: Adapter) -> None:
    try:
        adapter.close()
    except (OSError, AttributeError):  # it was never open
        return
