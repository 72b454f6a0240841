"""Filling the gap: what an exchange recorded while nobody listened is told afterwards."""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from kentongan.calls.adapters.kamailio import recorded
from kentongan.calls.telling import tell

log = logging.getLogger("kentongan.calls")


class Filled(NamedTuple):
    """What reading the records came to: events that were new, known, and lines nobody can read."""

    new: int
    known: int
    unreadable: int


def fill_from(records: Path | None, *, pbx: str) -> Filled:
    """Tell what stands in a file of Kamailio's records, or in a folder of them, if it is new."""
    new = known = unreadable = 0
    for event in recorded(_lines(records)):
        if event is None:
            unreadable += 1
        elif tell(event, pbx=pbx, at=datetime.now(UTC), is_backfilled=True).is_known:
            known += 1
        else:
            new += 1
    if new or unreadable:
        log.info("records of %s: %s new, %s known, %s unreadable", pbx, new, known, unreadable)
    return Filled(new, known, unreadable)


def _lines(records: Path | None) -> Iterator[str]:
    if records is None:
        return
    for path in sorted(records.glob("calls_*.log")) if records.is_dir() else [records]:
        with path.open(encoding="utf-8", errors="replace") as lines:
            yield from lines
